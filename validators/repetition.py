"""Forms that stand in a filing twice: found once, used by every rule that must report them, or must not report them again."""

from __future__ import annotations

import pandas as pd

from .remembering import remembered
from .similarity import likeness

Frame = pd.DataFrame
ALIKE = 0.95
_KEYS = ["filing", "form", "year", "project", "department", "unit"]


@remembered
def repeated_tables(tables: Frame, funds: Frame | None = None) -> Frame:
    """The forms that repeat an earlier one of the same filing, each joined to the first such (`…_earlier`).

    Year, project, department, unit and, where `funds` are given, every amount are the same, and the texts at least 0.95
    alike: another project's form of the same shape reaches about 0.35.
    """
    keyed = tables.loc[tables.project.notna() | tables.department.notna()].reset_index(drop=True)
    keyed = keyed.loc[keyed.text.ne("")].assign(amounts="")
    keyed = keyed.loc[keyed.duplicated(_KEYS, keep=False)]
    if funds is not None and len(keyed):
        amounts = _amounts(funds)
        keyed = keyed.merge(amounts, on=["filing", "table"], how="left", suffixes=("_none", "")).fillna({"amounts": ""})
    again = keyed.loc[keyed.duplicated([*_KEYS, "amounts"], keep=False)]
    if again.empty:
        return again.assign(
            **{f"{name}_earlier": again[name] for name in again if name not in (*_KEYS, "amounts")},
            likeness=pd.Series(dtype=float),
        )
    pairs = again.merge(again, on=[*_KEYS, "amounts"], suffixes=("", "_earlier"))
    pairs = pairs.loc[pairs.table_earlier.lt(pairs.table)].sort_values(["filing", "table", "table_earlier"])
    pairs = pairs.assign(likeness=likeness(pairs.text, pairs.text_earlier))
    return pairs.loc[pairs.likeness.ge(ALIKE)].drop_duplicates(["filing", "table"]).reset_index(drop=True)


def without_copies(rows: Frame, tables: Frame) -> Frame:
    """`rows` of tables that are no copies of an earlier table: what a copy repeats is not worth a second finding."""
    copies = repeated_tables(tables).loc[:, ["filing", "table"]]
    if copies.empty:
        return rows
    return rows.loc[~pd.MultiIndex.from_frame(rows.loc[:, ["filing", "table"]]).isin(pd.MultiIndex.from_frame(copies))]


def _amounts(funds: Frame) -> Frame:
    stated = funds.loc[funds.fen.notna()]
    words = stated.role + "|" + stated.measure + "|" + stated.period.fillna("") + "|" + stated.fen.astype(str)
    ordered = stated.assign(amounts=words).sort_values("amounts")
    return ordered.groupby(["filing", "table"], as_index=False)["amounts"].agg("\n".join)
