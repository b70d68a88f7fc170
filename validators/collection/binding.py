"""What binds forms of different filings: which of them a rule across filings must see together, and which it need not.

A rule that compares the forms of one owner says `within=OWNER`, and is as right about the forms of a few owners as about all.
So thousands of filings are compared some at a time, and never lie in memory together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from .copies import project_keys
from .departments import department_keys
from .near import figures
from .passages import FORM, goals_expected, indicator_sets, whole_texts

Frame = pd.DataFrame
OWNERS = "owners"
Sight = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bond:
    """What forms may have in common.

    `keys` takes some rows of the frame `over`, of which it needs `columns`, and the owners of all forms (identity.py), and says
    by what the forms of those rows are known, at the index of the rows. `over` may be those owners.
    """

    over: str
    columns: tuple[str, ...]
    keys: Callable[[Frame, Frame], pd.Series]


@dataclass(frozen=True, slots=True)
class FormBinding:
    """Forms that share a key of any of the `bonds` belong together. `alone`: a form that shares none is judged as well.

    `sees`: the columns of frames of which not what is usual is needed (audit/parts.py).
    """

    bonds: tuple[Bond, ...]
    alone: bool = False
    sees: tuple[Sight, ...] = ()


@dataclass(frozen=True, slots=True)
class RowBinding:
    """Rows of the frame `over` with the same in `column` belong together, in whatever form they stand.

    Only those are judged that differ in the column `differing`; of other frames all rows are seen.
    """

    over: str
    column: str
    differing: str
    sees: tuple[Sight, ...] = ()


def _whole_texts(tables: Frame, owners: Frame) -> pd.Series:
    named = tables.reset_index(names="row").merge(owners.loc[:, [*FORM, "project", "owner"]], on=FORM)
    return figures(whole_texts(named).set_index("row").bare)


def _goals(goals: Frame, owners: Frame) -> pd.Series:
    return figures(goals_expected(goals).plain)


def _sets(indicators: Frame, owners: Frame) -> pd.Series:
    return figures(indicator_sets(indicators).set_index("first").said)


_SET = (*FORM, "plain", "target_text", "target_kind", "target_dimension", "period")
_FORMS = (*FORM, "form", "schema", "profile", "year", "unit", "department", "project", "period_start", "period_end", "text")

_UNIT = Bond(OWNERS, (), lambda owners, _: owners.unit_key)
_DEPARTMENT = Bond(OWNERS, (), lambda owners, _: department_keys(owners))
_PROJECT = Bond(OWNERS, (), lambda owners, _: project_keys(owners))
_TEXT = Bond("tables", (*FORM, "text"), _whole_texts)
_GOAL = Bond("goals", (*FORM, "kind", "plain"), _goals)

OWNER = FormBinding((_UNIT, _DEPARTMENT), alone=True, sees=(("tables", _FORMS),))
TEXT = FormBinding((_TEXT,), sees=(("tables", _FORMS),))
GOAL = FormBinding((_GOAL, _TEXT, _PROJECT), sees=(("tables", _FORMS),))
INDICATOR_SET = FormBinding((Bond("indicators", _SET, _sets), _TEXT, _PROJECT), sees=(("tables", _FORMS), ("indicators", _SET)))
INDICATOR_NAME = RowBinding("indicators", "plain", "target_normal")
