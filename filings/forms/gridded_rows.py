"""The rows of indicators of a drawn form, and the foot below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...schemas.vocabulary import squeezed, vocabulary, without_points
from ..model import Cell, Indicator, Period, Place, Repair, Value
from ..value import exact, operator_of, parse
from . import glued, labels
from .alignment import Aligned, Column, aligned
from .draft import TOTALS, Draft
from .gridded_columns import Row, bound, filled, is_block_label, is_column_numbers
from .gridded_head import Head, joined

_TOTAL = re.compile(r"(总分|合计|总计|总得分|得分合计)")
_SUBTOTAL = re.compile(r"(.{2,6}指标)?小计")
_NOTE = re.compile(r"^(注|备注|说明|填表说明|填报说明)[:：\d]|^(说明|备注)$|.*盖章.*年月日")
_FOOT = re.compile(
    r"^.{0,8}(审核意见|审批意见|审核情况|[^。]{0,6}(初审|复审|复核|评审|审查)意见|存在(的)?(主要)?问题|其他说明|实现措施|保障措施|(自评|综合)?总?得?分:\d|改进措施|其他需要说明|需要说明的|自评结论|评价结论|整改措施|下一步)"
)
_EXECUTION = re.compile(r"(年度|全年|项目|部门|单位|整体|支出|预算|资金)*执行(率|情况|进度)?(指标)?")
_EXECUTION_MEASURES = {"weight": "points", "score": "score"}
_ITEM = re.compile(r"\d{1,2}[.、]|\(\d\)")
_PLACEHOLDER = re.compile(r"(三级)?指标\d{1,2}[:：]?")
_DOTS = re.compile(r"[…．.·]{2,}")


def is_foot_text(text: str) -> bool:
    """Whether a cell that stands alone opens the foot below the indicators: a total, a note, a signature."""
    plain = squeezed(text)
    return bool(
        _TOTAL.fullmatch(plain)
        or _NOTE.match(plain)
        or _FOOT.search(plain)
        or labels.field_of(text)
        or labels.leading_field(text)
    )


@dataclass
class Rows:
    """Reads the rows of indicators, and the foot below them."""

    draft: Draft
    columns: list[Column]
    spans: bool
    level1: str | None = None
    labelled: bool = False
    own_level1: bool = False
    level2: dict[int, str | None] = field(default_factory=dict)
    block: str | None = None
    block_period: Period | None = None
    leaves_out: bool = False  # the text leaves merged cells out of the rows below the first, as crawlers do
    explained: frozenset[str] = frozenset()

    def read(self, rows: Sequence[Row]) -> None:
        head, noted = Head(self.draft), False
        self.leaves_out = not self.spans and not any(filled(row) and not row[0].text.strip() for row in rows)
        self.explained = _repeated(rows) if self._has("note", 0) or self._has("standard", 0) else frozenset()
        for number, row in enumerate(rows):
            cells = filled(row)
            if cells and self._is_heading(cells):
                self._bind_again(rows, number)
                continue
            if not cells or is_column_numbers(cells) or all(_DOTS.fullmatch(squeezed(cell.text)) for cell in cells):
                continue
            if any(_SUBTOTAL.fullmatch(squeezed(cell.text)) for cell in cells[:2]):
                continue
            if any(_TOTAL.fullmatch(squeezed(cell.text)) for cell in cells[:2]):
                self._total(cells)
            elif self._is_execution(cells):
                self._execution(cells)
            elif noted and len(cells) == 1 and _ITEM.match(squeezed(cells[0].text)):
                continue
            elif self._is_foot(cells):
                noted = bool(_NOTE.match(squeezed(cells[0].text)))
                head.read([row])
            else:
                self._indicator_row(row)
        self._part_by_total()

    def _bind_again(self, rows: Sequence[Row], number: int) -> None:
        """Open the block below headings that are printed again, over the same columns or others."""
        again = bound(rows, number, drawn=self.spans).columns
        roles = {column.role for column in again}
        if (
            {(c.role, c.at) for c in again} != {(c.role, c.at) for c in self.columns}
            and "level3" in roles
            and roles & {"target", "score"}
        ):
            self.columns = again
        self.open_block(rows[number])

    def open_block(self, row: Sequence[Cell]) -> None:
        """Take the label left of the level names, which says what period the block below it is of."""
        first = min((column.at for column in self.columns if column.role in ("level1", "level2")), default=0)
        label = next((cell.text for cell in filled(row) if cell.column < first and is_block_label(cell.text)), None)
        if label is None or squeezed(label) == self.block:
            return
        if self.block is not None:
            self.level1, self.level2 = None, {}
        self.block, self.block_period = squeezed(label), labels.block_period(label)

    def _is_heading(self, cells: Row) -> bool:
        roles = [labels.column_of(cell.text) for cell in cells]
        return sum(role in ("level1", "level2", "level3", "target") for role in roles) >= 3

    def _is_foot(self, cells: Row) -> bool:
        text = squeezed(cells[0].text)
        if self.spans and self._stands_outside(cells[0]):
            return True
        if _FOOT.search(text) or (len(cells) <= 2 and labels.column_of(text) == "reason"):
            return True
        return bool(_NOTE.match(text)) or bool(labels.field_of(text) or labels.leading_field(cells[0].text))

    def _stands_outside(self, cell: Cell) -> bool:
        """Whether a row of a drawn grid begins left of the level names, or across them, with a text that is none."""
        at = {column.role: column.at for column in self.columns if column.half == 0}
        first = at.get("level1", at.get("level2"))
        known = labels.level_of(cell.text, 1) or labels.level_of(cell.text, 2)
        if cell.rows > 1 or first is None or is_block_label(cell.text) or known:
            return False
        across = cell.column <= first and cell.column + cell.columns > at.get("level2", first)
        return cell.column < first or across

    def _is_execution(self, cells: Row) -> bool:
        """Whether a row of a drawn grid gives the points for budget execution, beside the indicators and not as one of them."""
        levels = [column.at for column in self.columns if column.role in ("level1", "level2", "level3") and column.half == 0]
        if not (self.spans and levels and self._has("score", 0) and cells[0].column <= min(levels)):
            return False
        named = [without_points(cell.text) for cell in cells if cell.column <= max(levels)]
        return all(_EXECUTION.fullmatch(name) for name in named)

    def _execution(self, cells: Row) -> None:
        """Take the points and the score for budget execution, unless the funds block states them already."""
        totals = [fund for fund in self.draft.funds if fund.role == "total"]
        if any(fund.measure == "points" and fund.amount is not None for fund in totals):
            return
        item = totals[0].item if totals else "年度资金总额"
        at = {column.at: column for column in self.columns if column.half == 0}
        for cell in cells:
            column = at.get(cell.column)
            if column and column.role in _EXECUTION_MEASURES:
                measure = _EXECUTION_MEASURES[column.role]
                self.draft.add_fund(item, column.heading, measure, "annual", cell.text, cell.place, role="total")

    def _total(self, cells: Row) -> None:
        numbers = [cell for cell in cells if exact(cell.text) is not None]
        if len(numbers) == 1 and numbers[0].columns > 1:
            numbers *= 2  # one cell merged over points and score
        weighed = any(column.role == "weight" for column in self.columns)
        at = {column.role: column.at for column in self.columns if column.role in ("weight", "score")}
        placed = [cell for role in ("weight", "score") for cell in numbers if cell.column == at.get(role)]
        if self.spans and len(numbers) > len(at) == len(placed):
            numbers = placed  # beside the points of the levels
        for identity, cell in zip(("total_weight", "total_score") if weighed else ("total_score",), numbers, strict=False):
            self.draft.add_field(identity, TOTALS[identity], cell.text, cell.place)

    def _indicator_row(self, row: Row) -> None:
        self.open_block(row)
        result = aligned(row, self.columns, spans=self.spans)
        by_role: dict[tuple[str, int], Cell] = {}
        for column, cell in result.cells.items():
            key = (column.role, column.half)
            if key not in by_role or column.role != "operator" or not operator_of(by_role[key].text):
                by_role[key] = cell
        if self.leaves_out:
            self._restored(by_role)
        self._levels(result, by_role)
        self._repairs(row, result)
        self._part(by_role)
        for half in sorted({column.half for column in self.columns}):
            self._indicator(by_role, half, row)

    def _restored(self, by_role: dict[tuple[str, int], Cell]) -> None:
        """A row that lost its level 1 and names an indicator like a level: 成本指标 | 社会成本指标; or lost all but a note."""
        first, second, name = (by_role.get((role, 0)) for role in ("level1", "level2", "level3"))
        valued = any((role, 0) in by_role for role in ("target", "actual"))
        if first and second and valued and name is None and labels.level_of(first.text, 2):
            by_role["level2", 0], by_role["level3", 0] = first, second
            del by_role["level1", 0]
        elif name and not valued and squeezed(name.text) in self.explained:
            del by_role["level3", 0]

    def _levels(self, result: Aligned, by_role: dict[tuple[str, int], Cell]) -> None:
        if not any(column.role == "level3" and cell.column == column.at for column, cell in result.cells.items()):
            self._move_ambiguous(by_role)
        named = by_role.get(("level1", 0))
        if named is not None:
            known = labels.level_of(named.text, 1)
            name = known or without_points(named.text)
            self.own_level1 = name not in vocabulary().level1
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
                name = labels.level_of(named.text, 2) or without_points(named.text)
                if labels.level_of(named.text, 1) and (not labels.level_of(named.text, 2) or self.own_level1):
                    # NOTE: a place's own level 1 above 产出指标 and 效益指标, which stay what they are everywhere
                    self.level1 = labels.level_of(named.text, 1)
                if name != self.level2.get(half) or not self.labelled:
                    self.draft.add_level(2, name, joined(named.text), self._parent(name), self._period_of(half), named.place)
                self.level2[half] = name

    def _move_ambiguous(self, by_role: dict[tuple[str, int], Cell]) -> None:
        """成本指标 alone in a row that may have lost cells is the level 2 below 产出指标."""
        cell = by_role.get(("level1", 0))
        if self.spans or cell is None or ("level2", 0) in by_role or not self._has("level2", 0):
            return
        level2 = labels.level_of(cell.text, 2)
        entry = vocabulary().level2.get(level2 or "")
        if entry and self.level1 in entry.parents and level2 != "服务对象满意度指标":
            by_role["level2", 0] = by_role.pop(("level1", 0))

    def _parent(self, level2: str) -> str | None:
        """The level-1 name above; where the printed one cannot hold this level 2, the row has lost its level-1 cell."""
        entry = vocabulary().level2.get(level2)
        if entry and entry.parents and (self.level1 is None or not any(c.role == "level1" for c in self.columns)):
            self.level1 = entry.parents[0]
        return self.level1

    def _repairs(self, row: Row, result: Aligned) -> None:
        text = " | ".join(cell.text for cell in filled(row))
        moved = [
            column
            for column, cell in result.cells.items()
            if column.half == 0
            and column.role in ("level1", "level2", "level3")
            and not cell.column <= column.at < cell.column + cell.columns
        ]
        if moved and not self.leaves_out:
            self.draft.repairs.append(Repair("shifted", text, "、".join(column.heading for column in moved), row[0].place))
        for cell in result.left_over:
            if labels.level_of(cell.text, 1) or labels.level_of(cell.text, 2):
                self.draft.repairs.append(Repair("nested-label", cell.text, text, cell.place))

    def _part(self, by_role: dict[tuple[str, int], Cell]) -> None:
        """Part the texts of two cells that stand in one while the other is blank."""
        for first, second, parted in (("weight", "score", glued.points), ("target", "actual", glued.values)):
            for half in {column.half for column in self.columns if column.role == second}:
                cells = [cell for role in (first, second) if (cell := by_role.get((role, half))) and cell.text]
                pair = parted(squeezed(cells[0].text)) if len(cells) == 1 and self._has(first, half) else None
                if pair:
                    self.draft.repairs.append(Repair("glued", cells[0].text, " | ".join(pair), cells[0].place))
                    by_role[first, half], by_role[second, half] = (replace(cells[0], text=text) for text in pair)

    def _part_by_total(self) -> None:
        """Part points and scores that stand in one cell where only that makes the points add up."""
        if not any(column.role == "score" for column in self.columns):
            return
        for at, (weight, score) in glued.by_total(self.draft.indicators).items():
            one = self.draft.indicators[at]
            self.draft.indicators[at] = replace(one, weight=weight, score=score)
            self.draft.repairs.append(Repair("glued", f"{one.weight}", f"{weight} | {score}", one.place))

    def _indicator(self, by_role: dict[tuple[str, int], Cell], half: int, row: Row) -> None:
        cells = {role: cell for (role, at), cell in by_role.items() if at == half}
        texts = {role: joined(cell.text) for role, cell in cells.items()}
        cell, printed = cells.get, {column.role for column in self.columns if column.half == half}

        def text(role: str) -> str:
            return texts.get(role, "")

        name, targets = text("level3"), [role for role in ("medium_target", "target") if role in printed]
        asked = bool(targets) or "score" not in printed
        if not name and not any(text(role) for role in targets) and not text("actual"):
            return
        if _PLACEHOLDER.fullmatch(squeezed(name)) and not any(text(role) for role in (*targets, "actual", "score")):
            return  # what the template prints where nothing was filled in
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
                    target=parse(text(role), place, operator=text("operator"), unit=text("unit"))
                    if asked
                    else Value("", "unasked", place=place),
                    place=place,
                    level3_place=name_place,
                    actual=self._actual(text("actual"), cell("actual"), row, text("unit")),
                    weight=self._number(text("weight") if "weight" in printed else labels.points_of(name) or ""),
                    score=self._number(text("score")),
                    weight_place=_place_of(cell("weight")) if "weight" in printed else name_place,
                    score_place=_place_of(cell("score")),
                    reason=text("reason") if "reason" in printed else None,
                    note=text("note") if "note" in printed else None,
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
            return self.block_period
        return "medium-term" if half == 0 else "annual"

    def _place(self, cell: Cell | None, row: Row) -> Place:
        return cell.place if cell else filled(row)[0].place


def _repeated(rows: Sequence[Row]) -> frozenset[str]:
    """The texts that most rows repeat: an explanation, never a name."""
    counts = Counter(squeezed(cell.text) for row in rows for cell in row if len(cell.text.strip()) > _SHORTEST_REPEATED)
    return frozenset(text for text, count in counts.items() if count * 2 > len(rows))


_SHORTEST_REPEATED = 4


def _place_of(cell: Cell | None) -> Place | None:
    return cell.place if cell else None
