"""Rows of indicators that lack a part, and whether another finding already explains it."""

from __future__ import annotations

import pandas as pd

from ..filings.model import Place

Frame = pd.DataFrame
Mask = pd.Series


def valueless(indicators: Frame) -> Mask:
    """Whether the target that a form asks for holds nothing, or nothing but a comparison, a per cent sign or dots."""
    empty = indicators.target_kind.eq("blank") | indicators.target_text.str.fullmatch(r"[\W_]*")
    return empty & indicators.target_kind.ne("unasked")


def in_empty_half(indicators: Frame, tables: Frame) -> Mask:
    """Whether a row of a two-period form stands in a half without any target."""
    keys = ["filing", "table", "period"]
    empty = valueless(indicators).groupby([indicators[key] for key in keys], dropna=False).transform("all").astype(bool)
    halves = indicators[["filing", "table"]].merge(tables[["filing", "table", "two_periods"]], on=["filing", "table"], how="left")
    return empty & halves.two_periods.set_axis(indicators.index).fillna(False).astype(bool)


def in_shifted_row(indicators: Frame, repairs: Frame) -> Mask:
    """Whether a row's cells were put back while reading, so that one may have gone astray."""
    moved = repairs.loc[repairs.kind.eq("shifted")]
    rows = set(zip(moved.filing, moved.table, map(_row, moved.place), strict=True))
    keys = zip(indicators.filing.tolist(), indicators.table.tolist(), map(_row, indicators.place), strict=True)
    return pd.Series([key in rows for key in keys], indicators.index, dtype=bool)


def _row(place: Place) -> tuple[object, ...]:
    return (place.page, place.sheet, place.grid, place.line, place.row)
