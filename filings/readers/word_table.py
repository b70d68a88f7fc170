"""The tables of a Word document: rows, spans and the text of each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..model import Cell, Corner
from .failure import ReadError
from .symbols import CODES
from .word_text import cell_text, children, count, properties, tidy, value
from .xml_part import unqualified

MOST_CELLS = 200_000
_BREAKS = frozenset({"p", "br", "cr"})
_SPANS = frozenset({"gridSpan", "vMerge", "hMerge"})
_INTRICATE = frozenset({"del", "moveFrom", "Fallback", "rt", "vanish", "txbxContent", "tab", "ptab", "sym", "noBreakHyphen"})
_TELLING = tuple(f"{{*}}{name}" for name in ("t", "tr", "tc", "gridBefore", *_BREAKS, *_SPANS, *_INTRICATE))


@dataclass(slots=True)
class _Piece:
    """A cell in its row, with the marks of its spans and the texts found in it. Where it is intricate they are not all."""

    element: Any
    marks: dict[str, Any]
    texts: list[str]
    intricate: bool = False

    @property
    def text(self) -> str:
        text = "".join(self.texts)
        return cell_text(self.element) if self.intricate or CODES.search(text) else tidy(text)


@dataclass(slots=True)
class _Row:
    """A row: how many columns it leaves out at its beginning, and its cells."""

    element: Any
    before: int = 0
    pieces: list[_Piece] = field(default_factory=list)
    deleted: bool = False

    def begin(self, cell: Any) -> _Piece:
        """One more cell, of which nothing is known yet. Raises ReadError."""
        if len(self.pieces) >= MOST_CELLS:
            raise _too_large()
        self.pieces.append(piece := _Piece(cell, {}, []))
        return piece


def holds_tables(table: Any) -> bool:
    """Whether there are tables in the cells of a table."""
    return next(islice(table.iter("{*}tbl"), 1, None), None) is not None


def _rows(table: Any) -> Iterator[_Row]:
    """The rows of a table that holds others."""
    for row in children(table, "tr"):
        of_row = properties(row, "trPr")
        pieces = [_Piece(cell, properties(cell, "tcPr"), [], intricate=True) for cell in children(row, "tc")]
        yield _Row(row, count(of_row.get("gridBefore"), 0), pieces, "del" in of_row)


def _plain_rows(table: Any) -> Iterator[_Row]:
    """The rows of a table that holds no other, in one pass over what tells them; the first is none. Raises ReadError."""
    row, piece = _Row(None, deleted=True), _Piece(None, {}, [])
    for element in table.iter(*_TELLING):
        name = unqualified(element.tag)
        if name == "t":
            piece.texts.append(element.text or "")
        elif name in _BREAKS:
            piece.texts.append("\n")
        elif name == "tc":
            piece = row.begin(element)
        elif name in _SPANS:
            if _holder(element) is piece.element:
                piece.marks[name] = element
        elif name == "tr":
            yield row
            row = _Row(element)
        elif _holder(element) is not row.element:
            piece.intricate = True
        elif name == "gridBefore":
            row.before = count(element, 0)
        elif name == "del":
            row.deleted = True
    yield row


def _holder(prop: Any) -> Any:
    """What a property belongs to, which is one further out for what it was before a tracked change."""
    return prop.getparent().getparent()


def laid(table: Any, grid: int, count_before: int) -> list[Cell]:
    """The cells of table number `grid` in their columns; a cell that continues the one above is part of it.

    Raises ReadError where there are too many, with those in tables before it.
    """
    rows = _rows(table) if holds_tables(table) else _plain_rows(table)
    corner = Corner(grid=grid)
    found: list[Cell] = []
    open_cells: dict[int, int] = {}
    for number, row in enumerate(row for row in rows if not row.deleted):
        column = row.before
        still_open: dict[int, int] = {}
        count_before += len(row.pieces)
        if count_before > MOST_CELLS:
            raise _too_large()
        for piece in row.pieces:
            marks = piece.marks
            across = max(1, count(marks.get("gridSpan"), 1))
            down, side = marks.get("vMerge"), marks.get("hMerge")
            above = open_cells.get(column) if down is not None and value(down, "continue") == "continue" else None
            if above is not None:
                cell = found[above]
                found[above] = Cell(cell.text, corner, cell.row, cell.column, number - cell.row + 1, cell.columns)
                still_open[column] = above
            elif side is not None and value(side, "continue") == "continue" and found and found[-1].row == number:
                cell = found[-1]
                found[-1] = Cell(cell.text, corner, cell.row, cell.column, cell.rows, cell.columns + across)
            else:
                if down is not None:
                    still_open[column] = len(found)
                found.append(Cell(piece.text, corner, number, column, 1, across))
            column += across
        open_cells = still_open
    return found


def _too_large() -> ReadError:
    return ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
