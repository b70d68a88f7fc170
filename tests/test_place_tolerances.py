"""Where a place's own profile allows more than rounding makes, rules find what is beyond that and nothing within it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from jixiao.schemas.layers import add
from jixiao.schemas.profile import profile
from jixiao.validators.cases import cases
from jixiao.validators.engine import run
from jixiao.validators.rule import Rule
from jixiao.validators.totals.execution_over_budget import execution_over_budget
from jixiao.validators.totals.execution_rate_wrong import execution_rate_wrong
from jixiao.validators.totals.projects_do_not_add_up_to_grand_total import projects_do_not_add_up_to_grand_total

LENIENT = {
    "title": {"zh": "放宽", "en": "Lenient"},
    "parameters": {"amount_tolerance": 20_000, "rate_tolerance": 0.5},  # 元, percentage points
}
FORMS = """
tables:

| table | form                    | profile |
| ----- | ----------------------- | ------- |
| 1     | project-self-evaluation | lenient |
| 2     | project-self-evaluation | lenient |
| 3     | project-self-evaluation | lenient |
"""
CASES = [
    (
        execution_over_budget,
        """
        | table | item         | measure  | amount | found |
        | ----- | ------------ | -------- | ------ | ----- |
        | 1     | 年度资金总额 | adjusted | 80.00  |       |
        | 1     | 年度资金总额 | executed | 82.01  |       |
        | 2     | 年度资金总额 | adjusted | 80.00  |       |
        | 2     | 年度资金总额 | executed | 82.02  | yes   |
        """,
    ),
    (
        execution_rate_wrong,
        """
        | table | item         | measure  | amount | found |
        | ----- | ------------ | -------- | ------ | ----- |
        | 1     | 年度资金总额 | adjusted | 400.00 |       |
        | 1     | 年度资金总额 | executed | 342.00 |       |
        | 1     | 年度资金总额 | rate     | 86.01% |       |
        | 2     | 年度资金总额 | adjusted | 400.00 |       |
        | 2     | 年度资金总额 | executed | 342.00 |       |
        | 2     | 年度资金总额 | rate     | 86.02% | yes   |
        """,
    ),
    (
        projects_do_not_add_up_to_grand_total,
        """
        | table | id          | label | text  | found |
        | ----- | ----------- | ----- | ----- | ----- |
        | 1     | grand_total | 合计  | 82.01 |       |
        | 3     | grand_total | 合计  | 82.02 | yes   |

        funds:

        | table | item | amount |
        | ----- | ---- | ------ |
        | 1     | 总计 | 50.00  |
        | 2     | 总计 | 30.00  |
        | 3     | 总计 | 80.00  |
        """,
    ),
]


@pytest.fixture(autouse=True)
def lenient() -> Iterator[None]:
    add((), [profile("lenient", LENIENT)])
    yield
    add((), ())


@pytest.mark.parametrize(("rule", "tables"), CASES, ids=[rule.id for rule, _ in CASES])
def test_a_place_may_allow_more_than_rounding(rule: Rule, tables: str) -> None:
    for case in cases(replace(rule, cases=tables + FORMS)):
        result = run(case.frames, [rule])
        assert {finding.place.line for finding in result.findings} == case.expected, result.crashes
