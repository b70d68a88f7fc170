"""Forms drawn as tables: particulars, funds and goals by their labels, indicators by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from ...schemas.form import forms
from ...schemas.recognition import by_headings
from ...schemas.vocabulary import squeezed
from ..model import Goal, Grid, Line, Table
from . import labels
from .alignment import Column, put_back
from .draft import Draft
from .filed import with_form, with_rows
from .gridded_columns import (
    LIST_ROLES,
    asks_targets,
    bound,
    filled,
    has_levels,
    heading_at,
    is_column_numbers,
    is_drawn,
    upright,
)
from .gridded_head import Head, Row, joined
from .gridded_rows import Rows
from .segments import Segment


def applies(segment: Segment) -> bool:
    """Whether a grid of the segment has the headings of an indicator table: of targets and levels where no title says more."""
    for grid in segment.grids:
        rows = upright(list(grid.by_row()))
        at = heading_at(rows)
        if at is not None and (segment.form or (has_levels(rows, at) and not _scores_only(rows, at))):
            return True
    return False


def _scores_only(rows: Sequence[Row], at: int) -> bool:
    """Whether the table below the headings in row `at` is a scoring table, without targets or grades."""
    return not asks_targets(rows, at) and any(labels.column_of(cell.text) == "score" for cell in rows[at])


def _of_form(grids: Sequence[Grid]) -> list[Row]:
    """The rows of the form, without a scoring table that stands below it and says again what was scored."""
    found: list[Row] = []
    targets = False
    for grid in grids:
        rows = upright(list(grid.by_row()))
        at = heading_at(rows)
        if targets and at is not None and _scores_only(rows, at):
            continue
        targets = targets or (at is not None and asks_targets(rows, at))
        found += rows
    return found


def tables(segment: Segment) -> list[Table]:
    """The form of the segment; where a column names the project, one table for each project of the list."""
    rows = _of_form(segment.grids)
    spans = any(cell.rows > 1 or cell.columns > 1 or is_drawn(cell.place) for row in rows for cell in row)
    at = heading_at(rows) or 0
    table = bound(rows, at, drawn=spans)
    columns, body = table.columns, table.body
    if not spans:
        rows[body:] = put_back(rows[body:], columns)
    draft = Draft(segment.form or _form_by_content(rows, columns), segment.title, segment.place)
    draft.texts = [segment.title, *_texts(segment)]
    draft.state_year(segment.title, segment.place)
    for line in segment.lines:
        draft.read_head_line(line)
    if not segment.title and draft.year is None:
        banners = [Line(cells[0].text, cells[0].place) for row in rows[:at] if len(cells := filled(row)) == 1]
        lines = [line for line in (*segment.lines, *banners) if line.text.strip()]
        for line in (*lines[:1], *(line for line in lines if "绩效" in line.text and len(line.text) <= _LONGEST_TITLE)):
            draft.state_year(line.text, line.place)
    halves = {column.half for column in columns if column.role == "level3"}
    draft.two_periods = len(halves) > 1 or any(column.role == "medium_target" for column in columns)
    draft.bound = [("layout", "grid"), *((column.heading, column.role) for column in columns)]
    Head(draft).read(rows[:at])
    if not any(column.role == "project" for column in columns):
        reader = Rows(draft, columns, spans)
        reader.open_block(rows[at] if columns else [])
        reader.read(rows[body:])
        settle_periods(draft)
        return [with_form(draft.finished(), segment)]
    listed = [row for row in rows[body:] if not is_column_numbers(filled(row))]
    read = [with_rows(_listed(draft, columns, spans, group), rows[:body], group) for group in _projects(listed, columns)]
    return _of_one_department(read) if any(column.role == "department" for column in columns) else read


def _of_one_department(tables: list[Table]) -> list[Table]:
    """The projects of a list, each of the department that the merged cell beside it names: the last one above."""
    named = accumulate((table.department for table in tables), lambda above, own: own or above)
    return [replace(table, department=department) for table, department in zip(tables, named, strict=True)]


_LONGEST_TITLE = 40
_MONITORED = re.compile(r"\d月.{0,4}(执行|完成|实现)|预计(全年)?(执行|完成|实现)|完成目标可能性")


def settle_periods(draft: Draft) -> None:
    """Where one period is all that a form has, it is the year's; blocks one below the other may be of two."""
    periods = {indicator.period for indicator in draft.indicators}
    if periods == {"medium-term", "annual"}:
        draft.two_periods = True
    if draft.two_periods:
        return
    if periods != {"annual"}:
        draft.indicators = [replace(indicator, period="annual") for indicator in draft.indicators]
    if {goal.period for goal in draft.goals if goal.kind == "expected"} == {"medium-term"}:
        draft.goals = [replace(goal, period="annual") for goal in draft.goals]


def _projects(rows: Sequence[Row], columns: Sequence[Column]) -> list[list[Row]]:
    """The rows of a project list cut where the project column names another project."""
    at = next(column.at for column in columns if column.role == "project")
    groups: list[list[Row]] = []
    current = ""
    for row in rows:
        named = next((cell.text.strip() for cell in row if cell.column == at and cell.text.strip()), "")
        if not groups or (named and squeezed(named) != squeezed(current)):
            current = named
            groups.append([])
        groups[-1].append(row)
    first = min((column.at for column in columns if column.role in ("level1", "level2", "level3")), default=at + 1)
    return [group for group in groups if any(cell.column >= first for row in group for cell in filled(row))]


def _listed(head: Draft, columns: list[Column], spans: bool, rows: list[Row]) -> Table:
    """One project of a list: its name, amount and goal stand in columns left of its indicators."""
    first = {cell.column: cell for row in reversed(rows) for cell in filled(row)}
    draft = replace(
        head, place=filled(rows[0])[0].place, fields=[], funds=[], goals=[], levels=[], indicators=[], repairs=[],
        texts=["".join(cell.text for cell in row) for row in rows],
    )  # fmt: skip
    for column in columns:
        cell = first.get(column.at)
        if cell is None:
            if column.role == "goal":
                period, kind = labels.goal_of(column.heading) or ("annual", "expected")
                draft.goals.append(Goal(period, kind, "", draft.place))
            continue
        if column.role in ("project", "department"):
            draft.add_field(column.role, column.heading, cell.text, cell.place)
        elif column.role == "fund":
            draft.add_fund(column.heading, None, "budget", "annual", cell.text, cell.place)
        elif column.role == "goal":
            period, kind = labels.goal_of(column.heading) or ("annual", "expected")
            draft.goals.append(Goal(period, kind, joined(cell.text), cell.place))
    kept = [column for column in columns if column.role not in LIST_ROLES]
    left = min(column.at for column in kept)
    Rows(draft, kept, spans).read([[cell for cell in row if cell.column >= left] for row in rows])
    return draft.finished()


def _texts(segment: Segment) -> list[str]:
    return [block.text if isinstance(block, Line) else "".join(cell.text for cell in block.cells) for block in segment.blocks]


def _form_by_content(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """What a form without a title is: by its headings, and by whether it states results."""
    if sum(bool(_MONITORED.search(squeezed(column.heading))) for column in columns) > 1:
        return "project-monitoring"
    evaluates = any(column.role in ("actual", "score") for column in columns)
    kinds = [name for name in forms() if name.endswith("self-evaluation") == evaluates]
    found = by_headings((cell.text for row in rows for cell in filled(row)), kinds)
    return found or ("project-self-evaluation" if evaluates else "project-target")
