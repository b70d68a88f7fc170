"""How a rule is declared.

A rule is one function in one file of its family's folder, and its name states the flaw. It takes canonical frames by
name and returns either

* a mask: a boolean Series aligned with the frame named by its first parameter. True is a flaw, False a pass, NA a row to
  which the rule does not apply; or
* cases: a DataFrame with one row for each thing examined: `filing`, `table`, `place`, `offends` (True a flaw, False a
  pass, NA could not be evaluated, with `reason_zh` and `reason_en`), and the fields its texts use. Optional columns:
  `number` (indicator), `related` (tuple of Places), `found`, `expected`, `severity`, `arithmetic` (shown of a pass too), and
  `terms_zh` and `terms_en`, which say on what terms a case passed.

Texts are templates over the columns of the row: '“{level3}”的指标值“{target_text}”缺少比较符'.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pandas as pd

from .basis import Basis
from .finding import FAMILIES, Family, Severity, Text

if TYPE_CHECKING:
    from .collection.binding import FormBinding, RowBinding

Frame = pd.DataFrame
Mask = pd.Series
Function = Callable[..., pd.DataFrame | pd.Series]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A declared rule: what it asks, how it says so, and the function that decides."""

    id: str
    family: Family
    severity: Severity
    title: Text
    requirement: Text
    why: Text
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
    needs: tuple[str, ...]
    follows: tuple[str, ...]
    copies: bool
    cases: str
    at: str | None = None
    within: FormBinding | RowBinding | None = None

    @property
    def over(self) -> str:
        """The frame whose rows the rule judges."""
        return self.inputs[0]


def rule(
    *,
    severity: Severity,
    basis: Basis,
    title: tuple[str, str],
    requirement: str = "",
    why: str = "",
    zh: str,
    en: str,
    fix_zh: str,
    fix_en: str,
    opinion: int | None = None,
    found: str | None = None,
    expected: str | None = None,
    arithmetic: str | None = None,
    requires: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    follows: tuple[str, ...] = (),
    copies: bool = False,
    family: Family | None = None,
    at: str | None = None,
    within: FormBinding | RowBinding | None = None,
) -> Callable[[Function], Rule]:
    """Declare a rule. Its id is the function's name, its family the folder of its file.

    The docstring's first line states the requirement in English, the paragraphs below why it matters, and then come the
    cases (cases.py); `requirement` and `why` say the same in Chinese. `title` is the rule's short name in zh and en.
    `opinion` is the reviewer's opinion code (1 to 11). `found`, `expected` and `arithmetic` are templates over the row.
    `requires` names columns of `tables` (such as 'unit') without which the rule cannot be evaluated on that table.

    `needs` names what must occur somewhere, else the rule has nothing to judge and does not run; most forms are no
    self-evaluations and have one period, so this is what keeps a small run quick. 'indicators.score' is a column that holds
    anything, 'goals.kind=actual' one that holds that value ('a|b': one of these), 'tables>1' a frame of more rows. All of
    them must be there. A need may only leave out what the function would have no verdict on.

    `follows` names rules whose findings explain this rule's on the same table, and indicator: these are then folded under
    those (causes.py). `copies`: the rule says of a form that it stands in the file twice. `at` names the column of Places (such
    as 'score_place') to which a finding points where it holds one, instead of `place`. `family` is named by rules of one's
    own only (own_rules.py): that of ours is the folder of their file. `within` says of a rule across filings which forms it must
    see together (collection/binding.py); without it, it sees all.
    """

    def declare(function: Function) -> Rule:
        asked, reason, cases = _parted(inspect.getdoc(function) or "")
        return Rule(
            id=function.__name__,
            family=family or _folder(function),
            severity=severity,
            title=Text(*title),
            requirement=Text(requirement, asked),
            why=Text(why, reason),
            message=Text(zh, en),
            fix=Text(fix_zh, fix_en),
            basis=basis,
            opinion=opinion,
            function=function,
            inputs=function.__code__.co_varnames[: function.__code__.co_argcount],
            found=found,
            expected=expected,
            arithmetic=arithmetic,
            requires=requires,
            needs=needs,
            follows=follows,
            copies=copies,
            cases=cases,
            at=at,
            within=within,
        )

    return declare


def _folder(function: Function) -> Family:
    """The family in whose folder a rule's file stands. Raises ValueError for a file elsewhere."""
    folders = function.__module__.split(".")[:-1]
    if not folders or folders[-1] not in FAMILIES:
        raise ValueError(f"the rule {function.__name__} names no family: write family={FAMILIES[0]!r} or another")
    return cast(Family, folders[-1])


_CASES = re.compile(
    r"^(?:\||Case\b|(?:tables|fields|funds|goals|levels|indicators|repairs|filings|roster|expectations):$)", re.MULTILINE
)


def _parted(document: str) -> tuple[str, str, str]:
    """The docstring's requirement, its reasons, and its case tables."""
    start = _CASES.search(document)
    words, cases = (document[: start.start()], document[start.start() :]) if start else (document, "")
    requirement, _, why = words.partition("\n")
    return requirement.strip(), why.strip(), cases.strip()
