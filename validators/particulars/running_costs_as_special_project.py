from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..attainment import is_cost
from ..basis import METHOD
from ..placing import gathered, placed
from ..rule import Frame, rule

_WORDS = vocabulary().words
_RUNNING = "|".join(_WORDS.running_costs)
_FEWEST = 3


@rule(
    severity="info",
    basis=METHOD,
    opinion=3,
    title=("运转经费列特定目标", "Running costs as a special project"),
    requirement="特定目标类项目的资金应当用于该项目的特定目标。",
    why=(
        "成本有三项以上，而且都是办公、差旅、工资、维护等支出的，可能是把日常运转经费列成了特定目标类。"
        "有的旧预算科目要求这样列，因此只作提示；系统统一设置的成本指标不计算在内。"
    ),
    zh="项目列为特定目标类，而{count}项成本都是日常运转支出：{listed}",
    en="The project is filed as a special one, but all {count} items of cost are running costs: {listed}",
    fix_zh="核对项目类别；属日常运转的，改列运转类或公用经费",
    fix_en="Check the category; running costs belong under operating expenditure",
    found="{listed}",
)
def running_costs_as_special_project(indicators: Frame, tables: Frame) -> Frame:
    """A special-purpose project pays for its purpose.

    Three items of cost or more, all of them office, travel, wages or upkeep, speak for running costs under a special head.
    Old budget heads may demand it, so this is information. The indicator that the system sets for everybody is no item.

    | table | level2   | level3             | target   | found |
    | ----- | -------- | ------------------ | -------- | ----- |
    | 1     | 成本指标 | 聘用人员工资       | ≤18万元  | yes   |
    | 1     | 成本指标 | 办公耗材           | ≤2万元   |       |
    | 1     | 成本指标 | 日常差旅费         | ≤3万元   |       |
    | 1     | 成本指标 | 项目或定额成本控制率 | =100%  |       |
    | 2     | 成本指标 | 聘用人员工资       | ≤18万元  |       |
    | 2     | 成本指标 | 档案扫描加工费     | ≤60万元  |       |
    | 2     | 成本指标 | 日常差旅费         | ≤3万元   |       |
    | 3     | 成本指标 | 聘用人员工资       | ≤18万元  |       |
    | 3     | 成本指标 | 办公耗材           | ≤2万元   |       |
    | 3     | 成本指标 | 日常差旅费         | ≤3万元   |       |

    tables:

    | table | text           |
    | ----- | -------------- |
    | 1     | 特定目标类项目 |
    | 2     | 特定目标类项目 |
    | 3     | 运转类项目     |
    """
    special = tables.loc[tables.text.str.contains("特定目标"), ["filing", "table"]]
    if special.empty:
        return indicators.iloc[:0].assign(offends=None)
    items = indicators.loc[is_cost(indicators) & indicators.target_dimension.eq("money") & indicators.plain.ne("")]
    items = placed(items, "level3_place").loc[items.period.ne("medium-term")].merge(special, on=["filing", "table"])
    grouped = items.level3.str.contains(_RUNNING).groupby([items.filing, items.table])
    return gathered(items.loc[grouped.transform("all") & grouped.transform("size").ge(_FEWEST)], "level3").assign(offends=True)
