"""Forms drawn as tables: particulars, funds and goals by their labels, indicators by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...schemas.form import forms
from ...schemas.recognition import by_headings
from ...schemas.vocabulary import squeezed, vocabulary
from ..model import Cell, Goal, Indicator, Line, Period, Place, Repair, Table, Value
from ..value import exact, operator_of, parse
from . import labels
from .alignment import Aligned, Column, aligned
from .draft import Draft, money
from .segments import Segment

Row = list[Cell]
_TOTAL = re.compile(r"(总分|合计|总计|总得分|得分合计)")
_NOTE = re.compile(r"^(注|备注|说明|填表说明|填报说明)[:：\d]")
_FOOT = re.compile(
    r"^.{0,8}(审核意见|审批意见|存在(的)?(主要)?问题|改进措施|其他需要说明|需要说明的|自评结论|评价结论|整改措施|下一步)"
)
_SHORTEST_GOAL = 8
_DOTS = re.compile(r"[…．.·]{2,}")


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
    draft.has_reasons = any(column.role == "reason" for column in columns)
    draft.bound = [("layout", "grid"), *((column.heading, column.role) for column in columns)]
    _Head(draft).read(rows[:at])
    if not any(column.role == "project" for column in columns):
        _Body(draft, columns, spans).read(rows[body:])
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
    return [group for group in groups if any(_filled(row) for row in group)]


def _listed(head: Draft, columns: list[Column], spans: bool, rows: list[Row]) -> Table:
    """One project of a list: its name, amount and goal stand in columns left of its indicators."""
    first = {cell.column: cell for row in reversed(rows) for cell in _filled(row)}
    draft = replace(
        head, place=_filled(rows[0])[0].place, fields=[], funds=[], goals=[], levels=[], indicators=[], repairs=[],
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
    _Body(draft, kept, spans).read([[cell for cell in row if cell.column >= left] for row in rows])
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
    found = by_headings((cell.text for row in rows for cell in _filled(row)), kinds)
    return found or ("project-self-evaluation" if evaluates else "project-target")


def joined(text: str) -> str:
    """The text of a cell without its line breaks."""
    return re.sub(r"[^\S\n]*\n\s*", "", text).strip()


def _filled(row: Row) -> Row:
    return [cell for cell in row if cell.text.strip()]


def _heading_at(rows: Sequence[Row]) -> int | None:
    """The row with the headings of the indicator table: level names and a target."""
    for number, row in enumerate(rows):
        roles = {labels.column_of(cell.text) for cell in _filled(row)}
        below = {labels.column_of(cell.text) for cell in _filled(rows[number + 1])} if number + 1 < len(rows) else set()
        if ("level3" in roles or {"level1", "level2"} <= roles) and {"target", "medium_target"} & (roles | below):
            return number
    return None


def _columns(rows: Sequence[Row], at: int) -> tuple[list[Column], int]:
    """The columns of the indicator table and the number of the first row below its headings, which may take two rows."""
    heads = _filled(rows[at])
    below = _filled(rows[at + 1]) if at + 1 < len(rows) else []
    two_rows = bool(below) and all(labels.column_of(cell.text) for cell in below)
    found: list[tuple[int, str, str]] = []
    for cell in heads:
        parts = [part for part in below if cell.column <= part.column < cell.column + cell.columns] if two_rows else []
        for named in parts or [cell]:
            role = labels.column_of(named.text) or ("remark" if not _is_block_label(named.text) else None)
            if role:
                found.append((named.column, role, named.text))
    level1 = min((position for position, role, _ in found if role == "level1"), default=-1)
    found = [(position, (_list_role(text) or role) if position < level1 else role, text) for position, role, text in found]
    if any(squeezed(text).startswith("三级") for _, _, text in found):
        found = [head for head in found if not (head[1] == "level3" and _is_block_label(head[2]))]
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


def _is_block_label(text: str) -> bool:
    return re.sub(r"\(.*", "", squeezed(text)) in ("绩效指标", "年度绩效指标", "本年度绩效指标", "绩效目标", "绩", "绩效")


@dataclass
class _Head:
    """Reads the rows above the indicators."""

    draft: Draft
    measures: dict[int, tuple[str, str]] = field(default_factory=dict)
    periods: dict[int, Period] = field(default_factory=dict)
    beside: dict[int, tuple[str, str]] = field(default_factory=dict)
    named: Cell | None = None
    points: Cell | None = None

    def read(self, rows: Sequence[Row]) -> None:
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            below = rows[number + 1] if number + 1 < len(rows) else []
            cells = [cell for cell in _filled(row) if (cell.row, cell.column) not in taken]
            for cell in cells:
                self.draft.state_unit(joined(cell.text))
            if self._measures(cells) or self._funds_by_measure(row, cells):
                continue
            taken |= self._goals(row, cells, below)
            taken |= self._funds(row, cells, below)
            self._fields(cells, taken)

    def _measures(self, cells: Row) -> bool:
        found = {cell.column: (measure, joined(cell.text)) for cell in cells if (measure := labels.measure_of(cell.text))}
        if len(found) < 2:
            return False
        beside = {cell.column: value for cell in cells if cell.column in found and (value := _number_beside(cell, cells))}
        if beside:
            self.beside = found
            for column, value in beside.items():
                measure, heading = found[column]
                self.draft.add_fund("资金总额", heading.strip(":："), measure, "annual", value.text, value.place)
        else:
            self.measures = found
            self.points = None if any(measure == "points" for measure, _ in found.values()) else _points_beside(cells)
            self.named = next((cell for cell in cells if labels.fund_of(cell.text)), None)
        return True

    def _funds_by_measure(self, row: Row, cells: Row) -> bool:
        named = next((cell for cell in cells if labels.fund_of(cell.text)), None)
        if named is None and sum(1 for cell in cells if cell.column in self.measures and money(cell.text)[0] is not None) > 1:
            named, self.named = self.named, None
        if named is None or not self.measures:
            return False
        if sum(named.column <= column < named.column + named.columns for column in self.measures) > 1:
            return False  # the label spans the amounts, so its own amount stands behind it
        if self.points and labels.fund_of(named.text) == "total":
            points = labels.points_of(self.points.text)
            self.draft.add_fund(named.text, joined(self.points.text), "points", "annual", points or "", self.points.place)
        at = {cell.column: cell for cell in row}
        for column, (measure, heading) in self.measures.items():
            cell = at.get(column)
            text, place = (cell.text, cell.place) if cell else ("", named.place)
            self.draft.add_fund(named.text, heading, measure, "annual", text, place)
        return True

    def _funds(self, row: Row, cells: Row, below: Row) -> set[tuple[int, int]]:
        named = [cell for cell in cells if labels.fund_of(cell.text)]
        taken: set[tuple[int, int]] = set()
        if not named:
            return taken
        under = {cell.column: cell for cell in below}
        numbers = [cell for cell in cells if money(cell.text)[0] is not None]
        downward = not numbers and any(cell.column in under and money(under[cell.column].text)[0] is not None for cell in named)
        for cell in named:
            value = under.get(cell.column) if downward else _next(cell, cells)
            if value is not None and money(value.text)[0] is None and value.text.strip():
                value = None
            period = self._period(cell, cells)
            if self.beside:
                measure, heading = self.beside[min(self.beside, key=lambda column, at=cell.column: abs(column - at))]
                text, place = (value.text, value.place) if value else ("", cell.place)
                self.draft.add_fund(joined(cell.text), heading.strip(":："), measure, "annual", text, place)
                taken |= {(part.row, part.column) for part in (cell, value) if part}
                continue
            text, place = (value.text, value.place) if value else ("", cell.place)
            self.draft.add_fund(joined(cell.text), None, "budget", period, text, place, False)
            taken.add((cell.row, cell.column))
            if value:
                taken.add((value.row, value.column))
        return taken

    def _period(self, cell: Cell, cells: Row) -> Period:
        text = squeezed(cell.text)
        beside_annual = "项目资金总额" in text and any("年度" in squeezed(other.text) for other in cells)
        if beside_annual or re.search("中期|实施期|实施周期|总体", text):
            self.periods[cell.column] = "medium-term"
        elif "年度" in text or not self.periods:
            self.periods[cell.column] = "annual"
        nearest = min(self.periods, key=lambda column: abs(column - cell.column))
        return self.periods[nearest]

    def _goals(self, row: Row, cells: Row, below: Row) -> set[tuple[int, int]]:
        named = [cell for cell in cells if labels.goal_of(cell.text)]
        if len(named) > 1:
            first, second = named[:2]
            stands_over = any(first.column <= cell.column < second.column for cell in _filled(below))
            if _next(first, cells) is second and not stands_over:
                named = named[1:]  # the label of the block, not of a cell
        taken: set[tuple[int, int]] = set()
        for position, cell in enumerate(named):
            self.draft.state_period(cell.text, cell.place) if re.search(r"20\d\d", cell.text) else None
            value = _next(cell, cells)
            if value is None or labels.goal_of(value.text) or labels.field_of(value.text):
                last = named[position + 1].column if position + 1 < len(named) else 10**6
                if len(row) == 1 and any(labels.goal_of(c.text) for c in _filled(below)):
                    continue
                value = next((c for c in _filled(below) if cell.column <= c.column < last and _is_prose(c.text)), None)
                if len(row) == 1 and value is not None and len(value.text) < _SHORTEST_GOAL:
                    value = None
                if value is None and len(row) == 1:
                    continue  # a banner over a block, not a label beside a cell
            period, kind = labels.goal_of(cell.text) or ("annual", "expected")
            place = value.place if value else (below[0].place if below and len(named) > 1 else cell.place)
            self.draft.goals.append(Goal(period, kind, joined(value.text) if value else "", place))
            taken.add((cell.row, cell.column))
            if value:
                taken.add((value.row, value.column))
        return taken

    def _fields(self, cells: Row, taken: set[tuple[int, int]]) -> None:
        for cell in cells:
            if (cell.row, cell.column) in taken:
                continue
            identity = labels.field_of(cell.text)
            if identity:
                value = _next(cell, cells)
                blank = value is None or labels.field_of(value.text) or labels.fund_of(value.text)
                content = "" if value is None or blank else value.text
                self.draft.add_field(
                    identity, joined(cell.text), joined(content), cell.place if blank or value is None else value.place
                )
                if value is not None and not blank:
                    taken.add((value.row, value.column))
            else:
                line = Line(cell.text, cell.place)
                if not self.draft.read_head_line(line, running=False):
                    self.draft.read_inline_funds(cell.text, cell.place)


def _points_beside(cells: Row) -> Cell | None:
    """The label that carries the points for budget execution: '预算执行情况（20分）'."""
    return next((cell for cell in cells if "执行" in cell.text and labels.points_of(cell.text)), None)


def _number_beside(cell: Cell, cells: Row) -> Cell | None:
    """The number right of a label, where it stands before any other label."""
    value = _next(cell, cells)
    return value if value is not None and money(value.text)[0] is not None else None


def _is_prose(text: str) -> bool:
    """Whether a cell holds a text of its own rather than another label."""
    return not (labels.column_of(text) or labels.goal_of(text) or labels.field_of(text) or labels.fund_of(text))


def _next(cell: Cell, cells: Row) -> Cell | None:
    return next((other for other in cells if other.column > cell.column), None)


@dataclass
class _Body:
    """Reads the rows of indicators, and the foot below them."""

    draft: Draft
    columns: list[Column]
    spans: bool
    level1: str | None = None
    labelled: bool = False
    level2: dict[int, str | None] = field(default_factory=dict)

    def read(self, rows: Sequence[Row]) -> None:
        head = _Head(self.draft)
        for row in rows:
            cells = _filled(row)
            if not cells or self._is_heading(cells) or all(_DOTS.fullmatch(squeezed(cell.text)) for cell in cells):
                continue
            if any(_TOTAL.fullmatch(squeezed(cell.text)) for cell in cells[:2]):
                self._total(cells)
            elif self._is_foot(cells):
                head.read([row])
            else:
                self._indicator_row(row)

    def _is_heading(self, cells: Row) -> bool:
        roles = [labels.column_of(cell.text) for cell in cells]
        return sum(role in ("level1", "level2", "level3", "target") for role in roles) >= 3

    def _is_foot(self, cells: Row) -> bool:
        text = squeezed(cells[0].text)
        if self.spans and self._stands_outside(cells[0]):
            return True
        if _FOOT.search(text) or (len(cells) <= 2 and labels.column_of(text) == "reason"):
            return True
        return bool(_NOTE.match(text)) or bool(labels.field_of(text) or (len(cells) == 1 and labels.inline_fields(cells[0].text)))

    def _stands_outside(self, cell: Cell) -> bool:
        """Whether a row of a drawn grid begins left of the level names, or across them, with a text that is none."""
        at = {column.role: column.at for column in self.columns if column.half == 0}
        if cell.rows > 1 or "level1" not in at or _is_block_label(cell.text) or labels.level_of(cell.text, 1):
            return False
        across = cell.column <= at["level1"] and cell.column + cell.columns > at.get("level2", at["level1"])
        return cell.column < at["level1"] or across

    def _total(self, cells: Row) -> None:
        numbers = [cell for cell in cells if exact(cell.text) is not None]
        if len(numbers) == 1 and numbers[0].columns > 1:
            numbers *= 2  # one cell merged over points and score
        weighed = any(column.role == "weight" for column in self.columns)
        for identity, cell in zip(("total_weight", "total_score") if weighed else ("total_score",), numbers, strict=False):
            self.draft.add_field(identity, "总分", cell.text, cell.place)

    def _indicator_row(self, row: Row) -> None:
        result = aligned(row, self.columns, spans=self.spans)
        by_role: dict[tuple[str, int], Cell] = {}
        for column, cell in result.cells.items():
            key = (column.role, column.half)
            if key not in by_role or column.role != "operator" or not operator_of(by_role[key].text):
                by_role[key] = cell
        self._levels(result, by_role)
        self._repairs(row, result)
        for half in sorted({column.half for column in self.columns}):
            self._indicator(by_role, half, row)

    def _levels(self, result: Aligned, by_role: dict[tuple[str, int], Cell]) -> None:
        named = by_role.get(("level1", 0))
        if named is not None:
            name = labels.level_of(named.text, 1) or squeezed(named.text)
            if name == self.level1 and self.labelled:
                pass  # a flat table prints the name on every row
            elif name == self.level1:
                self.draft.repairs.append(Repair("continued", joined(named.text), name, named.place))
            else:
                self.draft.add_level(1, name, joined(named.text), None, None, named.place)
                self.level1, self.level2 = name, {}
        self.labelled = named is not None
        for half in sorted({column.half for column in self.columns}):
            named = by_role.get(("level2", half))
            if named is not None:
                name = labels.level_of(named.text, 2) or squeezed(named.text)
                if name != self.level2.get(half) or not self.labelled:
                    self.draft.add_level(2, name, joined(named.text), self._parent(name), self._period_of(half), named.place)
                self.level2[half] = name

    def _parent(self, level2: str) -> str | None:
        """The level-1 name above; where the printed one cannot hold this level 2, the row has lost its level-1 cell."""
        entry = vocabulary().level2.get(level2)
        if entry and entry.parents and (self.level1 is None or not any(c.role == "level1" for c in self.columns)):
            self.level1 = entry.parents[0]
        return self.level1

    def _repairs(self, row: Row, result: Aligned) -> None:
        text = " | ".join(cell.text for cell in _filled(row))
        moved = [
            column
            for column, cell in result.cells.items()
            if column.half == 0
            and column.role in ("level1", "level2", "level3")
            and not cell.column <= column.at < cell.column + cell.columns
        ]
        if moved:
            self.draft.repairs.append(Repair("shifted", text, "、".join(column.heading for column in moved), row[0].place))
        for cell in result.left_over:
            if labels.level_of(cell.text, 1) or labels.level_of(cell.text, 2):
                self.draft.repairs.append(Repair("nested-label", cell.text, text, cell.place))

    def _indicator(self, by_role: dict[tuple[str, int], Cell], half: int, row: Row) -> None:
        def cell(role: str) -> Cell | None:
            return by_role.get((role, half))

        def text(role: str) -> str:
            found = cell(role)
            return joined(found.text) if found else ""

        name, targets = text("level3"), [role for role in ("medium_target", "target") if self._has(role, half)]
        if not name and not any(text(role) for role in targets) and not text("actual"):
            return
        name_place = self._place(cell("level3"), row)
        for role in targets or ["target"]:
            period: Period = "medium-term" if role == "medium_target" else (self._period_of(half) or "annual")
            place = self._place(cell(role), row)
            self.draft.indicators.append(
                Indicator(
                    level1=self.level1,
                    level2=self.level2.get(half) or self.level2.get(0),
                    level3=name,
                    period=period,
                    target=parse(text(role), place, operator=text("operator"), unit=text("unit")),
                    place=place,
                    level3_place=name_place,
                    actual=self._actual(text("actual"), cell("actual"), row, text("unit")),
                    weight=self._number(text("weight")),
                    score=self._number(text("score")),
                    reason=text("reason") if self._has("reason", half) else None,
                    note=text("note") if self._has("note", half) else None,
                    declared=text("operator") if text("operator") and not operator_of(text("operator")) else None,
                )
            )

    def _actual(self, text: str, cell: Cell | None, row: Row, unit: str) -> Value | None:
        if not any(column.role == "actual" for column in self.columns):
            return None
        return replace(parse(text, self._place(cell, row), unit=unit), text=text)

    def _number(self, text: str) -> Decimal | None:
        return exact(text.rstrip("分%"))

    def _has(self, role: str, half: int) -> bool:
        return any(column.role == role and column.half == half for column in self.columns)

    def _period_of(self, half: int) -> Period | None:
        if len({column.half for column in self.columns if column.role == "level3"}) < 2:
            return None
        return "medium-term" if half == 0 else "annual"

    def _place(self, cell: Cell | None, row: Row) -> Place:
        return cell.place if cell else _filled(row)[0].place
