"""What a department's filings of a year hold together: their indicators, and where to speak of them."""

from __future__ import annotations

import pandas as pd

from ...filings.canonical import plain
from ..applicability import applicable
from ..remembering import remembered
from .identity import identified

Frame = pd.DataFrame
FORM = ["filing", "table"]
YEAR = ["department_key", "year"]
FEWEST_TARGETS = 12
FEWEST_FORMS = 3


@remembered
def indicators_of_departments(indicators: Frame, tables: Frame, fields: Frame) -> Frame:
    """The indicators of forms whose department and year are known, with `department_key`, `department` and `year`.

    Those of the medium term are left out, and so are rows without name or target, or declared inapplicable. A department with
    few targets or few forms in a year is left out of that year: one form more or less would change the picture.
    """
    forms = identified(tables, fields)
    forms = forms.assign(department=_above(forms), department_key=department_keys(forms))
    forms = forms.loc[:, [*FORM, "year", "department", "department_key"]]
    forms = forms.loc[forms.year.notna() & forms.department_key.ne("")]
    annual = indicators.period.ne("medium-term").fillna(True).astype(bool)
    stated = indicators.plain.ne("") & ~indicators.target_kind.isin(["blank", "unasked"])
    rows = indicators.loc[annual & stated & applicable(indicators)]
    rows = rows.drop(columns="place").merge(forms, on=FORM)
    groups = rows.assign(form=rows.groupby(FORM, sort=False).ngroup()).groupby(YEAR, sort=False)["form"]
    enough = groups.transform("size").ge(FEWEST_TARGETS) & groups.transform("nunique").ge(FEWEST_FORMS)
    return rows.loc[enough].reset_index(drop=True)


def department_keys(forms: Frame) -> pd.Series:
    """By what the department of each form is known: the one that it names, else the unit that files it."""
    above = _above(forms)
    known = {name: plain(name) for name in {*above}}
    return pd.Series([known[name] for name in above], index=forms.index, dtype="str")


def _above(forms: Frame) -> list[str]:
    return [given if isinstance(given, str) else owner for given, owner in zip(forms.department, forms.owner, strict=True)]


def spoken_of_at(departments: Frame, forms: Frame, tables: Frame) -> Frame:
    """`departments`, a row for each and year, with the form at which to speak of it: the first of `forms` for it."""
    first = forms.drop_duplicates(YEAR).loc[:, [*YEAR, *FORM]]
    return departments.merge(first, on=YEAR).merge(tables.loc[:, [*FORM, "place"]], on=FORM)
