"""Forms that stand in two filings: found once for every rule that must report them, or not report them again."""

from __future__ import annotations

import pandas as pd

from ..money import totals
from ..remembering import remembered
from .identity import identified
from .near import repeats
from .passages import whole_texts

Frame = pd.DataFrame
ALIKE = 0.95
_PROJECTS = ("project-target", "project-approval", "project-self-evaluation")


@remembered
def filed_twice(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """Project forms that another filing holds as well: same kind of form, year, unit, project and total.

    Each is joined to the first such form (`filing_earlier`, `table_earlier`); that one is not in the result.
    """
    sums = totals(funds)
    sums = sums.loc[sums.period.ne("medium-term") & sums.final.notna(), ["filing", "table", "final", "final_shown"]]
    rows = identified(tables, fields)
    rows = rows.loc[rows.form.isin(_PROJECTS) & rows.year.notna()].merge(
        sums.drop_duplicates(["filing", "table"]), on=["filing", "table"]
    )
    keys = ["form", "year", "unit_key", "project_key", "final"]
    rows = rows.loc[rows.duplicated(keys, keep=False)].sort_values(["filing", "table"])
    first = rows.groupby(keys, sort=False)[["filing", "table"]].transform("first")
    rows = rows.assign(filing_earlier=first.filing, table_earlier=first.table)
    return rows.loc[rows.filing.ne(rows.filing_earlier)].drop_duplicates("filing").reset_index(drop=True)


@remembered
def copied(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """Forms whose whole text is nearly that of another filing's form for another unit, project or year.

    Names and years are left out of the comparison. Each is joined to the first such form (`…_earlier`: filing, table, owner,
    project, year).
    """
    rows = identified(tables, fields)
    rows = rows.sort_values(["year", "filing", "table"]).reset_index(drop=True)  # those without a year come last
    rows = whole_texts(rows).reset_index(drop=True)
    found = repeats(rows, "bare", ALIKE)
    names = ["filing", "table", "owner", "unit_key", "project", "project_key", "year", "form"]
    earlier = rows.loc[found.earlier, names].add_suffix("_earlier").reset_index(drop=True)
    pairs = pd.concat([found.reset_index(drop=True), earlier], axis=1)
    pairs = pairs.loc[pairs.filing.ne(pairs.filing_earlier) & pairs.form.eq(pairs.form_earlier)]
    same = pairs.unit_key.eq(pairs.unit_key_earlier) & pairs.project_key.eq(pairs.project_key_earlier)
    return pairs.loc[~(same & pairs.year.eq(pairs.year_earlier).fillna(False).astype(bool))].reset_index(drop=True)


def project_keys(rows: Frame) -> pd.Series:
    """What the forms of `rows`, which are identified, have in common with those that file the same project twice."""
    return rows.unit_key + "\n" + rows.project_key
