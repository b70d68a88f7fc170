"""The projects of a filing together: their sum held against the department's form, or against the list's own total."""

from __future__ import annotations

import pandas as pd

from .money import shown, tolerance, totals
from .parameters import allowed_fen
from .remembering import remembered
from .repetition import repeated_tables

Frame = pd.DataFrame
_PROJECTS = ("project-target", "project-approval", "project-self-evaluation")
_OF_DEPARTMENT = {
    "department-target": ("project-target", "project-approval"),
    "department-self-evaluation": ("project-self-evaluation",),
}


def project_totals(tables: Frame, funds: Frame) -> Frame:
    """One row for each project form: its total of the year (`final`), null where none is stated; `repeated` marks copies."""
    rows = tables.loc[tables.form.isin(_PROJECTS)].drop(columns=["unit", "period_start", "period_end"])
    stated = totals(funds)
    stated = stated.loc[
        stated.period.ne("medium-term"), ["filing", "table", "unit", "step", "final", "final_shown", "final_place"]
    ]
    copies = repeated_tables(tables, funds).loc[:, ["filing", "table"]].assign(repeated=True)
    rows = rows.merge(stated, on=["filing", "table"], how="left").merge(copies, on=["filing", "table"], how="left")
    return rows.assign(repeated=rows.repeated.notna())


@remembered
def department_sums(tables: Frame, funds: Frame) -> Frame:
    """One row for each department form with projects of the same year in its filing: their `sum`, its own amount `limit`.

    The amount is the department's project expenditure (`of_projects`), else its total. Filings with two department forms of
    one kind and year are left out: nothing says which projects are whose.
    """
    departments = tables.loc[tables.form.isin(_OF_DEPARTMENT)].drop_duplicates(["filing", "form", "year"], keep=False)
    limits = _limits(funds)
    departments = departments.loc[:, ["filing", "table", "form", "year"]].merge(limits, on=["filing", "table"])
    projects = project_totals(tables, funds)
    projects = projects.loc[~projects.repeated].drop(columns="repeated")
    members = departments.merge(projects, on="filing", suffixes=("", "_project"))
    kinds = zip(members.form, members.form_project, strict=True)
    fitting = pd.Series([project in _OF_DEPARTMENT[form] for form, project in kinds], index=members.index, dtype=bool)
    members = members.loc[fitting & (members.year.eq(members.year_project) | members.year_project.isna() | members.year.isna())]
    members = members.assign(missing=members.final.isna(), whole=members.final.fillna(0))
    groups = members.groupby(["filing", "table"], sort=False)
    sums = groups.agg(
        sum=("whole", "sum"), count=("whole", "size"), missing=("missing", "sum"), project_step=("step_project", "max"),
        places=("final_place", tuple), parts=("final_shown", tuple), names=("project", tuple),
    ).reset_index()  # fmt: skip
    rows = sums.merge(departments, on=["filing", "table"])
    slack = tolerance(rows[["step", "project_step"]].max(axis=1).astype("Float64"), rows["count"] + 1)
    rows["slack"] = slack + allowed_fen(rows, tables)
    return rows.assign(
        place=rows.limit_place,
        related=rows.places,
        sum_shown=[shown(fen, unit, 2) for fen, unit in zip(rows["sum"], rows.unit, strict=True)],
        gap=[shown(abs(fen), unit, 2) for fen, unit in zip(rows["sum"] - rows.limit, rows.unit, strict=True)],
        arithmetic=[
            _written(row)
            for row in rows.loc[:, ["names", "parts", "sum", "limit", "limit_item", "limit_shown", "unit"]].itertuples(
                index=False
            )
        ],
    )


def _limits(funds: Frame) -> Frame:
    """For each form its project expenditure of the year, else its total."""
    from .money import items

    rows = items(funds)
    rows = rows.loc[rows.role.isin(["project", "total"]) & rows.period.ne("medium-term") & rows.final.notna()]
    rows = rows.sort_values("role", kind="stable").drop_duplicates(["filing", "table"])
    names = {"final": "limit", "final_shown": "limit_shown", "final_place": "limit_place", "item": "limit_item"}
    limits = rows.rename(columns=names).loc[:, ["filing", "table", "unit", "step", *names.values()]]
    return limits.assign(of_projects=rows.role.eq("project").to_numpy())


def _written(row) -> str:
    terms = " + ".join(f"{name} {part}" for name, part in zip(row.names, row.parts, strict=True) if isinstance(part, str))
    sign = ">" if row.sum > row.limit else "<" if row.sum < row.limit else "="
    return f"{terms} = {shown(row.sum, row.unit, 2)} {sign} {row.limit_item} {row.limit_shown}"
