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
    label: str = ""  # what names the cell where it is blank


def marks(number: int, table: Table, entries: Iterable[Entry]) -> dict[Key, list[Mark]]:
    """The marks of table `number`, by cell.

    Keys: ('head',), ('year',), ('period',), ('field', n), ('fund', n), ('funds', item), ('goal', n), ('level', level, name,
    parent), ('indicator', n, part) with part row, level3, target, actual, weight, score or reason; n counts from 0, for
    indicators from 1. A finding marks the cell at its place; where a place holds several cells (text without columns),
    those whose text it quotes, else the row.
    """
    cells = _Cells(table)
    found: dict[Key, list[Mark]] = {}
    for entry in entries:
        finding = entry.finding
        own = dict.fromkeys(cells.of(finding) if finding.table == number else ())
        for n, key in enumerate(own):
            found.setdefault(key, []).append(Mark(entry, f"m{entry.number}-{n}" if n else f"m{entry.number}"))
        related = dict.fromkeys(key for place in finding.related for key in cells.related(place, finding.found))
        for n, key in enumerate(related):
            if key not in own:
                found.setdefault(key, []).append(Mark(entry, f"r{entry.number}-{number}-{n}", related=True))
    return found


class _Cells:
    """The cells of a table, found by indicator, by place and by line."""

    def __init__(self, table: Table) -> None:
        self._indicators: dict[int, list[_Candidate]] = {}
        self._places: dict[Place, list[_Candidate]] = {}
        self._lines: dict[int, list[_Candidate]] = {}
        for cell in _candidates(table):
            place = cell.place
            self._places.setdefault(place, []).append(cell)
            for line in range(place.line or 1, (place.end_line or place.line or 0) + 1):
                self._lines.setdefault(line, []).append(cell)
            if cell.key[0] == "indicator" and isinstance(cell.key[1], int):
                self._indicators.setdefault(cell.key[1], []).append(cell)

    def of(self, finding: Finding) -> tuple[Key, ...]:
        """The cells that are at fault."""
        if finding.indicator is not None:
            own = self._indicators.get(finding.indicator, [])
            here = [cell for cell in own if cell.place == finding.place] or own
            quoted = _quoted(finding.found, here)
            return _of_its_side(quoted, finding) or _only(here) or (("indicator", finding.indicator, "row"),)
        here = self._at(finding.place) or self._lines.get(finding.place.line or 0, [])
        return _quoted(finding.found, here) or _only(here) or tuple(cell.row for cell in here[:1]) or (HEAD,)

    def related(self, place: Place, found: str | None) -> tuple[Key, ...]:
        """What stands at a related place: the quoted cells, else the rows of indicators and money, else what there is."""
        here = self._at(place)
        rows = tuple(dict.fromkeys(cell.row for cell in here))
        quoted = _quoted(found, here) if found else ()
        return quoted or _only(here) or tuple(row for row in rows if row[0] != "level") or rows

    def _at(self, place: Place) -> list[_Candidate]:
        return self._places.get(place, []) if place != Place() else []


def _candidates(table: Table) -> Iterator[_Candidate]:
    for n, field in enumerate(table.fields):
        yield _Candidate(("field", n), field.place, field.text, ("field", n), field.label)
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


def _of_its_side(keys: tuple[Key, ...], finding: Finding) -> tuple[Key, ...]:
    """Target and actual value may read alike on one line: then the sentence decides of which the finding speaks."""
    target, actual = ("indicator", finding.indicator, "target"), ("indicator", finding.indicator, "actual")
    if set(keys) == {target, actual}:
        return (actual,) if "实际" in finding.message.zh else (target,)
    return keys


def _only(candidates: Sequence[_Candidate]) -> tuple[Key, ...]:
    return (candidates[0].key,) if len(candidates) == 1 else ()


def _quoted(found: str | None, candidates: Sequence[_Candidate]) -> tuple[Key, ...]:
    """The cells whose text is what was found; failing that, those whose text is quoted in it; failing that, blanks."""
    filed = squeezed(found or "")
    if not filed:
        blanks = [c.key for c in candidates if not c.text.strip()]
        return tuple(blanks) if len(blanks) == 1 else ()
    texts = [(c.key, squeezed(c.text or c.label)) for c in candidates]
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
