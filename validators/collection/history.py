"""Forms of one project from two years, or its target form and its self-evaluation, side by side."""

from __future__ import annotations

import pandas as pd

from ..remembering import remembered
from .identity import identified

Frame = pd.DataFrame
TARGETS = ("project-target", "project-approval", "department-target")
EVALUATIONS = ("project-self-evaluation", "department-self-evaluation")
_KEYS = ["unit_key", "project_key", "of_department"]


@remembered
def paired(tables: Frame, fields: Frame, earlier: tuple[str, ...], later: tuple[str, ...], years: int) -> Frame:
    """The forms of the kinds `later`, each joined (`…_earlier`) to the form of the kinds `earlier` that lies `years` back.

    A project that has several forms of a kind in one year is left out: nothing says which of them holds.
    """
    rows = identified(tables, fields)
    rows = rows.loc[rows.year.notna(), ["filing", "table", "form", "year", "project", "owner", *_KEYS]]
    before = rows.loc[rows.form.isin(earlier)].drop_duplicates([*_KEYS, "form", "year"], keep=False)
    # An approval says what holds; a target form what was asked for.
    before = before.assign(rank=before.form.ne("project-approval")).sort_values("rank", kind="stable")
    before = before.drop_duplicates([*_KEYS, "year"]).drop(columns="rank")
    after = rows.loc[rows.form.isin(later)].drop_duplicates([*_KEYS, "form", "year"], keep=False)
    before = before.assign(year_met=before.year + years)
    pairs = after.assign(year_met=after.year).merge(before, on=[*_KEYS, "year_met"], suffixes=("", "_earlier"))
    name = [project if isinstance(project, str) else owner for project, owner in zip(pairs.project, pairs.owner, strict=True)]
    return pairs.assign(name=pd.Series(name, dtype=object)).sort_values(["filing", "table"]).reset_index(drop=True)


def indicators_side_by_side(pairs: Frame, indicators: Frame) -> Frame:
    """The indicators of one name in both forms of each pair: the later one's columns, and the earlier one's as `…_earlier`.

    Those of the medium term are left out, and so are names that a form has twice.
    """
    rows = indicators.loc[indicators.period.ne("medium-term").fillna(True) & indicators.plain.ne("")]
    before = pairs.loc[:, ["filing_earlier", "table_earlier"]].set_axis(["filing", "table"], axis=1)
    concerned = pd.concat([pairs.loc[:, ["filing", "table"]], before]).drop_duplicates()
    rows = rows.merge(concerned, on=["filing", "table"])
    rows = rows.drop_duplicates(["filing", "table", "plain"], keep=False)
    links = pairs.loc[:, ["filing", "table", "filing_earlier", "table_earlier", "name", "year", "year_earlier"]]
    later = rows.merge(links, on=["filing", "table"])
    earlier = rows.add_suffix("_earlier").rename(columns={"plain_earlier": "plain"})
    return later.merge(earlier, on=["filing_earlier", "table_earlier", "plain"])


def weaker(rows: Frame, of: str = "target_number", than: str = "target_number_earlier") -> pd.Series:
    """Whether the number `of` asks for less than the number `than`, as the comparison of the later target says."""
    floor = rows.target_operator.isin(["≥", ">"])
    ceiling = rows.target_operator.isin(["≤", "<"])
    return (floor & rows[of].lt(rows[than])) | (ceiling & rows[of].gt(rows[than]))


def same_unit(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether two columns of units say the same; no unit on both sides is the same, too."""
    return one.eq(other).fillna(False).astype(bool) | (one.isna() & other.isna())
