"""Plain text: UTF-8, UTF-16 or GB18030; lines as they stand, runs of tab-separated lines as grids."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ..model import BLANK, Cell, Document, Grid, Line, Place
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
    numbered = _without_furniture(numbered)
    if barred := _barred(numbered):
        return Document(path, "text", barred)
    blocks: list[Line | Grid] = []
    for tabbed, run in groupby(numbered, key=lambda line: "\t" in line.text):
        group = list(run)
        blocks += [_grid(group)] if tabbed else group
    return Document(path, "text", tuple(blocks))


def _without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without page numbers, and without the running heads that stand beside several of them."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    texts = {at: lines[at].text.strip() for at in filled}
    beside: Counter[str] = Counter()
    numbers = {at for at in filled if _PAGE_NUMBER.fullmatch(texts[at])}
    bare = [number for number, at in enumerate(filled) if _BARE.fullmatch(texts[at])]
    for before, number, after in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        if number in numbers:
            beside.update({texts[at] for at in (before, after) if at is not None})
    heads = {text for text, times in beside.items() if times > 1 and _HEAD.fullmatch(text)}
    for number in bare:
        around = {texts[at] for at in (*filled[max(0, number - 1) : number], *filled[number + 1 : number + 2])}
        if around & heads:
            numbers.add(filled[number])
    return [line for at, line in enumerate(lines) if at not in numbers and texts.get(at) not in heads]


_BARE = re.compile(r"\d{1,4}")
_HEAD = re.compile(r".{4,40}(公开|预算|决算|报告|说明|汇编|材料|文本)")  # never a title, a label or a name


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
    cells = _ended_by_bars(lines, parts)
    ends = sum(1 for _, bars in cells if bars > 1)
    if ends >= _FEWEST_ENDS and ends * _MOST_IN_ROW >= len(cells):
        return tuple(_in_rows(cells))
    blank = sum(1 for line, _ in cells if line.text == BLANK)
    # NOTE: where a bar of its own stands behind every cell, it is no blank cell.
    return tuple(line for line, _ in cells if line.text != BLANK or blank * 3 <= len(cells))


def _ended_by_bars(lines: list[Line], parts: dict[int, list[str]]) -> list[tuple[Line, int]]:
    """The cells of a table that a bar ends each, a blank one as BLANK, with the bars behind each; other lines with none.

    Many bars stand for the rest of a row.
    """
    cells: list[tuple[Line, int]] = []
    wrapped: list[Line] = []
    for line in lines:
        texts = parts.get(id(line))
        if texts is None:
            wrapped.append(line)
            continue
        bars = len(texts) - 1
        if not any(bars for _, bars in cells) or len(wrapped) > _MOST_WRAPPED or not all(kept.text.strip() for kept in wrapped):
            cells += [(kept, 0) for kept in wrapped]
            wrapped = []
        first = "".join(kept.text.strip() for kept in wrapped) + texts[0]
        place = wrapped[0].place.to(line.place) if wrapped else line.place
        wrapped = []
        if bars > 1 and not any(texts):
            cells.append((Line(first or BLANK, place), bars))
            continue
        cells.append((Line(first or BLANK, place), 1))
        cells += [(Line(text, line.place), 1) for text in texts[1:] if text]
    return [*cells, *((kept, 0) for kept in wrapped)]


def _in_rows(cells: list[tuple[Line, int]]) -> Iterator[Line | Grid]:
    """The cells as a grid: each row ends with as many bars as fill it up, those for merged cells and before it included."""
    first = next(at for at, (_, bars) in enumerate(cells) if bars)
    last = max(at for at, (_, bars) in enumerate(cells) if bars > 1)
    runs: list[list[tuple[Line, int]]] = [[]]
    for cell in cells[first : last + 1]:
        runs[-1].append(cell)
        if cell[1] > 1:
            runs.append([])
    widths = Counter(sum(bars for _, bars in run) for run in runs if run)
    width = widths.most_common(1)[0][0]
    rows: list[list[Line]] = []
    for run in runs:
        whole = sum(bars for _, bars in run) % width == 0
        taken = width
        for cell, bars in run:
            if taken >= width and (whole or taken == width):
                rows.append([])
                taken = 0
            rows[-1] += [cell] if bars == 1 or cell.text != BLANK else []
            taken += bars
    if sum(row[0].text == BLANK for row in rows if row) * 2 > len(rows):
        rows = [row[1:] if row and row[0].text == BLANK else row for row in rows]
    held = [
        Cell("" if cell.text == BLANK else cell.text, cell.place, at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    yield from (line for line, _ in cells[:first])
    yield Grid(tuple(held), held[0].place.to(held[-1].place))
    yield from (line for line, _ in cells[last + 1 :])


_FEWEST_BARRED = 8
_BARRED_IN_TEN = 4
_MOST_WRAPPED = 6  # lines of one cell; more are running text
_MOST_IN_ROW = 16
_FEWEST_ENDS = 3


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
