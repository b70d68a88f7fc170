from __future__ import annotations

import pandas as pd

from ...schemas.units import understood
from ..basis import REVIEW_CHECKLIST
from ..costs import cost_items
from ..money import KEYS, printed, shown, totals
from ..parameters import with_parameters
from ..rule import Frame, rule

_LIST = [*KEYS, "period"]


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("单位成本乘数量与资金不符", "Unit cost times quantity does not make the budget"),
    requirement="单位成本乘以数量，加上其他成本，应当接近资金总额。",
    why=(
        "只是提示。计量单位必须完全相同（元/人次要对应人次，不能对应人），同一期间只有一个单位成本和一个对应的数量；"
        "允许有资金的二十分之一（参数 unit_cost_gap）没有着落。"
    ),
    zh="“{level3}”{cost}×“{level3_counted}”{quantity}{plus_zh}得{found}，资金总额是{expected}，相差{gap}",
    en="“{level3}” at {cost} × “{level3_counted}” {quantity}{plus_en} makes {found}; the funds are {expected}, {gap} apart",
    fix_zh="核对单位成本、数量和资金总额；其余资金的用途请补列成本指标",
    fix_en="Check unit cost, quantity and funds, and add cost indicators for what the rest of the money buys",
    requires=("unit",),
    needs=("indicators.target_dimension=unit-cost",),
)
def unit_cost_times_quantity(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """Unit cost × quantity, with the other costs, comes near the budget.

    A hint only. The counter must be the very same (元/人次 needs a number of 人次, not of 人), one unit cost and one count
    of it must stand in the same period, and up to a twentieth of the budget may stay open (parameter `unit_cost_gap`).

    | table | level2   | level3     | target      | found |
    | ----- | -------- | ---------- | ----------- | ----- |
    | 1     | 数量指标 | 培训学员   | ≥300人次    |       |
    | 1     | 成本指标 | 人均培训费 | ≤400元/人次 | yes   |
    | 2     | 数量指标 | 培训学员   | ≥300人次    |       |
    | 2     | 成本指标 | 人均培训费 | ≤400元/人次 |       |
    | 2     | 成本指标 | 师资费     | ≤8万元      |       |
    | 3     | 数量指标 | 培训学员   | ≥300人      |       |
    | 3     | 成本指标 | 人均培训费 | ≤400元/人次 |       |
    | 4     | 数量指标 | 春季学员   | ≥300人次    |       |
    | 4     | 数量指标 | 秋季学员   | ≥200人次    |       |
    | 4     | 成本指标 | 人均培训费 | ≤400元/人次 |       |

    funds:

    | table | item         | amount |
    | ----- | ------------ | ------ |
    | 1     | 年度资金总额 | 20.00  |
    | 2     | 年度资金总额 | 20.00  |
    | 3     | 年度资金总额 | 20.00  |
    | 4     | 年度资金总额 | 20.00  |
    """
    rows = indicators.assign(period=indicators.period.fillna("annual"))
    costs = rows.loc[
        rows.target_dimension.eq("unit-cost") & rows.level2.str.contains("成本", na=False) & rows.target_number.notna()
    ]
    costs = costs.assign(target_normal=costs.target_normal.str.partition("/")[2]) if len(costs) else costs
    costs = costs.loc[~costs.duplicated(_LIST, keep=False)]
    counts = rows.loc[rows.level2.eq("数量指标") & rows.target_kind.eq("number") & rows.target_number.notna()]
    counts = counts.loc[~counts.duplicated([*_LIST, "target_normal"], keep=False)]
    if costs.empty or counts.empty:
        return costs.assign(offends=False)
    pairs = costs.merge(counts, on=[*_LIST, "target_normal"], suffixes=("", "_counted"))
    others = cost_items(indicators).groupby(_LIST, as_index=False).agg(others=("target_fen", "sum"))
    budgets = totals(funds).loc[:, [*_LIST, "unit", "final", "final_shown", "final_place"]]
    pairs = with_parameters(pairs.merge(others, on=_LIST, how="left").merge(budgets, on=_LIST), tables, "unit_cost_gap")
    pairs = pairs.loc[pairs.final.ne(0) & pairs.others.fillna(0).le(pairs.final)]
    factors = pd.Series(
        [unit.fen if (unit := understood(text)) else None for text in pairs.target_unit], index=pairs.index, dtype="float64"
    )
    other = pairs.others.fillna(0).astype("float64")
    made = pairs.target_number * factors * pairs.target_number_counted + other
    gap = (made - pairs.final.astype("float64")).abs()
    amounts = [[shown(round(fen), unit) for fen, unit in zip(part, pairs.unit, strict=True)] for part in (made, gap, other)]
    extra = [amount if fen else "" for amount, fen in zip(amounts[2], other, strict=True)]
    cost = printed(pairs.target_number, pairs.target_decimals, pairs.target_unit)
    quantity = printed(pairs.target_number_counted, pairs.target_decimals_counted, pairs.target_unit_counted)
    plus = pd.Series([f" + 其他成本 {amount}" if amount else "" for amount in extra], index=pairs.index, dtype="str")
    return pairs.assign(
        place=pairs.target_place, related=list(zip(pairs.target_place_counted, pairs.final_place, strict=True)),
        offends=gap.gt(pairs.final.astype("float64") * pairs.unit_cost_gap), cost=cost, quantity=quantity,
        found=amounts[0], gap=amounts[1], expected=pairs.final_shown,
        plus_zh=[f"，加其他成本{amount}，" if amount else "" for amount in extra],
        plus_en=[f", with other costs of {amount}," if amount else "" for amount in extra],
        arithmetic=cost + " × " + quantity + plus + " = " + pd.Series(amounts[0], index=pairs.index, dtype="str")
        + "；资金总额 " + pairs.final_shown,
    )  # fmt: skip
