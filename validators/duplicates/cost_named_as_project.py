from __future__ import annotations

import pandas as pd

from ..basis import GUIDANCE_101
from ..placing import placed
from ..rule import Frame, rule
from ..similarity import likeness


@rule(
    severity="info",
    basis=GUIDANCE_101,
    opinion=2,
    title=("成本指标名就是项目名", "Cost indicator named as the project"),
    requirement="成本指标应当反映钱花在哪几项上。",
    why=(
        "分项成本和单位成本可以核对，只写总额等于重复预算；给整个项目设成本上限是允许的，因此只作提示。比较名称时，"
        "不计项目名称中的括号。"
    ),
    zh="成本指标“{level3}”只是项目名称“{project}”的重复，看不出钱花在哪几项上",
    en="The cost indicator “{level3}” only repeats the project's name, “{project}”: what the money buys is not shown",
    fix_zh="按支出明细分列，或写单位成本，例如“人员差旅费≤20万元”“每公里养护成本≤3万元”",
    fix_en="List the items of cost or a unit cost, such as “travel ≤20万元” or “upkeep per km ≤3万元”",
    found="{level3}",
)
def cost_named_as_project(indicators: Frame, tables: Frame) -> Frame:
    """Cost indicators show what the money is spent on.

    A cap on the project as a whole is allowed, so this is a hint only: items or unit costs can be checked, a total repeats
    the budget. Brackets in the project's name do not count.

    | table | level2       | level3           | target  | found |
    | ----- | ------------ | ---------------- | ------- | ----- |
    | 1     | 经济成本指标 | 林区防火巡护专项 | ≤60万元 | yes   |
    | 1     | 经济成本指标 | 巡护人员工资     | ≤40万元 |       |
    | 1     | 数量指标     | 林区防火巡护专项 | ≥30次   |       |
    | 2     | 成本指标     | 总成本           | ≤8万元  |       |

    tables:

    | table | project                        |
    | ----- | ------------------------------ |
    | 1     | 防火林区巡护专项（含重点时段） |
    | 2     | 档案数字化                     |
    """
    costs = indicators.loc[indicators.level2.str.contains("成本", na=False) & indicators.plain.ne("")]
    keys = ["filing", "table"]
    project = costs.loc[:, keys].merge(tables.loc[:, [*keys, "project"]], on=keys, how="left").project.set_axis(costs.index)
    bare = project.fillna("").str.replace(r"[（(][^（()）]*[)）]?", "", regex=True)
    alike = likeness(costs.plain, bare).ge(0.7)
    return placed(costs, "level3_place").assign(project=project, offends=alike.astype("boolean").where(bare.ne(""), pd.NA))
