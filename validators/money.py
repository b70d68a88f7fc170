"""Amounts: as printed, and how far two of them may lie apart because of the digits that were printed.

Tolerances: one value against an exact figure, less than one unit of the last digit; a sum of n printed terms against a
printed total, half a unit for each of the n + 1 figures. A form's step is its finest printed digit, since spreadsheets drop
zeros ('120' beside '139.05'), but not more than 0.01 of the money unit: round sums are meant exactly.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ..schemas.units import understood
from .remembering import remembered

Frame = pd.DataFrame
Positions = np.ndarray[Any, Any]
KEYS = ["filing", "table"]
MONEY = ("budget", "opening", "adjusted", "executed")
MEASURES = {
    "budget": ("预算", "the budget"), "opening": ("年初预算数", "the opening budget"),
    "adjusted": ("全年预算数", "the adjusted budget"), "executed": ("全年执行数", "the execution"),
}  # fmt: skip
PERIODS = {"annual": ("年度", "annual"), "medium-term": ("中期", "medium-term")}
FIGURES = ("rate", "points", "score")
_ITEM = [*KEYS, "role", "item", "period"]


def shown(fen: float | int, unit: str, decimals: int | None = None) -> str:
    """A computed amount in `unit`, with as many decimals as it needs, at least `decimals`: '812.4353万元'."""
    known = understood(unit)
    factor = known.fen if known and known.fen else Decimal(100)
    amount = Decimal(int(fen)) / factor
    exact = max(-int(amount.normalize().as_tuple().exponent), decimals or 0)
    return f"{amount:.{exact}f}{unit if known and known.fen else '元'}"


def printed(numbers: pd.Series, decimals: pd.Series, units: pd.Series) -> pd.Series:
    """Figures with their printed decimals and units: '812.44万元'. Empty where there is none."""
    triples = zip(numbers.tolist(), decimals.tolist(), units.tolist(), strict=True)
    texts = ["" if pd.isna(n) or pd.isna(d) else f"{n:.{int(d)}f}{'' if pd.isna(u) else u}" for n, d, u in triples]
    return pd.Series(texts, index=numbers.index, dtype="str")


def steps(fen: pd.Series, decimals: pd.Series, units: pd.Series) -> pd.Series:
    """0.01 元 in one unit of the last printed digit, at most 0.01 of the unit; null where there is no amount."""
    factors = units.map({unit: _factor(unit) for unit in units.dropna().unique()}).to_numpy(float)
    finest = np.maximum(factors / 10 ** decimals.to_numpy(float, na_value=np.nan), 1)
    least = pd.Series(np.fmin(finest, factors / 100), index=fen.index, dtype="Float64")
    return least.where(fen.notna(), pd.NA)


def last_digit(decimals: pd.Series) -> pd.Series:
    """One unit of the last of so many decimals: 0.01 of two."""
    return 10.0 ** -decimals.astype("float64")


def tolerance(step: pd.Series, terms: pd.Series | int) -> pd.Series:
    """How far a sum may lie off: `terms` counts every printed figure, the total too."""
    return step * np.maximum(terms / 2, 1)


@remembered
def stated(funds: Frame) -> Frame:
    """The amounts that `funds` state, with `shown` ('812.44万元'), `own_step`, and the form's `step` and `finest` digit."""
    rows = funds.loc[funds.fen.notna() & funds.measure.isin(MONEY)]
    single = steps(rows.fen, rows.decimals, rows.unit)
    keys = [rows.filing, rows.table]
    return rows.assign(
        shown=printed(rows.number, rows.decimals, rows.unit),
        own_step=single,
        step=single.groupby(keys).transform("min"),
        finest=rows.resolution.groupby(keys).transform("min"),
    )


@remembered
def items(funds: Frame) -> Frame:
    """One row for each money item of a form and period, with what each column states of it.

    Columns: `budget`, `opening`, `adjusted`, `executed` in 0.01 元, each with `…_shown`, `…_place` and `…_column`; `rate`,
    `points`, `score` with `…_decimals`, `…_text` and `…_place`; `final`, the budget that execution is held against
    (adjusted, else the only one, else the opening one), with `final_shown`, `final_place` and `final_column`; `share`, what was
    spent of it, null where it is nothing; the form's `step`.
    """
    funds = funds.assign(item=funds["item"].str.replace(r"\s+", "", regex=True))
    numbers = funds.groupby(_ITEM, sort=False, dropna=False).ngroup()
    heads = funds.drop_duplicates(_ITEM)
    columns = {name: heads[name].array for name in (*_ITEM, "place")}
    amounts = stated(funds)
    figures = funds.loc[funds.measure.isin(FIGURES) & funds.number.notna()]
    for rows, measures, first, others in (
        (amounts, MONEY, "fen", ("shown", "place", "column")),
        (figures, FIGURES, "number", ("decimals", "text", "place")),
    ):
        of_rows = numbers.loc[rows.index].to_numpy()
        for measure in measures:
            at = _first(of_rows, rows.measure.eq(measure).to_numpy(), len(heads))
            columns[measure] = rows[first].array.take(at, allow_fill=True)
            columns |= {f"{measure}_{name}": rows[name].array.take(at, allow_fill=True) for name in others}
    at = _first(numbers.loc[amounts.index].to_numpy(), np.ones(len(amounts), dtype=bool), len(heads))
    columns |= {name: amounts[name].array.take(at, allow_fill=True) for name in ("unit", "step")}
    return _with_final(pd.DataFrame(columns))


def _first(numbers: Positions, which: Positions, count: int) -> Positions:
    """For each of `count` items where it stands first among the rows in `which`; -1 where it does not."""
    where = np.flatnonzero(which)[::-1]
    at = np.full(count, -1)
    at[numbers[where]] = where
    return at


def _with_final(rows: Frame) -> Frame:
    """`rows` with the budget that execution is held against, and its share that was spent."""
    adjusted, only = rows.adjusted.notna(), rows.budget.notna()
    names = ("", "_shown", "_place", "_column")
    chosen = {name: rows[f"budget{name}"].where(only, rows[f"opening{name}"]) for name in names}
    rows = rows.assign(**{f"final{name}": rows[f"adjusted{name}"].where(adjusted, chosen[name]) for name in names})
    return rows.assign(share=rows.executed.astype("float64") / rows.final.where(rows.final.ne(0)).astype("float64"))


@remembered
def totals(funds: Frame) -> Frame:
    """The rows of `items` that state the form's total. A form with two different totals in one column states none."""
    rows = items(funds)
    rows = rows.loc[rows.role.eq("total")]
    if not rows.duplicated([*KEYS, "period"]).any():
        return rows.reset_index(drop=True)
    groups = rows.groupby([*KEYS, "period"], dropna=False)
    unclear = pd.Series(False, index=rows.index)
    for measure in MONEY:
        unclear |= groups[measure].transform("nunique").gt(1)
    return rows.loc[~unclear].drop_duplicates([*KEYS, "period"]).reset_index(drop=True)


def _factor(unit: str) -> float | None:
    known = understood(unit)
    return float(known.fen) if known and known.dimension == "money" and known.fen else None
