"""A Word document with a comment on each paragraph or cell that a finding is about. Its text and formats stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

from ..filings.model import Document, Line
from ..schemas.vocabulary import squeezed
from .notes import AUTHOR, Note
from .parts import Parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def annotated(data: bytes, notes: Sequence[Note], document: Document | None) -> bytes:
    """`data`, a .docx document, with `notes` as comments. One whose place is not found stands at the first paragraph."""
    parts = Parts(data)
    main = parts.related("", "officeDocument") or "word/document.xml"
    root = parts.tree(main)
    part = parts.related(main, "comments")
    if part is None or part not in parts:
        part = parts.free("word/commentsJ{}.xml")
        parts.add(part, etree.Element(_w("comments"), nsmap={"w": _W}), _COMMENTS)
        parts.relate(main, "comments", part)
    comments = parts.tree(part)
    taken = [int(known.get(_w("id"), "0")) for known in comments]
    places = _Places(root, document)
    for identity, note in enumerate(notes, max(taken, default=-1) + 1):
        _comment(comments, identity, note.text)
        _anchor(places.of(note), str(identity))
    return parts.written()


class _Places:
    def __init__(self, root: Any, document: Document | None) -> None:
        self._tables = list(root.iter(_w("tbl")))
        self._paragraphs = list(root.iter(_w("p")))
        lines = [block for block in (document.blocks if document else ()) if isinstance(block, Line)]
        self._lines = {line.place.line: squeezed(line.text) for line in lines}

    def of(self, note: Note) -> Any:
        """The paragraph at which the note stands."""
        place = note.place
        if place.grid and place.grid <= len(self._tables) and place.row:
            cell = _cell(self._tables[place.grid - 1], place.row, place.column or 1)
            found = next(cell.iter(_w("p")), None) if cell is not None else None
            if found is not None:
                return found
        if place.grid and place.grid <= len(self._tables):
            return next(self._tables[place.grid - 1].iter(_w("p")), self._paragraphs[0])
        text = self._lines.get(place.line)
        own = (
            paragraph for paragraph in self._paragraphs if text and _same(squeezed("".join(paragraph.itertext(_w("t")))), text)
        )
        return next(own, self._paragraphs[0])


def _same(filed: str, shown: str) -> bool:
    """Whether `shown` is `filed`, some of which may be masked."""
    return len(filed) == len(shown) and all(a == b or b in "*×" for a, b in zip(filed, shown, strict=True))


def _cell(table: Any, row: int, column: int) -> Any | None:
    rows = [one for one in table.iter(_w("tr")) if next(one.iterancestors(_w("tbl"))) is table]
    if row > len(rows):
        return None
    at, best = 1, None
    for cell in _cells(rows[row - 1]):
        if at > column:
            break
        best = cell
        span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
        at += int(span.get(_w("val"), "1")) if span is not None else 1
    return best


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(_w("tc")) if next(cell.iterancestors(_w("tr"))) is row)


def _anchor(paragraph: Any, identity: str) -> None:
    start = etree.Element(_w("commentRangeStart"), {_w("id"): identity})
    properties = paragraph.find(_w("pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    etree.SubElement(paragraph, _w("commentRangeEnd"), {_w("id"): identity})
    etree.SubElement(etree.SubElement(paragraph, _w("r")), _w("commentReference"), {_w("id"): identity})


def _comment(comments: Any, identity: int, text: str) -> None:
    comment = etree.SubElement(
        comments, _w("comment"), {_w("id"): str(identity), _w("author"): AUTHOR, _w("initials"): AUTHOR[:2]}
    )
    for line in text.split("\n"):
        written = etree.SubElement(etree.SubElement(etree.SubElement(comment, _w("p")), _w("r")), _w("t"))
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
