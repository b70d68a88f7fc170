"""Which cell of a row stands for which column, also where the row has lost or gained cells.

The cells of a row keep their order, so the best assignment of cells to columns is the one that keeps the order, puts level
names under level headings, numbers under values, units under units, and moves the cells as little as possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...schemas.units import understood
from ..model import Cell
from ..value import exact, operator_of, parse
from . import labels

_SKIPPED = -1.0
_MOVED = -0.2
LONGEST_OWN_NAME = 14
DECLARED = ("定性", "定量", "正向", "反向", "正向指标", "反向指标", "定性指标", "定量指标", "其他")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the indicator table: what it states, where its heading stands, and in which half of the form.

    `own` says that most names under a level heading are the place's own.
    """

    role: str
    at: int
    half: int
    heading: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Aligned:
    """Cells by column, and the cells that fit nowhere."""

    cells: dict[Column, Cell]
    left_over: tuple[Cell, ...]


def aligned(cells: Sequence[Cell], columns: Sequence[Column], *, spans: bool) -> Aligned:
    """The best assignment of the filled `cells` of a row to `columns`.

    With `spans` (a drawn grid whose positions can be trusted) cells are taken where they stand if the level names agree.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    placed = _in_place(filled, columns)
    roles = {column.role for column in placed.cells}
    whole = len(placed.cells) == len(filled) and ("level3" in roles or "target" not in roles)
    if whole and all(_fit(cell, column) > 0 or _is_own_level(cell, column) for column, cell in placed.cells.items()):
        return placed
    levels = {column: cell for column, cell in placed.cells.items() if column.role in ("level1", "level2")}
    if spans and all(_fit(cell, column) > 0 or _is_own_level(cell, column) for column, cell in levels.items()):
        return placed
    return _further_right(filled, columns) or _best(filled, columns)


def put_back(rows: Sequence[list[Cell]], columns: Sequence[Column]) -> list[list[Cell]]:
    """The rows of a text in which merged cells are printed once: each as far right as its cells fit their columns.

    Such rows all begin at one column, whatever stands there. Where some do not, blanks were kept, and all stay as they are.
    """
    first = {next((cell.column for cell in row if cell.text.strip()), None) for row in rows} - {None}
    if len(first) != 1:
        return list(rows)
    last = max((column.at for column in columns), default=0)
    return [_put_back(row, {column.at: column for column in columns}, last) for row in rows]


def _put_back(row: list[Cell], columns: dict[int, Column], last: int) -> list[Cell]:
    cells = [cell for cell in row if cell.text.strip()]
    if not cells:
        return row
    best, offset = 0.0, 0
    for right in range(last - cells[-1].column + 1):
        suits = [_suits(cell, columns.get(cell.column + right)) for cell in cells]
        worth = sum(suits) + (_FILLED if cells[-1].column + right == last else 0.0)
        if min(suits) > 0 and worth > best:
            best, offset = worth, right
    return [replace(cell, origin=cell.place, column=cell.column + offset) for cell in row] if offset else row


def _suits(cell: Cell, column: Column | None) -> float:
    """How well a cell suits a column where nothing but its text can tell; a place's own level names suit a little."""
    if column is None:
        return -1.0
    suits = fits(cell.text, column.role)
    known = labels.level_of(cell.text, 1) or labels.level_of(cell.text, 2)
    own = column.role in ("level1", "level2") and not known and len(cell.text) <= LONGEST_OWN_NAME
    return _OWN if suits < 0 and own and parse(cell.text).kind == "text" and not operator_of(cell.text) else suits


_OWN = 0.3
_FILLED = 0.5  # what it speaks for a place that the row then ends where the longest do


def _further_right(cells: Sequence[Cell], columns: Sequence[Column]) -> Aligned | None:
    """The row as it stood before it lost merged cells on its left: all cells as many columns further right, if all fit."""
    best: tuple[float, Aligned] | None = None
    furthest = max((column.at for column in columns), default=0) - min((cell.column for cell in cells), default=0)
    for offset in range(1, furthest + 1):
        at = {column.at - offset: column for column in columns}
        placed = {at[cell.column]: cell for cell in cells if cell.column in at}
        named = {column.half for column in placed if column.role == "level3"}
        if len(placed) < len(cells) or not named or named < {column.half for column in placed}:
            continue
        fits_there = [_fit(cell, column) for column, cell in placed.items()]
        if all(fit > 0 for fit in fits_there) and (best is None or sum(fits_there) > best[0]):
            best = sum(fits_there), Aligned(placed, ())
    return best[1] if best else None


