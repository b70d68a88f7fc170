"""Which indicators are judged at all, and what kind of level they stand under."""

from __future__ import annotations

import pandas as pd

from ..filings.canonical import plain
from ..schemas.vocabulary import vocabulary
from .remembering import remembered

Frame = pd.DataFrame
Mask = pd.Series

_WORDS = vocabulary().words
_INAPPLICABLE = "|".join(_WORDS.not_applicable)
_FIXED = [plain(name) for name in _WORDS.fixed_indicators]
MONEY_COSTS = ("成本指标", "经济成本指标")


@remembered
def applicable(indicators: Frame) -> Mask:
    """Whether a row is the filer's own indicator: not declared inapplicable (不适用), not one that the system fixes."""
    inapplicable = indicators.level3.str.contains(_INAPPLICABLE) | indicators.target_text.str.contains(_INAPPLICABLE)
    return ~inapplicable & ~indicators.plain.isin(_FIXED)


@remembered
def numeric(indicators: Frame) -> Mask:
    """Whether the target is a number, or a range of numbers, of an applicable row."""
    return indicators.target_kind.isin(["number", "range"]) & applicable(indicators)


def of_money_cost(indicators: Frame) -> Mask:
    """Whether a row caps spending. Social and ecological costs are burdens on others, not money."""
    return indicators.level2.isin(MONEY_COSTS) | (indicators.level1.eq("成本指标") & indicators.level2.isna())


def of_satisfaction(indicators: Frame) -> Mask:
    """Whether a row stands under satisfaction."""
    return indicators.level2.eq("服务对象满意度指标") | indicators.level1.eq("满意度指标")


@remembered
def self_evaluated(indicators: Frame) -> Mask:
    """Whether a row reports a result."""
    return indicators.actual_text.fillna("").str.strip().ne("")
