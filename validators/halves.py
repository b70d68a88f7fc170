"""Forms with a medium-term and an annual half: which of them hold targets, and how long the project runs."""

from __future__ import annotations

import pandas as pd

Frame = pd.DataFrame
_KEYS = ["filing", "table"]


def halves(tables: Frame, levels: Frame, indicators: Frame, asked: str, other: str) -> Frame:
    """One row for each two-period form that prints its half `asked` and files targets in its half `other` (`count`).

    `offends` where the half `asked` has no target at all. The place is the stretch of what that half prints. `years` is
    the length of the project.
    """
    forms = tables.loc[tables.two_periods].drop(columns="place")
    if forms.empty:
        return forms.assign(offends=False, years=project_years(forms))
    targets = indicators.loc[indicators.target_plain.ne("")]
    own = targets.loc[targets.period.eq(asked), _KEYS].drop_duplicates().assign(offends=False)
    count = targets.loc[targets.period.eq(other)].groupby(_KEYS, as_index=False).agg(count=("number", "size"))
    rows = indicators.loc[indicators.period.eq(asked), [*_KEYS, "target_place"]].rename(columns={"target_place": "place"})
    printed = pd.concat([levels.loc[levels.period.eq(asked), [*_KEYS, "place"]], rows])
    ends = printed.groupby(_KEYS, as_index=False).agg(first=("place", "first"), last=("place", "last"))
    judged = forms.merge(count, on=_KEYS).merge(ends, on=_KEYS)
    judged = judged.merge(own, on=_KEYS, how="left")
    return judged.assign(
        offends=judged.offends.isna(),
        place=[first.to(last) for first, last in zip(judged["first"], judged["last"], strict=True)],
        years=project_years(judged),
    )


def project_years(tables: Frame) -> pd.Series:
    """How many years the project of each table runs, NA where the form does not say."""
    return (tables.period_end - tables.period_start + 1).fillna(tables.period_years)