def _is_own_level(cell: Cell, column: Column) -> bool:
    """Whether a cell under a level heading may be a level name of the place's own: short words, no known level name."""
    if column.own:
        return len(cell.text) <= LONGEST_OWN_NAME and parse(cell.text).kind == "text"
    known = labels.level_of(cell.text, 1) or labels.level_of(cell.text, 2)
    return column.role in ("level1", "level2") and not known and len(cell.text) <= 12 and parse(cell.text).kind == "text"


def _in_place(cells: Sequence[Cell], columns: Sequence[Column]) -> Aligned:
    placed: dict[Column, Cell] = {}
    left_over: list[Cell] = []
    for cell in cells:
        column = next((c for c in columns if cell.column <= c.at < cell.column + cell.columns or c.at == cell.column), None)
        if column is None or column in placed:
            left_over.append(cell)
        else:
            placed[column] = cell
    return Aligned(placed, tuple(left_over))


def _best(cells: Sequence[Cell], columns: Sequence[Column]) -> Aligned:
    """Dynamic programming over (cells so far, columns so far)."""
    rows, width = len(cells), len(columns)
    score = [[0.0] * (width + 1) for _ in range(rows + 1)]
    choice = [[""] * (width + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        score[i][0], choice[i][0] = i * _SKIPPED, "skip cell"
    for i in range(1, rows + 1):
        for j in range(1, width + 1):
            options = (
                (score[i - 1][j - 1] + _worth(cells[i - 1], columns[j - 1], columns), "take"),
                (score[i][j - 1], "skip column"),
                (score[i - 1][j] + _SKIPPED, "skip cell"),
            )
            score[i][j], choice[i][j] = max(options, key=lambda option: option[0])
    placed: dict[Column, Cell] = {}
    left_over: list[Cell] = []
    i, j = rows, width
    while i > 0:
        step = choice[i][j]
        if step == "take":
            placed[columns[j - 1]] = cells[i - 1]
            i, j = i - 1, j - 1
        elif step == "skip column":
            j -= 1
        else:
            left_over.insert(0, cells[i - 1])
            i -= 1
    return Aligned(placed, tuple(left_over))


def _worth(cell: Cell, column: Column, columns: Sequence[Column]) -> float:
    worth = _fit(cell, column) + _MOVED * abs(cell.column - column.at)
    if column.role == "level1" and cell.column != column.at and labels.level_of(cell.text, 2):
        # NOTE: 成本指标 and 满意度指标 name both levels; under the level-2 heading they are level 2.
        level2 = next((other for other in columns if other.role == "level2" and other.half == column.half), None)
        if level2 and cell.column == level2.at:
            worth -= 4
    return worth


def _fit(cell: Cell, column: Column) -> float:
    suits = fits(cell.text, column.role)
    return 0.8 if column.own and suits < 0 and _is_own_level(cell, column) else suits


@lru_cache(maxsize=8192)
def fits(text: str, role: str) -> float:
    """How well a cell's text suits a column: above 0 well, below 0 badly."""
    value = parse(text)
    numeric = value.kind in ("number", "date", "range")
    is_level = bool(labels.level_of(text, 1) or labels.level_of(text, 2))
    bare = exact(text) is not None
    match role:
        case "level1":
            return 3.0 if labels.level_of(text, 1) else -3.0
        case "level2":
            return 3.0 if labels.level_of(text, 2) else -3.0
        case "level3":
            if is_level:
                return 0.5 if labels.is_measure(text) else -2.0
            return -1.0 if numeric and value.operator else -0.5 if numeric else 1.0
        case "target" | "medium_target" | "actual":
            return -2.0 if is_level else (2.0 if numeric else 0.5)
        case "operator":
            return 3.0 if operator_of(text) or text.strip() in DECLARED else -3.0
        case "unit":
            return 2.0 if understood(text) else (0.2 if len(text) <= 4 and not bare else -2.0)
        case "weight" | "score":
            return 1.5 if bare or text.strip("-—/ ") == "" else -3.0
        case "remark":
            return 0.1
        case "fund":
            return 2.0 if bare else -3.0
        case "project" | "department" | "goal":
            plain = is_level or numeric or bare or bool(operator_of(text))
            return -3.0 if plain else 0.6 if role == "goal" and len(text) > LONGEST_OWN_NAME else 0.3
        case _:
            return 0.1 if not numeric else -0.5
