"""Forms drawn as tables: particulars, funds and goals by their labels, indicators by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...schemas.form import forms
from ...schemas.recognition import by_headings
from ...schemas.vocabulary import squeezed
from ..model import Goal, Line, Place, Table
from . import labels
from .alignment import Column
from .draft import Draft
from .gridded_head import Head, Row, filled, joined
from .gridded_rows import Rows, is_block_label
from .segments import Segment


def applies(segment: Segment) -> bool:
    """Whether a grid of the segment has the headings of an indicator table."""
    return any(_heading_at(list(grid.by_row())) is not None for grid in segment.grids)


def tables(segment: Segment) -> list[Table]:
    """The form of the segment; where a column names the project, one table for each project of the list."""
    rows = [row for grid in segment.grids for row in grid.by_row()]
    spans = any(cell.rows > 1 or cell.columns > 1 or _is_drawn(cell.place) for row in rows for cell in row)
    at = _heading_at(rows) or 0
    columns, body = _columns(rows, at)
    draft = Draft(segment.form or _form_by_content(rows, columns), segment.title, segment.place)
    draft.texts = [segment.title, *_texts(segment)]
    draft.state_year(segment.title, segment.place)
    for line in segment.lines:
        draft.read_head_line(line)
    if not segment.title and draft.year is None and (first := next((line for line in segment.lines if line.text.strip()), None)):
        draft.state_year(first.text, first.place)
    halves = {column.half for column in columns if column.role == "level3"}
    draft.two_periods = len(halves) > 1 or any(column.role == "medium_target" for column in columns)
    draft.bound = [("layout", "grid"), *((column.heading, column.role) for column in columns)]
    Head(draft).read(rows[:at])
    if not any(column.role == "project" for column in columns):
        Rows(draft, columns, spans).read(rows[body:])
        return [draft.finished()]
    return [_listed(draft, columns, spans, group) for group in _projects(rows[body:], columns)]


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
    return [group for group in groups if any(filled(row) for row in group)]


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
            continue
        if column.role in ("project", "department"):
            draft.add_field(column.role, column.heading, cell.text, cell.place)
        elif column.role == "fund":
            draft.add_fund(column.heading, None, "budget", "annual", cell.text, cell.place)
        elif column.role == "goal":
            period, kind = labels.goal_of(column.heading) or ("annual", "expected")
            draft.goals.append(Goal(period, kind, joined(cell.text), cell.place))
    kept = [column for column in columns if column.role not in _LIST_ROLES]
    left = min(column.at for column in kept)
    Rows(draft, kept, spans).read([[cell for cell in row if cell.column >= left] for row in rows])
    return draft.finished()


_LIST_ROLES = ("project", "department", "fund", "goal")


def _list_role(text: str) -> str | None:
    """What a column left of the level names states in a list of projects."""
    plain = squeezed(text)
    if labels.field_of(text) == "project" or plain in ("项目", "项目名称"):
        return "project"
    if labels.field_of(text) in ("department", "implementing_unit", "competent_department") or plain in ("单位", "部门"):
        return "department"
    return "fund" if labels.fund_of(text) else "goal" if labels.goal_of(text) else None


def _is_drawn(place: Place) -> bool:
    """Whether a cell comes from a drawn table, whose positions can be trusted; a text's tabs cannot."""
    return any(part is not None for part in (place.grid, place.sheet, place.page))


def _texts(segment: Segment) -> list[str]:
    return [block.text if isinstance(block, Line) else "".join(cell.text for cell in block.cells) for block in segment.blocks]


def _form_by_content(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """What a form without a title is: by its headings, and by whether it states results."""
    evaluates = any(column.role == "actual" for column in columns)
    kinds = [name for name in forms() if name.endswith("self-evaluation") == evaluates]
    found = by_headings((cell.text for row in rows for cell in filled(row)), kinds)
    return found or ("project-self-evaluation" if evaluates else "project-target")


def _heading_at(rows: Sequence[Row]) -> int | None:
    """The row with the headings of the indicator table: level names and a target."""
    for number, row in enumerate(rows):
        roles = {labels.column_of(cell.text) for cell in filled(row)}
        below = {labels.column_of(cell.text) for cell in filled(rows[number + 1])} if number + 1 < len(rows) else set()
        if ("level3" in roles or {"level1", "level2"} <= roles) and {"target", "medium_target"} & (roles | below):
            return number
    return None


def _columns(rows: Sequence[Row], at: int) -> tuple[list[Column], int]:
    """The columns of the indicator table and the number of the first row below its headings, which may take two rows."""
    heads = filled(rows[at])
    below = filled(rows[at + 1]) if at + 1 < len(rows) else []
    two_rows = bool(below) and all(labels.column_of(cell.text) for cell in below)
    found: list[tuple[int, str, str]] = []
    for cell in heads:
        parts = [part for part in below if cell.column <= part.column < cell.column + cell.columns] if two_rows else []
        for named in parts or [cell]:
            role = labels.column_of(named.text) or ("remark" if not is_block_label(named.text) else None)
            if role:
                found.append((named.column, role, named.text))
    level1 = min((position for position, role, _ in found if role == "level1"), default=-1)
    found = [(position, (_list_role(text) or role) if position < level1 else role, text) for position, role, text in found]
    if any(squeezed(text).startswith("三级") for _, _, text in found):
        found = [head for head in found if not (head[1] == "level3" and is_block_label(head[2]))]
    columns: list[Column] = []
    half, seen = 0, set[str]()
    for position, named, text in sorted(found):
        role = named
        if role in seen and role in ("level2", "level3"):
            half, seen = half + 1, set()
        if role == "target" and role in seen:
            # A second value column beside one name: of the two the whole year's counts, half a year's is a milestone.
            before = next(n for n, column in enumerate(columns) if column.role == "target" and column.half == half)
            if "半年" in columns[before].heading:
                columns[before] = replace(columns[before], role="remark")
            else:
                role = "remark"
        seen.add(role)
        columns.append(Column(role, position, half, joined(text)))
    return columns, at + (2 if two_rows else 1)
