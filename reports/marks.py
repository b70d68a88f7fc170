"""Which cells of the redrawn form a finding marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..filings.model import Place, Table
from ..schemas.vocabulary import squeezed
from ..validators.finding import Finding
from .listing import Entry

Key = tuple[str | int | None, ...]

HEAD: Key = ("head",)


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's number at a cell. `related`: the cell is not at fault but belongs to the evidence.

    `anchor` is unique in the report; the first cell that a finding marks in its own table has 'm' and its number.
    """

    entry: Entry
    anchor: str
    related: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: Key
    place: Place
    text: str
    row: Key


def marks(number: int, table: Table, entries: Iterable[Entry]) -> dict[Key, list[Mark]]:
    """The marks of table `number`, by cell.

    Keys: ('head',), ('year',), ('period',), ('field', n), ('fund', n), ('funds', item), ('goal', n), ('level', level, name,
    parent), ('indicator', n, part) with part row, level3, target, actual, weight, score or reason; n counts from 0, for
    indicators from 1. A finding marks the cell at its place; where a place holds several cells (text without columns),
    those whose text it quotes, else the row.
    """
    candidates = list(_candidates(table))
    found: dict[Key, list[Mark]] = {}
    for entry in entries:
        finding = entry.finding
        cells = _cells(finding, candidates) if finding.table == number else ()
        for n, key in enumerate(cells):
            found.setdefault(key, []).append(Mark(entry, f"m{entry.number}-{n}" if n else f"m{entry.number}"))
        related = dict.fromkeys(key for place in finding.related for key in _at(place, candidates))
        for n, key in enumerate(related):
            if key not in cells:
                found.setdefault(key, []).append(Mark(entry, f"r{entry.number}-{number}-{n}", related=True))
    return found


def _candidates(table: Table) -> Iterator[_Candidate]:
    for n, field in enumerate(table.fields):
        yield _Candidate(("field", n), field.place, field.text, ("field", n))
    if table.place_of_year:
        yield _Candidate(("year",), table.place_of_year, str(table.year or ""), ("year",))
    if table.place_of_period:
        yield _Candidate(("period",), table.place_of_period, "", ("period",))
    for n, fund in enumerate(table.funds):
        yield _Candidate(("fund", n), fund.place, fund.text, ("funds", fund.item))
    for n, goal in enumerate(table.goals):
        yield _Candidate(("goal", n), goal.place, goal.text, ("goal", n))
    for level in table.levels:
        key = ("level", level.level, level.name, level.parent)
        yield _Candidate(key, level.place, level.text, key)
    for n, indicator in enumerate(table.indicators, 1):
        row = ("indicator", n, "row")
        yield _Candidate(("indicator", n, "level3"), indicator.level3_place, indicator.level3, row)
        yield _Candidate(("indicator", n, "target"), indicator.target.place, indicator.target.text, row)
        if indicator.actual:
            yield _Candidate(("indicator", n, "actual"), indicator.actual.place, indicator.actual.text, row)
        for part, value in (("weight", indicator.weight), ("score", indicator.score), ("reason", indicator.reason)):
            if value is not None:
                yield _Candidate(("indicator", n, part), indicator.place, f"{value}", row)


def _cells(finding: Finding, candidates: Sequence[_Candidate]) -> tuple[Key, ...]:
    if finding.indicator is not None:
        own = [c for c in candidates if c.key[:2] == ("indicator", finding.indicator)]
        here = [c for c in own if c.place == finding.place] or own
        return _quoted(finding.found, here) or _only(here) or (("indicator", finding.indicator, "row"),)
    here = [c for c in candidates if c.place == finding.place] or [c for c in candidates if _covers(c.place, finding.place)]
    if not here or not _known(finding.place):
        return (HEAD,)
    return _quoted(finding.found, here) or _only(here) or tuple(dict.fromkeys(c.row for c in here[:1]))


def _at(place: Place, candidates: Sequence[_Candidate]) -> tuple[Key, ...]:
    """The rows that stand at a related place: those of indicators and money rather than the level name beside them."""
    here = [c for c in candidates if c.place == place] if _known(place) else []
    rows = tuple(dict.fromkeys(c.row for c in here))
    return _only(here) or tuple(row for row in rows if row[0] != "level") or rows


def _only(candidates: Sequence[_Candidate]) -> tuple[Key, ...]:
    return (candidates[0].key,) if len(candidates) == 1 else ()


def _quoted(found: str | None, candidates: Sequence[_Candidate]) -> tuple[Key, ...]:
    """The cells whose text is what was found; failing that, those whose text is quoted in it; failing that, blanks."""
    filed = squeezed(found or "")
    if not filed:
        blanks = [c.key for c in candidates if not c.text.strip()]
        return tuple(blanks) if len(blanks) == 1 else ()
    texts = [(c.key, squeezed(c.text)) for c in candidates]
    same = tuple(key for key, text in texts if text == filed)
    if same:
        return same
    quoted = [(key, text) for key, text in texts if text and _holds(filed, text)]
    # '5' is quoted in '≥5天' as well: the longest texts speak for themselves, what they hold says nothing.
    return tuple(key for key, text in quoted if not any(text != longer and _holds(longer, text) for _, longer in quoted))


def _holds(whole: str, part: str) -> bool:
    """`part` stands in `whole`, and not inside a longer number."""
    before = r"(?<![\d.])" if part[0].isdigit() else ""
    after = r"(?![\d.%])" if part[-1].isdigit() else ""
    return re.search(before + re.escape(part) + after, whole) is not None


def _covers(outer: Place, inner: Place) -> bool:
    if not (outer.line and inner.line):
        return False
    return outer.line <= inner.line <= (outer.end_line or outer.line)


def _known(place: Place) -> bool:
    return place != Place()
