"""Delimited text: .csv and .tsv as one grid, tables drawn with pipes as grids between lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..model import Cell, Document, Grid, Line, Place
from .failure import ReadError
from .text import decoded

MOST_CELLS = 400_000
_DELIMITERS = ",\t;|"
_PIPED = re.compile(r"\s*\|.*\|\s*$")
_RULER = re.compile(r"[\s|+:=\-─━┼├┤]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.I)


def read(path: str, data: bytes) -> Document:
    """The grid of a delimited file, or the lines and grids of a text with pipe tables. Raises ReadError."""
    text = decoded(data).replace("\ufeff", "").replace("\0", "")
    blocks = _piped(text) if any(map(_PIPED.match, text.splitlines()[:200])) else _separated(path, text)
    return Document(path, "delimited", tuple(blocks))


def _separated(path: str, text: str) -> list[Line | Grid]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(path, text))
    return [*_grids(_records(reader))]


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The records with the line each begins on; a quoted field may hold line breaks."""
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReadError("unreadable_file", f"CSV: {line}") from error


def _delimiter(path: str, text: str) -> str:
    if path.lower().endswith(".tsv"):
        return "\t"
    sample = text[:20_000]
    return max(_DELIMITERS, key=lambda mark: (sample.count(mark), mark == ","))


def _piped(text: str) -> list[Line | Grid]:
    blocks: list[Line | Grid] = []
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for is_table, run in groupby(numbered, key=lambda item: "|" in item[1] or bool(_RULER.match(item[1]))):
        if is_table:
            blocks += _grids((number, _split(line)) for number, line in run if not _RULER.match(line))
        else:
            blocks += [Line(line, Place(line=number)) for number, line in run]
    return blocks


def _split(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    pieces = _PIPE.split(inner.removesuffix("|"))
    return [_BREAK.sub("\n", piece.replace("\\|", "|")) for piece in pieces]


def _grids(records: Iterable[tuple[int, list[str]]]) -> Iterator[Grid]:
    """One grid of the records, blank ones and blank last columns left out; none where all are blank."""
    rows = [(line, [_tidy(text) for text in texts]) for line, texts in records if any(map(str.strip, texts))]
    width = max((at + 1 for _, texts in rows for at, text in enumerate(texts) if text), default=0)
    if sum(min(len(texts), width) for _, texts in rows) > MOST_CELLS:
        raise ReadError("sheet_too_large", f"> {MOST_CELLS:,}")
    cells = [
        Cell(text, Place(line=line, row=row + 1, column=column + 1), row, column)
        for row, (line, texts) in enumerate(rows)
        for column, text in enumerate(texts[:width])
    ]
    if cells:
        yield Grid(tuple(cells), cells[0].place.to(cells[-1].place))


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
