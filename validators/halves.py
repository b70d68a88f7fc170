"""Forms with a medium-term and an annual half: which of them hold targets, and how long the project runs."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from ..filings.model import Place
from .choice import either
from .remembering import remembered

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


@remembered
def annual_halves(tables: Frame, levels: Frame, indicators: Frame, funds: Frame) -> Frame:
    """`halves` of which the annual one is asked. `severity` is 'warning' where the filer may have had a reason to leave it empty:
    the project lasts one year, the form's year lies outside the period or is not stated, or no annual money is applied for.
    """
    cases = halves(tables, levels, indicators, "annual", "medium-term")
    if cases.empty:
        return cases.assign(severity=None)
    money = funds.loc[funds.period.eq("annual") & funds.fen.gt(0), _KEYS].drop_duplicates().assign(money=True)
    cases = cases.merge(money, on=_KEYS, how="left")
    outside = cases.year.lt(cases.period_start) | cases.year.gt(cases.period_end)
    excused = cases.years.eq(1).fillna(False) | outside.fillna(False) | cases.year.isna() | cases.money.isna()
    return cases.assign(severity=either(excused, "warning", "error"))


def project_years(tables: Frame) -> pd.Series:
    """How many years the project of each table runs, NA where the form does not say."""
    return (tables.period_end - tables.period_start + 1).fillna(tables.period_years)
