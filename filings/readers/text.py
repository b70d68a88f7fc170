"""Plain text: UTF-8, UTF-16 or GB18030; lines as they stand, runs of tab-separated lines as grids."""

from __future__ import annotations

import codecs
import re
from itertools import groupby

from ..model import Cell, Document, Grid, Line, Place
from .failure import ReadError

# NOTE: UTF-32 marks begin with those of UTF-16, so they are tried first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")
LONGEST_LINE = 200_000
# NOTE: a bare number may be a value, so only what cannot be one is a page number.
_PAGE_NUMBER = re.compile(r"[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?")


def decoded(data: bytes) -> str:
    """The text of `data`. Raises ReadError."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if data[:4096].count(0) > len(data[:4096]) // 8:
        return _strictly(data, "utf-16-le" if data[1:2] == b"\0" or data[3:4] == b"\0" else "utf-16-be")
    for encoding in ("utf-8", "gb18030"):
        try:
            return _strictly(data, encoding)
        except ReadError:
            continue
    raise ReadError("unreadable_file" if b"\0" in data[:4096] else "encoding_unknown")


def read(path: str, data: bytes) -> Document:
    """The lines and grids of a text. Raises ReadError."""
    lines = decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n").split("\n")
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE:
        raise ReadError("line_too_long", f"{longest:,}")
    numbered = [Line(text.replace("\ufeff", ""), Place(line=number)) for number, text in enumerate(lines, 1)]
    numbered = [line for line in numbered if not _PAGE_NUMBER.fullmatch(line.text.strip())]
    if barred := _barred(numbered):
        return Document(path, "text", barred)
    blocks: list[Line | Grid] = []
    for tabbed, run in groupby(numbered, key=lambda line: "\t" in line.text):
        group = list(run)
        blocks += [_grid(group)] if tabbed else group
    return Document(path, "text", tuple(blocks))


def _barred(lines: list[Line]) -> tuple[Line | Grid, ...]:
    """The blocks of a text whose cells a crawler parted with bars: rows as grids, or a cell a line; () of any other."""
    filled = [line for line in lines if line.text.strip()]
    barred = [line for line in filled if "|" in line.text]
    if len(barred) < _FEWEST_BARRED or len(barred) * 10 < len(filled) * _BARRED_IN_TEN:
        return ()
    parts = {id(line): [part.strip() for part in line.text.split("|")] for line in barred}
    rows = sum(1 for texts in parts.values() if sum(map(bool, texts)) > 1)
    blocks: list[Line | Grid] = []
    if rows * 2 >= sum(1 for texts in parts.values() if any(texts)):
        for in_table, run in groupby(filled, key=lambda line: "|" in line.text):
            group = list(run)
            blocks += [_grid(group, "|")] if in_table else group
        return tuple(blocks)
    wrapped: list[Line] = []
    for line in lines:
        texts = parts.get(id(line))
        if texts is None and line.text.strip() and len(wrapped) < _MOST_WRAPPED:
            wrapped.append(line)
            continue
        if texts is None:
            blocks += [*wrapped, line]
        else:
            first = "".join(before.text.strip() for before in wrapped) + texts[0]
            place = wrapped[0].place.to(line.place) if wrapped else line.place
            blocks += [Line(first, place)] if first else []
            blocks += [Line(text, line.place) for text in texts[1:] if text]
        wrapped = []
    return (*blocks, *wrapped)


_FEWEST_BARRED = 8
_BARRED_IN_TEN = 4
_MOST_WRAPPED = 6  # lines of one cell; more are running text


def _grid(lines: list[Line], separator: str = "\t") -> Grid:
    cells = [
        Cell(text.strip(), line.place, row, column)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.text.split(separator))
    ]
    return Grid(tuple(cells), lines[0].place.to(lines[-1].place))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("encoding_unknown") from error
    sample = text[:100_000]
    odd = sum(1 for c in sample if c < " " and c not in _ALLOWED_CONTROLS) + sample.count("\ufffd")
    private = sum(1 for c in sample if "\ue000" <= c <= "\uf8ff")
    if odd > len(sample) // 200 or private > len(sample) // 10:
        raise ReadError("encoding_unknown")
    if encoding in ("gb18030", "utf-16-le", "utf-16-be") and not _looks_chinese(sample):
        raise ReadError("encoding_unknown")
    return text


def _looks_chinese(text: str) -> bool:
    """Whether the characters above ASCII are mostly those of Chinese documents, as they are not in a wrong guess."""
    beyond = [c for c in text if c > "\x7f"]
    usual = sum(
        1
        for c in beyond
        if "一" <= c <= "鿿" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" or c in "“”‘’—…·≥≤≦≧±×÷%‰℃①②③④⑤⑥⑦⑧⑨⑩"
    )
    return usual >= len(beyond) * 0.9
