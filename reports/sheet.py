"""A form whose table was lost, as in text with one cell a line, laid out as a table again: as it was understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..filings.model import Cell, Fund, Grid, Indicator, Level, Place, Table
from ..schemas.vocabulary import squeezed
from ..validators.finding import Text
from .wording import PAGE, PERIOD

Row = Sequence[Cell | None]
Filled = tuple[str, Place]

_NOWHERE = Place()
_PAIRS = 2  # particulars side by side
_LEVELS = ("level1", "level2", "level3")
_TARGETS = {"medium_target": "medium-term", "annual_target": "annual"}
_GOAL = Text("绩效目标", "Goal")
_GOALS = {period: Text(f"{name.zh}目标", f"{name.en.capitalize()} goal") for period, name in PERIOD.items()}
_ACTUAL_GOAL = Text("实际完成情况", "Actual completion")


def sheet(table: Table) -> tuple[Grid, ...]:
    """`table` as grids: title, particulars, funds, goals and indicators, every cell with the place where its text stands.

    Labels that the form does not print are those of `NAMES`.
    """
    title = [[_cell(table.title, table.place)]] if table.title else []
    parts = (title, _particulars(table), _funds(table), _goals(table), _indicators(table))
    return tuple(_grid(rows) for rows in parts if rows)


def _grid(rows: Sequence[Row]) -> Grid:
    """The cells of `rows`, each at its position; None is covered by the cell above it, or does not exist."""
    cells = [replace(cell, row=r, column=c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell]
    return Grid(tuple(cells), cells[0].place)


def _cell(text: str, place: Place | None = None, rows: int = 1) -> Cell:
    return Cell(text, place or _NOWHERE, 0, 0, rows)


def _particulars(table: Table) -> list[Row]:
    period = f"{table.period_years}年" if table.period_years else ""
    if table.period_start and table.period_end:
        period = f"{table.period_start}–{table.period_end}"
    stated = (
        ("year", str(table.year or ""), table.place_of_year),
        ("period", period, table.place_of_period),
        ("unit", table.unit or "", None),
    )
    pairs = [(_cell(PAGE[name].zh), _cell(text, place)) for name, text, place in stated if text or place]
    pairs += [(_cell(item.label), _cell(item.text, item.place)) for item in table.fields]
    return [[cell for pair in pairs[n : n + _PAIRS] for cell in pair] for n in range(0, len(pairs), _PAIRS)]


def _funds(table: Table) -> list[Row]:
    """The money cells as items by columns. A second amount of an item in the same column opens a new row."""
    columns = list(dict.fromkeys(_fund_column(fund, table) for fund in table.funds))
    rows: list[tuple[str, dict[str, Cell]]] = []
    for fund in table.funds:
        column, cell = _fund_column(fund, table), _cell(_amount(fund, table), fund.place)
        row = next((cells for item, cells in rows if item == fund.item and column not in cells), None)
        if row is None:
            rows.append((fund.item, {column: cell}))
        else:
            row[column] = cell
    head = [_cell(name) for name in (PAGE["item"].zh, *(column or PAGE["amount"].zh for column in columns))]
    return [head, *([_cell(item), *map(cells.get, columns)] for item, cells in rows)] if rows else []


def _fund_column(fund: Fund, table: Table) -> str:
    """The column's heading as printed; without one, the period of a two-period form, else ''."""
    return fund.column or (PERIOD[fund.period].zh if table.two_periods and fund.period else "")


def _amount(fund: Fund, table: Table) -> str:
    stated = fund.unit in (None, table.unit, "分") or squeezed(fund.text).endswith(fund.unit or "") or not fund.text.strip(" —-")
    return fund.text if stated else f"{fund.text}{fund.unit}"


def _goals(table: Table) -> list[Row]:
    def label(kind: str, period: str | None) -> Text:
        return _ACTUAL_GOAL if kind == "actual" else _GOALS[period] if period and table.two_periods else _GOAL

    return [[_cell(label(goal.kind, goal.period).zh), _cell(goal.text, goal.place)] for goal in table.goals]


@dataclass(slots=True)
class _Line:
    """One line of the indicator table in the making: an indicator, its twin of the other period, or a level left empty."""

    level1: str | None
    level2: str | None
    indicators: list[Indicator]
    place: Place


def _indicators(table: Table) -> list[Row]:
    lines = _with_empty_levels(_paired(table.indicators), table)
    columns = _columns(table.indicators)
    printed = {(level.level, level.name, level.parent): level for level in reversed(table.levels)}
    level1 = _spanned([(line.level1,) for line in lines], lambda name: printed.get((1, name or "", None)))
    level2 = _spanned(
        [(line.level2, line.level1) for line in lines],
        lambda name, parent: printed.get((2, name or "", parent)) or printed.get((2, name or "", None)),
    )
    headings = _headings(table)
    rows: list[Row] = [
        [level1[n], level2[n], _filled(line, _named), *(_filled(line, filled) for filled in columns.values())]
        for n, line in enumerate(lines)
    ]
    return [[_cell(headings[role]) for role in (*_LEVELS, *columns)], *rows] if rows else []


