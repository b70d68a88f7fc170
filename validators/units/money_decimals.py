from __future__ import annotations

import pandas as pd

from ..applicability import applicable
from ..basis import SYSTEM_CHECK
from ..placing import gathered
from ..rule import Frame, rule

_MOST = 2
_UNITS = ("元", "万元")


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("金额小数位过多", "Amounts with many decimals"),
    requirement="金额保留两位小数。",
    why="有的系统以万元为单位打印四位小数，精确到元，只是写法问题，一张表只提示一次。",
    zh="本表有{count}处金额的小数超过两位：{listed}",
    en="{count} amounts of this form have more than two decimals: {listed}",
    fix_zh="金额保留两位小数，例如“1346.01万元”",
    fix_en="Keep two decimals, such as 1346.01万元",
    found="{listed}",
)
def money_decimals(indicators: Frame, funds: Frame) -> Frame:
    """Amounts have two decimals.

    Some systems print four in 万元, which is exact to 元: a matter of form, once for a table.

    | level2   | level3     | target        | found |
    | -------- | ---------- | ------------- | ----- |
    | 成本指标 | 项目总成本 | ≤24.0625万元  | yes   |
    | 成本指标 | 印刷费     | ≤2.50万元     |       |
    | 质量指标 | 合格率     | ≥99.995%      |       |

    funds:

    | item     | amount  |
    | -------- | ------- |
    | 资金总额 | 24.0625 |

    Case: two decimals

    | level2   | level3     | target     | found |
    | -------- | ---------- | ---------- | ----- |
    | 成本指标 | 项目总成本 | ≤24.06万元 |       |

    funds:

    | item     | amount |
    | -------- | ------ |
    | 资金总额 | 24.06  |
    """
    long = indicators.target_decimals.gt(_MOST).fillna(False) & indicators.target_normal.isin(_UNITS) & applicable(indicators)
    targets = indicators.loc[long, ["filing", "table", "place", "target_text"]].rename(columns={"target_text": "text"})
    cells = funds.loc[funds.decimals.gt(_MOST).fillna(False) & funds.unit.isin(_UNITS), ["filing", "table", "place", "text"]]
    return gathered(pd.concat([targets, cells], ignore_index=True), "text").assign(offends=True)
