"""The part of a document that holds a form, as it was drawn: what a report shows, and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Cell, Grid, Place, Table
from .segments import Segment

_AFTER = 10  # rows below the last one understood: remarks and signatures
_RUNNING = 30  # lines between the grids of a form; more of them are not the form's


def with_form(table: Table, segment: Segment) -> Table:
    """`table`, which was read from `segment`, with its form as drawn.

    That is what stands between the title, or the first thing understood, and the last: a long document goes on after it.
    """
    known = _places(table)
    drawn = [block if isinstance(block, Grid) else Grid.of_line(block.text, block.place) for block in segment.blocks]
    holding = [n for n, grid in enumerate(drawn) if any(cell.place in known for cell in grid.cells)]
    if not holding:
        return table
    first, last = 0 if segment.title else holding[0], holding[-1]
    drawn[last] = _cut(drawn[last], known)
    own = [grid for grid in drawn[first : last + 1] if any(cell.text.strip() for cell in grid.cells)]
    if sum(len(grid.cells) == 1 for grid in own) > _RUNNING:
        own = [grid for grid in own if len(grid.cells) > 1 or grid.place in known]
    if segment.title and not any(cell.text.strip() == segment.title for grid in own for cell in grid.cells[:_AFTER]):
        own.insert(0, Grid.of_line(segment.title, segment.place))
    return replace(table, filed=tuple(own))


def with_rows(table: Table, head: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> Table:
    """`table`, which was read from some `rows` of a list, with them and the headings of the list as its form."""
    cells = tuple(cell for row in (*head, *rows) for cell in row)
    return replace(table, filed=(Grid(cells, cells[0].place),))


def _cut(grid: Grid, known: set[Place]) -> Grid:
    """`grid` without what stands far below the last cell in which something was understood."""
    last = max(cell.row + cell.rows for cell in grid.cells if cell.place in known) + _AFTER
    if grid.cells[-1].row < last:
        return grid
    return Grid(tuple(cell for cell in grid.cells if cell.row < last), grid.place)


def _places(table: Table) -> set[Place]:
    """Where something of `table` was understood."""
    parts = (table.fields, table.funds, table.goals, table.levels)
    known = {part.place for some in parts for part in some}
    for indicator in table.indicators:
        known |= {indicator.level3_place, indicator.target.place}
        if indicator.actual:
            known.add(indicator.actual.place)
    return known | {place for place in (table.place_of_year, table.place_of_period) if place}
