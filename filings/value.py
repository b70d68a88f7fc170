"""A value is understood once, here: operator, exact number, unit, range, date, or words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import cast

from ..schemas.units import understood
from ..schemas.vocabulary import half_width, vocabulary
from .model import Kind, Operator, Place, Value

_APPROXIMATE = re.compile(r"(左右|上下)$|^(约|近)")
_BLANK = re.compile(r"[-—－_/\\*]*")
_NUMBER = r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})(.*)", re.DOTALL)
_RANGE = re.compile(rf"({_NUMBER})([^\d~\-—至]{{0,6}})(?:~|-|—+|至)({_NUMBER})(.*)")
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_MAGNITUDE = re.compile(r"([十百千万亿]+)余?$")
_MORE = re.compile(r"([十百千万亿]*)[余多](.+)")
_PERCENT = re.compile(rf"百分之({_NUMBER}|[零一二三四五六七八九十百]+)")
_CHINESE = re.compile(r"([零〇一二两三四五六七八九十百千万亿]+)(.+)")
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_BY = r"(?:年?底|年末|上半年|下半年|第?[一二三四1-4]季度)?(?:之?以?前|内|底前|前完成)?(?:完成|完工|竣工)?"
# NOTE: a bare 2000 or 1900.00 is a number; a year says 年, has a month, or is a deadline.
_DATE = re.compile(
    rf"(?:到|于|在|至)?(?:(?:20|19)\d{{2}}(?:年度?(?:{_MONTH}月份?(?:{_DAY}[日号]?)?)?|[./-]{_MONTH}(?:[./-]{_DAY})?月?)"
    rf"|{_MONTH}月(?:份|{_DAY}[日号]?)?){_BY}"
    r"|(?:20|19)\d{2}(?:年?底|年末|之?以?前|底前)+(?:完成|完工|竣工)?"
)
_PERIOD = re.compile(
    r"(?:20|19)\d{2}[年./-]?\d{0,2}月?(?:\d{1,2}日?)?(?:-|—+|~|至|到)(?:20|19)?\d{2,4}[年./-]?\d{0,2}月?(?:\d{1,2}日?)?"
)
_COUNTS = re.compile(r"\d{4}(?:-|—+|~|至|到)(?!(?:20|19)\d{2})\d{4}")  # 2000-3000 is a range, 2022-2024 a period
_FREQUENCY = re.compile(
    rf"每(?:[一二两三四五六七八九十\d]*个?)(年|季度|季|月|周|天|日)({_NUMBER}|[一二两三四五六七八九十]+)([^\W\d_]{{1,2}})$"
)
_CARRIED = re.compile(rf"(?=\D*[^\W\d_])(\D+?)(?:>=|<=|[≥≤≧≦><=])?({_NUMBER})(%|‰|百分比|[^\W\d_]{{1,4}})(以上|以内|以下|左右)?$")
_PER = re.compile(rf"每([^\W\d_]{{1,3}})({_NUMBER})([^\W\d_]{{0,2}})")
_UNIT = re.compile(r"[^\W\d_]{1,4}(?:[/·*][^\W\d_]{1,3}){0,2}|\(?[%‰]\)?|[^\W\d_]{1,2}[23²³]|台\(套\)")
# What conversions leave of a sign that they do not know: a box, a question mark, a code of a symbol font, 工 for ≥.
SYMBOL_CODE = re.compile("[\uf000-\uf0ff]")
_LOST = re.compile(rf"([□?\ufffd\ue000-\uf8ff工])(?={_NUMBER})")
# NOTE: set phrases whose numerals are no numbers (三保, 七个坚决防止) never match: a Chinese numeral needs a known unit.


def parse(text: str, place: Place | None = None, operator: str = "", unit: str = "") -> Value:
    """The value in a cell, with the operator and the unit that stand in cells of their own, if any.

    Numbers are exact Decimals with magnitude words multiplied out where no unit follows ('4千' → 4000). A date, a word or
    a value that carries its measure ('劝返率75%以上') has no number. Where a conversion lost the operator,
    `glyph` is what it left.
    """
    return _parsed(text, operator, unit).at(place or Place())


@lru_cache(maxsize=16384)
def _parsed(text: str, operator: str, unit: str) -> Value:
    filed = f"{operator_glyph(operator)}{text.strip()}{_unit_to_append(text, unit)}"
    plain = re.sub(r"\s+", "", half_width(text)).strip(";；。")
    column_operator = operator_of(operator)
    if _BLANK.fullmatch(plain):
        return Value(filed, "blank", column_operator)
    found, glyph, rest = _prefix(plain)
    if found is None and (lost := _LOST.match(plain)):
        behind = _parsed(plain[1:], operator, unit)
        if behind.kind in ("number", "range"):
            return replace(behind, text=filed, glyph=behind.glyph or lost[1])
    if not _counted(unit) and (_DATE.fullmatch(rest) or (_PERIOD.fullmatch(rest) and not _COUNTS.fullmatch(rest))):
        return Value(filed, "date", "≤" if rest.endswith(("前", "前完成")) else found, glyph=glyph)
    body, after, suffix = _suffix(rest)
    number = _number(body, unit)
    found = found or after or column_operator
    glyph = glyph or suffix or (operator.strip() if column_operator else None)
    often = _FREQUENCY.fullmatch(body)
    if often:
        return Value(filed, "number", found, _count(often[2]), None, f"{often[3]}/{often[1]}", None, glyph)
    if number is None:
        return Value(filed, "text", found, glyph=glyph, carried=_carried(plain))
    amount, upper, own_unit, magnitude = number
    if _MAGNITUDE.fullmatch(unit.strip()) and own_unit is None and magnitude is None and upper is None:
        amount, _, _, magnitude = _scaled(amount, unit.strip()) or number
        unit = ""
    kind: Kind = "number" if upper is None else "range"
    stated = own_unit or (unit.strip() or None)
    return Value(filed, kind, found, amount, upper, stated, magnitude, glyph)


def _counted(unit: str) -> bool:
    """Whether a unit column says that the value counts something, so that 2000 is no year."""
    known = understood(unit)
    return bool(known and known.dimension != "duration")


def operator_of(text: str) -> Operator | None:
    """The operator that a cell of an operator column states, as glyph or word; None for 定性, 正向指标 and the like."""
    return vocabulary().operator_words.get(re.sub(r"\s+", "", half_width(text)))


def operator_glyph(text: str) -> str:
    """What of an operator cell belongs in front of the value: a glyph as filed, a word as its glyph, else nothing."""
    operator = operator_of(text)
    if operator is None:
        return ""
    if any("一" <= c <= "鿿" for c in text):
        return "＝" if operator == "=" else operator  # a word is no variant of the official sign
    return text.strip()


@lru_cache(maxsize=16384)
def exact(text: str) -> Decimal | None:
    """The number in a money or score cell ('812.44', '1,234.50元', '620.82万元' without its unit), or None."""
    match = _PLAIN.fullmatch(re.sub(r"\s+", "", half_width(text)))
    return Decimal(re.sub("[,']", "", match[1])) if match else None


def _unit_to_append(text: str, unit: str) -> str:
    unit = unit.strip()
    return "" if not unit or not re.search(r"\d\)?$", half_width(text).strip()) else unit


def _prefix(text: str) -> tuple[Operator | None, str | None, str]:
    for word, operator, followed in vocabulary().operators_before:
        if text.startswith(word):
            rest = text[len(word) :]
            if followed and not _FOLLOWED[followed].match(rest):
                continue
            return operator, word, rest
    return None, None, text


_FOLLOWED = {"digit": re.compile(r"\d"), "number": re.compile(rf"{_NUMBER}|百分之|[零一二两三四五六七八九十]")}


def _suffix(text: str) -> tuple[str, Operator | None, str | None]:
    for word, operator in vocabulary().operators_after:
        if text.endswith(word) and re.search(r"\d|[一二两三四五六七八九十]", text):
            return text[: -len(word)], operator, word
    return text, None, None


def _number(text: str, unit_column: str) -> tuple[Decimal, Decimal | None, str | None, str | None] | None:
    """(number, upper bound, unit, bare magnitude word), or None where the text is not a number with at most a unit."""
    body = _APPROXIMATE.sub("", text)
    match = _RANGE.fullmatch(body)
    if match and _is_unit(match[4] or match[2]):
        return _decimal(match[1]), _decimal(match[3]), match[4] or match[2] or None, None
    match = _PLAIN.fullmatch(body)
    if match:
        return _scaled(_decimal(match[1]), match[2])
    if body == "零":
        return Decimal(0), None, None, None
    match = _PERCENT.fullmatch(body)
    if match:
        return _count(match[1]), None, "百分之", None
    match = _PER.fullmatch(body)
    if match and understood(match[1]):
        return _decimal(match[2]), None, f"{match[3]}/{match[1]}" if match[3] else None, None
    match = _CHINESE.fullmatch(body)
    if match and understood(match[2]) and (value := _chinese(match[1])) is not None:
        return Decimal(value), None, match[2], None
    if unit_column and (value := _chinese(body)) is not None:
        return Decimal(value), None, None, None
    return None


def _scaled(number: Decimal, rest: str) -> tuple[Decimal, None, str | None, str | None] | None:
    if not rest:
        return number, None, None, None
    magnitude = _MAGNITUDE.fullmatch(rest)
    if magnitude:
        factor = 1
        for word in magnitude[1]:
            factor *= _MAGNITUDES[word]
        return number * factor, None, None, rest
    more = _MORE.fullmatch(rest)
    if more and understood(more[2]):
        factor = 1
        for word in more[1]:
            factor *= _MAGNITUDES[word]
        return number * factor, None, more[2], None
    unit = rest[1:-1] if rest[:1] == "(" and rest[-1:] == ")" and understood(rest[1:-1]) else rest
    return (number, None, unit, None) if _is_unit(unit) else None


def _is_unit(text: str) -> bool:
    return not text or bool(understood(text)) or bool(_UNIT.fullmatch(text) and not text.endswith(("的", "了", "等")))


def _carried(text: str) -> str | None:
    match = _CARRIED.fullmatch(text)
    if match and (understood(match[3]) or match[3] == "百分比"):
        return match[1].strip("，,、:： ") or None
    return None


def _count(text: str) -> Decimal:
    return _decimal(text) if text[0].isdigit() else Decimal(_chinese(text) or 0)


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub("[,']", "", text))


def _chinese(text: str) -> int | None:
    """The number that Chinese numerals spell ('一百零五' → 105), or None."""
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    total = section = digit = 0
    if not text or text[0] in "百千万亿" or any(c not in digits and c not in _MAGNITUDES for c in text):
        return None
    for c in text:
        if c in digits:
            digit = digits[c]
        elif _MAGNITUDES[c] < 10**4:
            section += (digit or 1) * _MAGNITUDES[c]
            digit = 0
        else:
            total = (total + section + digit) * _MAGNITUDES[c]
            section = digit = 0
    return cast(int, total + section + digit)
