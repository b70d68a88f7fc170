"""Whose a form is, and for which project: how forms of different filings are known to speak of the same."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ...filings.canonical import plain
from ..remembering import remembered

Frame = pd.DataFrame
_UNITS = ("implementing_unit", "reporting_unit")  # the filer itself, before the department above it


@remembered
def identified(tables: Frame, fields: Frame) -> Frame:
    """`tables` of which unit and project are known, in the order of filings, with `unit_key` and `project_key`.

    The unit is the implementing or reporting one, where the form names it, else its department: schools under one education
    bureau have projects of one name each. A department's own form has the project ''.
    """
    named = fields.loc[fields.id.isin(_UNITS) & fields.text.ne("")]
    order = {unit: number for number, unit in enumerate(_UNITS)}
    named = named.assign(order=[order[unit] for unit in named.id]).sort_values("order", kind="stable")
    units = named.drop_duplicates(["filing", "table"]).loc[:, ["filing", "table", "text"]].rename(columns={"text": "own_unit"})
    rows = tables.merge(units, on=["filing", "table"], how="left")
    owner = [own if isinstance(own, str) else above for own, above in zip(rows.own_unit, rows.department, strict=True)]
    rows = rows.assign(
        owner=owner,
        unit_key=_keys(owner),
        project_key=_keys(rows.project.tolist()),
        of_department=rows.form.str.startswith("department").to_numpy(bool),
    )
    known = rows.unit_key.ne("") & (rows.project_key.ne("") | rows.of_department)
    return rows.loc[known].sort_values(["filing", "table"]).reset_index(drop=True)


def _keys(names: Sequence[object]) -> list[str]:
    kept: dict[object, str] = {}
    for name in names:
        if name not in kept:
            kept[name] = plain(name) if isinstance(name, str) else ""
    return [kept[name] for name in names]
