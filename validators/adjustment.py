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


def told(rows: Frame) -> Frame:
    """`rows` with the change in words, `change_zh` and `change_en`, and its `arithmetic`."""
    added, rows = rows.opening.eq(0), with_change(rows, 1)
    percent = rows.gap + "（" + rows.percent + "）"
    return rows.assign(
        change_zh=either(added, "全部是年中追加的", either(rows.more, "增加", "减少") + percent),
        change_en=either(
            added,
            "all of it was given in mid-year",
            either(rows.more, "an increase of ", "a cut of ") + rows.gap + " (" + rows.percent + ")",
        ),
        arithmetic=either(added, rows.arithmetic.str.partition("；")[0], rows.arithmetic),
    )
