"""A form's equations held against its funds block.

How forms nest their items is not always printed: 财政拨款 may hold 一般公共预算 or stand beside it, 其他资金 may be a source or
a kind of spending, and a label may be new to us. So an equation is unmet only if no reading of the block meets it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ..filings.model import Period, Place
from ..schemas.equation import Equation
from ..schemas.form import FormSchema, Subject
from ..schemas.vocabulary import squeezed, vocabulary
from .conventions import schemas
from .money import MEASURES, MONEY, PERIODS, shown, stated, tolerance
from .remembering import remembered

Frame = pd.DataFrame
_TEXTS = ["found", "expected", "arithmetic", "item", "where_zh", "where_en", "sum", "gap", "more_zh", "more_en", "relation"]
# Every form with sources prints one of these, be it blank: without one, part of the breakdown was not read.
_FISCAL = ("appropriation", "general_budget", "upper_appropriation", "local_appropriation")
_UNKNOWN = (
    "表内有未能识别的资金项目，无法判断它是否应计入合计",
    "a money item of the form is not understood, so it may or may not belong to the sum",
)
_NO_CASES = pd.DataFrame({"filing": [], "table": [], "place": [], "offends": pd.array([], "boolean")})


@dataclass(frozen=True, slots=True)
class _Cell:
    """A money cell that takes part in sums: its `table` and half, what its schema `asks`, what it states and how."""

    filing: str
    table: int
    asks: str
    item: str
    role: str
    column: str | None
    measure: str
    period: str
    fen: int | None
    step: float | None
    resolution: int | None
    decimals: int | None
    unit: str
    shown: str
    unknown: bool
    place: Place


Group = list[tuple[str, _Cell]]


def equation_cases(funds: Frame, tables: Frame, subject: Subject) -> Frame:
    """One case for each equation about `subject` and each column of each form to which it applies."""
    followed = {_equations(schema): schema for schema in schemas(tables)}
    asked = [
        (number, schema, equation)
        for number, schema in followed.items()
        for equation in schema.equations
        if schema.subject(equation) == subject
    ]
    if not asked:
        return _NO_CASES
    cells = _cells(funds, tables)
    cases = [case for asks, schema, equation in asked for case in _cases(cells.get(asks, []), schema, equation)]
    return pd.DataFrame(cases) if cases else _NO_CASES


def _equations(schema: FormSchema) -> str:
    """What schemas have in common that ask the same of the same items: layers share what they do not change."""
    return f"{id(schema.equations)} {id(schema.funds)} {id(schema.within)} {schema.parameters.amount_tolerance}"


@remembered
def _cells(funds: Frame, tables: Frame) -> dict[str, list[_Cell]]:
    """By what their schemas ask, the money cells that take part in sums. A label unknown to us may be a part or none."""
    amounts = stated(funds)
    printed = dict(zip(amounts.index, zip(amounts.own_step.tolist(), amounts.shown.tolist(), strict=True), strict=True))
    asks_of = dict(
        zip(zip(tables.filing.tolist(), tables.table.tolist(), strict=True), map(_equations, schemas(tables)), strict=True)
    )
    known = {squeezed(label) for label in vocabulary().funds["other"].labels}
    rows = funds.loc[funds.measure.isin(MONEY)]
    names = ["filing", "table", "item", "role", "column", "measure", "period", "fen", "resolution", "decimals", "unit", "place"]
    cells: list[_Cell] = []
    for label, values in zip(rows.index, zip(*(rows[name].tolist() for name in names), strict=True), strict=True):
        given: dict[str, Any] = dict(zip(names, map(_given, values), strict=True))
        item = re.sub(r"\s+", "", given["item"])
        step, shown_as = printed.get(label, (None, ""))
        unknown = given["role"] == "other" and squeezed(item) not in known
        given |= {"item": item, "period": given["period"] or "annual", "step": None if step is pd.NA else step}
        asks = asks_of.get((given["filing"], given["table"]))
        if asks is not None:
            cells.append(_Cell(**given, asks=asks, shown=shown_as, unknown=unknown))
    by_schema: dict[str, list[_Cell]] = {}
    for cell in (*cells, *_borrowed(cells)):
        by_schema.setdefault(cell.asks, []).append(cell)
    return by_schema


def _given(value: object) -> object:
    return None if value is pd.NA or value != value else value  # noqa: PLR0124 - NaN is no value


def _borrowed(cells: list[_Cell]) -> list[_Cell]:
    """Totals for breakdowns that stand in no column of their own: of the columns' totals the one nearest to their sum."""
    columns = {(cell.filing, cell.table, cell.period, cell.measure) for cell in cells if cell.role == "total"}
    sums: dict[tuple[str, int, str], Counter[str]] = {}
    for cell in cells:
        key = (cell.filing, cell.table, cell.period)
        kind = _kind(cell.role)
        if cell.measure == "budget" and cell.fen is not None and kind in ("nature", "source") and (*key, "budget") not in columns:
            sums.setdefault(key, Counter())[kind] += cell.fen
    nearest: dict[tuple[str, int, str], tuple[int, _Cell]] = {}
    for cell in cells:
        key = (cell.filing, cell.table, cell.period)
        if cell.role == "total" and cell.fen is not None and key in sums:
            far = min(abs(cell.fen - amount) for amount in sums[key].values())
            if key not in nearest or far < nearest[key][0]:
                nearest[key] = far, cell
    return [replace(cell, measure="budget") for _, cell in nearest.values()]


