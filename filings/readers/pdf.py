"""PDF documents: ruled tables as grids, also where they run over pages; the text around them as lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..model import Cell, Document, Grid, Line, Place
from .failure import ReadError
from .pdf_page import Glyph, Page, pages
from .pdf_text import Bounds, TextLine, lines
from .rulings import Box, Ruled, tables

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+|https?://\S+(\s+\d+/\d+)?|.{0,60}https?://\S+(\s+\d+/\d+)?"
)
_CONTINUED = re.compile(r"[(（]?(续表?|接上[页表]|下页续)[)）]?[:：]?")
_MARGIN = 0.09
_SAME_EDGE = 4.0
_FEW = 5
_LONG = 6  # rows of a table that may be a form of its own
_GUTTER = 10.0


@dataclass(slots=True)
class _Piece:
    """A cell as it stands on one page."""

    left: float
    right: float
    row: int
    rows: int
    text: str
    page: int
    bounds: Bounds
    closed_above: bool
    closed_below: bool


@dataclass(slots=True)
class _Table:
    """A table, grown by what stands on later pages."""

    xs: list[float]
    rows: int
    ys: tuple[float, ...]
    pieces: list[_Piece] = field(default_factory=list)


def read(path: str, data: bytes) -> Document:
    """The lines and tables of a document. Raises ReadError."""
    flow: list[TextLine | _Table] = []
    where: list[int] = []
    blank: list[int] = []
    characters = 0
    heads: set[str] = set()
    total = 0
    for page in pages(data):
        total += 1
        printed = sum(1 for glyph in page.glyphs if glyph[0] != " ")
        characters += printed
        if printed <= _FEW and page.pictures:
            blank.append(page.number)
        blocks = _blocks(page)
        _grow(flow, where, blocks, heads, page.number)
    if not characters or (len(blank) == total and characters <= _FEW * total):
        raise ReadError("scanned_pdf" if blank else "empty_file")
    notes = (f"没有文字、只有图片的页 / pages of pictures without text: {', '.join(map(str, blank[:20]))}",) if blank else ()
    return Document(path, "pdf", _finished(flow, where), notes)


def _finished(flow: Sequence[TextLine | _Table], where: Sequence[int]) -> tuple[Line | Grid, ...]:
    found: list[Line | Grid] = []
    grids = 0
    for block, page in zip(flow, where, strict=True):
        if isinstance(block, TextLine):
            found.append(Line(block.text, Place(page=page, bbox=_rounded(block.bounds))))
        else:
            grids += 1
            found.append(_grid(block, grids))
    return tuple(found)


def _blocks(page: Page) -> list[TextLine | _Table]:
    """The tables of a page and the lines between them, from top to bottom; page numbers left out.

    What stands side by side, tables with their titles, is read one after the other.
    """
    ruled = tables(page.edges)
    cut = _gutter(ruled)
    if cut is None:
        return _stream(page, ruled, page.glyphs)
    left = [glyph for glyph in page.glyphs if (glyph[1] + glyph[3]) / 2 < cut]
    right = [glyph for glyph in page.glyphs if (glyph[1] + glyph[3]) / 2 >= cut]
    beside = [table for table in ruled if table.xs[0] >= cut]
    return [*_stream(page, [table for table in ruled if table.xs[0] < cut], left), *_stream(page, beside, right)]


def _gutter(ruled: Sequence[Ruled]) -> float | None:
    """Where a page parts into two columns of tables: between two of many rows at one height, across no third; else None."""
    long = [table for table in ruled if len(table.ys) > _LONG]
    for one, other in pairwise(sorted(long, key=lambda table: table.xs[0])):
        low, high = one.xs[-1], other.xs[0]
        abreast = min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0])
        shorter = min(one.ys[-1] - one.ys[0], other.ys[-1] - other.ys[0])
        cut = (low + high) / 2
        if high - low >= _GUTTER and abreast * 2 > shorter and not any(t.xs[0] < cut < t.xs[-1] for t in ruled):
            return cut
    return None


def _stream(page: Page, ruled: Sequence[Ruled], glyphs: Sequence[Glyph]) -> list[TextLine | _Table]:
    ruled = sorted(ruled, key=_area)
    inside: list[dict[int, list]] = [{} for _ in ruled]
    free = []
    bounds = [table.bounds for table in ruled]
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        for number, (left, top, right, bottom) in enumerate(bounds):
            if left <= x <= right and top <= y <= bottom and (cell := ruled[number].at(x, y)) is not None:
                inside[number].setdefault(cell, []).append(glyph)
                break
        else:
            free.append(glyph)
    found: list[tuple[float, TextLine | _Table]] = [
        (table.ys[0], _filled(table, page.number, texts)) for table, texts in zip(ruled, inside, strict=True) if texts
    ]
    found += [(line.bounds[1], line) for line in lines(free) if not _is_page_number(line, page)]
    return [block for _, block in sorted(found, key=lambda item: item[0])]


def _area(table: Ruled) -> float:
    left, top, right, bottom = table.bounds
    return (right - left) * (bottom - top)


def _is_page_number(line: TextLine, page: Page) -> bool:
    _, top, _, bottom = line.bounds
    margin = page.height * _MARGIN
    return (bottom < margin or top > page.height - margin) and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _filled(table: Ruled, page: int, texts: dict[int, list]) -> _Table:
    found = _Table(list(table.xs), len(table.ys) - 1, table.ys)
    for number, box in enumerate(table.boxes):
        text = "\n".join(line.text for line in lines(texts[number])) if number in texts else ""
        found.pieces.append(_piece(table, box, text, page))
    return found


def _piece(table: Ruled, box: Box, text: str, page: int) -> _Piece:
    left, top, right, bottom = table.extent(box)
    bounds = (left, top, right, bottom)
    return _Piece(left, right, box.row, box.rows, text, page, bounds, box.closed_above, box.closed_below)


def _grow(flow: list[TextLine | _Table], where: list[int], blocks: list[TextLine | _Table], heads: set[str], page: int) -> None:
    """Add a page; its first table continues the last of the page before where their columns agree and nothing stands between."""
    last = flow[-1] if flow and where[-1] in (page - 1, page) else None
    at = next((number for number, block in enumerate(blocks) if isinstance(block, _Table)), None)
    if isinstance(last, _Table) and at is not None and _reaches(last, page - 1):
        first = blocks[at]
        above = [block.text for block in blocks[:at] if isinstance(block, TextLine)]
        if (
            isinstance(first, _Table)
            and all(text in heads or _CONTINUED.fullmatch(text) for text in above)
            and _agree(last, first)
        ):
            _continue(last, first)
            blocks = blocks[at + 1 :]
            heads.update(above)
        elif isinstance(first, _Table) and not above and _goes_on_beside(last, first):
            _widen(last, first)
            blocks = blocks[at + 1 :]
    heads.update(block.text for block in blocks[:2] if isinstance(block, TextLine))
    flow += blocks
    where += [page] * len(blocks)


def _reaches(table: _Table, page: int) -> bool:
    return table.pieces[-1].page == page


def _agree(table: _Table, other: _Table) -> bool:
    """Whether two parts have the same outer edges and columns of which one's are mostly the other's."""
    if abs(table.xs[0] - other.xs[0]) > _SAME_EDGE or abs(table.xs[-1] - other.xs[-1]) > _SAME_EDGE:
        return False
    few, many = sorted((table.xs, other.xs), key=len)
    shared = sum(1 for x in few if any(abs(x - y) <= _SAME_EDGE for y in many))
    return shared * 4 >= len(few) * 3


def _goes_on_beside(table: _Table, other: _Table) -> bool:
    """Whether the columns that found no room stand on the next page, as workbooks are printed: in rows of the same heights."""
    if not len(table.ys) == len(other.ys) == table.rows + 1 > _LONG:
        return False
    lower = other.ys[0] - table.ys[0]
    return all(abs(y + lower - other_y) <= _SAME_EDGE for y, other_y in zip(table.ys, other.ys, strict=True))


def _widen(table: _Table, other: _Table) -> None:
    """Put the columns of a later page right of the table."""
    beyond = table.xs[-1] - other.xs[0]
    table.xs += [x + beyond for x in other.xs[1:]]
    for piece in other.pieces:
        piece.left, piece.right = piece.left + beyond, piece.right + beyond
        table.pieces.append(piece)


def _continue(table: _Table, other: _Table) -> None:
    """Put a later part below: repeated headings left out, cells that the page break cut made whole."""
    skipped = _repeated_rows(table, other)
    foot = [piece for piece in table.pieces if piece.row + piece.rows == table.rows]
    for piece in other.pieces:
        if piece.row < skipped:
            continue
        piece.row += table.rows - skipped
        cut = next((above for above in foot if piece.row == table.rows and _is_cut(above, piece)), None)
        if cut is None:
            table.pieces.append(piece)
        else:
            cut.rows = piece.row + piece.rows - cut.row
            cut.text = "\n".join(filter(None, (cut.text, piece.text)))
            cut.closed_below = piece.closed_below
    table.rows += other.rows - skipped
    table.xs = sorted([*table.xs, *(x for x in other.xs if all(abs(x - y) > _SAME_EDGE for y in table.xs))])


def _is_cut(above: _Piece, below: _Piece) -> bool:
    """Whether a cell goes on over the page: no line closes it there, or it spans rows and goes on blank."""
    if abs(above.left - below.left) > _SAME_EDGE or abs(above.right - below.right) > _SAME_EDGE:
        return False
    # NOTE: a browser draws no line at the top of a page, so only where both ends are open has a cell been cut.
    if not above.closed_below and not below.closed_above:
        return True
    return not below.text and (above.rows > 1 or below.rows > 1)


def _repeated_rows(table: _Table, other: _Table) -> int:
    """How many rows at the top of a later part repeat heading rows of the first."""
    earlier = {_row_text(table, row) for row in range(min(table.rows, 40))}
    skipped = 0
    while skipped < min(3, other.rows - 1) and len(text := _row_text(other, skipped)) > 2 and text in earlier:
        skipped += 1
    return skipped


def _row_text(table: _Table, row: int) -> tuple[str, ...]:
    return tuple(piece.text for piece in table.pieces if piece.row == row and piece.text)


def _grid(table: _Table, number: int) -> Grid:
    cells: list[Cell] = []
    for piece in sorted(table.pieces, key=lambda piece: (piece.row, piece.left)):
        column, end = _nearest(table.xs, piece.left), _nearest(table.xs, piece.right)
        place = Place(page=piece.page, bbox=_rounded(piece.bounds), grid=number, row=piece.row + 1, column=column + 1)
        cells.append(Cell(piece.text, place, piece.row, column, piece.rows, max(1, end - column)))
    first = cells[0].place
    part = [piece.bounds for piece in table.pieces if piece.page == first.page]
    bounds = (min(b[0] for b in part), min(b[1] for b in part), max(b[2] for b in part), max(b[3] for b in part))
    return Grid(tuple(cells), Place(page=first.page, bbox=_rounded(bounds), grid=number))


def _nearest(xs: Sequence[float], x: float) -> int:
    at = bisect_left(xs, x)
    if at == len(xs) or (at and x - xs[at - 1] < xs[at] - x):
        at -= 1
    return at


def _rounded(bounds: Bounds) -> Bounds:
    left, top, right, bottom = bounds
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
