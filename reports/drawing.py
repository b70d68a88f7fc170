"""A form drawn as it was filed: its grids with their merged cells and their wording, and what is attached to cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from ..filings.model import Cell, Grid, Place
from ..validators.finding import Text
from .bilingual import place as named_place
from .printable import visible


class Attached(NamedTuple):
    """What is drawn in a cell behind its text, and the classes that the cell has for it."""

    classes: str
    markup: str


_STRETCH = 200  # rows of a table that are drawn in one
_NARROW = 4  # columns of a table that need not fill the page
_NOTHING = Text("", "")
_NONE: Mapping[int, Attached] = {}
_NO_NAMES: Mapping[str, Markup] = {}


def drawn(
    form: Sequence[Grid],
    cells: Mapping[int, Attached] = _NONE,
    rows: Mapping[int, Attached] = _NONE,
    labels: Collection[str] = (),
    names: Mapping[str, Markup] = _NO_NAMES,
    blank: str = "",
    named: str = "",
) -> Markup:
    """`form` in HTML: lines of running text as a list, all else as tables; each row begins with its number.

    `cells` is what is attached to cells, by their identity; `rows` what is attached to rows, by that of their first cell.
    Cells that hold one of the `labels` are set off; those that hold one of the `names` read as it says. `blank` stands in a
    marked cell that is blank. `named` is the identity of the element that names the form.
    """
    drawing = _Drawing(cells, rows, labels, names, blank, named)
    parts: list[str] = []
    for running, group in groupby(form, key=lambda grid: len(grid.cells) == 1):
        grids = list(group)
        parts += [drawing.lines(grids)] if running else map(drawing.table, grids)
    return Markup("\n".join(parts))  # noqa: S704 - escaped where it is drawn


class _Drawing:
    def __init__(
        self,
        cells: Mapping[int, Attached],
        rows: Mapping[int, Attached],
        labels: Collection[str],
        names: Mapping[str, Markup],
        blank: str,
        named: str,
    ) -> None:
        self._cells = cells
        self._rows = rows
        self._labels = labels
        self._names = names
        self._blank = blank
        self._head = f'<div class=scroll role=group tabindex=0 aria-labelledby={named}><table class="sheet filed{{}}" lang=zh>'

    def lines(self, grids: Sequence[Grid]) -> str:
        """Running text, each line with its number where it has one."""
        items: list[str] = []
        for grid in grids:
            cell = grid.cells[0]
            attached = self._cells.get(id(cell))
            number = f" value={cell.place.line}" if cell.place.line else " class=plain"
            inside = f"{escape(visible(cell.text))} {attached.markup}" if attached else escape(visible(cell.text))
            items.append(f"<li{number}{_classed('at ' + attached.classes) if attached else ''}>{inside}</li>")
        return f"<ol class=filed lang=zh>{''.join(items)}</ol>"

    def table(self, grid: Grid) -> str:
        """A grid; columns in which nothing begins are left out, and so are blank ones to the right and blank rows.

        All rows beyond the first are folded, stretch by stretch, where a table is very long; no cell spans two stretches.
        """
        last = max((cell.column for cell in grid.cells if cell.text), default=0)
        cells = [cell for cell in grid.cells if cell.column <= last]
        rows = [list(row) for _, row in groupby(sorted(cells, key=_position), key=lambda cell: cell.row)]
        rows = [row for row in rows if self._worth(row)]
        columns = sorted({cell.column for row in rows for cell in row})
        head = self._head.format(" wide" if len(columns) > _NARROW else "")
        parts: list[str] = []
        for first in range(0, len(rows), _STRETCH):
            stretch = rows[first : first + _STRETCH]
            top = "" if first else _caption(grid)
            letters = _letters(cells) if cells[0].place.cell else ""
            before = rows[first - 1] if first else stretch[0]
            drawn = f"{head}{top}{letters}{self._rows_of(stretch, columns, before[0].place.page)}</table></div>"
            parts.append(_folded(stretch, drawn) if first else drawn)
        return "\n".join(parts)

    def _rows_of(self, rows: Sequence[Sequence[Cell]], columns: Sequence[int], page: int | None) -> str:
        """A stretch of rows. `page` is the one on which the row before it stands."""
        numbers = [row[0].row for row in rows]
        taken = [0] * len(columns)
        lines: list[str] = []
        for at, row in enumerate(rows):
            turned = row[0].place.page != page
            page = row[0].place.page
            number = f"{named_place(Place(page=page), _NOTHING)}<br>{_number(row)}" if turned else _number(row)
            begin = "<tr class=page>" if turned else "<tr>"
            lines.append(f"{begin}{self._numbered(row, number)}{self._row(row, at, numbers, columns, taken)}</tr>")
        return "".join(lines)

    def _worth(self, row: Sequence[Cell]) -> bool:
        return id(row[0]) in self._rows or any(cell.text or id(cell) in self._cells for cell in row)

    def _numbered(self, row: Sequence[Cell], number: str) -> str:
        attached = self._rows.get(id(row[0]))
        if attached is None:
            return f"<th>{number}</th>"
        return f"<th{_classed('at ' + attached.classes)}>{number} {attached.markup}</th>"

    def _row(self, row: Sequence[Cell], at: int, numbers: Sequence[int], columns: Sequence[int], taken: list[int]) -> str:
        """The cells of the row drawn at `at`. `taken`: for each column the row up to which a cell above covers it."""
        parts: list[str] = []
        here = 0
        for cell in row:
            begin = bisect_left(columns, cell.column)
            here = _gap(parts, here, begin, at, taken)
            wide = bisect_left(columns, cell.column + cell.columns) - begin if cell.columns > 1 else 1
            high = bisect_left(numbers, cell.row + cell.rows) - at if cell.rows > 1 else 1
            if high > 1:
                taken[begin : begin + wide] = [at + high] * wide
            parts.append(self._cell(cell, high, wide))
            here = max(here, begin + wide)
        _gap(parts, here, len(taken), at, taken)
        return "".join(parts)

    def _cell(self, cell: Cell, rows: int, columns: int) -> str:
        text = cell.text.strip()
        attached = self._cells.get(id(cell))
        classes = "l" if text in self._labels else ""
        spans = f"{f' rowspan={rows}' if rows > 1 else ''}{f' colspan={columns}' if columns > 1 else ''}"
        shown = self._names.get(text) or escape(visible(text))
        if attached is None:
            return f"<td{spans}{_classed(classes)}>{shown}</td>"
        return f"<td{spans}{_classed(f'at {attached.classes} {classes}')}>{shown or self._blank} {attached.markup}</td>"


def _folded(rows: Sequence[Sequence[Cell]], drawn: str) -> str:
    first, last = (
        named_place(Place(row=place.row) if place.cell or place.grid else Place(line=place.line), _NOTHING)
        for place in (rows[0][0].place, rows[-1][0].place)
    )
    return f"<details class=rest><summary>{first} – {last}</summary>{drawn}</details>"


def _gap(parts: list[str], here: int, end: int, at: int, taken: Sequence[int]) -> int:
    """Fill the columns from `here` to `end` in which the row has no cell and none above covers them."""
    while here < end:
        wide = 0
        while here + wide < end and taken[here + wide] <= at:
            wide += 1
        if wide:
            parts.append(f"<td{f' colspan={wide}' if wide > 1 else ''}></td>")
        here += wide or 1
    return here


def _position(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _classed(classes: str) -> str:
    classes = classes.strip()
    return f' class="{classes}"' if " " in classes else f" class={classes}" if classes else ""


def _number(row: Sequence[Cell]) -> str:
    """What the file calls the row: its number in the sheet or the table, else its lines."""
    first = row[0].place
    if first.cell or first.grid:
        return str(first.row or "")
    begin = min((cell.place.line for cell in row if cell.place.line), default=0)
    end = max((cell.place.end_line or cell.place.line or 0 for cell in row), default=0)
    return "" if not begin else str(begin) if begin >= end else f"{begin}–{end}"


def _where(grid: Grid) -> Place:
    place = grid.cells[0].place
    return Place(page=place.page, sheet=place.sheet, grid=place.grid)


def _caption(grid: Grid) -> str:
    said = named_place(_where(grid), _NOTHING)
    return f"<caption>{said}</caption>" if said else ""


def _letters(cells: Sequence[Cell]) -> str:
    """The letters of a sheet's columns."""
    named = {cell.column: "".join(filter(str.isalpha, cell.place.cell or "")) for cell in reversed(cells)}
    return f"<tr class=letters><td></td>{''.join(f'<th>{named[column]}</th>' for column in sorted(named))}</tr>"
