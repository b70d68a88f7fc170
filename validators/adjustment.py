"""How a budget changed in mid-year: by how much, by what share, and the sum that shows it."""

from __future__ import annotations

import pandas as pd

from .choice import either
from .money import shown

Frame = pd.DataFrame


def share(rows: Frame) -> pd.Series:
    """The change as a share of the opening budget; infinite where that was nothing, null where both were."""
    return (rows.adjusted - rows.opening).astype("float64") / rows.opening.astype("float64")


def with_change(rows: Frame, decimals: int) -> Frame:
    """`rows` of `money.items` whose budget changed, with `more` (whether it rose), `gap`, `percent` and the `arithmetic`."""
    more = rows.adjusted.gt(rows.opening)
    pairs = zip(rows.adjusted - rows.opening, rows.unit, strict=True)
    gap = pd.Series([shown(abs(fen), unit, 2) for fen, unit in pairs], index=rows.index, dtype="str")
    percent = pd.Series([f"{100 * abs(value):.{decimals}f}%" for value in share(rows)], index=rows.index, dtype="str")
    difference = rows.adjusted_shown + " - " + rows.opening_shown + " = " + either(more, "", "-") + gap
    quotient = gap + " ÷ " + rows.opening_shown + " = " + percent
    return rows.assign(more=more, gap=gap, percent=percent, arithmetic=difference + "；" + quotient)
