"""One indicator in both halves of a two-period form."""

from __future__ import annotations

import pandas as pd

from .applicability import applicable
from .remembering import remembered

Frame = pd.DataFrame

_SAME = ["filing", "table", "level1", "level2", "plain"]


@remembered
def both_periods(indicators: Frame) -> Frame:
    """The medium-term rows that have an annual row of the same name (whose columns end in `_annual`).

    Paired by name and not by position: the halves of a form need not have the same order. `index` and `index_annual` are
    the rows' labels in `indicators`. A name that stands twice in one half is paired with nothing.
    """
    named = indicators.loc[indicators.plain.ne("") & applicable(indicators)].reset_index()
    halves = named.drop_duplicates([*_SAME, "period"], keep=False)
    medium, annual = (halves.loc[halves.period.eq(period)] for period in ("medium-term", "annual"))
    return medium.merge(annual, on=_SAME, suffixes=("", "_annual"))
