"""How a rule is declared.

A rule is one function in one file of its family's folder, and its name states the flaw. It takes canonical frames by
name and returns either

* a mask: a boolean Series aligned with the frame named by its first parameter. True is a flaw, False a pass, NA a row to
  which the rule does not apply; or
* cases: a DataFrame with one row for each thing examined: `filing`, `table`, `place`, `offends` (True a flaw, False a
  pass, NA could not be evaluated, with `reason_zh` and `reason_en`), and the fields its texts use. Optional columns:
  `number` (indicator), `related` (tuple of Places), `found`, `expected`, `arithmetic`, `severity`.

Texts are templates over the columns of the row: '“{level3}”的指标值“{target_text}”缺少比较符'.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import pandas as pd

from .basis import Basis
from .finding import Family, Severity, Text

Frame = pd.DataFrame
Mask = pd.Series
Function = Callable[..., pd.DataFrame | pd.Series]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule: what it asks, how it says so, and the function that decides."""

    id: str
    family: Family
    severity: Severity
    title: Text
    message: Text
    fix: Text
    basis: Basis
    opinion: int | None
    function: Function
    inputs: tuple[str, ...]
    found: str | None
    expected: str | None
    arithmetic: str | None
    requires: tuple[str, ...]
    document: str

    @property
    def over(self) -> str:
        """The frame whose rows the rule judges."""
        return self.inputs[0]


def rule(
    *,
    severity: Severity,
    basis: Basis,
    title: tuple[str, str],
    zh: str,
    en: str,
    fix_zh: str,
    fix_en: str,
    opinion: int | None = None,
    found: str | None = None,
    expected: str | None = None,
    arithmetic: str | None = None,
    requires: tuple[str, ...] = (),
) -> Callable[[Function], Rule]:
    """Declare a rule. Its id is the function's name, its family the folder of its file.

    `title` is its short name in zh and en. `opinion` is the reviewer's opinion code (1 to 11). `found`, `expected` and
    `arithmetic` are templates over the row. `requires` names columns of `tables` (such as 'unit') without which the rule
    cannot be evaluated on that table.
    """

    def declare(function: Function) -> Rule:
        return Rule(
            id=function.__name__,
            family=cast(Family, function.__module__.split(".")[-2]),
            severity=severity,
            title=Text(*title),
            message=Text(zh, en),
            fix=Text(fix_zh, fix_en),
            basis=basis,
            opinion=opinion,
            function=function,
            inputs=tuple(inspect.signature(function).parameters),
            found=found,
            expected=expected,
            arithmetic=arithmetic,
            requires=requires,
            document=inspect.getdoc(function) or "",
        )

    return declare
