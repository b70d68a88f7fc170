"""Targets in words: which one flaw each has, so that one row is not reported by several rules.

A target in words is measurable if it is a grade, meets a standard, answers yes or no, sets a deadline or promises that
nothing happens. Otherwise the first question that fits decides which rule speaks of it.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ..filings.canonical import plain
from ..schemas.vocabulary import vocabulary
from .applicability import applicable, of_money_cost, of_satisfaction
from .both_periods import both_periods
from .naming import counts_incidents, mentions, pure_rate
from .remembering import remembered
from .similarity import likeness

Frame = pd.DataFrame
Mask = pd.Series

_WORDS = vocabulary().words
_GRADE = "|".join(sorted({plain(grade) for grade in _WORDS.grades}, key=len, reverse=True))
_GRADES = rf"(?:达到|评为|评定为|考核|保持|为)?(?:(?:{_GRADE})[或及和]?)+(?:以上|及以上|等次|等级|标准|水平)*"
_EVENTS = "|".join(_WORDS.zero_events)
_CHANGE = "|".join(sorted(_WORDS.change_words, key=len, reverse=True))
_DATES = r"(?:19|20)\d{2}\s*[年./-]?(?:\s*\d{1,2}\s*[月./-]?)?(?:\s*\d{1,2}\s*日?)?|\d{1,2}月(?:\d{1,2}日)?|第\d+"
# A floor and a ceiling for one thing: ≥95%且≤100%.
_LIMITS = re.compile(r"^[≥>＞]\s*[\d.]+\s*(\D{0,4}?)[，,、且并和]*\s*[≤<＜]\s*[\d.]+\s*\1$")
_FIGURE = r"\d+(?:\.\d+)?\s*(?:%|％|‰|[一-鿿㎡])"
_CIRCULAR = [plain(words) for words in _WORDS.circular]
_REPEATS = 0.6
_SHORTEST = 4
_LEVELS = ["filing", "table", "level1"]
UNMEASURED = ("value_unmeasurable", "value_repeats_name", "value_says_nothing")


@remembered
def flaw_in_words(indicators: Frame) -> pd.Series:
    """For each target in words the rule that speaks of it, '' for a measurable one; null where the target is no text."""
    if not indicators.target_kind.eq("text").any():
        return pd.Series(None, index=indicators.index, dtype=object)
    texts = indicators.target_plain
    said = [
        (~indicators.target_kind.eq("text") | ~applicable(indicators), None),
        (texts.isin(_WORDS.no_values) & ~counts_incidents(indicators), None),
        (names_a_measure(indicators), "name_inside_value"),
        (caps_money_in_time(indicators), "money_in_timeliness"),
        (_several_figures(indicators) & ~_of_time(indicators), "several_figures_in_value"),
        (_compares(indicators) & texts.str.contains(r"\d"), "baseline_missing"),
        (texts.str.contains(r"\d|百分之|千分之"), ""),
        (texts.str.contains(_EVENTS) | texts.isin(_WORDS.no_values), "zero_event_in_words"),
        (of_satisfaction(indicators) & ~_graded(indicators), "satisfaction_not_numeric"),
        (_of_quantity(indicators) & ~texts.isin(_WORDS.whole_values), "quantity_not_numeric"),
        (kind_differs(indicators), "value_kind_differs_between_periods"),
        (_of_time(indicators) & ~mentions(texts, _WORDS.deadlines), "deadline_vague"),
        (_of_time(indicators), ""),
        (pure_rate(indicators) & ~texts.isin(_WORDS.whole_values), "rate_declared_qualitative"),
        (_measurable(indicators), ""),
        (_compares(indicators), "baseline_missing"),
        (texts.isin(_CIRCULAR), "value_says_nothing"),
        (_repeats_name(indicators), "value_repeats_name"),
    ]
    masks = [mask.fillna(False).to_numpy(bool) for mask, _ in said]
    labels = np.select(masks, [label for _, label in said], "value_unmeasurable")
    return pd.Series(labels, index=indicators.index, dtype=object)


def spoken(indicators: Frame, rule: str, among: Mask | None = None) -> Mask:
    """Whether `rule` speaks of each target: NA where the target is no text, or the row not `among` those that it judges."""
    flaw = flaw_in_words(indicators)
    judged = flaw.notna() if among is None else flaw.notna() & among
    return flaw.eq(rule).astype("boolean").where(judged)


def names_a_measure(indicators: Frame) -> Mask:
    """Whether a text holds a measure with its number ('成活率85%以上'), and not only a change or a total ('增长5%')."""
    rest = indicators.target_carried.str.replace(_CHANGE, "", regex=True).str.len().ge(2)
    return rest & (~_of_time(indicators) | states_percentage(indicators))


def states_percentage(indicators: Frame) -> Mask:
    """Whether the target speaks of per cent or per mille."""
    return indicators.target_text.str.contains("[%％‰]|百分")


def amount(indicators: Frame) -> pd.Series:
    """Targets without their comparison: 不低于20万元 → 20万元."""
    return indicators.target_text.str.extract(r"(\d.*?)(?:及?以[上下内]|之内)?$")[0].fillna("")


def caps_money_in_time(indicators: Frame) -> Mask:
    """Whether a text under 时效 has a comparison and speaks of money: '≤人员经费包干数'."""
    compared = indicators.target_operator.notna()
    return _of_time(indicators) & compared & mentions(indicators.target_text, _WORDS.money_words)


def kind_differs(indicators: Frame) -> Mask:
    """Whether the other half of the form gives the same indicator a number where this one has words, or words for its number.

    Words that promise that nothing happens are a number (0), and so are those that hold a number.
    """
    if not indicators.period.eq("medium-term").any():
        return pd.Series(False, index=indicators.index)
    pairs = both_periods(indicators)
    medium, annual = _kind(pairs, ""), _kind(pairs, "_annual")
    differ = pairs.loc[medium.ne(annual) & medium.ne("") & annual.ne("")]
    return pd.Series(indicators.index.isin([*differ["index"], *differ.index_annual]), index=indicators.index)


def wholly_unmeasured(indicators: Frame) -> Mask:
    """Whether a row's level 1 has several indicators and not one that can be measured."""
    judged = indicators.loc[applicable(indicators) & ~indicators.target_kind.isin(["blank", "unasked"])]
    flawed = flaw_in_words(indicators).isin(UNMEASURED).reindex(judged.index)
    groups = judged.assign(flawed=flawed).groupby(_LEVELS)
    whole = groups.flawed.transform("all") & groups.plain.transform("nunique").ge(2)
    return whole.reindex(indicators.index, fill_value=False).astype(bool)


