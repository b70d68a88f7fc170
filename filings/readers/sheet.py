"""What the readers of workbook formats yield: the filled cells of a sheet, sparse."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

Row = dict[int, str]
"""The texts of a row's filled cells by their columns, which count from 0."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell."""


@dataclass(slots=True)
class Sheet:
    """A sheet: its rows by their numbers, which count from 0, and its merged cells. Neither need be in order."""

    name: str
    hidden: bool = False
    rows: dict[int, Row] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    uncalculated: bool = False

    @property
    def filled(self) -> int:
        """The number of filled cells."""
        return sum(map(len, self.rows.values()))


@lru_cache(maxsize=65_536)
def column_of(reference: str) -> int:
    """The column of a cell called so, AB7 or AB; -1 where there is none."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1
