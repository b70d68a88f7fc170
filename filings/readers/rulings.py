"""Ruled lines → the boxes of a table's cells. Pure geometry; y grows downwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SNAP = 3.0
_SHORTEST = 4.0
_OPEN_SIDE = 6.0
_MOST_CROSSINGS = 2_000_000


@dataclass(frozen=True, slots=True)
class Edge:
    """A ruled line: horizontal at the height `at`, or vertical at the abscissa `at`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its rows and columns in its table, counted from 0, and whether a line closes it above and below."""

    row: int
    column: int
    rows: int
    columns: int
    closed_above: bool
    closed_below: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: where its columns and rows part, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point, or None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.owner[row][column]
        return None

    def extent(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        return self.xs[box.column], self.ys[box.row], self.xs[box.column + box.columns], self.ys[box.row + box.rows]


def tables(edges: Sequence[Edge]) -> list[Ruled]:
    """The tables that the lines draw, from top to bottom; frames around a single cell are none."""
    across = _merged([edge for edge in edges if edge.horizontal])
    down = _merged([edge for edge in edges if not edge.horizontal])
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    found = [_ruled(*group) for group in _connected(across, down)]
    return sorted((table for table in found if table is not None), key=lambda table: (table.ys[0], table.xs[0]))


def _merged(edges: list[Edge]) -> list[Edge]:
    """Lines drawn in pieces or twice as one; those close together at the same place."""
    found: list[Edge] = []
    group: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if group and edge.at - group[0].at > SNAP:
            found += _joined(group)
            group = []
        group.append(edge)
    return found + _joined(group)


def _joined(group: list[Edge]) -> list[Edge]:
    found: list[Edge] = []
    if not group:
        return found
    at = sum(edge.at for edge in group) / len(group)
    start = end = None
    for edge in sorted(group, key=lambda edge: edge.start):
        if end is not None and start is not None and edge.start > end + SNAP:
            found.append(Edge(edge.horizontal, at, start, end))
            start = end = None
        start = edge.start if start is None else start
        end = edge.end if end is None else max(end, edge.end)
    if start is not None and end is not None:
        found.append(Edge(group[0].horizontal, at, start, end))
    return [edge for edge in found if edge.end - edge.start >= _SHORTEST]


def _connected(across: list[Edge], down: list[Edge]) -> Iterator[tuple[list[Edge], list[Edge]]]:
    """The lines in groups that touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, level in enumerate(across):
        low, high = level.start - SNAP, level.end + SNAP
        for other, upright in enumerate(down, len(across)):
            if low <= upright.at <= high and upright.start - SNAP <= level.at <= upright.end + SNAP:
                parent[root(other)] = root(one)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for number, edge in enumerate([*across, *down]):
        groups.setdefault(root(number), ([], []))[0 if edge.horizontal else 1].append(edge)
    yield from (group for group in groups.values() if group[0] and group[1] and len(group[0]) + len(group[1]) > 3)


def _ruled(across: list[Edge], down: list[Edge]) -> Ruled | None:
    xs = _positions(down, across)
    ys = _positions(across, down)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > 200_000:
        return None
    left = [_walls(down, x, ys) for x in xs]
    above = [_walls(across, y, xs) for y in ys]
    owner = [[-1] * columns for _ in range(rows)]
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            last = column
            while last + 1 < columns and not left[last + 1][row] and owner[row][last + 1] < 0:
                last += 1
            bottom = row
            while bottom + 1 < rows and _continues(bottom + 1, column, last, left, above):
                bottom += 1
            for inner in range(row, bottom + 1):
                owner[inner][column : last + 1] = [len(boxes)] * (last + 1 - column)
            closed = all(above[row][column : last + 1]), all(above[bottom + 1][column : last + 1])
            boxes.append(Box(row, column, bottom - row + 1, last - column + 1, *closed))
    if len(boxes) < 2:
        return None
    return Ruled(tuple(xs), tuple(ys), tuple(boxes), tuple(map(tuple, owner)))


def _positions(lines: list[Edge], crossing: list[Edge]) -> list[float]:
    """Where the lines stand; a table open at a side ends where the lines across it end."""
    found = sorted({line.at for line in lines})
    starts, ends = sorted(edge.start for edge in crossing), sorted(edge.end for edge in crossing)
    if len(starts) > 1 and starts[1] < found[0] - _OPEN_SIDE:
        found.insert(0, starts[0])
    if len(ends) > 1 and ends[-2] > found[-1] + _OPEN_SIDE:
        found.append(ends[-1])
    return found


def _walls(lines: list[Edge], at: float, steps: Sequence[float]) -> list[bool]:
    """For each step between two crossing positions, whether a line at `at` runs along it."""
    along = [(line.start - SNAP, line.end + SNAP) for line in lines if line.at == at]
    found: list[bool] = []
    for number in range(len(steps) - 1):
        first, last = steps[number], steps[number + 1]
        middle = (first + last) / 2
        found.append(any(start <= middle <= end for start, end in along))
    return found


def _continues(row: int, column: int, last: int, left: list[list[bool]], above: list[list[bool]]) -> bool:
    """Whether the cell goes on in `row`: no line above any part of it, and none within."""
    if any(above[row][column : last + 1]):
        return False
    return left[column][row] is left[column][row - 1] and not any(left[inner][row] for inner in range(column + 1, last + 1))
