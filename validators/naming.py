"""What an indicator's name announces: a rate, a share of faults, a count of incidents."""

from __future__ import annotations

import pandas as pd

from ..schemas.units import understood
from ..schemas.vocabulary import vocabulary
from .remembering import remembered

Frame = pd.DataFrame
Mask = pd.Series

_WORDS = vocabulary().words
_CHANGES = ("未", *_WORDS.declines)
_BAD = (*(word for word in _WORDS.adverse if word not in _CHANGES), "漏损")
_LOSSES = tuple(f"{word}率" for word in _BAD)
_DECLINE = rf"(?:{'|'.join(_BAD)}).*(?:{'|'.join(_WORDS.declines)})(?:率|比例|幅度)$"
_LONG = 8
_BRACKETS = r"[（(]([^（）()]*)[）)]\s*$"
_NOT_PERCENTS = "|".join(_WORDS.not_percents)
_PERCENTS = "|".join(_WORDS.percent_nouns)
_INCIDENT_COUNT = rf"(?:{'|'.join(_WORDS.incidents)})(?:发生)?(?:起数|次数|件数|人数|数量|数|率|量)?$"


@remembered
def bare(indicators: Frame) -> pd.Series:
    """Names without a bracket at their end and without a full stop."""
    return indicators.level3.str.replace(_BRACKETS, "", regex=True).str.strip(" 。；;：:")


@remembered
def bracketed_unit(indicators: Frame) -> Mask:
    """Whether the name states its unit in a bracket at its end: 参训人数（人）."""
    stated = indicators.level3.str.extract(_BRACKETS)[0]
    return stated.isin([text for text in stated.dropna().unique() if understood(text)])


@remembered
def pure_rate(indicators: Frame) -> Mask:
    """Whether the name is a rate in the strict sense (…率, …占比): it can be counted, so words will not do."""
    names = bare(indicators)
    announced = indicators.name_unit.eq("%").fillna(False)
    return names.str.endswith(_WORDS.pure_rates) & ~names.str.endswith("效率") & announced


@remembered
def takes_percent(indicators: Frame) -> Mask:
    """Whether a percentage can measure what the name says: a rate, a change, a degree, a property (及时性, 验收合格)."""
    names = bare(indicators).str.replace(_NOT_PERCENTS, "", regex=True)
    whole = bare(indicators)
    return names.str.contains(_PERCENTS) | whole.str.contains("进度") | whole.str.endswith(_WORDS.percent_endings)


def adverse(indicators: Frame) -> Mask:
    """Whether less is better: faults, complaints, losses."""
    return mentions(indicators.level3, _WORDS.adverse)


@remembered
def counts_incidents(indicators: Frame) -> Mask:
    """Whether the name counts accidents or complaints, and not what is done about them, which is what 数量 counts."""
    names = bare(indicators)
    return indicators.level2.ne("数量指标") & names.str.contains(_INCIDENT_COUNT) & ~mentions(names, _WORDS.handled)


@remembered
def rate_of_loss(indicators: Frame) -> Mask:
    """Whether the name is a rate of what is bad: losses, faults, excess. Less is better, unless the rate is of its decline."""
    return bare(indicators).str.endswith(_LOSSES)


@remembered
def rate_of_decline(indicators: Frame) -> Mask:
    """Whether the name is the rate at which something bad falls: 安全事故下降率. More is better."""
    return bare(indicators).str.contains(_DECLINE)


def mentions(texts: pd.Series, words: tuple[str, ...]) -> Mask:
    """Whether each text contains one of `words`."""
    listed = texts.tolist()
    # NOTE: filings say the same over and over, and each text is searched once.
    said = {text: isinstance(text, str) and any(word in text for word in words) for text in set(listed)}
    return pd.Series([said[text] for text in listed], index=texts.index, dtype=bool)


def whole_name_is_value(indicators: Frame) -> Mask:
    """Whether the name is nothing but a figure: 20万元."""
    return (
        bare(indicators).str.fullmatch(r"\d+(?:\.\d+)?(?:%|％|[^\W\d_]{1,3})(?:及?以[上内下])?") & indicators.name_number.notna()
    )


@remembered
def goes_on_elsewhere(indicators: Frame) -> Mask:
    """Whether the name is the beginning of a longer one in the same filing: it lost its end, and what it said with it."""
    names: Frame = indicators.loc[:, ["filing", "plain"]].drop_duplicates()
    names = names.sort_values(by=["filing", "plain"])
    following = names.plain.shift(-1).where(names.filing.eq(names.filing.shift(-1)), "")
    begun = [
        len(n) >= _LONG and f.startswith(n) for n, f in zip(names.plain.tolist(), following.fillna("").tolist(), strict=True)
    ]
    longer = set(zip(names.filing[begun].tolist(), names.plain[begun].tolist(), strict=True))
    keys = zip(indicators.filing.tolist(), indicators.plain.tolist(), strict=True)
    return pd.Series([key in longer for key in keys], index=indicators.index, dtype=bool)
