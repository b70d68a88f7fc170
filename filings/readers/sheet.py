"""What the readers of workbook formats yield: the filled cells of a sheet, sparse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

Row = tuple[int, list[tuple[int, str]]]
"""A row's number and its cells' columns and texts, in order; all count from 0."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell."""

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")


@dataclass(slots=True)
class Sheet:
    """A sheet: its rows in order, its merged cells."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    uncalculated: bool = False


@lru_cache(maxsize=16_384)
def letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


@lru_cache(maxsize=65_536)
def column_of(name: str) -> int:
    """The column called `name`; -1 where there is none."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of an A1 reference."""
    name = reference.rstrip("0123456789")
    digits = reference[len(name) :]
    if "$" in name or not (0 < len(name) < 4 and name.isascii() and name.isalpha() and 0 < len(digits) < 8):
        match = _REFERENCE.match(reference)
        if not match:
            return None
        name, digits = match[1], match[2]
    return (int(digits) - 1, column_of(name.upper())) if digits != "0" else None
