"""Forms with a medium-term and an annual half: which of them hold targets, and how long the project runs."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from ..filings.model import Place

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
    count: Counter[tuple[str, int, str]] = Counter()
    printed: dict[tuple[str, int], list[Place]] = {}
    for filing, table, period, place in zip(levels.filing, levels.table, levels.period, levels.place, strict=True):
        if period == asked:
            printed.setdefault((filing, table), []).append(place)
    columns = (indicators[name].tolist() for name in (*_KEYS, "period", "target_plain", "target_place"))
    for filing, table, period, target, place in zip(*columns, strict=True):
        if target:
            count[filing, table, period] += 1
        if period == asked and place is not None:
            printed.setdefault((filing, table), []).append(place)
    keys = list(zip(forms.filing.tolist(), forms.table.tolist(), strict=True))
    judged = forms.loc[[count[*key, other] > 0 and key in printed for key in keys]]
    keys = list(zip(judged.filing.tolist(), judged.table.tolist(), strict=True))
    return judged.assign(
        count=[count[*key, other] for key in keys],
        offends=[not count[*key, asked] for key in keys],
        place=[printed[key][0].to(printed[key][-1]) for key in keys],
        years=project_years(judged),
    ).reset_index(drop=True)


def project_years(tables: Frame) -> pd.Series:
    """How many years the project of each table runs, NA where the form does not say."""
    return (tables.period_end - tables.period_start + 1).fillna(tables.period_years)
