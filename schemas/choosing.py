"""Which profiles a table calls for, by what it shows: place, year, levels, printed notes and points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..filings.model import Table
from .layers import NAMES_JOINED, known_profiles, named_profiles
from .profile import ASPECTS, When
from .vocabulary import squeezed

_DASHES = re.compile(r"[－—–―─~～〜至到]+")
_UNITS = ("department", "competent_department", "implementing_unit", "reporting_unit")


Choice = tuple[str, str, str]


def chosen(table: Table) -> tuple[Choice, ...]:
    """The profiles for `table`, the lowest first, each with what of the filing says so in zh and en.

    Those that were named, or of each aspect the one of which the most conditions are met.
    """
    if named_profiles():
        return tuple((name, "由 --profile 指定", "named with --profile") for name in named_profiles())
    shown = _Shown(table)
    best: dict[str, tuple[int, str, list[tuple[str, str]]]] = {}
    for name, entry in sorted(known_profiles().items()):
        if entry.when is None:
            continue
        evidence = shown.evidence(entry.when)
        if evidence is not None and entry.when.conditions > best.get(entry.aspect, (0, "", []))[0]:
            best[entry.aspect] = (entry.when.conditions, name, evidence)
    return tuple(
        (name, "、".join(zh for zh, _ in evidence), ", ".join(en for _, en in evidence))
        for aspect in ASPECTS
        if aspect in best
        for _, name, evidence in [best[aspect]]
    )


def joined(choices: Iterable[Choice]) -> str | None:
    """The column `profile` for these choices."""
    return NAMES_JOINED.join(name for name, _, _ in choices) or None


class _Shown:
    """What a table shows, worked out as far as it is asked."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = _alike(self.table.text)
        return self._text

    def evidence(self, when: When) -> list[tuple[str, str]] | None:
        """What meets each of the conditions; None where one is not met."""
        met: list[tuple[str, str]] = []
        for found in self._conditions(when):
            if found is None:
                return None
            met += [found] if found[0] else []
        return met

    def _conditions(self, when: When) -> Iterator[tuple[str, str] | None]:
        """For each condition that is stated what meets it, or None; the cheapest first."""
        table = self.table
        if when.forms:
            yield ("", "") if table.form in when.forms else None
        if when.years:
            yield self._year(when.years.get("from"), when.years.get("to"))
        if when.titles:
            yield _first(when.titles, _alike(table.title), "标题中有“{}”", "the title says {}")
        if when.places:
            yield _first(when.places, self._units(), "标题或单位名称中有“{}”", "the title or a unit's name says {}")
        if when.levels:
            yield self._level(when.levels)
        if when.execution_points:
            yield self._execution(when.execution_points)
        if when.indicator_points:
            yield self._indicators(when.indicator_points)
        if when.headings:
            yield self._printed(when.headings)
        if when.prints:
            yield self._printed(when.prints)

    def _year(self, since: int | None, until: int | None) -> tuple[str, str] | None:
        year = self.table.year
        if year is None:
            return "", ""
        if (since is not None and year < since) or (until is not None and year > until):
            return None
        return f"年度{year}", f"the year is {year}"

    def _units(self) -> str:
        names = [self.table.department or "", *(field.text for field in self.table.fields if field.id in _UNITS)]
        return _alike(" ".join([self.table.title, *names]))

    def _level(self, wanted: tuple[str, ...]) -> tuple[str, str] | None:
        printed = {level.name for level in self.table.levels if level.level == 1}
        printed |= {f"{level.parent}/{level.name}" for level in self.table.levels if level.level == 2}
        printed |= {f"{row.level1}/{row.level2}" for row in self.table.indicators if row.level1 and row.level2}
        printed |= {row.level1 for row in self.table.indicators if row.level1}
        found = next((path for path in wanted if path in printed), None)
        if found is None:
            return None
        above, _, name = found.rpartition("/")
        under_zh, under_en = (f"“{above}”下的", f" under {above}") if above else ("", "")
        return f"印有{under_zh}“{name}”", f"{name} is printed{under_en}"

    def _execution(self, wanted: tuple[float, ...]) -> tuple[str, str] | None:
        points = [
            fund.amount
            for fund in self.table.funds
            if fund.role == "total" and fund.measure == "points" and fund.amount is not None
        ]
        found = next((one for one in points if any(one == Decimal(str(other)) for other in wanted)), None)
        return None if found is None else (f"预算执行印为{found:f}分", f"budget execution carries {found:f} points")

    def _indicators(self, wanted: tuple[float, ...]) -> tuple[str, str] | None:
        rows = [row for row in self.table.indicators if row.weight is not None]
        halves = {row.period for row in rows}
        one = "annual" if "annual" in halves else next(iter(halves), None)
        total = sum((row.weight for row in rows if row.weight is not None and row.period == one), Decimal(0))
        fits = any(total == Decimal(str(other)) for other in wanted)
        return (f"指标分值合计{total:f}", f"the indicators' points total {total:f}") if fits else None

    def _printed(self, wanted: tuple[str, ...]) -> tuple[str, str] | None:
        return _first(wanted, self.text, "表内印有“{}”", "the form prints {}")


def _first(wanted: tuple[str, ...], text: str, zh: str, en: str) -> tuple[str, str] | None:
    found = next((word for word in wanted if _alike(word) in text), None)
    return None if found is None else (zh.format(found), en.format(found))


def _alike(text: str) -> str:
    """`text` without white space, every kind of dash and 至 and 到 made one."""
    return _DASHES.sub("-", squeezed(text))
