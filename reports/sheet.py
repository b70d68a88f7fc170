"""A table as filed, redrawn: particulars, funds, goals and indicators, with merged level cells and the marks of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..filings.model import Fund, Goal, Indicator, Place, Table
from ..schemas.vocabulary import squeezed
from ..validators.finding import SEVERITIES
from .marks import HEAD, Key, Mark

Marked = Mapping[Key, Sequence[Mark]]
Words = Callable[[Indicator], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as filed, with its marks. `rows` is its row span."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    rows: int = 1

    @property
    def worst(self) -> str:
        """The gravest severity of the findings that the cell is at fault for, or ''."""
        return worst(self.marks)


def worst(marks: Iterable[Mark]) -> str:
    """The gravest severity among `marks`, those of cells that only belong to the evidence left out; or ''."""
    own = {mark.entry.finding.severity for mark in marks if not mark.related}
    return next((severity for severity in SEVERITIES if severity in own), "")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell with its label as printed."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class FundRow:
    """One money item with its cells, one for each column; None where the form has no such cell."""

    item: Cell
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class GoalBox:
    """One goal text."""

    goal: Goal
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the indicator table. `level1` and `level2` are None where the cell above spans this row."""

    places: tuple[Place, ...]
    place_marks: tuple[Mark, ...]
    level1: Cell | None
    level2: Cell | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table redrawn."""

    head: tuple[Mark, ...]
    year: Cell
    period: Cell
    particulars: tuple[Labelled, ...]
    fund_columns: tuple[str, ...]
    funds: tuple[FundRow, ...]
    goals: tuple[GoalBox, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    headings: Mapping[str, str] = field(default_factory=dict)


def sheet(table: Table, marked: Marked) -> Sheet:
    """`table` as it is shown, with the marks of `marks.marks`."""
    placed = _Placed(marked)
    columns, funds = _funds(table, placed)
    year = placed.cell(str(table.year or ""), ("year",))
    period = placed.cell(_period(table), ("period",))
    particulars = [Labelled(item.label, placed.cell(item.text, ("field", n))) for n, item in enumerate(table.fields)]
    goals = [GoalBox(goal, placed.cell(goal.text, ("goal", n))) for n, goal in enumerate(table.goals)]
    rows = _rows(table, placed)
    return Sheet(
        head=placed.cell("", HEAD, *placed.left).marks,
        year=year,
        period=period,
        particulars=tuple(particulars),
        fund_columns=columns,
        funds=funds,
        goals=tuple(goals),
        columns=_columns(table.indicators),
        rows=rows,
        headings=_headings(table),
    )


def _headings(table: Table) -> dict[str, str]:
    """The printed heading of each column; of two columns both headed 指标值, none."""
    headings = {role: heading for heading, role in reversed(table.bound)}
    if "medium_target" in headings and headings["medium_target"] != headings.get("target"):
        headings["annual_target"] = headings.get("target", "")
    return headings


class _Placed:
    """Hands each mark to one cell, and knows which found none: those go to the head of the table, so that none is lost."""

    def __init__(self, marked: Marked) -> None:
        self._marked = dict(marked)

    def cell(self, text: str, *keys: Key) -> Cell:
        """A cell with the marks of `keys` that are not yet placed."""
        marks = [mark for key in keys for mark in self._marked.pop(key, ())]
        return Cell(text, tuple(sorted(marks, key=lambda mark: mark.entry.number)))

    @property
    def left(self) -> tuple[Key, ...]:
        """The keys whose marks have no cell yet."""
        return tuple(self._marked)


def _period(table: Table) -> str:
    if table.period_start and table.period_end:
        return f"{table.period_start}–{table.period_end}"
    return f"{table.period_years}年" if table.period_years else ""


def _funds(table: Table, placed: _Placed) -> tuple[tuple[str, ...], tuple[FundRow, ...]]:
    """The money cells as a grid of items by columns. A second amount of an item in the same column opens a new row."""
    columns = tuple(dict.fromkeys(_fund_column(fund, table) for fund in table.funds))
    rows: list[tuple[Fund, dict[str, Cell]]] = []
    for n, fund in enumerate(table.funds):
        column, cell = _fund_column(fund, table), placed.cell(_amount(fund, table), ("fund", n))
        row = next((cells for first, cells in rows if first.item == fund.item and column not in cells), None)
        if row is None:
            rows.append((fund, {column: cell}))
        else:
            row[column] = cell
    grid = [FundRow(placed.cell(first.item, ("funds", first.item)), tuple(map(cells.get, columns))) for first, cells in rows]
    return columns, tuple(grid)


def _fund_column(fund: Fund, table: Table) -> str:
    """The column's heading as printed; without one, the period of a two-period form, else ''."""
    return fund.column or (fund.period if table.two_periods and fund.period else "")


def _amount(fund: Fund, table: Table) -> str:
    stated = fund.unit in (None, table.unit, "分") or squeezed(fund.text).endswith(fund.unit or "") or not fund.text.strip(" —-")
    return fund.text if stated else f"{fund.text}{fund.unit}"


