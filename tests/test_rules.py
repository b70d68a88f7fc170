"""Every rule's own cases: the rows that must be found and the near-misses that must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jixiao.validators.cases import Case, cases, said
from jixiao.validators.catalogue import across_filings, discover
from jixiao.validators.engine import run
from jixiao.validators.rule import Rule

CASES = [(rule, case) for rule in (*discover(), *across_filings()) for case in cases(rule)]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.id}-{case.title or n}" for n, (rule, case) in enumerate(CASES)])
def test_finds_exactly_the_marked_rows(rule: Rule, case: Case) -> None:
    result = run(case.frames, [rule])
    assert not result.crashes
    assert {finding.place.line for finding in result.findings} == case.expected


def test_says_what_was_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("cases.md", "# What the rules say of their own cases\n\n" + "\n".join(said(rule, case) for rule, case in CASES))
