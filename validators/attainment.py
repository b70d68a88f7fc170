"""How far results reached their targets, where the two can be compared."""

from __future__ import annotations

import pandas as pd

from .money import last_digit

Frame = pd.DataFrame
NO_REASON = r"[-—－_/\\*无\s]*"


def attainment(indicators: Frame) -> pd.Series:
    """Actual ÷ target where more is better and both have one unit; null elsewhere.

    Costs, targets of zero and targets that are ceilings have no attainment. Where the result states no unit it is taken for
    the target's, unless the two are then an order of magnitude apart.
    """
    comparable = indicators.target_kind.eq("number") & indicators.actual_kind.eq("number") & indicators.target_number.gt(0)
    comparable &= indicators.target_operator.isin(["≥", ">", "="]) & ~is_cost(indicators)
    ratio = indicators.actual_number / indicators.target_number.where(comparable)
    same_unit = indicators.target_normal.fillna("").eq(indicators.actual_normal.fillna(""))
    unstated = indicators.actual_normal.isna() & ratio.between(0.1, 10)
    return ratio.where(same_unit | unstated)


def is_cost(indicators: Frame) -> pd.Series:
    """Whether a row is a cost indicator."""
    return indicators.level1.eq("成本指标") | indicators.level2.str.contains("成本", na=False)


def unexplained(indicators: Frame) -> pd.Series:
    """Whether the column for reasons is there and says nothing ('无' and dashes are nothing)."""
    return indicators.reason.str.fullmatch(NO_REASON).fillna(False).astype(bool)


def deducted(indicators: Frame) -> pd.Series:
    """Whether points were taken off."""
    return indicators.score.lt(indicators.weight - 0.004)


def overspent(indicators: Frame) -> Frame:
    """For cost rows whose target and result are amounts: `share` (result ÷ target) and `over` (result − target), in the
    target's unit. Both are null elsewhere, and where the target is a floor. Half a unit of the last printed digit is no excess.
    """
    capped = is_cost(indicators) & ~indicators.target_operator.isin(["≥", ">"]) & indicators.target_number.gt(0)
    amounts = capped & indicators.target_fen.notna() & indicators.actual_fen.notna()
    rates = capped & indicators.target_dimension.eq("unit-cost") & indicators.target_normal.eq(indicators.actual_normal)
    fen = indicators.target_fen.astype(float) / indicators.target_number
    result = (indicators.actual_fen.astype(float) / fen).where(amounts, indicators.actual_number.where(rates))
    over = result - indicators.target_number
    digit = last_digit(indicators.target_decimals)
    rounding = over.gt(0) & over.le(digit / 2) & indicators.target_decimals.ne(0)
    return pd.DataFrame({"share": result / indicators.target_number, "over": over.mask(rounding, 0.0)})
