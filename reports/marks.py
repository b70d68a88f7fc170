"""Which cells of the form a finding marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..filings.model import Cell, Grid, Place
from ..schemas.vocabulary import squeezed
from ..validators.finding import SEVERITIES
from .listing import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's number at a cell. `first`: where the finding leads to; one cell of its own table.

    `related`: the cell is not at fault but belongs to the evidence.
    """

    entry: Entry
    first: bool = False
    related: bool = False


@dataclass(slots=True)
class Marks:
    """The marks of one table: by the identity of the cell; by that of the first cell of a row; on the form as a whole."""

    cells: dict[int, list[Mark]]
    rows: dict[int, list[Mark]]
    form: list[Mark]


class _Cell(NamedTuple):
    cell: Cell
    before: Cell  # the filled cell to its left, or itself
    row: Cell  # the first of its row


class _Candidate(NamedTuple):
    cell: Cell
    text: str
    label: str  # what names the cell where it is blank


def worst(marks: Iterable[Mark]) -> str:
    """The gravest severity among `marks`, those of cells that only belong to the evidence left out; or ''."""
    own = {mark.entry.finding.severity for mark in marks if not mark.related}
    return next((severity for severity in SEVERITIES if severity in own), "")


def marks(number: int, form: Sequence[Grid], entries: Sequence[Entry]) -> Marks:
    """The marks of table `number`, of which `form` is the form.

    A finding marks the cell at its place; where a place holds several cells (text without columns), those whose text it
    quotes, else the row.
    """
    made = Marks({}, {}, [])
    if not entries:
        return made
    cells = _Cells(form)
    for entry in entries:
        finding = entry.finding
        own = cells.of(entry) if finding.table == number else []
        for n, (kind, cell) in enumerate(own):
            _put(made, kind, cell, Mark(entry, first=not n))
        if finding.related:
            related = dict.fromkeys(spot for place in finding.related for spot in cells.related(place, finding.found))
            for kind, cell in related:
                if (kind, cell) not in own:
                    _put(made, kind, cell, Mark(entry, related=True))
    return made


_Spot = tuple[str, int]  # 'cell' or 'row' and the identity of a cell; ('form', 0)


def _put(made: Marks, kind: str, cell: int, mark: Mark) -> None:
    listed = made.form if kind == "form" else (made.cells if kind == "cell" else made.rows).setdefault(cell, [])
    listed.append(mark)


class _Cells:
    """The cells of a form, found by place and by line."""

    def __init__(self, form: Sequence[Grid]) -> None:
        self._places: dict[Place, list[_Cell]] = {}
        self._lines: dict[int, list[_Cell]] = {}
        for grid in form:
            row = before = grid.cells[0]
            for cell in grid.cells:
                if cell.row != row.row:
                    row = before = cell
                place = cell.place
                if place != _NOWHERE:
                    known = _Cell(cell, before, row)
                    self._places.setdefault(place, []).append(known)
                    if place.line:
                        for line in range(place.line, (place.end_line or place.line) + 1):
                            self._lines.setdefault(line, []).append(known)
                if cell.text:
                    before = cell

    def of(self, entry: Entry) -> list[_Spot]:
        """The cells that are at fault."""
        finding = entry.finding
        here = self._at(finding.place)
        if not here:
            return [("form", 0)]
        if len(here) == 1:
            return [("cell", id(here[0].cell))]
        candidates = _candidates(here)
        named = squeezed(entry.indicator.level3) if entry.indicator else ""
        found = _on_its_side(_quoted(finding.found, candidates), entry)
        found = found or _on_its_side([one for one in candidates if named and one.text == named], entry)
        return [("cell", id(one.cell)) for one in found] or [("row", id(here[0].row))]

    def related(self, place: Place, found: str | None) -> list[_Spot]:
        """What stands at a related place: the quoted cells, else the row."""
        here = self._at(place)
        if len(here) == 1:
            return [("cell", id(here[0].cell))]
        quoted = _quoted(found, _candidates(here)) if found else []
        return [("cell", id(one.cell)) for one in quoted] or [("row", id(one.row)) for one in here[:1]]

    def _at(self, place: Place) -> list[_Cell]:
        return self._places.get(place) or (self._lines.get(place.line, []) if place.line and not place.grid else [])


def _candidates(here: Sequence[_Cell]) -> list[_Candidate]:
    return [_Candidate(cell, squeezed(cell.text), squeezed(before.text)) for cell, before, _ in here]


_NOWHERE = Place()


def _on_its_side(found: list[_Candidate], entry: Entry) -> list[_Candidate]:
    """Of cells that read alike on one line, that of which the finding speaks.

    The target of the year stands to the right of the one for the whole period, the actual value to the right of the target.
    """
    if len(found) < 2 or entry.indicator is None:
        return found
    evaluated = entry.indicator.actual is not None
    right = "实际" in entry.finding.message.zh if evaluated else entry.indicator.period != "medium-term"
    alike = {one.text: one for one in (found if right else reversed(found))}
    return [one for one in found if alike[one.text] is one]


def _quoted(found: str | None, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The cells whose text is what was found; failing that, those that hold it or stand in it. Of nothing, the blank one."""
    filed = squeezed(found or "")
    if not filed:
        blanks = [one for one in candidates if not one.text]
        return blanks if len(blanks) == 1 else []
    same = [one for one in candidates if one.text == filed]
    if same:
        return same
    whole = [one for one in candidates if len(filed) >= _TELLING and filed in one.text]
    if whole:
        return whole
    texts = {one.text for one in candidates}
    after = r"(?![\d.])" if "%" in texts else r"(?![\d.%])"
    quoted = [(one, one.text or ("" if one.label in texts else one.label)) for one in candidates]
    quoted = [(one, text) for one, text in quoted if text and _holds(filed, text, after)]
    # '5' is quoted in '≥5天' as well: the longest texts speak for themselves, what they hold says nothing.
    spoken = [one for one, text in quoted if not any(text != longer and _holds(longer, text, after) for _, longer in quoted)]
    return [one for one in spoken if len(one.text) not in _SIGNS or one.text.isdigit()] or spoken


_TELLING = 4  # characters of a text that stands in another for a reason
_SIGNS = (1, 2)  # characters of an operator or a unit in a column of its own


def _holds(whole: str, part: str, after: str) -> bool:
    """`part` stands in `whole`, and not inside a longer number; what may not follow its last digit is `after`."""
    if part not in whole:
        return False
    begin = r"(?<![\d.])" if part[0].isdigit() else ""
    end = after if part[-1].isdigit() else ""
    return re.search(begin + re.escape(part) + end, whole) is not None
