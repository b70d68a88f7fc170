"""The projects that a department files in several files, added up and held against its own form."""

from __future__ import annotations

import pandas as pd

from ..projects import department_sums
from ..remembering import remembered
from .copies import filed_twice
from .identity import identified

Frame = pd.DataFrame


@remembered
def filed_sums(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """One row for each department's form of which projects stand in other files, as `department_sums` has it.

    Projects are added up by unit and year; one that was filed twice counts once. `owner` is the unit.
    """
    rows = identified(tables, fields)
    twice = filed_twice(tables, fields, funds)
    again = set(zip(twice.filing.tolist(), twice.table.tolist(), strict=True))
    rows = rows.loc[[key not in again for key in zip(rows.filing.tolist(), rows.table.tolist(), strict=True)]]
    members = rows.loc[rows.unit_key.isin(rows.loc[rows.of_department, "unit_key"])].reset_index(drop=True)
    members = members.assign(serial=members.groupby("unit_key").cumcount())
    places = members.loc[:, ["filing", "table", "unit_key", "serial", "owner"]]
    as_one = members.assign(filing=members.unit_key, table=members.serial).loc[:, tables.columns]
    money = funds.merge(places, on=["filing", "table"]).assign(filing=lambda f: f.unit_key, table=lambda f: f.serial)
    sums = department_sums(as_one, money.loc[:, funds.columns])
    sums = sums.rename(columns={"filing": "unit_key", "table": "serial"}).merge(places, on=["unit_key", "serial"])
    return sums.loc[~_in_their_own_file(sums, members)].assign(related=None)


def _in_their_own_file(sums: Frame, members: Frame) -> pd.Series:
    """Whether all projects of a department's form stand in its own file: then they were held against it there."""
    projects = members.loc[~members.of_department]
    apart = projects.merge(sums.loc[:, ["unit_key", "filing"]].drop_duplicates(), on="unit_key", suffixes=("", "_whole"))
    apart = apart.loc[apart.filing.ne(apart.filing_whole)]
    return ~pd.Series(list(zip(sums.unit_key, sums.filing, strict=True)), index=sums.index).isin(
        set(zip(apart.unit_key, apart.filing_whole, strict=True))
    )