def _columns(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """The columns that the form has, beyond the levels. A form with two periods has two columns of targets."""
    periods = {indicator.period for indicator in indicators}
    targets = ["medium_target", "annual_target"] if "medium-term" in periods else ["target"]
    optional = {
        "actual": lambda i: i.actual is not None,
        "weight": lambda i: i.weight is not None,
        "score": lambda i: i.score is not None,
        "reason": lambda i: i.reason is not None,
        "note": lambda i: bool(i.note),
    }
    return (*targets, *(column for column, has in optional.items() if any(map(has, indicators))))


@dataclass(slots=True)
class _Line:
    """One line of the indicator table in the making: an indicator, its twin of the other period, or a level left empty."""

    level1: str | None
    level2: str | None
    indicators: dict[int, Indicator]
    place: Place


def _rows(table: Table, placed: _Placed) -> tuple[Row, ...]:
    lines = _with_empty_levels(_paired(table.indicators), table)
    two = any(indicator.period == "medium-term" for indicator in table.indicators)
    printed = {(level.level, level.name, level.parent): level.text for level in reversed(table.levels)}
    rows = [_row(line, two, placed) for line in lines]
    starts1 = _starts([(line.level1,) for line in lines])
    starts2 = _starts([(line.level1, line.level2) for line in lines])
    for at, line in enumerate(lines):
        levels: dict[str, Cell] = {}
        for level, name, parent, starts in ((1, line.level1, None, starts1), (2, line.level2, line.level1, starts2)):
            if at not in starts:
                continue
            key: Key = ("level", level, name, parent)
            text = printed.get((level, name or "", parent)) or printed.get((level, name or "", None)) or name or ""
            levels[f"level{level}"] = replace(placed.cell(text, key), rows=starts[at])
        rows[at] = replace(rows[at], **levels)
    return tuple(rows)


def _paired(indicators: Sequence[Indicator]) -> list[_Line]:
    """One line for each indicator; the two periods of one name share a line."""
    lines: list[_Line] = []
    waiting: dict[tuple[str | None, str | None, str, str | None], list[_Line]] = {}
    twin = {"annual": "medium-term", "medium-term": "annual"}
    for number, indicator in enumerate(indicators, 1):
        name = (indicator.level1, indicator.level2, squeezed(indicator.level3))
        partners = waiting.get((*name, twin.get(indicator.period or "")), [])
        if partners:
            partners.pop(0).indicators[number] = indicator
            continue
        line = _Line(indicator.level1, indicator.level2, {number: indicator}, indicator.place)
        lines.append(line)
        waiting.setdefault((*name, indicator.period), []).append(line)
    return lines


def _with_empty_levels(lines: list[_Line], table: Table) -> list[_Line]:
    """`lines` with one more for each printed level under which nothing stands, at its place in the form."""
    filled1 = {line.level1 for line in lines}
    filled2 = {(line.level1, line.level2) for line in lines}
    empty: dict[tuple[str | None, str | None], _Line] = {}
    for level in table.levels:
        name1, name2 = (level.name, None) if level.level == 1 else (level.parent, level.name)
        parts = {child.parent for child in table.levels if child.level == 2}
        if (name1 in filled1 or name1 in parts) if level.level == 1 else (name1, name2) in filled2:
            continue
        empty.setdefault((name1, name2), _Line(name1, name2, {}, level.place))
    for line in empty.values():
        at = next((n for n, other in enumerate(lines) if other.place.order > line.place.order), len(lines))
        lines.insert(at, line)
    return lines


def _starts(keys: Sequence[tuple[str | None, ...]]) -> dict[int, int]:
    """Where runs of equal keys begin → how long they are."""
    if not keys:
        return {}
    edges = [0, *(n for n, (before, after) in enumerate(pairwise(keys), 1) if before != after), len(keys)]
    return {first: last - first for first, last in pairwise(edges)}


def _row(line: _Line, two_periods: bool, placed: _Placed) -> Row:
    members = line.indicators
    cells = {"level3": _member_cell(members, "level3", lambda i: i.level3, placed)}
    if two_periods:
        for column, period in (("medium_target", "medium-term"), ("annual_target", "annual")):
            of_period = {n: i for n, i in members.items() if (i.period or "annual") == period}
            if of_period:
                cells[column] = _member_cell(of_period, "target", lambda i: i.target.text, placed)
    elif members:
        cells["target"] = _member_cell(members, "target", lambda i: i.target.text, placed)
    for part, text in _PARTS.items():
        cells[part] = _member_cell(members, part, text, placed)
    places = tuple(dict.fromkeys(i.place for i in members.values())) or (line.place,)
    return Row(places, placed.cell("", *(("indicator", n, "row") for n in members)).marks, None, None, cells)


_PARTS: Mapping[str, Words] = {
    "actual": lambda i: i.actual.text if i.actual else "",
    "weight": lambda i: "" if i.weight is None else f"{i.weight.normalize():f}",
    "score": lambda i: "" if i.score is None else f"{i.score.normalize():f}",
    "reason": lambda i: i.reason or "",
    "note": lambda i: i.note or "",
}


def _member_cell(members: Mapping[int, Indicator], part: str, text: Words, placed: _Placed) -> Cell:
    texts = dict.fromkeys(text(indicator) for indicator in members.values())
    return placed.cell(" / ".join(t for t in texts if t), *(("indicator", n, part) for n in members))
