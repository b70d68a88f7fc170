"""Filings → canonical frames: one pass over what was read, any number of filings together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd

from ..schemas.choosing import joined
from ..schemas.frames import COLLECTION_MODELS, MODELS, Column
from ..schemas.units import understood
from ..schemas.vocabulary import squeezed, vocabulary
from .model import Filing, Fund, Indicator, Level, Place, Table, Value

_PUNCTUATION = re.compile(r"[^\w%‰]+")
# NOTE: a number with so many digits is a code or damage; as an amount it would not fit the columns either.
_NO_MONEY = Decimal(10) ** 18
_NAME_NUMBER = re.compile(r"(?<![\d.第])(\d+(?:\.\d+)?)(?!年)(%|‰|百分比|[^\W\d_]{1,3})")
_REPEATED = 16384  # texts whose columns are kept: names and values recur from filing to filing


@lru_cache(maxsize=_REPEATED)
def plain(text: str) -> str:
    """`text` without white space and punctuation, full width made half: how texts are compared."""
    return _PUNCTUATION.sub("", squeezed(text))


def frames(filings: Iterable[Filing]) -> dict[str, pd.DataFrame]:
    """The canonical frames of `filings`, checked against their models (schemas/frames.py).

    Raises pandera's SchemaErrors if a reader broke the contract: that is a defect of ours, never of a filing.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in MODELS}
    for filing in filings:
        failure, detail = filing.failure or (None, None)
        rows["filings"].append(
            {"filing": filing.path, "status": filing.status, "failure": failure, "detail": detail, "place": Place()}
        )
        for number, table in enumerate(filing.tables, 1):
            for name, row in _rows(table):
                rows[name].append({"filing": filing.path, "table": number, **row})
    return {name: framed(name, rows[name]) for name in MODELS}


def plain_strings() -> AbstractContextManager[None]:
    """While it is open, new text columns are those that pandas itself has.

    Where pyarrow is installed pandas takes its columns instead, and they differ in what they concatenate and match: what
    is found may not depend on which other packages there are.
    """
    return pd.option_context("mode.string_storage", "python")


