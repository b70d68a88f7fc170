from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import applicable
from ..basis import METHOD
from ..naming import mentions
from ..placing import gathered
from ..rule import Frame, rule

_YUAN = ("元", "百元", "千元")
_LARGE = ("万元", "亿元", "百万元", "千万元")


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("元与万元混用", "元 and 万元 in one form"),
    requirement="一张表的金额应当用同一个单位。",
    why="比较之前都会换算，所以只作提醒，一张表一次。单价用“元”、大额效益用“亿元”是正常的。",
    zh="本表{where_zh}用“{other}”，{listed}却用“{normal}”，核对时容易差一万倍",
    en="This form uses {other} {where_en}, but {listed} are in {normal}: easily mistaken by a factor of 10,000",
    fix_zh="全表统一用一种金额单位，一般用“万元”",
    fix_en="Use one money unit throughout, usually 万元",
    found="{listed}",
)
def money_units_mixed(indicators: Frame, tables: Frame) -> Frame:
    """A form counts its money in one unit.

    Mixed units are converted before anything is compared, so this is a reminder, once for a form. Unit prices in 元 and large
    effects in 亿元 are natural.

    | level2       | level3     | target    | found |
    | ------------ | ---------- | --------- | ----- |
    | 成本指标     | 劳务费     | ＝28000元 | yes   |
    | 成本指标     | 印刷费     | ≤3000元   |       |
    | 经济效益指标 | 带动产值   | ≥2亿元    |       |

    tables:

    | table | unit |
    | ----- | ---- |
    | 1     | 万元 |

    Case: unit prices, one unit

    | level2   | level3     | target     | found |
    | -------- | ---------- | ---------- | ----- |
    | 成本指标 | 劳务费     | ≤2.8万元   |       |
    | 成本指标 | 培训标准   | ≤400元/人  |       |
    | 经济效益指标 | 户均增收 | ≥800元   |       |

    tables:

    | table | unit |
    | ----- | ---- |
    | 1     | 万元 |
    """
    money = indicators.loc[indicators.target_dimension.eq("money").fillna(False) & applicable(indicators)]
    each = mentions(money.plain, vocabulary().words.unit_costs)
    money = money.loc[money.target_normal.isin([*_YUAN, "万元"]) & ~each]
    if not money.target_normal.isin(_YUAN).any():
        return money.iloc[:0].assign(offends=False)
    rows = money.merge(tables[["filing", "table", "unit"]], on=["filing", "table"])
    large = (
        rows.loc[rows.target_normal.eq("万元")].drop_duplicates(["filing", "table"])[["filing", "table"]].assign(inside="万元")
    )
    rows = rows.merge(large, on=["filing", "table"], how="left")
    in_head = rows.unit.isin(_LARGE)
    small = rows.loc[rows.target_normal.isin(_YUAN) & (in_head | rows.inside.notna())]
    found = gathered(small, "target_text").drop(columns="number")
    head = in_head.reindex(found.index)
    return found.assign(
        offends=True,
        normal=found.target_normal,
        other=found.unit.where(head, found.inside),
        where_zh=head.map({True: "表头金额", False: "其他指标"}),
        where_en=head.map({True: "in its heading", False: "in other indicators"}),
    )
