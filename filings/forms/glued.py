"""Two cells whose texts a conversion ran together: '1010' is 10 points and a score of 10, never 1010 points.

Parted only where nothing else can be meant: the number is impossible as it stands, or parting it makes the weights of the
form add up, and there is one way to part it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ..model import Indicator

_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_MOST_POINTS = 100
_FULL = (100, 90, 80)  # all points, or those that the execution of the budget leaves
_NUMBER = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_MEASURED = re.compile(
    rf"(?P<target>(?:>=|<=|[≥≤=<>＝＞＜≧≦]){_NUMBER}(?P<unit>%|‰|[^\W\d_]{{1,4}}))(?P<actual>{_NUMBER}(?P=unit))"
)
# NOTE: behind 年, 月 and the like a date goes on.
_VALUE_AND_POINTS = re.compile(
    rf"(?P<value>(?:>=|<=|[≥≤=<>＝＞＜≧≦])?{_NUMBER}(?:%|‰|[^\W\d_年月日号时点第之至到]{{1,4}}))(?P<points>\d{{1,4}}(?:\.\d{{1,2}})?)"
)
_DOUBLED = re.compile(rf"(?P<target>{_NUMBER})(?P<actual>(?P=target)(?P<unit>%))")


def points(text: str) -> tuple[str, str] | None:
    """A weight and the score, at most as high, that stand in one cell together; None where the text may be a number of points."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text) and Decimal(text) <= _MOST_POINTS:
        return None
    return _parted(text)


def _parted(text: str) -> tuple[str, str] | None:
    ways = [(text[:at], text[at:]) for at in range(1, len(text))]
    found = [(weight, score) for weight, score in ways if _is_weight(weight) and _is_score(score, weight)]
    return found[0] if len(found) == 1 else None


def behind(text: str) -> list[str]:
    """A value with its unit and the points behind it, and the score: '146株15', '97.3%1515'; empty where nothing is glued."""
    match = _VALUE_AND_POINTS.fullmatch(re.sub(r"\s+", "", text))
    if not match:
        return []
    both = _parted(match["points"])
    if both and Decimal(match["points"]) > _MOST_POINTS:
        return [match["value"], *both]
    return [match["value"], match["points"]] if _is_weight(match["points"]) else []


def by_total(indicators: Sequence[Indicator]) -> dict[int, tuple[Decimal, Decimal]]:
    """Weights and scores of the few indicators without a score whose points, once parted, make all weights add up.

    By their numbers in `indicators`.
    """
    weights = {at: one.weight for at, one in enumerate(indicators) if one.weight is not None}
    found = {at: _parted(str(weight)) for at, weight in weights.items() if indicators[at].score is None}
    if not found or None in found.values() or len(found) * 3 > len(weights) or sum(weights.values()) in _FULL:
        return {}
    parted = {at: (Decimal(pair[0]), Decimal(pair[1])) for at, pair in found.items() if pair}
    total = sum(parted[at][0] if at in parted else weight for at, weight in weights.items())
    return parted if total in _FULL else {}


def _is_weight(text: str) -> bool:
    return _is_number(text) and 0 < Decimal(text) <= _MOST_POINTS


def _is_score(text: str, weight: str) -> bool:
    return _is_number(text) and Decimal(text) <= Decimal(weight)


def _is_number(text: str) -> bool:
    return bool(_POINTS.fullmatch(text)) and (text == "0" or not text.startswith("0") or text.startswith("0."))


def values(text: str) -> tuple[str, str] | None:
    """A target and the result in the same unit that stand in one cell together: '≥95%98.2%', '8585%'."""
    plain = re.sub(r"\s+", "", text)
    if match := _DOUBLED.fullmatch(plain):
        return (match["target"] + match["unit"], match["actual"]) if Decimal(match["target"]) <= _MOST_POINTS else None
    match = _MEASURED.fullmatch(plain)
    return (match["target"], match["actual"]) if match else None
