"""Every rule's own cases, and those of its boundaries: the rows that must be found and the near-misses that must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jixiao.validators.cases import Case, cases, said
from jixiao.validators.catalogue import across_filings, discover
from jixiao.validators.engine import run
from jixiao.validators.rule import Rule
from tests.boundaries import FOLDER, boundaries

RULES = (*discover(), *across_filings())
CASES = [(rule, case) for rule in RULES for case in cases(rule)]
BOUNDARIES = [(rule, case) for rule in RULES for case in boundaries(rule)]
IDS = [f"{rule.id}-{case.title or n}" for n, (rule, case) in enumerate((*CASES, *BOUNDARIES))]


@pytest.mark.parametrize(("rule", "case"), (*CASES, *BOUNDARIES), ids=IDS)
def test_finds_exactly_the_marked_rows(rule: Rule, case: Case) -> None:
    result = run(case.frames, [rule])
    assert not result.crashes
    assert {finding.place.line for finding in result.findings} == case.expected


def test_says_what_was_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("cases.md", "# What the rules say of their own cases\n\n" + "\n".join(said(rule, case) for rule, case in CASES))
    spoken = "\n".join(said(rule, case) for rule, case in BOUNDARIES)
    golden("boundaries.md", "# What the rules say at their boundaries\n\n" + spoken)


def test_every_boundary_is_that_of_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} <= {rule.id for rule in RULES}
