from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..basis import OPINION_34
from ..choice import either
from ..coverage import COSTS, framed, lacking
from ..rule import Frame, rule

_WORKS = "|".join(vocabulary().words.works)
_SOFT = "|".join(vocabulary().words.soft_works)


@rule(
    severity="info",
    basis=OPINION_34,
    opinion=1,
    title=("缺少成本指标", "No cost indicator"),
    requirement="项目应当设置成本指标，说明产出的花费控制在多少以内。",
    why=(
        "成本、经济成本、社会成本、生态环境成本指标都算，列在产出指标下或单列为一级指标均可，系统自动带出的成本控制率也算。"
        "项目名称属于建设、维修、采购的，成本是审核的重点，作为警告；其他项目的成本指标尚在推行，只作提示。"
    ),
    zh="表内没有成本指标（已填的二级指标：{present}），看不出花钱的上限或单位成本",
    en="The form has no cost indicator (level 2 filed: {present}): no ceiling and no unit cost is set",
    fix_zh="补一条成本指标{where_zh}，写上限或单位成本，例如“项目总成本≤60万元”“每套设备采购单价≤3.5万元”",
    fix_en="Add a ceiling or a unit cost{where_en}, such as “total cost ≤60万元” or “price of one set ≤3.5万元”",
)
def cost_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """A project says what its outputs may cost.

    Cost counts under any name (成本, 经济成本, 社会成本, 生态环境成本) and under either level 1, and so does a cost control
    rate that the system fills in. A warning for construction, repair and purchase, told by the project's name, where cost
    is what is bargained over; elsewhere cost indicators are only being introduced.

    tables:

    | table | project          |
    | ----- | ---------------- |
    | 1     | 镇卫生院设备购置 |
    | 2     | 志愿者队伍建设   |
    | 3     | 镇卫生院设备购置 |
    | 4     | 镇卫生院设备购置 |

    levels:

    | table | level | name     | found |
    | ----- | ----- | -------- | ----- |
    | 1     | 1     | 产出指标 | yes   |
    | 2     | 1     | 产出指标 |       |
    | 2     | 2     | 成本指标 | yes   |

    indicators:

    | table | level1   | level2       | level3               | target   |
    | ----- | -------- | ------------ | -------------------- | -------- |
    | 1     | 产出指标 | 数量指标     | 购置监护仪台数       | ≥4台     |
    | 2     | 产出指标 | 数量指标     | 培训场次             | ≥6场     |
    | 3     | 成本指标 | 经济成本指标 | 监护仪单价           | ≤3.5万元 |
    | 4     | 产出指标 | 成本指标     | 项目或定额成本控制率 | ＝100%   |
    """
    cases = lacking(tables, levels, indicators, COSTS)
    works = cases.project.str.replace(_SOFT, "", regex=True).str.contains(_WORKS)
    return framed(cases, "成本指标").assign(severity=either(works, "warning", cases.severity))
