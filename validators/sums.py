"""A form's equations held against its funds block.

How forms nest their items is not always printed: 财政拨款 may hold 一般公共预算 or stand beside it, 其他资金 may be a source or
a kind of spending, and a label may be new to us. So an equation is unmet only if no reading of the block meets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pandas as pd

from ..schemas.equation import Equation
from ..schemas.form import FormSchema, Subject, forms
from ..schemas.vocabulary import squeezed, vocabulary
from .money import KEYS, MEASURES, MONEY, PERIODS, shown, stated, steps, tolerance
from .remembering import remembered

Frame = pd.DataFrame
_TEXTS = ["found", "expected", "arithmetic", "item", "where_zh", "where_en", "sum", "gap", "more_zh", "more_en", "relation"]
# Every form with sources prints one of these, be it blank: without one, part of the breakdown was not read.
_FISCAL = ("appropriation", "general_budget", "upper_appropriation", "local_appropriation")
_UNKNOWN = (
    "表内有未能识别的资金项目，无法判断它是否应计入合计",
    "a money item of the form is not understood, so it may or may not belong to the sum",
)


def equation_cases(funds: Frame, tables: Frame, subject: Subject) -> Frame:
    """One case for each equation about `subject` and each column of each form to which it applies."""
    filed = set(tables.form)
    asked = [
        (schema, equation)
        for schema in forms().values()
        for equation in schema.equations
        if schema.form in filed and schema.subject(equation) == subject
    ]
    if not asked:
        return _no_cases()
    cells = _cells(funds, tables)
    parts = [_cases(cells.loc[cells.form.eq(schema.form)], schema, equation) for schema, equation in asked]
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else _no_cases()


def _no_cases() -> Frame:
    names = [*KEYS, "place", "related", *_TEXTS, "severity", "reason_zh", "reason_en"]
    return pd.DataFrame({name: pd.Series(dtype="object") for name in names}).assign(offends=pd.Series(dtype="boolean"))


@remembered
def _cells(funds: Frame, tables: Frame) -> Frame:
    """The money cells that take part in sums, each with its form, its step, and whether its label is unknown to us."""
    cells = funds.loc[funds.measure.isin(MONEY)].merge(tables.loc[:, [*KEYS, "form"]], on=KEYS)
    cells["period"], cells["item"] = cells.period.fillna("annual"), cells["item"].str.replace(r"\s+", "", regex=True)
    cells = pd.concat([cells, _borrowed(cells)], ignore_index=True)
    known = {squeezed(label) for label in vocabulary().funds["other"].labels}
    cells["unknown"] = cells.role.eq("other") & ~cells["item"].map(squeezed).isin([*known])
    cells["shown"] = stated(cells).shown.reindex(cells.index)
    cells["step"] = steps(cells.fen, cells.decimals, cells.unit)
    return cells


def _borrowed(cells: Frame) -> Frame:
    """Totals for breakdowns that stand in no column of their own: of the columns' totals the one nearest to their sum."""
    keys = [*KEYS, "period"]
    whole = cells.role.eq("total") & cells.fen.notna()
    lacking = ~cells.role.eq("total").groupby([cells[key] for key in (*keys, "measure")]).transform("any").astype(bool)
    parts = cells.loc[lacking & cells.measure.eq("budget") & cells.role.map(_kind).isin(["source", "nature"])]
    if parts.empty:
        return parts
    sums = parts.assign(kind=parts.role.map(_kind)).groupby([*keys, "kind"])["fen"].sum(min_count=1).rename("sum").reset_index()
    offers = cells.loc[whole].merge(sums.dropna(subset=["sum"]), on=keys)
    offers["far"] = (offers.fen - offers["sum"]).abs()
    nearest = offers.sort_values("far", kind="stable").drop_duplicates(keys)
    return nearest.drop(columns=["kind", "sum", "far"]).assign(measure="budget")


def _kind(role: str) -> str:
    return vocabulary().funds[role].kind


def _cases(cells: Frame, schema: FormSchema, equation: Equation) -> Frame:
    halves = schema.periods(equation)
    keys = [*KEYS, "measure"] if len(halves) > 1 else [*KEYS, "measure", "period"]
    cells = cells.loc[cells.period.isin(halves)] if halves else cells
    columns = {name: _columns(schema, name, across=len(halves) > 1) for name in equation.names}
    cells = cells.assign(name=cells.role + "@" + cells.period if len(halves) > 1 else cells.role)
    cells = cells.loc[cells.name.isin([*{column for names in columns.values() for column in names}, "other"])]
    printed = set(cells.name)
    if not all(any(printed.intersection(columns[name]) for name in side) for side in (equation.left_names, equation.right_names)):
        return _no_cases()
    amounts = _spread(cells, keys)
    groups = cells.groupby(keys)
    odd = cells.assign(odd=cells.fen.where(cells.unknown, 0).fillna(0))
    facts = odd.groupby(keys).agg(step=("step", "min"), finest=("resolution", "min"), unknown=("odd", "sum"))
    step, unknown = facts.step.fillna(1), facts.unknown
    met, sides = pd.Series(False, index=amounts.index, dtype="boolean"), None
    for reading in _readings(amounts, unknown, schema, equation):
        evaluated = equation.evaluated(reading, columns)
        met = met | equation.met(evaluated, tolerance(step, evaluated.terms))
        sides = evaluated if sides is None else sides
        if met.fillna(True).all():
            break
    assert sides is not None
    rows = sides.assign(
        offends=~met, unsure=unknown.ne(0), step=step, roundable=tolerance(facts.finest.astype("Float64"), sides.terms)
    )
    right = {column for name in equation.right_names for column in columns[name]}
    whole = _whole(cells, keys, right, schema.subject(equation)).reindex(rows.index, fill_value=False)
    rows = rows.loc[rows.left.notna() & rows.right.notna() & (whole | rows.right.gt(rows.left))]
    sound = rows.index[rows.offends.eq(False)].to_frame(index=False).loc[:, KEYS].drop_duplicates()
    sound = sound.assign(offends=False, place=None, **dict.fromkeys(_TEXTS, ""))
    flawed = [_told(row, cast(Frame, groups.get_group(key)), columns, equation) for key, row in rows.loc[rows.offends].iterrows()]
    return pd.DataFrame([*sound.to_dict(orient="records"), *flawed])


