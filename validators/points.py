"""Points and scores: the indicators that carry them, and the ways in which scores are rounded."""

from __future__ import annotations

from math import isnan

import numpy as np
import pandas as pd

from .attainment import is_cost
from .lookup import looked_up
from .money import KEYS, totals
from .remembering import remembered

Frame = pd.DataFrame
Values = pd.Series
ROUNDED = 0.01
_DUST = 0.001  # of binary fractions
ROUNDINGS = (
    ("保留两位小数", "rounded to two decimals"),
    ("四舍五入到一位小数", "rounded to one decimal"),
    ("四舍五入到整数", "rounded to a whole point"),
    ("舍去一位以后的小数", "cut off after one decimal"),
    ("舍去小数", "cut off to a whole point"),
)


def fits(score: Values, exact: Values) -> pd.Series:
    """Whether `score` is `exact` rounded to two, one or no decimals, or cut off."""
    return roundings(score, exact).any(axis=1)


def roundings(score: Values, exact: Values) -> Frame:
    """Which of the usual ways of rounding make `score` of `exact`, a column for each in the order of ROUNDINGS."""
    value, given = exact.astype("float64"), score.astype("float64")
    rounded = (
        value.round(2), value.round(1), np.floor(value + 0.5), np.floor(value * 10 + 1e-9) / 10, np.floor(value + 1e-9),
    )  # fmt: skip
    slack = (0.0101, *[1e-6] * 4)
    made = {name: np.isclose(given, result, atol=near) for (name, _), result, near in zip(ROUNDINGS, rounded, slack, strict=True)}
    return pd.DataFrame(made, index=score.index)


def alike(one: Values, other: Values) -> pd.Series:
    """Whether two sums of points are one, give or take what a rounding makes."""
    return (one - other).abs().lt(ROUNDED + _DUST)


def apart(one: Values, other: Values | float, allowed: Values | float = ROUNDED) -> pd.Series:
    """Whether two sums of points differ by more than is `allowed`, what a rounding makes; not where either is missing."""
    return (one - other).abs().gt(allowed + _DUST)


def printed_share(rate: Values) -> Values:
    """What share of the budget a printed rate says was spent. One of 1 or less is that share, not a percentage."""
    return rate.where(rate.le(1), rate / 100)


def scored(indicators: Frame) -> pd.Series:
    """Whether indicators carry points and were given a score."""
    return indicators.weight.gt(0) & indicators.score.notna()


def points_shown(values: Values, unit: str = "分") -> pd.Series:
    """'8.98分', '10分'; empty where there is none."""
    texts = ["" if pd.isna(value) else f"{value:.10g}{unit}" for value in values.astype("float64")]
    return pd.Series(texts, index=values.index, dtype="str")


@remembered
def weighted(indicators: Frame) -> Frame:
    """The indicators of forms that give points, one period of each: a form with two periods prints the points twice."""
    keys = [indicators.filing, indicators.table]
    given = (indicators.weight.notna() | indicators.score.notna()).groupby(keys).transform("any").astype(bool)
    annual = indicators.period.ne("medium-term")
    return indicators.loc[given & (annual | ~annual.groupby(keys).transform("any").astype(bool))]


@remembered
def form_points(indicators: Frame, funds: Frame, fields: Frame) -> Frame:
    """One row for each form that gives points to indicators.

    `weights` and `scores` are the indicators' sums, laid out in `…_sum`; `unread` and `unscored` count those without;
    `execution` and `execution_score` are those of the total in the funds block; `total_weight` and `total_score` stand on
    the line of the total.
    """
    rows = weighted(indicators)
    named = rows.level3.ne("") | rows.weight.notna()
    rows = rows.loc[named].assign(unread=rows.weight.isna(), unscored=rows.score.isna() & rows.weight.ne(0))
    forms = rows.groupby(KEYS, sort=False)[["weight", "score", "unread", "unscored"]].sum().reset_index()
    forms = forms.rename(columns={"weight": "weights", "score": "scores"}).assign(
        first_place=looked_up(forms, rows, "place"),
        weights_sum=_laid_out(rows, "weight"),
        scores_sum=_laid_out(rows, "score"),
    )
    execution = totals(funds)
    names = {"points": "execution", "points_place": "execution_place", "score": "execution_score", "score_place": "score_place"}
    columns = {name: looked_up(forms, execution, column) for column, name in names.items()}
    for name in ("total_weight", "total_score"):
        line = fields.loc[fields.id.eq(name)]
        text = looked_up(forms, line, "text")
        number = pd.Series(pd.to_numeric(text.str.strip().str.removesuffix("分"), errors="coerce"), dtype="float64")
        columns |= {name: number, f"{name}_text": text, f"{name}_place": looked_up(forms, line, "place")}
    return forms.assign(**columns)


def _laid_out(rows: Frame, column: str) -> list[str]:
    """'20 + 10 + 6' of what is given, for each form in the order of `rows`."""
    given: dict[tuple[str, int], list[str]] = {}
    for filing, table, value in zip(rows.filing.tolist(), rows.table.tolist(), rows[column].tolist(), strict=True):
        given.setdefault((filing, table), []).extend([] if isnan(value) else [f"{value:g}"])
    return [" + ".join(values) for values in given.values()]


@remembered
def reached(indicators: Frame) -> pd.Series:
    """Whether the actual value met the target; null where the two cannot be compared or no direction is stated.

    An exact target (＝) of a cost is a budget: spending less meets it. Elsewhere it is met by equality alone.
    """
    target, actual = _compared(indicators)
    comparison = indicators.target_operator.where(~(is_cost(indicators) & indicators.target_operator.eq("=")), "≤")
    verdicts = {
        "≥": actual.ge(target),
        ">": actual.gt(target),
        "≤": actual.le(target),
        "<": actual.lt(target),
        "=": actual.eq(target),
    }
    given = target.notna()
    met, known = pd.Series(False, index=indicators.index), comparison.isna() & given & actual.eq(target)
    met |= known
    for sign, verdict in verdicts.items():
        asked = given & comparison.eq(sign)
        met, known = met | (asked & verdict), known | asked
    return met.astype("boolean").where(known, pd.NA)


def proportional(indicators: Frame) -> Frame:
    """The scores that the formulas in use give for a target that was missed: `direct` A/B or B/A, `excess` 1−(B−A)/A."""
    target, actual = _compared(indicators)
    downward = indicators.target_operator.isin(["≤", "<"])
    upward = actual / target.where(target.ne(0))
    reverse = target / actual.where(actual.ne(0))
    over = indicators.target_operator.eq("=") & actual.gt(target)
    direct = upward.where(~downward & ~over, reverse)
    excess = 1 - (actual - target).abs() / target.where(target.ne(0))
    return pd.DataFrame({"direct": indicators.weight * direct.clip(upper=1), "excess": indicators.weight * excess.clip(lower=0)})


@remembered
def _compared(indicators: Frame) -> tuple[Values, Values]:
    """Target and actual as numbers of one unit, both null where they have none in common."""
    numeric = indicators.target_kind.eq("number") & indicators.actual_kind.eq("number") & indicators.actual_operator.isna()
    money = indicators.target_fen.notna() & indicators.actual_fen.notna()
    target = indicators.target_fen.astype("float64").where(money, indicators.target_number)
    actual = indicators.actual_fen.astype("float64").where(money, indicators.actual_number)
    near = (actual / target).between(0.1, 10) | actual.eq(target)
    same = indicators.target_normal.fillna("").eq(indicators.actual_normal.fillna(""))
    known = numeric & (money | same | (indicators.actual_normal.isna() & near))
    return target.where(known), actual.where(known)
