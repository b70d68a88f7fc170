"""What the readers of workbook formats yield: the filled cells of a sheet, sparse."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

Row = tuple[int, list[tuple[int, str]]]
"""A row's number and the columns and texts of its filled cells, at least one, in order; all count from 0."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell."""


@dataclass(slots=True)
class Sheet:
    """A sheet: its rows in order, its merged cells."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    uncalculated: bool = False


@lru_cache(maxsize=65_536)
def column_of(name: str) -> int:
    """The column called `name`; -1 where there is none."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