def _columns(schema: FormSchema, name: str, *, across: bool) -> tuple[str, ...]:
    return tuple(f"{role}@{schema.period(name)}" if across else role for role in schema.roles(name))


def _spread(cells: Frame, keys: list[str]) -> Frame:
    """The amounts, one column for each name. Items of one name add up; different totals of one column are none."""
    by = [*keys, "name"]
    whole = cells.role.eq("total")
    totals = cells.loc[whole].groupby(by).agg(fen=("fen", "max"), different=("fen", "nunique"))
    single = totals.fen.where(totals.different.eq(1), pd.NA)
    sums = cells.loc[~whole].groupby(by)["fen"].sum(min_count=1)
    wide = cast(Frame, pd.concat([single, sums]).astype("Int64").unstack())
    return wide if "other" in wide else wide.assign(other=pd.Series(pd.NA, index=wide.index, dtype="Int64"))


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


def _whole(cells: Frame, keys: list[str], names: set[str], subject: Subject) -> pd.Series:
    """Whether the block prints a whole breakdown. One item is none, nor are sources without a fiscal one."""
    used = cells.loc[cells.name.isin(names)].groupby(keys)["name"]
    if subject == "sources":
        telling = cells.loc[cells.name.isin(_FISCAL)].groupby(keys).size().reindex(used.size().index, fill_value=0)
        return used.size().ge(2) & telling.ge(1)
    return used.nunique().eq(len(names)) if subject != "periods" else used.size().ge(1)


def _told(row: pd.Series, cells: Frame, columns: dict[str, tuple[str, ...]], equation: Equation) -> dict[str, object]:
    """The case of one block, with its figures laid out."""
    filing, table = cells.filing.iloc[0], cells.table.iloc[0]
    left = cells.loc[cells.name.isin([column for name in equation.left_names for column in columns[name]])]
    right = cells.loc[cells.name.isin([column for name in equation.right_names for column in columns[name]]) & cells.fen.notna()]
    head = left.loc[left.fen.notna()].iloc[0] if left.fen.notna().any() else left.iloc[0]
    case = {"filing": filing, "table": table, "place": head.place, "offends": True, **dict.fromkeys(_TEXTS, "")}
    if row.unsure:
        return {**case, "offends": pd.NA, "reason_zh": _UNKNOWN[0], "reason_en": _UNKNOWN[1]}
    gap = int(row.left - row.right)
    places = int(cells.decimals.fillna(0).max())
    lines = {name: " + ".join(_labelled(cells, columns[name])) for name in equation.names}
    added = shown(row.right, head.unit, places)
    written = equation.laid_out(lines)
    sides = [text if "+" not in text and "×" not in text else f"{text} = {shown(total, head.unit, places)}"
             for text, total in zip(written, (row.left, row.right), strict=True)]  # fmt: skip
    sign = {"=": "≠", "≤": ">", "≥": "<", "<": "≥", ">": "≤"}[equation.comparison]
    half = f"{PERIODS[head.period][0]}，" if head.period == "medium-term" else ""
    return {
        **case,
        "related": tuple(dict.fromkeys(place for place in right.place if place != head.place)),
        "item": head["item"],
        "where_zh": f"（{head.column}）" if isinstance(head.column, str) else half and f"（{half[:-1]}）",
        "where_en": f" ({MEASURES[head.measure][1]})" if head.measure != "budget" else "",
        "found": shown(row.left, head.unit, int(head.decimals)),
        "expected": added,
        "sum": added,
        "gap": shown(abs(gap), head.unit, places),
        "more_zh": "多" if gap > 0 else "少",
        "more_en": "more" if gap > 0 else "less",
        "relation": equation.text,
        "arithmetic": f"{sides[1]} {sign} {sides[0]}" if sign == "≠" else f"{sides[0]} {sign} {sides[1]}",
        "severity": "warning" if equation.comparison == "=" and abs(gap) <= row.roundable else None,
    }  # fmt: skip


def _labelled(cells: Frame, names: tuple[str, ...]) -> list[str]:
    given = cells.loc[cells.name.isin(names) & cells.fen.notna()]
    return [f"{item} {amount}" for item, amount in zip(given["item"], given.shown, strict=True)]
