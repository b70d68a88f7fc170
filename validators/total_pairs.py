"""The totals of both halves of a form, side by side."""

from __future__ import annotations

import pandas as pd

from .halves import project_years
from .money import KEYS, totals
from .remembering import remembered

Frame = pd.DataFrame
_FACTS = ["final", "final_shown", "final_place", "unit", "step"]


@remembered
def funds_by_half(funds: Frame, tables: Frame) -> Frame:
    """One row for each form that states both totals: `medium` and `annual` in 0.01 元, with `…_shown`, `…_place`; `years`."""
    rows = totals(funds)
    rows = rows.loc[rows.final.notna(), [*KEYS, "period", *_FACTS]]
    medium, annual = (
        rows.loc[rows.period.eq(period)].drop(columns="period").rename(columns=_names(short))
        for period, short in (("medium-term", "medium"), ("annual", "annual"))
    )
    pairs = annual.merge(medium.drop(columns=["unit", "step"]), on=KEYS)
    lengths = tables.loc[:, [*KEYS, "year"]].assign(years=project_years(tables))
    return pairs.merge(lengths, on=KEYS, how="left").assign(place=lambda both: both.annual_place, related=_related)


def _names(short: str) -> dict[str, str]:
    return {"final": short, "final_shown": f"{short}_shown", "final_place": f"{short}_place"}


def _related(pairs: Frame) -> list[tuple[object, ...]]:
    return [(place,) for place in pairs.medium_place]
