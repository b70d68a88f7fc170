"""Workbooks (.xlsx, .xlsm, .xls, .et, .ods): a grid for each sheet, its numbers as displayed.

NOTE: calamine gives no number formats, so 100% reads as 1, and it allocates the whole rectangle between a sheet's first and
last cell: two cells in opposite corners end the process. The parts are therefore read here, cell by cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..model import Cell, Corner, Document, Grid, Line
from . import biff, opendocument, spreadsheetml
from .compound import SIGNATURE
from .failure import ReadError
from .package import Package
from .sheet import Merge, Sheet

MOST_CELLS = 400_000
_WIDEST_FILLED = 64
_GAP = 30
_SINGLE = (1, 1)


def read(path: str, data: bytes) -> Document:
    """The sheets of a workbook, each a grid or several where wide gaps part them. Raises ReadError."""
    found = list(sheets(data))
    blocks: list[Line | Grid] = []
    left = MOST_CELLS
    for sheet in found:
        for grid in grids(sheet, left):
            left -= len(grid.cells)
            blocks.append(grid)
    notes = [f"隐藏的工作表 / hidden sheet: {sheet.name}" for sheet in found if sheet.hidden]
    notes += [
        f"公式没有保存结果的工作表 / sheet with formulas without stored results: {sheet.name}"
        for sheet in found
        if sheet.uncalculated
    ]
    return Document(path, "workbook", tuple(blocks), tuple(notes))


def sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook in their order. Raises ReadError."""
    if data.startswith(SIGNATURE):
        return biff.sheets(data, MOST_CELLS)
    package = Package(data)
    if "xl/workbook.xml" in package or "content.xml" not in package:
        return spreadsheetml.sheets(package, MOST_CELLS)
    return opendocument.sheets(package, MOST_CELLS)


def grids(sheet: Sheet, most: int) -> Iterator[Grid]:
    """The filled part of a sheet, cut at wide gaps between its rows."""
    numbers = sorted(number for number, cells in sheet.rows.items() if cells)
    cuts = [at for at, (above, below) in enumerate(pairwise(numbers), 1) if below - above > _GAP]
    for first, last in zip([0, *cuts], [*cuts, len(numbers)], strict=True):
        if part := numbers[first:last]:
            grid = _grid(sheet, part, most)
            most -= len(grid.cells)
            yield grid


def _grid(sheet: Sheet, numbers: Sequence[int], most: int) -> Grid:
    rows = [sheet.rows[number] for number in numbers]
    left, right, top = min(map(min, rows)), max(map(max, rows)), numbers[0]
    extents = _extents(sheet.merges, numbers, right)
    filled = range(left, min(right, left + _WIDEST_FILLED) + 1)
    corner = Corner(sheet.name, top=top)
    found: list[Cell] = []
    for number, cells in zip(numbers, rows, strict=True):
        text_in, row = cells.get, number - top
        beyond = sorted(column for column in cells if column >= filled.stop) if right >= filled.stop else ()
        columns = [*filled, *beyond] if beyond else filled
        if number not in extents:
            found += [Cell(text_in(column, ""), corner, row, column) for column in columns]
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
    extents: dict[int, dict[int, tuple[int, int] | None]] = {}
    steps = 0
    for top, first, bottom, last in merges:
        if first > right or (top == bottom and first == last):
            continue
        within = (top,) if top == bottom else rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        covered = range(first, min(last, right) + 1)
        steps += len(within) * len(covered)
        if steps > MOST_CELLS:
            raise ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
        for number in within:
            row = extents.setdefault(number, {})
            for column in covered:
                row[column] = None
        if within and within[0] == top:
            extents[top][first] = (min(bottom, rows[-1]) - top + 1, len(covered))
    return extents
