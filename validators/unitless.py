"""Numbers without a unit, and what each of them most likely is: every one is spoken of by one rule only."""

from __future__ import annotations

import pandas as pd

from ..schemas.vocabulary import vocabulary
from .applicability import numeric, of_money_cost
from .naming import bare, bracketed_unit, mentions

Frame = pd.DataFrame
Mask = pd.Series

_WORDS = vocabulary().words
_RATIOS = ("比", "容积率", "倍率", "汇率")
_FEWEST = 4
_KEYS = ["filing", "table"]


def is_rate(indicators: Frame) -> Mask:
    """Whether the name announces a percentage."""
    return indicators.name_unit.eq("%").fillna(False)


def bare_money(indicators: Frame) -> Mask:
    """Whether the target is an amount in bare 万 or 亿: a cost, or a name that speaks of money."""
    money = of_money_cost(indicators) | mentions(indicators.plain, _WORDS.money_words)
    return _unitless(indicators) & money & indicators.target_magnitude.isin(["万", "亿"])


def per_unit(indicators: Frame) -> Mask:
    """Whether the target is an amount per something without its currency: 每亩400."""
    return _unitless(indicators) & indicators.target_text.str.contains("^[^\\d]*每")


def decimal_rate(indicators: Frame) -> Mask:
    """Whether a rate is written as a fraction of 1; NA for what is no rate."""
    rate = is_rate(indicators) & ~bare(indicators).str.endswith(_RATIOS)
    part = indicators.target_number.gt(0) & indicators.target_number.le(1)
    return (_unitless(indicators) & part).astype("boolean").where(numeric(indicators) & rate)


def lacks_unit(indicators: Frame) -> Mask:
    """Whether the unit is missing and nothing else explains it; NA for what is no number."""
    explained = bare_money(indicators) | per_unit(indicators) | decimal_rate(indicators).fillna(False).astype(bool)
    explained |= bracketed_unit(indicators) | bare(indicators).str.endswith(_WORDS.dimensionless)
    explained |= indicators.declared.str.contains("定性|其他").fillna(False).astype(bool)
    explained |= indicators.target_number.eq(0)
    return (_unitless(indicators) & ~explained).astype("boolean").where(numeric(indicators))


def unit_column_absent(indicators: Frame) -> Mask:
    """Whether a form has several numbers and no unit at all: the form lacks the column, or its reading lost it."""
    numbers = indicators.loc[numeric(indicators)]
    groups = numbers.assign(unitless=numbers.target_unit.isna()).groupby(_KEYS).unitless
    absent = groups.transform("all") & groups.transform("size").ge(_FEWEST)
    return absent.reindex(indicators.index, fill_value=False).astype(bool)


def _unitless(indicators: Frame) -> Mask:
    return indicators.target_unit.isna() & numeric(indicators)
