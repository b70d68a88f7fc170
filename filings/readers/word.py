"""Word documents (.docx): paragraphs as lines, tables with their spans, tracked changes as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from posixpath import normpath
from typing import Any

from ..model import Cell, Document, Grid, Line, Place
from .failure import ReadError
from .package import Package
from .xml_part import tree, unqualified

MOST_CELLS = 200_000
LARGEST_TEXT = 32 * 1024 * 1024
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "hyperlink"})
_SKIPPED = frozenset({"pPr", "del", "moveFrom", "Fallback", "rt", "instrText", "delText", "sectPr", "tbl"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
# NOTE: what Insert > Symbol writes is a code of the Symbol font, not a character.
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°", 0xB7: "·",
}  # fmt: skip
_OFF = ("0", "false", "off")


def read(path: str, data: bytes) -> Document:
    """The lines and tables of a document. Raises ReadError."""
    package = Package(data)
    part = _main_part(package)
    if part in package and package.members[part].file_size > LARGEST_TEXT:
        raise ReadError("archive_limit", f"{part}: > {LARGEST_TEXT // 1024**2} MB")
    root = tree(package.read(part), part)
    reading = _Reading({table: number for number, table in enumerate(root.iter("{*}tbl"), 1)})
    for body in root.iterchildren("{*}body"):
        reading.flow(body)
    return Document(path, "word", tuple(reading.blocks))


def _main_part(package: Package) -> str:
    """The part that holds the text: word/document.xml unless the package says otherwise."""
    if "_rels/.rels" in package:
        for related in tree(package.read("_rels/.rels"), "_rels/.rels").iter("{*}Relationship"):
            if related.get("Type", "").endswith("/officeDocument"):
                part = normpath(related.get("Target", "").lstrip("/"))
                return part if part in package else "word/document.xml"
    return "word/document.xml"


def _children(element: Any, *names: str) -> Iterator[Any]:
    """The children of these names, those in content controls and tracked insertions included."""
    for child in element:
        name = unqualified(child.tag)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from _children(child, *names)


def _properties(element: Any, name: str) -> dict[str, Any]:
    """The properties of an element, which stand in its child called `name`, by their names."""
    for child in element:
        if unqualified(child.tag) == name:
            return {unqualified(found.tag): found for found in child}
    return {}


def _value(element: Any, default: str = "") -> str:
    """The attribute `val` of a property."""
    return next((value for name, value in element.items() if name.rpartition("}")[2] == "val"), default)


def _count(element: Any, default: int) -> int:
    if element is None:
        return default
    given = _value(element)
    return min(int(given), 1000) if given.isascii() and given.isdecimal() and len(given) < 6 else default


def _text(paragraph: Any) -> tuple[str, list[Any]]:
    """The text of a paragraph and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    _gather(paragraph, pieces, boxes)
    return "".join(pieces), boxes


def _gather(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    for child in element:
        name = unqualified(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "rPr":
            if _hides(child):
                return
        elif name in _SKIPPED:
            continue
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "sym":
            pieces.append(_symbol(child))
        elif name == "txbxContent":
            boxes.append(child)
        else:
            _gather(child, pieces, boxes)


def _hides(properties: Any) -> bool:
    """Whether the properties of a run, which stand before its text, hide it."""
    for mark in properties:
        if unqualified(mark.tag) == "vanish":
            return _value(mark) not in _OFF
    return False


def _symbol(element: Any) -> str:
    named = {name.rpartition("}")[2]: value for name, value in element.items()}
    try:
        code = int(named.get("char", ""), 16)
    except ValueError:
        return ""
    if named.get("font", "").lower() == "symbol":
        return _SYMBOLS.get(code & 0xFF, "")
    return "" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def _cell_text(cell: Any) -> str:
    """The text of a cell, a line for each paragraph; a table in it is told row by row."""
    lines: list[str] = []
    for block in _children(cell, "p", "tbl"):
        if unqualified(block.tag) == "tbl":
            lines += [
                " ".join(filter(None, (_cell_text(inner) for inner in _children(row, "tc")))) for row in _children(block, "tr")
            ]
        else:
            text, boxes = _text(block)
            lines += [text.replace("\t", " "), *map(_cell_text, boxes)]
    return "\n".join([line for part in "\n".join(lines).split("\n") if (line := part.strip())])


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges the page: a single cell, or most of its text in inner tables."""
    cells = (cell for row in _children(table, "tr") for cell in _children(row, "tc"))
    first = list(islice(cells, 2))
    if len(first) == 1:
        return True
    if next(islice(table.iter("{*}tbl"), 1, None), None) is None:
        return False
    inner = [block for cell in chain(first, cells) for block in _children(cell, "tbl")]
    return bool(inner) and sum(map(_weight, inner)) * 2 >= _weight(table)


def _weight(element: Any) -> int:
    return sum(len((text.text or "").strip()) for text in element.iter("{*}t"))


@dataclass
class _Reading:
    """Gathers the blocks of a document."""

    numbers: dict[Any, int]
    blocks: list[Line | Grid] = field(default_factory=list)
    paragraphs: int = 0
    cells: int = 0

    def flow(self, container: Any, depth: int = 0) -> None:
        """The paragraphs and tables of a body, a text box or a cell."""
        for block in _children(container, "p", "tbl"):
            if unqualified(block.tag) == "p":
                self.paragraphs += depth == 0
                self._paragraph(block, depth)
            elif depth < 20 and _is_layout(block):
                for row in _children(block, "tr"):
                    for cell in _children(row, "tc"):
                        self.flow(cell, depth + 1)
            elif cells := self._laid(block):
                self.blocks.append(Grid(tuple(cells), Place(grid=self.numbers[block])))

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        text, boxes = _text(paragraph)
        place = Place(line=max(1, self.paragraphs))
        self.blocks += [Line(line, place) for part in text.split("\n") if (line := part.strip())]
        for box in boxes:
            self.flow(box, depth + 1)

    def _laid(self, table: Any) -> list[Cell]:
        """The cells in their columns; a cell that continues the one above is part of it."""
        found: list[Cell] = []
        open_cells: dict[int, int] = {}
        grid = self.numbers[table]
        rows = ((row, _properties(row, "trPr")) for row in _children(table, "tr"))
        for number, (row, of_row) in enumerate(pair for pair in rows if "del" not in pair[1]):
            column = _count(of_row.get("gridBefore"), 0)
            still_open: dict[int, int] = {}
            for element in _children(row, "tc"):
                properties = _properties(element, "tcPr")
                across = max(1, _count(properties.get("gridSpan"), 1))
                down, side = properties.get("vMerge"), properties.get("hMerge")
                above = open_cells.get(column) if down is not None and _value(down, "continue") == "continue" else None
                if above is not None:
                    cell = found[above]
                    found[above] = Cell(cell.text, cell.place, cell.row, cell.column, number - cell.row + 1, cell.columns)
                    still_open[column] = above
                elif side is not None and _value(side, "continue") == "continue" and found and found[-1].row == number:
                    cell = found[-1]
                    found[-1] = Cell(cell.text, cell.place, cell.row, cell.column, cell.rows, cell.columns + across)
                else:
                    if down is not None:
                        still_open[column] = len(found)
                    place = Place(grid=grid, row=number + 1, column=column + 1)
                    found.append(Cell(_cell_text(element), place, number, column, 1, across))
                column += across
                self.cells += 1
                if self.cells > MOST_CELLS:
                    raise ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
            open_cells = still_open
        return found