def framed(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """`rows` as the frame `name`, with the columns and types of its model."""
    model = COLLECTION_MODELS[name]
    values = {column: [row.get(column) for row in rows] for column in model.columns}
    with plain_strings():
        frame = pd.DataFrame({column: pd.Series(values[column], dtype=spec.kind) for column, spec in model.columns.items()})
    # NOTE: pandera is asked only where a fact of the model does not hold, and then says which.
    sound = all(_holds(spec, values[column]) for column, spec in model.columns.items())
    return frame if sound else model.schema.validate(frame, lazy=True)


def _holds(column: Column, values: Sequence[Any]) -> bool:
    """Whether all `values` are what the model of their column asks."""
    filled = [value for value in values if value is not None and value == value]  # noqa: PLR0124 - NaN is no value
    return (
        (column.nullable or len(filled) == len(values))
        and (not column.isin or set(filled) <= set(column.isin))
        and (column.ge is None or all(value >= column.ge for value in filled))
    )


def _rows(table: Table) -> Iterable[tuple[str, dict[str, Any]]]:
    yield "tables", {
        "form": table.form, "schema": table.schema, "profile": joined(table.profiles),
        "title": table.title, "year": table.year, "unit": table.unit, "department": table.department,
        "project": table.project, "period_start": table.period_start, "period_end": table.period_end,
        "period_years": table.period_years, "two_periods": table.two_periods, "text": squeezed(table.text),
        "place": table.place, "place_of_year": table.place_of_year, "place_of_period": table.place_of_period,
    }  # fmt: skip
    for field in table.fields:
        yield "fields", {"id": field.id, "label": field.label, "text": field.text, "place": field.place}
    for fund in table.funds:
        yield "funds", fund_row(fund)
    for goal in table.goals:
        row = {"period": goal.period, "kind": goal.kind, "text": goal.text, "plain": plain(goal.text), "place": goal.place}
        yield "goals", row
    for level in table.levels:
        yield "levels", _level_row(level, table)
    for number, indicator in enumerate(table.indicators, 1):
        yield "indicators", {"number": number, **indicator_row(indicator)}
    for repair in table.repairs:
        yield "repairs", {"kind": repair.kind, "text": repair.text, "expected": repair.expected, "place": repair.place}


def fund_row(fund: Fund) -> dict[str, Any]:
    """A row of the frame `funds`."""
    amount, decimals = fund.amount, _decimals(fund.amount)
    unit = understood(fund.unit)
    fen = _fen(amount, unit.fen if unit else None)
    resolution = int(unit.fen / 10**decimals) if fen is not None and unit and unit.fen and decimals is not None else None
    return {
        "item": fund.item, "role": fund.role, "column": fund.column, "measure": fund.measure, "period": fund.period,
        "fen": fen, "resolution": resolution,
        "number": None if amount is None else float(amount), "decimals": decimals, "unit": fund.unit, "text": fund.text,
        "place": fund.place,
    }  # fmt: skip


def _level_row(level: Level, table: Table) -> dict[str, Any]:
    column = "level1" if level.level == 1 else "level2"
    filled = any(
        getattr(i, column) == level.name
        and (level.period is None or i.period in (level.period, None))
        and (level.level == 1 or i.level1 == level.parent)
        for i in table.indicators
        if i.level3 or i.target.text
    )
    return {
        "level": level.level, "name": level.name, "text": level.text, "parent": level.parent, "period": level.period,
        "code": level.code, "points": None if level.points is None else float(level.points), "filled": filled,
        "place": level.place,
    }  # fmt: skip


def indicator_row(indicator: Indicator) -> dict[str, Any]:
    """A row of the frame `indicators`, without its number."""
    return {
        "level1": indicator.level1, "level2": indicator.level2, "level3": indicator.level3,
        "period": indicator.period, "sequence": indicator.sequence, "level1_code": indicator.level1_code,
        "level2_code": indicator.level2_code, "declared": indicator.declared,
        **_name_columns(indicator.level3), **_valued("target", indicator.target),
        **(_valued("actual", indicator.actual) if indicator.actual else {}),
        "weight": None if indicator.weight is None else float(indicator.weight),
        "score": None if indicator.score is None else float(indicator.score),
        "reason": indicator.reason, "note": indicator.note, "place": indicator.place, "level3_place": indicator.level3_place,
        "target_place": indicator.target.place, "actual_place": indicator.actual.place if indicator.actual else None,
        "weight_place": indicator.weight_place, "score_place": indicator.score_place,
    }  # fmt: skip


@lru_cache(maxsize=_REPEATED)
def _name_columns(name: str) -> dict[str, Any]:
    number, unit = _number_in(name)
    return {"plain": plain(name), "name_unit": announced_unit(name), "name_number": number, "name_number_unit": unit}


def _valued(prefix: str, value: Value) -> dict[str, Any]:
    """The columns of what `value` states, wherever it stands. Of 95 and 95.0, which are equal, the decimals tell."""
    return _value_columns(
        prefix, _decimals(value.number), value.text, value.kind, value.operator, value.number, value.upper, value.unit,
        value.magnitude, value.glyph, value.carried,
    )  # fmt: skip


@lru_cache(maxsize=_REPEATED)
def _value_columns(prefix: str, decimals: int | None, *stated: Any) -> dict[str, Any]:
    value = Value(*stated)
    number = value.number
    unit = understood(value.unit)
    columns = {
        "text": value.text, "kind": value.kind, "operator": value.operator, "glyph": value.glyph,
        "number": None if number is None else float(number), "upper": None if value.upper is None else float(value.upper),
        "unit": value.unit, "normal": unit.normal if unit else value.unit, "dimension": unit.dimension if unit else None,
        "fen": _fen(number, unit.fen) if unit and unit.dimension == "money" else None, "decimals": decimals,
        "magnitude": value.magnitude, "carried": value.carried, "plain": plain(value.text),
    }  # fmt: skip
    return {f"{prefix}_{name}": content for name, content in columns.items()}


def announced_unit(name: str) -> str | None:
    """The unit that an indicator's name announces by its ending: …次数 → 次, …率 → %; None if it announces none."""
    words = vocabulary().words
    bare = re.sub(r"\([^()]*\)$", "", squeezed(name)).rstrip("。;")
    for suffix in sorted(words.count_suffixes, key=len, reverse=True):
        if bare.endswith(suffix):
            return words.count_suffixes[suffix]
    return "%" if bare.endswith(words.rate_nouns) and not bare.endswith(words.not_rates) else None


def _number_in(name: str) -> tuple[float | None, str | None]:
    """The first number with a unit inside a name: '聘用4名信访录入人员' → (4, 名). Years and set phrases do not count."""
    for match in _NAME_NUMBER.finditer(squeezed(name)):
        for length in range(len(match[2]), 0, -1):
            if understood(match[2][:length]):
                return float(match[1]), match[2][:length]
    return None, None


def _fen(number: Decimal | None, factor: Decimal | None) -> int | None:
    """`number` times `factor` in whole 0.01 元, or None. Digits beyond 0.01 元 are rounded half to even."""
    if number is None or factor is None or abs(amount := number * factor) >= _NO_MONEY:
        return None
    return int(amount.quantize(Decimal(1)))


def _decimals(number: Decimal | None) -> int | None:
    if number is None:
        return None
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
