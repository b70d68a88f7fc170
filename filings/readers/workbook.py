"""Workbooks (.xlsx, .xlsm, .xls, .et, .ods): a grid for each sheet, its numbers as displayed.

NOTE: calamine gives no number formats, so 100% reads as 1, and it allocates the whole rectangle between a sheet's first and
last cell: two cells in opposite corners end the process. The parts are therefore read here, cell by cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..model import Cell, Corner, Document, Grid, Line
from . import biff, opendocument, spreadsheetml
from .compound import SIGNATURE
from .failure import ReadError
from .package import Package
from .sheet import Merge, Row, Sheet

MOST_CELLS = 400_000
_WIDEST_FILLED = 64
_GAP = 30
_SINGLE = (1, 1)


def read(path: str, data: bytes) -> Document:
    """The sheets of a workbook, each a grid or several where wide gaps part them. Raises ReadError."""
    sheets = list(_sheets(data))
    blocks: list[Line | Grid] = []
    left = MOST_CELLS
    for sheet in sheets:
        for grid in _grids(sheet, left):
            left -= len(grid.cells)
            blocks.append(grid)
    notes = [f"隐藏的工作表 / hidden sheet: {sheet.name}" for sheet in sheets if sheet.hidden]
    notes += [
        f"公式没有保存结果的工作表 / sheet with formulas without stored results: {sheet.name}"
        for sheet in sheets
        if sheet.uncalculated
    ]
    return Document(path, "workbook", tuple(blocks), tuple(notes))


def _sheets(data: bytes) -> Iterator[Sheet]:
    if data.startswith(SIGNATURE):
        return biff.sheets(data, MOST_CELLS)
    package = Package(data)
    if "xl/workbook.xml" in package or "content.xml" not in package:
        return spreadsheetml.sheets(package, MOST_CELLS)
    return opendocument.sheets(package, MOST_CELLS)


def _grids(sheet: Sheet, most: int) -> Iterator[Grid]:
    """The filled part of a sheet, cut at wide gaps between its rows."""
    rows = sheet.rows
    cuts = [at for at in range(1, len(rows)) if rows[at][0] - rows[at - 1][0] > _GAP]
    for first, last in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        if part := rows[first:last]:
            grid = _grid(sheet, part, most)
            most -= len(grid.cells)
            yield grid


def _grid(sheet: Sheet, rows: Sequence[Row], most: int) -> Grid:
    left = min([cells[0][0] for _, cells in rows])
    right = max([cells[-1][0] for _, cells in rows])
    top = rows[0][0]
    extents = _extents(sheet.merges, [number for number, _ in rows], right)
    filled = range(left, min(right, left + _WIDEST_FILLED) + 1)
    corner = Corner(sheet.name, top=top)
    found: list[Cell] = []
    for number, cells in rows:
        text_in, row = dict(cells).get, number - top
        beyond = [column for column, _ in cells if filled.stop <= column <= right] if cells[-1][0] >= filled.stop else ()
        columns = [*filled, *beyond] if beyond else filled
        if number not in extents:
            found += [Cell(text_in(column, ""), corner, row, column, 1, 1) for column in columns]
        else:
            extent_in = extents[number].get
            for column in columns:
                if extent := extent_in(column, _SINGLE):
                    found.append(Cell(text_in(column, ""), corner, row, column, *extent))
        if len(found) > most:
            raise ReadError("sheet_too_large", f"{sheet.name}: > {MOST_CELLS:,}")
    return Grid(tuple(found), found[0].place)


def _extents(merges: Sequence[Merge], rows: Sequence[int], right: int) -> Mapping[int, Mapping[int, tuple[int, int] | None]]:
    """In the rows that merged cells touch: how many rows and columns of the filled part each takes; None where one is covered."""
    extents: defaultdict[int, dict[int, tuple[int, int] | None]] = defaultdict(dict)
    steps = 0
    for top, first, bottom, last in merges:
        if first > right or (top == bottom and first == last):
            continue
        within = (top,) if top == bottom else rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        end = min(last, right)
        steps += len(within) * (end - first + 1)
        if steps > MOST_CELLS:
            raise ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
        for number in within:
            extents[number].update(dict.fromkeys(range(first, end + 1)))
        if within and within[0] == top:
            extents[top][first] = (min(bottom, rows[-1]) - top + 1, end - first + 1)
    return extents
