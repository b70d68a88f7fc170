"""Amounts: as printed, and how far two of them may lie apart because of the digits that were printed.

Tolerances: one value against an exact figure, less than one unit of the last digit; a sum of n printed terms against a
printed total, half a unit for each of the n + 1 figures. A form's step is its finest printed digit, since spreadsheets drop
zeros ('120' beside '139.05'), but not more than 0.01 of the money unit: round sums are meant exactly.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from ..schemas.units import understood
from .remembering import remembered

Frame = pd.DataFrame
KEYS = ["filing", "table"]
MONEY = ("budget", "opening", "adjusted", "executed")
MEASURES = {
    "budget": ("预算", "the budget"), "opening": ("年初预算数", "the opening budget"),
    "adjusted": ("全年预算数", "the adjusted budget"), "executed": ("全年执行数", "the execution"),
}  # fmt: skip
PERIODS = {"annual": ("年度", "annual"), "medium-term": ("中期", "medium-term")}
_ITEM = [*KEYS, "role", "item", "period"]


def shown(fen: float | int, unit: str, decimals: int | None = None) -> str:
    """A computed amount in `unit`, with as many decimals as it needs, at least `decimals`: '812.4353万元'."""
    known = understood(unit)
    factor = known.fen if known and known.fen else Decimal(100)
    amount = Decimal(int(fen)) / factor
    exact = max(-int(amount.normalize().as_tuple().exponent), decimals or 0, 0)
    return f"{amount:.{exact}f}{unit if known and known.fen else '元'}"


def printed(numbers: pd.Series, decimals: pd.Series, units: pd.Series) -> pd.Series:
    """Figures with their printed decimals and units: '812.44万元'. Empty where there is none."""
    triples = zip(numbers.tolist(), decimals.tolist(), units.tolist(), strict=True)
    texts = ["" if pd.isna(n) or pd.isna(d) else f"{n:.{int(d)}f}{'' if pd.isna(u) else u}" for n, d, u in triples]
    return pd.Series(texts, index=numbers.index, dtype="str")


def steps(fen: pd.Series, decimals: pd.Series, units: pd.Series) -> pd.Series:
    """0.01 元 in one unit of the last printed digit, at most 0.01 of the unit; null where there is no amount."""
    factors = units.map({unit: _factor(unit) for unit in units.dropna().unique()}).astype("float64")
    finest, coarsest = (factors / 10.0 ** decimals.astype("float64")).clip(lower=1), factors / 100
    return finest.where(finest.le(coarsest), coarsest).where(fen.notna()).astype("Float64")


def tolerance(step: pd.Series, terms: pd.Series | int) -> pd.Series:
    """How far a sum may lie off: `terms` counts every printed figure, the total too."""
    half = step * terms / 2
    return half.where(half.ge(step), step)


@remembered
def stated(funds: Frame) -> Frame:
    """The amounts that `funds` state, with `shown` ('812.44万元') and the form's `step`, and its `finest` printed digit."""
    rows = funds.loc[funds.fen.notna() & funds.measure.isin(MONEY)]
    single = steps(rows.fen, rows.decimals, rows.unit)
    keys = [rows.filing, rows.table]
    return rows.assign(
        shown=printed(rows.number, rows.decimals, rows.unit),
        step=single.groupby(keys).transform("min"),
        finest=rows.resolution.groupby(keys).transform("min"),
    )


@remembered
def items(funds: Frame) -> Frame:
    """One row for each money item of a form and period, with what each column states of it.

    Columns: `budget`, `opening`, `adjusted`, `executed` in 0.01 元, each with `…_shown`, `…_place` and `…_column`; `rate`,
    `points`, `score` with `…_decimals`, `…_text` and `…_place`; `final`, the budget that execution is held against
    (adjusted, else the only one, else the opening one), with `final_shown`, `final_place` and `final_column`; the form's `step`.
    """
    funds = funds.assign(item=funds["item"].str.replace(r"\s+", "", regex=True))
    amounts = stated(funds.loc[~funds.partial]).drop_duplicates([*_ITEM, "measure"])
    figures = funds.loc[funds.measure.isin(["rate", "points", "score"]) & funds.number.notna()].drop_duplicates(
        [*_ITEM, "measure"]
    )
    heads = funds.loc[~funds.partial].drop_duplicates(_ITEM).loc[:, [*_ITEM, "place", "unit"]]
    for measure in MONEY:
        part = amounts.loc[amounts.measure.eq(measure), [*_ITEM, "fen", "shown", "place", "column"]]
        names = {"fen": measure, **{name: f"{measure}_{name}" for name in ("shown", "place", "column")}}
        heads = _beside(heads, part.rename(columns=names))
    for measure in ("rate", "points", "score"):
        part = figures.loc[figures.measure.eq(measure), [*_ITEM, "number", "decimals", "text", "place"]]
        names = {"number": measure, **{name: f"{measure}_{name}" for name in ("decimals", "text", "place")}}
        heads = _beside(heads, part.rename(columns=names))
    units = amounts.drop_duplicates(_ITEM).loc[:, [*_ITEM, "unit", "step"]]
    rows = heads.drop(columns="unit").merge(units, on=_ITEM, how="left")
    for name in ("", "_shown", "_place", "_column"):
        single = rows[f"budget{name}"].where(rows.budget.notna(), rows[f"opening{name}"])
        rows[f"final{name}"] = rows[f"adjusted{name}"].where(rows.adjusted.notna(), single)
    return rows


def _beside(heads: Frame, part: Frame) -> Frame:
    """`heads` with the columns of `part`, whose keys are theirs. Most forms lack most measures: those take no joining."""
    if len(part):
        return heads.merge(part, on=_ITEM, how="left")
    return heads.assign(**{name: part[name].reindex(heads.index) for name in part.columns if name not in _ITEM})


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