def _filled(line: _Line, filled: Callable[[Indicator], Filled | None]) -> Cell | None:
    """The cell of a line in one column; what two periods have in common stands in it once."""
    found = [one for one in map(filled, line.indicators) if one]
    if not found:
        return None if line.indicators else _cell("")
    return _cell(" / ".join(text for text in dict.fromkeys(text for text, _ in found) if text), found[0][1])


def _named(indicator: Indicator) -> Filled:
    return indicator.level3, indicator.level3_place


def _target(indicator: Indicator) -> Filled:
    return indicator.target.text, indicator.target.place


def _of_period(period: str) -> Callable[[Indicator], Filled | None]:
    return lambda indicator: _target(indicator) if (indicator.period or "annual") == period else None


_PARTS: Mapping[str, Callable[[Indicator], Filled | None]] = {
    "actual": lambda i: (i.actual.text, i.actual.place) if i.actual else None,
    "weight": lambda i: None if i.weight is None else (f"{i.weight.normalize():f}", i.weight_place or i.place),
    "score": lambda i: None if i.score is None else (f"{i.score.normalize():f}", i.score_place or i.place),
    "reason": lambda i: None if i.reason is None else (i.reason, i.place),
    "note": lambda i: (i.note, i.place) if i.note else None,
}
NAMES: Mapping[str, Text] = {
    name.zh: name
    for name in (
        *(PAGE[role] for role in (*_LEVELS, "target", *_TARGETS, *_PARTS, "year", "period", "unit", "item", "amount")),
        *PERIOD.values(), *_GOALS.values(), _GOAL, _ACTUAL_GOAL,
    )
}  # fmt: skip


def _columns(indicators: Sequence[Indicator]) -> dict[str, Callable[[Indicator], Filled | None]]:
    """The columns that the form has, beyond the levels. A form with two periods has two columns of targets."""
    two = any(indicator.period == "medium-term" for indicator in indicators)
    targets = {role: _of_period(period) for role, period in _TARGETS.items()} if two else {"target": _target}
    return targets | {role: filled for role, filled in _PARTS.items() if any(map(filled, indicators))}


def _headings(table: Table) -> dict[str, str]:
    """The heading of each column: the printed one; of two columns both headed 指标值, our own."""
    printed = {role: heading for heading, role in reversed(table.bound)}
    if "medium_target" in printed:
        printed["annual_target"] = printed.get("target", PAGE["annual_target"].zh)
        if printed["annual_target"] == printed["medium_target"]:
            del printed["annual_target"], printed["medium_target"]
    return {role: printed.get(role) or PAGE[role].zh for role in (*_LEVELS, "target", *_TARGETS, *_PARTS)}


def _paired(indicators: Sequence[Indicator]) -> list[_Line]:
    """One line for each indicator; the two periods of one name share a line."""
    lines: list[_Line] = []
    waiting: dict[tuple[str | None, str | None, str, str | None], list[_Line]] = {}
    twin = {"annual": "medium-term", "medium-term": "annual"}
    for indicator in indicators:
        name = (indicator.level1, indicator.level2, squeezed(indicator.level3))
        partners = waiting.get((*name, twin.get(indicator.period or "")), [])
        if partners:
            partners.pop(0).indicators.append(indicator)
            continue
        line = _Line(indicator.level1, indicator.level2, [indicator], indicator.place)
        lines.append(line)
        waiting.setdefault((*name, indicator.period), []).append(line)
    return lines


def _with_empty_levels(lines: list[_Line], table: Table) -> list[_Line]:
    """`lines` with one more for each printed level under which nothing stands, at its place in the form."""
    filled1 = {line.level1 for line in lines}
    filled2 = {(line.level1, line.level2) for line in lines}
    parts = {child.parent for child in table.levels if child.level == 2}
    empty: dict[tuple[str | None, str | None], _Line] = {}
    for level in table.levels:
        name1, name2 = (level.name, None) if level.level == 1 else (level.parent, level.name)
        if (name1 in filled1 or name1 in parts) if level.level == 1 else (name1, name2) in filled2:
            continue
        empty.setdefault((name1, name2), _Line(name1, name2, [], level.place))
    for line in empty.values():
        at = next((n for n, other in enumerate(lines) if other.place.order > line.place.order), len(lines))
        lines.insert(at, line)
    return lines


def _spanned(keys: Sequence[tuple[str | None, ...]], printed: Callable[..., Level | None]) -> list[Cell | None]:
    """For each line the level cell that begins there, as printed and over all lines of the level; None where one goes on."""
    cells: list[Cell | None] = [None] * len(keys)
    edges = [0, *(n for n, (before, after) in enumerate(pairwise(keys), 1) if before != after), len(keys)]
    for first, last in pairwise(edges):
        if first < last:
            level = printed(*keys[first])
            cells[first] = (
                _cell(level.text, level.place, last - first) if level else _cell(keys[first][0] or "", rows=last - first)
            )
    return cells