def _kind(pairs: Frame, side: str) -> pd.Series:
    texts = pairs[f"target_plain{side}"]
    number = pairs[f"target_kind{side}"].isin(["number", "range"])
    words = pairs[f"target_kind{side}"].eq("text") & ~texts.str.contains(rf"\d|百分之|{_EVENTS}")
    words &= ~texts.isin([*_WORDS.whole_values, *_WORDS.no_values])
    return pd.Series(np.select([number, words], ["number", "words"], ""), index=pairs.index)


def _graded(indicators: Frame) -> Mask:
    return indicators.target_plain.str.fullmatch(_GRADES)


def _measurable(indicators: Frame) -> Mask:
    texts = indicators.target_plain
    words = texts.isin([*_WORDS.judgeable, *_WORDS.whole_values])
    return _graded(indicators) | mentions(texts, _WORDS.standard_marks) | words | _asked_for(indicators)


def _asked_for(indicators: Frame) -> Mask:
    """Whether a row on how a project was run (决策, 过程) is answered in the words of its name: 立项程序规范性 with 规范."""
    own = indicators.level1.notna() & ~indicators.level1.isin(list(vocabulary().level1))
    pairs = zip(indicators.plain.tolist(), indicators.target_plain.tolist(), strict=True)
    return own & pd.Series([bool(said) and f"{said}性" in name for name, said in pairs], indicators.index, dtype=bool)


def _compares(indicators: Frame) -> Mask:
    return mentions(indicators.target_plain, _WORDS.relative)


def _repeats_name(indicators: Frame) -> Mask:
    name, value = indicators.plain, indicators.target_plain
    long = name.str.len().ge(_SHORTEST) & value.str.len().ge(_SHORTEST)
    within = pd.Series([v in n for n, v in zip(name, value, strict=True)], index=indicators.index, dtype=bool)
    return long & (within | likeness(name, value).ge(_REPEATS))


def _several_figures(indicators: Frame) -> Mask:
    limits = (
        indicators.target_text.map(lambda text: _LIMITS.search(text) is not None, na_action="ignore").fillna(False).astype(bool)
    )
    return indicators.target_text.str.replace(_DATES, "", regex=True).str.count(_FIGURE).ge(2) & ~limits


def _of_time(indicators: Frame) -> Mask:
    return indicators.level2.eq("时效指标")


def _of_quantity(indicators: Frame) -> Mask:
    return indicators.level2.eq("数量指标") | of_money_cost(indicators)