def _kind(role: str) -> str:
    return vocabulary().funds[role].kind


def _cases(cells: list[_Cell], schema: FormSchema, equation: Equation) -> list[dict[str, object]]:
    halves = schema.periods(equation)
    columns = {name: _columns(schema, name, across=len(halves) > 1) for name in equation.names}
    groups = _grouped(cells, {column for names in columns.values() for column in names} | {"other"}, halves)
    printed = dict.fromkeys(name for group in groups for name, _ in group)
    if not all(any(column in printed for name in side for column in columns[name]) for side in _sides(equation)):
        return []
    amounts = pd.DataFrame({name: pd.array([_amount(group, name) for group in groups], "Int64") for name in (*printed, "other")})
    steps_of = [[cell.step for _, cell in group if cell.step is not None] for group in groups]
    step = pd.Series([min(of_group, default=1) for of_group in steps_of], dtype="Float64")
    unknown = pd.Series([sum(cell.fen for _, cell in group if cell.unknown and cell.fen) for group in groups], dtype="Int64")
    met, sides = pd.Series(False, index=amounts.index, dtype="boolean"), None
    for reading in _readings(amounts, unknown, schema, equation):
        evaluated = equation.evaluated(reading, columns)
        met = met | equation.met(evaluated, tolerance(step, evaluated.terms) + 100 * schema.parameters.amount_tolerance)
        sides = evaluated if sides is None else sides
        if met.fillna(True).all():
            break
    assert sides is not None
    right = {column for name in equation.right_names for column in columns[name]}
    facts = zip(sides.left.tolist(), sides.right.tolist(), sides.terms.tolist(), met.tolist(), unknown.tolist(), strict=True)
    sound: list[dict[str, object]] = []
    flawed: list[dict[str, object]] = []
    for group, (left, total, terms, fits, odd) in zip(groups, facts, strict=True):
        if left is pd.NA or total is pd.NA or not (_whole(group, right, schema.subject(equation)) or total > left):
            continue
        if fits:
            cell = group[0][1]
            head = f"{cell.column}：" if cell.column else ""
            laid = head + _laid(group, (left, total), columns, equation, met=True)
            sound.append({"filing": cell.filing, "table": cell.table, "place": None, "offends": False, "arithmetic": laid})
        else:
            flawed.append(_told(group, (left, total, terms), columns, equation, unsure=odd != 0))
    return [*sound, *flawed]


