"""Word documents (.docx): paragraphs as lines, tables with their spans, tracked changes as accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice
from posixpath import normpath
from typing import Any

from ..model import Document, Grid, Line, Place
from .failure import ReadError
from .package import Package
from .word_table import holds_tables, laid
from .word_text import children, paragraph_text
from .xml_part import tree, unqualified

LARGEST_TEXT = 32 * 1024 * 1024


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


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges the page: a single cell, or most of its text in inner tables."""
    cells = (cell for row in children(table, "tr") for cell in children(row, "tc"))
    first = list(islice(cells, 2))
    if len(first) == 1:
        return True
    if not holds_tables(table):
        return False
    inner = [block for cell in chain(first, cells) for block in children(cell, "tbl")]
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
        for block in children(container, "p", "tbl"):
            if unqualified(block.tag) == "p":
                self.paragraphs += depth == 0
                self._paragraph(block, depth)
            elif depth < 20 and _is_layout(block):
                for row in children(block, "tr"):
                    for cell in children(row, "tc"):
                        self.flow(cell, depth + 1)
            elif cells := laid(block, self.numbers[block], self.cells):
                self.cells += len(cells)
                self.blocks.append(Grid(tuple(cells), Place(grid=self.numbers[block])))

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        text, boxes = paragraph_text(paragraph)
        place = Place(line=max(1, self.paragraphs))
        self.blocks += [Line(line, place) for part in text.split("\n") if (line := part.strip())]
        for box in boxes:
            self.flow(box, depth + 1)
