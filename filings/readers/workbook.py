"""Workbooks (.xlsx, .xlsm, .xls, .et, .ods): a grid for each sheet, its numbers as displayed.

NOTE: calamine gives no number formats, so 100% reads as 1, and it allocates the whole rectangle between a sheet's first and
last cell: two cells in opposite corners end the process. The parts are therefore read here, cell by cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from ..model import Cell, Document, Grid, Line, Place
from . import biff, opendocument, spreadsheetml
from .compound import SIGNATURE
from .failure import ReadError
from .package import Package
from .sheet import Merge, Row, Sheet, letters

MOST_CELLS = 400_000
_WIDEST_FILLED = 64
_GAP = 30
_NONE: frozenset[int] = frozenset()
_SINGLE = (1, 1)
_NO_SPANS: dict[int, tuple[int, int]] = {}


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
    rows = [row for row in sheet.rows if any(text for _, text in row[1])]
    cuts = [at for at in range(1, len(rows)) if rows[at][0] - rows[at - 1][0] > _GAP]
    for first, last in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        if part := rows[first:last]:
            grid = _grid(sheet, part, most)
            most -= len(grid.cells)
            yield grid


def _grid(sheet: Sheet, rows: Sequence[Row], most: int) -> Grid:
    left = min(next(column for column, text in cells if text) for _, cells in rows)
    right = max(next(column for column, text in reversed(cells) if text) for _, cells in rows)
    top = rows[0][0]
    spans, covered = _spans(sheet.merges, [number for number, _ in rows], right)
    filled = range(left, min(right, left + _WIDEST_FILLED) + 1)
    name = sheet.name
    found: list[Cell] = []
    for number, cells in rows:
        texts = dict(cells)
        hidden, spanning = covered.get(number, _NONE), spans.get(number, _NO_SPANS)
        in_row, row, below_top = str(number + 1), number + 1, number - top
        beyond = [column for column, _ in cells if filled.stop <= column <= right] if cells[-1][0] >= filled.stop else ()
        for column in chain(filled, beyond):
            if column not in hidden:
                down, across = spanning.get(column, _SINGLE)
                place = Place(sheet=name, cell=letters(column) + in_row, row=row, column=column + 1)
                found.append(Cell(texts.get(column, ""), place, below_top, column, down, across))
        if len(found) > most:
            raise ReadError("sheet_too_large", f"{sheet.name}: > {MOST_CELLS:,}")
    return Grid(
        tuple(found), Place(sheet=sheet.name, cell=found[0].place.cell, row=found[0].place.row, column=found[0].place.column)
    )


def _spans(
    merges: Sequence[Merge], rows: Sequence[int], right: int
) -> tuple[dict[int, dict[int, tuple[int, int]]], dict[int, set[int]]]:
    """For each row the extent of merged cells that begin in it, within the filled part, and the columns that they cover."""
    spans: dict[int, dict[int, tuple[int, int]]] = {}
    covered: dict[int, set[int]] = {}
    steps = 0
    for top, first, bottom, last in merges:
        within = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        if not within or first > right:
            continue
        end = min(last, right)
        steps += len(within) * (end - first + 1)
        if steps > MOST_CELLS:
            raise ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
        spans.setdefault(top, {})[first] = (min(bottom, rows[-1]) - top + 1, end - first + 1)
        for number in within:
            covered.setdefault(number, set()).update(range(first + (number == top), end + 1))
    return spans, covered
