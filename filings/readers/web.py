"""Web pages: tables with their spans, the text around them as lines, the furniture of the page left out."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..model import Cell, Document, Grid, Line, Place
from .failure import PICTURE, ReadError
from .xml_part import page, walk

MOST_CELLS = 200_000
_SKIPPED = frozenset(
    {"head", "script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "button", "datalist", "option"}
)
_FURNITURE_TAGS = frozenset({"header", "footer", "aside", "form"})
_MAY_BE_FURNITURE = _FURNITURE_TAGS | {"div", "ul", "p", "section"}
_FURNITURE = re.compile(
    r"\b(nav|navbar|navigation|menu|crumbs?|breadcrumbs?|header|footer|foot|copyright|sidebar|share|pager|pagination|search|toolbar"
    r"|friendlinks?)\b"
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
    "ol", "p", "pre", "section", "summary", "td", "th", "title", "tr", "ul",
})  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I)
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8", "big5": "big5hkscs"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n]\s*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPACED = re.compile(r"[\s\xa0]")
_ENDS = re.compile(rb"</(?:body|html)\s*>", re.I)
_HEADS = re.compile(rb"^.*?<body[^>]*>", re.I | re.S)
_BREAK = "\n"
_FRAMES = "框架网页，内容在旁边的文件夹里 / a page of frames, whose contents are in the folder beside it"
_DEEPEST = 100
_FILE = re.compile(r"\.(xlsx?|xlsm|et|ods|docx?|wps|pdf|ofd|zip|rar|7z|rtf)([?#].*)?$", re.I)
_LONGEST_NAME = 60
_CAPTIONED = 2000  # what a page says besides the picture of its form


def read(path: str, data: bytes) -> Document:
    """The lines and tables of a page. Raises ReadError."""
    root = page(_decoded(_content(data)).replace("\0", ""))
    reading = _Reading()
    if root is not None:
        if next(root.iter("frameset"), None) is not None and next(root.iter("table"), None) is None:
            raise ReadError("unsupported_format", _FRAMES)
        reading.numbers = {table: number for number, table in enumerate(root.iter("table"), 1)}
        reading.flow(root)
    return Document(path, "web", tuple(reading.blocks), tuple(_elsewhere(root)) if root is not None else ())


def _elsewhere(root: Any) -> Iterator[str]:
    """What a page without a table holds in its place: files to open, frames that show some, pictures."""
    if next(root.iter("table"), None) is not None:
        return
    linked = [(" ".join("".join(link.itertext()).split()), link.get("href") or "") for link in root.iter("a")]
    named = dict.fromkeys(text or href.rpartition("/")[2] for text, href in linked if _FILE.search(href) or _FILE.search(text))
    if named:
        yield f"请下载附件校验 / attached to the page: {'、'.join(name[:_LONGEST_NAME] for name in list(named)[:5])}"
    elif next(root.iter("iframe", "embed", "object"), None) is not None:
        yield "请下载页面框架里的文件校验 / the page shows a file of its own in a frame"
    elif next(root.iter("img"), None) is not None and sum(map(len, map(str.strip, root.itertext()))) <= _CAPTIONED:
        yield PICTURE


def _content(data: bytes) -> bytes:
    """The page itself; of a page saved with its pictures (MHTML) the part that holds the text."""
    if not re.match(rb"\s*[A-Za-z-]+: ", data[:200]):
        return data
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages: list[bytes] = []
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(content := part.get_payload(decode=True), bytes):
                charset = str(part.get_content_charset() or "").encode("ascii", "ignore")
                pages.append(content if _CHARSET.search(content[:4096]) else b'<meta charset="' + charset + b'">' + content)
        # NOTE: a workbook saved as a page is one of frames, with a page for each sheet behind it, all in one encoding.
        shown = [content for content in pages if b"<frameset" not in content.lower()]
        if shown or pages:
            first, *others = shown or pages
            return b"".join((_ENDS.sub(b"", first), *(_ENDS.sub(b"", _HEADS.sub(b"", other)) for other in others)))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ReadError("unreadable_file", "MHTML") from error
    return data


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    named = _CHARSETS.get(declared[1].decode("ascii").lower(), "utf-8") if declared else "utf-8"
    # NOTE: pages declare what they are not; but hardly any text in another encoding is also UTF-8.
    for encoding in ("utf-8", named, "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return min((data.decode(encoding, "replace") for encoding in (named, "gb18030")), key=lambda text: text.count("\ufffd"))


def _hides(style: str) -> bool:
    return _HIDDEN.search(style.lower()) is not None


def _left_out(element: Any) -> bool:
    """Whether an element is no part of what the page says."""
    tag = element.tag
    if tag in _SKIPPED:
        return True
    style = element.get("style")
    if style and _hides(style):
        return True
    if tag not in _MAY_BE_FURNITURE:
        return False
    marks = f"{element.get('class', '')} {element.get('id', '')}".lower().replace("_", " ")
    # NOTE: a form that is filed on a page stands in a <form>, or in a block named header; its table tells it apart.
    furniture = tag in _FURNITURE_TAGS or _FURNITURE.search(marks)
    return bool(furniture) and next(element.iter("table"), None) is None


def _pieces(root: Any) -> Iterator[tuple[str, Any]]:
    """The text of an element piece by piece, each with the element it stands in; a table is a piece without text."""
    for event, element, skip in walk(root):
        tag = element.tag
        if event == "start":
            if element is not root and (tag == "table" or _left_out(element)):
                skip()
                if tag == "table":
                    yield "", element
                continue
            if tag in _BLOCKS:
                yield _BREAK, element
            yield _own(element), element
        else:
            if tag in _BLOCKS or tag == "br":
                yield _BREAK, element
            if element is not root and element.tail:
                yield _squeezed(element.tail), element


def _own(element: Any) -> str:
    if element.tag == "input":
        return element.get("value") or "" if (element.get("type") or "text").lower() in ("text", "number", "date") else ""
    if element.tag == "select":
        chosen = next((option for option in element.iter("option") if option.get("selected") is not None), None)
        return "".join(chosen.itertext()) if chosen is not None else ""
    text = element.text or ""
    return text.replace("\r\n", "\n") if element.tag in ("pre", "textarea") else _squeezed(text)


def _squeezed(text: str) -> str:
    return _BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)).replace("\xa0", " ") if _SPACED.search(text) else text


def _tidy(text: str) -> str:
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for piece in text.split("\n") if (line := piece.strip()))


def _cell_text(cell: Any) -> str:
    """The text of a cell, lines kept; a table in it is told row by row."""
    if len(cell) == 0:
        text = cell.text or ""
        return _tidy(_squeezed(text)) if _SPACED.search(text) else text
    found: list[str] = []
    _gather(cell, found, 0)
    return _tidy("".join(found))


def _gather(element: Any, found: list[str], depth: int) -> None:
    if text := _own(element):
        found.append(text)
    for child in element if depth < _DEEPEST else ():
        tag = child.tag
        if tag == "table":
            found += [_BREAK, *(" ".join(filter(None, map(_cell_text, row))) + _BREAK for row in _rows(child))]
        elif tag == "br":
            found.append(_BREAK)
        elif not _left_out(child):
            edge = _BREAK if tag in _BLOCKS else ""
            found.append(edge)
            _gather(child, found, depth + 1)
            found.append(edge)
        if child.tail:
            found.append(_squeezed(child.tail))


def _rows(table: Any) -> list[list[Any]]:
    """The cells of each row, those of inner tables left out."""
    rows: list[list[Any]] = []
    for child in table:
        for row in [child] if child.tag == "tr" else child if child.tag in ("thead", "tbody", "tfoot") else ():
            if row.tag == "tr" and not _left_out(row):
                rows.append(
                    [cell for cell in row if cell.tag in ("td", "th") and not ((style := cell.get("style")) and _hides(style))]
                )
    return rows


def _is_layout(table: Any, rows: list[list[Any]]) -> bool:
    """Whether a table only arranges the page: a single cell, or most of its text in inner tables."""
    if sum(map(len, rows)) == 1:
        return True
    inner = [other for other in table.iter("table") if other is not table]
    if not inner:
        return False
    outermost = [other for other in inner if next(other.iterancestors("table")) is table]
    return sum(map(_weight, outermost)) * 2 >= _weight(table)


def _weight(element: Any) -> int:
    return sum(map(len, map(str.strip, element.itertext())))


@dataclass
class _Reading:
    """Gathers the blocks of a page."""

    blocks: list[Line | Grid] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)
    cells: int = 0

    def flow(self, root: Any, depth: int = 0) -> None:
        """The lines of an element and the tables between them."""
        line, number = "", None
        for text, element in _pieces(root):
            first, *others = text.split(_BREAK)
            number = element.sourceline if first.strip() and not line.strip() else number
            line += first
            for other in others:
                self._line(line, number)
                line, number = other, element.sourceline
            if element.tag == "table" and not text:
                self._line(line, number)
                line = ""
                self._table(element, depth)
        self._line(line, number)

    def _line(self, text: str, number: int | None) -> None:
        if text := text.strip():
            self.blocks.append(Line(text, Place(line=number)))

    def _table(self, table: Any, depth: int) -> None:
        rows = _rows(table)
        if depth < 20 and _is_layout(table, rows):
            for row in rows:
                for cell in row:
                    self.flow(cell, depth + 1)
            return
        for caption in table.iterchildren("caption"):
            self.flow(caption, depth + 1)
        if cells := self._laid(rows, self.numbers[table]):
            self.blocks.append(Grid(tuple(cells), Place(line=table.sourceline, grid=self.numbers[table])))

    def _laid(self, rows: list[list[Any]], grid: int) -> list[Cell]:
        """The cells in their columns: spans of earlier rows push those of later rows to the right."""
        found: list[Cell] = []
        taken: dict[int, set[int]] = {}
        for number, row in enumerate(rows):
            used = taken.pop(number, set())
            column = 0
            for element in row:
                while column in used:
                    column += 1
                across = down = 1
                if (given := element.get("colspan")) is not None:
                    across = min(_span(given) or 1, 1000)
                if (given := element.get("rowspan")) is not None:
                    down = min(_span(given) or len(rows), len(rows) - number)
                self.cells += across * down
                if self.cells > MOST_CELLS:
                    raise ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
                for below in range(1, down):
                    taken.setdefault(number + below, set()).update(range(column, column + across))
                place = Place(line=element.sourceline, grid=grid, row=number + 1, column=column + 1)
                found.append(Cell(_cell_text(element), place, number, column, down, across))
                column += across
        return found


def _span(given: str) -> int:
    """The number of rows or columns; 0 means to the end, and only for rows."""
    given = given.strip()
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