def _sides(equation: Equation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return equation.left_names, equation.right_names


def _grouped(cells: list[_Cell], names: set[str], halves: frozenset[Period]) -> list[Group]:
    """The cells of each column of each form, with their names in the equation; halves that it compares are one group."""
    across = len(halves) > 1
    groups: dict[tuple[str | int, ...], Group] = {}
    for cell in cells:
        name = f"{cell.role}@{cell.period}" if across else cell.role
        if name in names and (not halves or cell.period in halves):
            key = (cell.filing, cell.table, cell.measure, "" if across else cell.period)
            groups.setdefault(key, []).append((name, cell))
    return [group for _, group in sorted(groups.items(), key=lambda group: group[0])]


def _amount(group: Group, name: str) -> int | None:
    """What the cells of one name come to. Items add up; different totals of one column are none."""
    cells = [cell for own, cell in group if own == name and cell.fen is not None]
    given = [cell.fen for cell in cells if cell.fen is not None]
    if cells and cells[0].role == "total":
        return given[0] if len(set(given)) == 1 else None
    return sum(given) if given else None


def _columns(schema: FormSchema, name: str, *, across: bool) -> tuple[str, ...]:
    return tuple(f"{role}@{schema.period(name)}" if across else role for role in schema.roles(name))


def _readings(amounts: Frame, unknown: pd.Series, schema: FormSchema, equation: Equation) -> Iterator[Frame]:
    """The ways in which the block may be meant, the likeliest first."""
    nested = amounts.copy()
    for whole, parts in schema.parts.items():
        for part in parts:
            if whole in amounts and part in amounts:
                nested[part] = amounts[part].where(amounts[whole].fillna(0).eq(0), pd.NA)
    for reading in (nested, amounts):
        yield reading
        yield reading.assign(other=reading.other - unknown)
        if schema.subject(equation) == "natures":
            yield reading.assign(total=reading.total - reading.other.fillna(0))


def _whole(group: Group, names: set[str], subject: Subject) -> bool:
    """Whether the block prints a whole breakdown. One item is none, nor are sources without a fiscal one."""
    used = [name for name, _ in group if name in names]
    if subject == "sources":
        return len(used) >= 2 and any(name in _FISCAL for name, _ in group)
    return bool(used) if subject == "periods" else set(used) == names


def _told(
    group: Group, sides: tuple[int, int, int], columns: Mapping[str, tuple[str, ...]], equation: Equation, *, unsure: bool
) -> dict[str, object]:
    """The case of one block, with its figures laid out. `sides` are the two amounts, and of how many figures they are made."""
    left, right, terms = sides
    heads, parts = (_named(group, [column for name in side for column in columns[name]]) for side in _sides(equation))
    head = next((cell for cell in heads if cell.fen is not None), heads[0])
    case = {"filing": head.filing, "table": head.table, "place": head.place, "offends": True, **dict.fromkeys(_TEXTS, "")}
    if unsure:
        return {**case, "offends": pd.NA, "reason_zh": _UNKNOWN[0], "reason_en": _UNKNOWN[1]}
    gap = abs(int(left - right))
    places = max(cell.decimals or 0 for _, cell in group)
    added = shown(right, head.unit, places)
    half = f"{PERIODS[head.period][0]}，" if head.period == "medium-term" else ""
    finest = min((cell.resolution for _, cell in group if cell.resolution is not None))
    related = [cell.place for cell in parts if cell.fen is not None and cell.place != head.place]
    return {
        **case,
        "related": tuple(dict.fromkeys(related)),
        "item": head.item,
        "where_zh": f"（{head.column}）" if head.column is not None else half and f"（{half[:-1]}）",
        "where_en": f" ({MEASURES[head.measure][1]})" if head.measure != "budget" else "",
        "found": shown(left, head.unit, head.decimals),
        "expected": added,
        "sum": added,
        "gap": shown(gap, head.unit, places),
        "more_zh": "多" if left > right else "少",
        "more_en": "more" if left > right else "less",
        "relation": equation.text,
        "arithmetic": _laid(group, (left, right), columns, equation, met=False),
        "severity": "warning" if equation.comparison == "=" and gap <= max(finest * terms / 2, finest) else None,
    }  # fmt: skip


_UNMET = {"=": "≠", "≤": ">", "≥": "<", "<": "≥", ">": "≤"}


def _laid(group: Group, sides: tuple[int, int], columns: Mapping[str, tuple[str, ...]], equation: Equation, *, met: bool) -> str:
    """The equation with the amounts of one block: '财政拨款 65.00万元 + 其他资金 10.00万元 = 75.00万元 ≠ 资金总额 80.00万元'."""
    cells = [cell for _, cell in group]
    unit, places = cells[0].unit, max(cell.decimals or 0 for cell in cells)
    lines = {name: " + ".join(_labelled(group, columns[name])) for name in equation.names}
    left, right = (
        text if "+" not in text and "×" not in text else f"{text} = {shown(total, unit, places)}"
        for text, total in zip(equation.laid_out(lines), sides, strict=True)
    )
    if equation.comparison == "=":
        return f"{right} {'≠' if not met else '=' if sides[0] == sides[1] else '≈'} {left}"
    return f"{left} {equation.comparison if met else _UNMET[equation.comparison]} {right}"


def _named(group: Group, names: Sequence[str]) -> list[_Cell]:
    return [cell for name, cell in group if name in names]


def _labelled(group: Group, names: Sequence[str]) -> list[str]:
    cells = [cell for cell in _named(group, names) if cell.fen is not None]
    once = cells[:1] if cells and cells[0].role == "total" else cells
    return [f"{cell.item} {cell.shown}" for cell in once]
