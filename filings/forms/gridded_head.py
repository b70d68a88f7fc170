"""The head of a drawn form: particulars, funds and goals, found by their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...schemas.vocabulary import squeezed
from ..model import Cell, Goal, Line, Period
from . import labels
from .draft import Draft, money
from .gridded_columns import Row, filled, is_drawn
from .gridded_tasks import Tasks, tasks_at

_SHORTEST_GOAL = 8
_OF_THE_YEAR = re.compile("年度|当年|本年|全年")
_ANY_TOTAL = re.compile(r"(项目)?(资金|预算)?总(额|预算|投资)")
_ANNUAL_TOTAL = re.compile(r"(年度|当年|本年|全年).{0,4}(资金|预算|申请)")
_MONEY_LABEL = re.compile(r"^(项目|年度|当年|本年)?(资金|预算|经费)(总额|来源|构成|情况|安排|申请|投入|及|和|$|\()")
_REVIEW = re.compile(r"(审核|审批|复核)(人|意见|情况)|盖章.*年月日")
_BY_KIND = re.compile(r"按.{0,4}(收入|资金|支出)?(性质|来源|结构)分?:?$")
_PAST = re.compile(r"(上年|上一年|去年|前年)度?(预算|实际|执行|安排)|20\d\d年(实际)?执行")
_EXECUTION_POINTS = re.compile(r"(预算)?执行率?(分值|权重)?\(\d+分?\)")


def joined(text: str) -> str:
    """The text of a cell without its line breaks."""
    return (re.sub(r"[^\S\n]*\n\s*", "", text) if "\n" in text else text).strip()


@dataclass
class Head:
    """Reads the rows above the indicators."""

    draft: Draft
    measures: dict[int, tuple[str, str]] = field(default_factory=dict)
    periods: dict[int, Period] = field(default_factory=dict)
    beside: dict[int, tuple[str, str]] = field(default_factory=dict)
    named: Cell | None = None
    points: Cell | None = None
    lost: bool = False
    tasks: Tasks | None = None
    past: set[int] = field(default_factory=set)

    def read(self, rows: Sequence[Row]) -> None:
        taken: set[Cell] = set()
        for number, row in enumerate(rows):
            below = rows[number + 1] if number + 1 < len(rows) else []
            cells = [cell for cell in filled(row) if cell not in taken]
            for cell in cells:
                self.draft.state_unit(joined(cell.text))
            if self.tasks and cells and self.tasks.goes_on(cells):
                self.tasks = None if self.tasks.total(row, self.draft) else self.tasks
                continue
            self.tasks = tasks_at(cells, below)
            if self.tasks:
                continue
            if any(_BY_KIND.match(squeezed(cell.text)) for cell in cells):
                self.measures = {}  # what follows is listed beside its labels, not under the headings of the total
            self.past = _past_columns(cells) or self.past
            if self._measures(cells) or self._funds_by_measure(row, cells):
                continue
            taken |= self._goals(row, cells, below)
            taken |= self._funds(row, cells, below)
            self._fields(cells, taken)
        self._points_alone(rows)

    def _points_alone(self, rows: Sequence[Row]) -> None:
        """Points for budget execution that a target form states in a cell of their own: '执行率分值(10)'."""
        if any(fund.measure == "points" for fund in self.draft.funds):
            return
        cell = next((cell for row in rows for cell in row if _EXECUTION_POINTS.fullmatch(squeezed(cell.text))), None)
        if cell is not None:
            points = labels.points_of(cell.text) or ""
            self.draft.add_fund("年度资金总额", joined(cell.text), "points", "annual", points, cell.place)

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
            self.measures, self.lost = found, False
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
        values = [cell for cell in cells if cell.column > named.column and _is_amount(cell.text)]
        behind = [cell for cell in row if cell.column > named.column]
        first = min(self.measures)
        before = not is_drawn(named.place) and any(cell.column < first for cell in values)
        self.lost = self.lost or (before and len(behind) >= len(self.measures))
        if self.lost:
            # merged cells on its left are lost, blank ones are not
            at = {cell.column + first - 1 - named.column: cell for cell in behind}
            values = []
        if any(cell.column not in self.measures for cell in values) and len(values) <= len(self.measures):
            at = dict(zip(sorted(self.measures), values, strict=False))  # the row has lost cells on its left
        for column, (measure, heading) in self.measures.items():
            cell = at.get(column)
            text, place = (cell.text, cell.place) if cell else ("", named.place)
            self.draft.add_fund(named.text, heading, measure, "annual", text, place)
        return True

    def _funds(self, row: Row, cells: Row, below: Row) -> set[Cell]:
        named = [cell for cell in cells if labels.fund_of(cell.text) and not _is_content(cell, cells)]
        taken: set[Cell] = set()
        if not named:
            return taken
        cells = [cell for cell in cells if cell.column not in self.past]
        under = {cell.column: cell for cell in below}
        numbers = [cell for cell in cells if money(cell.text)[0] is not None]
        downward = not numbers and any(cell.column in under and money(under[cell.column].text)[0] is not None for cell in named)
        for cell in named:
            value = under.get(cell.column) if downward else _next(cell, [c for c in cells if squeezed(c.text) != "小计"])
            if value is not None and money(value.text)[0] is None and value.text.strip():
                value = None
            period = self._period(cell, cells)
            if self.beside:
                measure, heading = self.beside[min(self.beside, key=lambda column, at=cell.column: abs(column - at))]
                text, place = (value.text, value.place) if value else ("", cell.place)
                self.draft.add_fund(joined(cell.text), heading.strip(":："), measure, "annual", text, place)
                taken |= {part for part in (cell, value) if part}
                continue
            text, place = (value.text, value.place) if value else ("", cell.place)
            self.draft.add_fund(joined(cell.text), None, "budget", period, text, place)
            taken.add(cell)
            if value:
                taken.add(value)
        return taken

    def _period(self, cell: Cell, cells: Row) -> Period:
        text = squeezed(cell.text)
        plain = _ANY_TOTAL.match(text) and not _OF_THE_YEAR.search(text)
        beside_annual = plain and any(_ANNUAL_TOTAL.search(squeezed(other.text)) for other in cells)
        if beside_annual or re.search("中期|实施期|实施周期|总体", text):
            self.periods[cell.column] = "medium-term"
        elif _OF_THE_YEAR.search(text) or not self.periods:
            self.periods[cell.column] = "annual"
        nearest = min(self.periods, key=lambda column: abs(column - cell.column))
        return self.periods[nearest]

    def _goals(self, row: Row, cells: Row, below: Row) -> set[Cell]:
        taken: set[Cell] = set()
        named = [cell for cell in cells if labels.goal_of(cell.text)]
        texts = [cell for cell in filled(below) if _is_prose(cell.text)]
        texts = texts if any(len(cell.text) >= _SHORTEST_GOAL for cell in texts) else []
        block = len(named) - len(texts)  # the label of the block stands before those of the texts
        if len(texts) > 1 and block in (0, 1) and len(texts) == len(filled(below)) and not is_drawn(named[0].place):
            for cell, text in zip(named[block:], texts, strict=True):  # however many merged cells their row has lost
                self.draft.state_period(cell.text, cell.place) if re.search(r"20\d\d", cell.text) else None
                self.draft.goals.append(
                    Goal(*(labels.goal_of(cell.text) or ("annual", "expected")), joined(text.text), text.place)
                )
                taken |= {cell, text}
            return taken
        if len(named) > 1:
            first, second = named[:2]
            stands_over = any(first.column <= cell.column < second.column for cell in filled(below))
            if _next(first, cells) is second and not stands_over:
                named = named[1:]  # the label of the block, not of a cell
        for cell in cells:
            label, _, text = cell.text.replace(":", "：", 1).partition("：")
            if text.strip() and (meaning := labels.goal_of(label)):
                self.draft.goals.append(Goal(*meaning, joined(text), cell.place))
                taken.add(cell)
        for position, cell in enumerate(named):
            self.draft.state_period(cell.text, cell.place) if re.search(r"20\d\d", cell.text) else None
            value = _next(cell, cells)
            if value is None or labels.goal_of(value.text) or labels.field_of(value.text):
                last = named[position + 1].column if position + 1 < len(named) else 10**6
                if len(row) == 1 and any(labels.goal_of(c.text) for c in filled(below)):
                    continue
                value = next((c for c in filled(below) if cell.column <= c.column < last and _is_prose(c.text)), None)
                if len(row) == 1 and value is not None and len(value.text) < _SHORTEST_GOAL:
                    value = None
                if value is None and len(row) == 1:
                    continue  # a banner over a block, not a label beside a cell
            period, kind = labels.goal_of(cell.text) or ("annual", "expected")
            self.draft.state_year_of_goal(cell.text, cell.place)
            place = value.place if value else (below[0].place if below and len(named) > 1 else cell.place)
            self.draft.goals.append(Goal(period, kind, joined(value.text) if value else "", place))
            taken.add(cell)
            if value:
                taken.add(value)
        return taken

    def _fields(self, cells: Row, taken: set[Cell]) -> None:
        for cell in cells:
            if cell in taken or _REVIEW.search(squeezed(cell.text)):
                continue  # the reviewer's signature and date are not the filer's
            identity = labels.field_of(cell.text)
            if identity:
                value = _next(cell, cells)
                blank = value is None or _is_label(value.text)
                content = "" if value is None or blank else value.text
                self.draft.add_field(
                    identity, joined(cell.text), joined(content), cell.place if blank or value is None else value.place
                )
                if value is not None and not blank:
                    taken.add(value)
            else:
                line = Line(cell.text, cell.place)
                if not (self._prose_funds(cell, cells) or self.draft.read_head_line(line, running=False)):
                    self.draft.read_inline_funds(cell.text, cell.place)

    def _prose_funds(self, cell: Cell, cells: Row) -> bool:
        """Take the amounts in a sentence beside a label that announces them; whether there was such a sentence."""
        announced = any(other.column < cell.column and _MONEY_LABEL.search(squeezed(other.text)) for other in cells)
        return announced and self.draft.read_prose_funds(cell.text, cell.place)


def _past_columns(cells: Row) -> set[int]:
    """Where headings of amounts name a year gone by: 上年度实际执行, beside one that does not; empty where there are none."""
    past = {cell.column for cell in cells if _PAST.match(squeezed(cell.text))}
    return past if len(past) < len(cells) and not any(money(cell.text)[0] for cell in cells) else set()


def _is_amount(text: str) -> bool:
    return money(text)[0] is not None or not squeezed(text).strip("-—/")


def _points_beside(cells: Row) -> Cell | None:
    """The label that carries the points for budget execution: '预算执行情况（20分）'."""
    return next((cell for cell in cells if "执行" in cell.text and labels.points_of(cell.text)), None)


def _number_beside(cell: Cell, cells: Row) -> Cell | None:
    """The number right of a label, where it stands before any other label."""
    value = _next(cell, cells)
    return value if value is not None and money(value.text)[0] is not None else None


def _is_content(cell: Cell, cells: Row) -> bool:
    """Whether a cell is what the particular left of it states: 资金性质 | 一般公共预算."""
    before = max((other for other in cells if other.column < cell.column), key=lambda other: other.column, default=None)
    return before is not None and labels.field_of(before.text) == "category"


def _is_label(text: str) -> bool:
    """Whether a cell holds a label of its own, alone or with its content: 填报日期：2023年2月3日."""
    return bool(labels.field_of(text) or labels.fund_of(text) or labels.leading_field(text))


def _is_prose(text: str) -> bool:
    """Whether a cell holds a text of its own rather than another label."""
    return not (labels.column_of(text) or labels.goal_of(text) or labels.field_of(text) or labels.fund_of(text))


def _next(cell: Cell, cells: Row) -> Cell | None:
    return next((other for other in cells if other.column > cell.column), None)
