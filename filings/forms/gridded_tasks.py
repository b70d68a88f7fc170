"""The main tasks of a department's year, a row each with its amounts: only their total is the department's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...schemas.vocabulary import squeezed
from ..model import Cell
from . import labels
from .draft import Draft
from .gridded_columns import Row, filled, is_drawn

_NAME = re.compile(r"(年度|主要|重点|工作)*任务(名称)?")
_BESIDE = re.compile(r"(主要|任务|工作|具体|年度)*(内容|完成情况|目标)|金额|.*(预算|支出|执行)(数|金额|安排)")
_TOTAL = re.compile(r"(金额|资金|预算)?(合计|总计)")


@dataclass(frozen=True, slots=True)
class Tasks:
    """A block of tasks: the column of their names, and the item, heading and measure of each column of amounts."""

    at: int
    amounts: Mapping[int, tuple[str, str, str]]

    def goes_on(self, cells: Row) -> bool:
        """Whether a row still belongs to the block: it begins with a name, not left of it or with a label of the form."""
        text = cells[0].text
        labelled = labels.goal_of(text) or labels.field_of(text)
        measured = sum(bool(labels.measure_of(cell.text)) for cell in cells) > 1
        return cells[0].column >= self.at and not labelled and not measured

    def total(self, row: Row, draft: Draft) -> bool:
        """Take the amounts of the row that adds the tasks up, where this is it."""
        named = next((cell for cell in filled(row) if _TOTAL.fullmatch(squeezed(cell.text))), None)
        if named is None:
            return False
        for cell in row:
            if cell.column in self.amounts and cell.column > named.column:
                item, heading, measure = self.amounts[cell.column]
                draft.add_fund(item, heading, measure, "annual", cell.text, cell.place)
        return True


def tasks_at(cells: Row, below: Sequence[Cell]) -> Tasks | None:
    """The block of tasks that the headings in `cells`, some of them divided in the row `below`, open; None if they open none."""
    heads = [cell for cell in cells if _NAME.fullmatch(squeezed(cell.text)) and is_drawn(cell.place)]
    beside = [cell for cell in cells if heads and cell.column > heads[-1].column]
    if not any(_BESIDE.fullmatch(_bare(cell.text)) for cell in beside):
        return None
    amounts: dict[int, tuple[str, str, str]] = {}
    for cell in beside:
        measure = labels.measure_of(cell.text) or ("budget" if labels.fund_of(cell.text) or _bare(cell.text) == "金额" else None)
        if measure is None:
            continue
        parts = [part for part in filled(below) if cell.column <= part.column < cell.column + cell.columns]
        for part in parts or [cell]:
            source = labels.fund_of(part.text) if parts else None
            item = part.text if source and source != "total" else "金额合计"
            amounts[part.column] = (item, cell.text.strip(), measure)
    return Tasks(heads[-1].column, amounts)


def _bare(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", squeezed(text))
