"""What a spreadsheet shows for a stored number under a number format: 0.955 under 0.00% is 95.50%."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_DATE = "yyyy/m/d"
_LONG_DATE = 'yyyy"年"m"月"d"日"'
_LONG_DATE_TOKENS = (("clock", "yyyy"), ("literal", "年"), ("clock", "m"), ("literal", "月"), ("clock", "d"), ("literal", "日"))
_ACCOUNT = '_ * #,##0{0}_ ;_ * -#,##0{0}_ ;_ * "-"_ ;_ @_ '

# NOTE: those below 50 and 27-36 depend on the language of the program; these are what the Chinese one shows.
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00', 8: '"¥"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 14: _DATE, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: _DATE + " h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: _LONG_DATE, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: _ACCOUNT.format(""), 42: _ACCOUNT.format(""), 43: _ACCOUNT.format(".00"), 44: _ACCOUNT.format(".00"), 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.|[_*].)|(?P<general>General|G/通用格式)|\[(?P<bracket>[^\]]*)\]|(?P<exponent>E[+-]0+)
    |(?P<noon>AM/PM|A/P|上午/下午)|(?P<clock>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[aA]{3,4}|e+)|(?P<digit>[0#?]|\.(?=[0#?])|,)
    |(?P<percent>%)|(?P<text>@)|(?P<other>.)""",
    re.X | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STORED = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_LAST_DAY = 2_958_466
_GENERAL_WIDTH = 10

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, kind: str) -> bool:
        return any(name == kind for name, _ in self.tokens)


@lru_cache(maxsize=8192)
def shown(stored: str, code: str = "General", *, since_1904: bool = False) -> str:
    """The text of a number stored as `stored` under the format `code`; `stored` itself where it is no number."""
    if code == "General" and len(stored) < _GENERAL_WIDTH and stored.isascii() and stored.isdecimal() and stored[0] != "0":
        return stored
    try:
        number = _STORED.plus(Decimal(stored))
    except ArithmeticError:
        return stored
    if not number.is_finite() or not -300 < number.adjusted() < 21:
        return stored if number else "0"
    sections = _sections(code)
    section, number = _chosen(sections, number)
    if section.has("clock"):
        return _moment(section, number, since_1904) or _general(number)
    if section.has("general") or section.has("text") or section.has("fraction"):
        if not section.has("general"):
            return _general(number)
        general = _general(number)
        return "".join({"literal": text, "general": general}.get(kind, "") for kind, text in section.tokens)
    return _plain(section, number)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer((code.strip() or "General")[:255] + ";"):
        kind, text = str(match.lastgroup), match.group(match.lastgroup or 0)
        if kind == "literal":
            tokens.append(("literal", text.strip('"') if text[0] == '"' else text[1:] if text[0] == "\\" else ""))
        elif kind == "bracket":
            if found := _CONDITION.match(text):
                condition = (found[1], Decimal(found[2]))
            tokens += _bracket(text)
        elif kind == "other" and text == ";":
            sections.append(_Section(_minutes(tokens), condition))
            tokens, condition = [], None
        elif kind == "other":
            tokens.append(("fraction", "") if text == "/" and not any(k == "clock" for k, _ in tokens) else ("literal", text))
        else:
            tokens.append((kind, text))
    return tuple(sections[:3])


def _bracket(text: str) -> list[Token]:
    if text[:1] == "$":
        sign, _, locale = text[1:].partition("-")
        # NOTE: F800 is the system's long date, whatever the format spells out behind it.
        return [("system", "date")] if locale.upper() == "F800" else [("literal", sign)]
    return [("clock", f"[{text.lower()}]")] if text.lower() in ("h", "hh", "m", "mm", "s", "ss") else []


def _minutes(tokens: list[Token]) -> tuple[Token, ...]:
    """The tokens with months told from minutes: minutes stand behind hours or before seconds."""
    if ("system", "date") in tokens:
        return _LONG_DATE_TOKENS
    at = [number for number, (kind, _) in enumerate(tokens) if kind == "clock"]
    found = list(tokens)
    for place, number in enumerate(at):
        text = tokens[number][1].lower()
        before = tokens[at[place - 1]][1].lower().strip("[]")[:1] if place else ""
        after = tokens[at[place + 1]][1].lower()[:1] if place + 1 < len(at) else ""
        minutes = text in ("m", "mm") and (before == "h" or after == "s")
        found[number] = ("clock", "n" * len(text) if minutes else text)
    return tuple(found)


