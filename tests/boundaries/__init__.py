"""Where each rule begins to find, and where it stops: cases too fine for its documentation, one file `<rule>.md` for each rule.

They are written as in a rule's docstring (validators/cases.py): every `found` row lies just beyond a limit, every other just
within it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jixiao.validators.cases import Case, cases
from jixiao.validators.rule import Rule

FOLDER = Path(__file__).parent


def boundaries(rule: Rule) -> list[Case]:
    """The further cases of a rule, if it has any."""
    path = FOLDER / f"{rule.id}.md"
    return cases(replace(rule, cases=path.read_text("utf-8"))) if path.exists() else []