def _chosen(sections: Sequence[_Section], number: Decimal) -> tuple[_Section, Decimal]:
    for section in sections:
        if section.condition and _HOLDS[section.condition[0]](number, section.condition[1]):
            return section, number
    free = [section for section in sections if section.condition is None]
    if len(free) < len(sections):
        return (free or list(sections))[0], number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _general(number: Decimal) -> str:
    decimals = max(2, _GENERAL_WIDTH - max(1, number.adjusted() + 1))
    if number.adjusted() < -4:
        decimals = 10 - number.adjusted()
    text = f"{number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _plain(section: _Section, number: Decimal) -> str:
    digits = "".join(text for kind, text in section.tokens if kind == "digit")
    whole, _, fraction = digits.partition(".")
    scale = len(digits) - len(digits.rstrip(","))
    whole, fraction = whole.rstrip(","), fraction.rstrip(",")
    number = number * 100 ** sum(1 for kind, _ in section.tokens if kind == "percent") / 1000**scale
    exponent = next((text for kind, text in section.tokens if kind == "exponent"), None)
    power = number.adjusted() if exponent and number else 0
    rounded = _WIDE.quantize(number.scaleb(-power), Decimal(1).scaleb(-len(fraction)))
    text = _digits(abs(rounded), whole, fraction)
    if exponent:
        text += f"E{'-' if power < 0 else '+'}{abs(power):0{len(exponent) - 2}d}"
    pieces: list[str] = []
    for kind, piece in section.tokens:
        if kind == "digit":
            pieces, text = [*pieces, text], ""
        elif kind in ("literal", "percent"):
            pieces.append(piece)
    return (("-" if rounded < 0 else "") + "".join(pieces)).strip()


def _digits(number: Decimal, whole: str, fraction: str) -> str:
    left, _, right = f"{number:f}".partition(".")
    places = whole.replace(",", "")
    left = left.lstrip("0").rjust(places.count("0"), "0")
    if "," in whole:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    while right and right[-1] == "0" and fraction[len(right) - 1] in "#?":
        right = right[:-1]
    return f"{left}.{right}" if fraction and (right or "0" in fraction) else left


def _moment(section: _Section, number: Decimal, since_1904: bool) -> str | None:
    if not 0 <= number < _LAST_DAY:
        return None
    seconds = int((number % 1 * 86400).quantize(Decimal(1), context=_WIDE))
    days = int(number) + (1462 if since_1904 else 0)
    # NOTE: day 60 is 29 February 1900, which never was; the days before it are one off.
    moment = datetime(1899, 12, 31 if days < 60 and not since_1904 else 30) + timedelta(days=days, seconds=seconds)
    half = section.has("noon")
    return "".join(_clock(kind, text, moment, number, half) for kind, text in section.tokens).strip()


def _clock(kind: str, text: str, moment: datetime, number: Decimal, half: bool) -> str:
    if kind == "noon":
        morning, _, evening = text.partition("/")
        return morning if moment.hour < 12 else evening
    if kind == "literal":
        return text
    if kind != "clock":
        return "." if text == "." else ""
    hour = ((moment.hour + 11) % 12 + 1) if half else moment.hour
    elapsed = int((number * 86400).quantize(Decimal(1), context=_WIDE))
    first, size = text[0], len(text)
    if first == "[":
        return str(elapsed // {"h": 3600, "m": 60, "s": 1}[text[1]])
    if first in "ye":
        return f"{moment.year % 100:02d}" if first == "y" and size <= 2 else f"{moment.year:04d}"
    if first == "a":
        return ("星期" if size > 3 else "") + "一二三四五六日"[moment.weekday()]
    if first == "s":
        return f"{moment.second:02d}" if size > 1 else str(moment.second)
    if first in "md" and size >= 3:
        name = _MONTHS[moment.month - 1] if first == "m" else _DAYS[moment.weekday()]
        return name[:3] if size == 3 else name
    value = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute}[first]
    return f"{value:02d}" if size > 1 else str(value)
