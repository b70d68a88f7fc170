"""What a place allows beyond rounding, and equations of its own, in the rules on sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

import pytest

from jixiao.schemas import layers
from jixiao.schemas.profile import profile
from jixiao.validators.cases import cases
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run
from jixiao.validators.rule import Rule

ALLOWED = {"amount_tolerance": 600, "rate_tolerance": 0.5}
LENIENT = profile("lenient", {"title": {"zh": "放宽", "en": "Lenient"}, "parameters": ALLOWED})
NATURES = profile("natures", {"title": {"zh": "两类", "en": "Natures"}, "equations": ["年度资金总额 = 基本支出 + 项目支出"]})


@pytest.fixture(autouse=True)
def in_force() -> Iterator[None]:
    layers.add((), (LENIENT, NATURES))
    yield
    layers.add((), ())


def found(rule: str, table: str) -> tuple[set[int], set[int]]:
    """The lines on which a rule finds something in a case, and those that the case marks."""
    module = next(one.function.__module__ for one in discover() if one.id == rule)
    judge: Rule = getattr(import_module(module), rule)
    case = cases(replace(judge, cases=table))[0]
    result = run(case.frames, [judge])
    assert result.crashes == ()
    return {finding.place.line or 0 for finding in result.findings}, set(case.expected)


COSTS = """
indicators:

| table | level2   | level3     | target      | found |
| ----- | -------- | ---------- | ----------- | ----- |
| 1     | 成本指标 | 设备购置费 | ＝240700元  |       |
| 2     | 成本指标 | 设备购置费 | ＝240701元  | yes   |

tables:

| table | profile |
| ----- | ------- |
| 1     | lenient |
| 2     | lenient |

funds:

| table | item         | amount |
| ----- | ------------ | ------ |
| 1     | 年度资金总额 | 24.00  |
| 2     | 年度资金总额 | 24.00  |
"""
QUARTERS = """
indicators:

| table | level2   | level3     | target      | found |
| ----- | -------- | ---------- | ----------- | ----- |
| 1     | 成本指标 | 一季度支出 | ≤12.00万元  |       |
| 1     | 成本指标 | 二季度支出 | ≤12.00万元  |       |
| 1     | 成本指标 | 三季度支出 | ≤12.00万元  |       |
| 1     | 成本指标 | 四季度支出 | ≤12.08万元  |       |
| 2     | 成本指标 | 一季度支出 | ≤12.00万元  | yes   |
| 2     | 成本指标 | 二季度支出 | ≤12.00万元  |       |
| 2     | 成本指标 | 三季度支出 | ≤12.00万元  |       |
| 2     | 成本指标 | 四季度支出 | ≤12.09万元  |       |

tables:

| table | profile |
| ----- | ------- |
| 1     | lenient |
| 2     | lenient |

funds:

| table | item         | amount |
| ----- | ------------ | ------ |
| 1     | 年度资金总额 | 48.00  |
| 2     | 年度资金总额 | 48.00  |
"""
SOURCES = """
funds:

| table | item         | amount    | unit | found |
| ----- | ------------ | --------- | ---- | ----- |
| 1     | 年度资金总额 | 800600.01 | 元   |       |
| 1     | 财政拨款     | 700000.00 | 元   |       |
| 1     | 其他资金     | 100000.00 | 元   |       |
| 2     | 年度资金总额 | 800600.02 | 元   | yes   |
| 2     | 财政拨款     | 700000.00 | 元   |       |
| 2     | 其他资金     | 100000.00 | 元   |       |

tables:

| table | profile | unit |
| ----- | ------- | ---- |
| 1     | lenient | 元   |
| 2     | lenient | 元   |
"""
PROJECTS = """
tables:

| table | form              | profile | year | department | project  |
| ----- | ----------------- | ------- | ---- | ---------- | -------- |
| 1     | department-target | lenient | 2024 | 示例局     |          |
| 2     | project-target    |         | 2024 | 示例局     | 书屋开放 |
| 3     | department-target | lenient | 2025 | 示例局     |          |
| 4     | project-target    |         | 2025 | 示例局     | 书屋开放 |

funds:

| table | item         | amount | found |
| ----- | ------------ | ------ | ----- |
| 1     | 资金总额     | 90.00  |       |
| 1     | 项目支出     | 40.00  |       |
| 2     | 年度资金总额 | 40.07  |       |
| 3     | 资金总额     | 90.00  |       |
| 3     | 项目支出     | 40.00  | yes   |
| 4     | 年度资金总额 | 40.08  |       |
"""
LENIENT_FORMS = """
tables:

| table | profile |
| ----- | ------- |
| 1     | lenient |
| 2     | lenient |
| 3     | lenient |
"""
SPENDING = f"""
| table | item         | measure  | amount    | unit | found |
| ----- | ------------ | -------- | --------- | ---- | ----- |
| 1     | 年度资金总额 | adjusted | 800000.00 | 元   |       |
| 1     | 年度资金总额 | executed | 800600.01 | 元   |       |
| 2     | 年度资金总额 | adjusted | 800000.00 | 元   |       |
| 2     | 年度资金总额 | executed | 800600.02 | 元   | yes   |
{LENIENT_FORMS}
"""
GRAND_TOTALS = f"""
| table | id          | label | text  | found |
| ----- | ----------- | ----- | ----- | ----- |
| 1     | grand_total | 合计  | 80.07 |       |
| 3     | grand_total | 合计  | 80.08 | yes   |

funds:

| table | item | amount |
| ----- | ---- | ------ |
| 1     | 总计 | 50.00  |
| 2     | 总计 | 30.00  |
| 3     | 总计 | 80.00  |
{LENIENT_FORMS}
"""


@pytest.mark.parametrize(
    ("rule", "table"),
    [
        ("cost_exceeds_budget", COSTS),
        ("execution_over_budget", SPENDING),
        ("projects_do_not_add_up_to_grand_total", GRAND_TOTALS),
        ("quarters_do_not_add_up", QUARTERS),
        ("sources_do_not_add_up", SOURCES),
        ("projects_exceed_department", PROJECTS),
    ],
)
def test_a_place_may_allow_so_many_yuan_beyond_rounding_and_no_more(rule: str, table: str) -> None:
    lines, marked = found(rule, table)
    assert lines == marked


RATES = f"""
| table | item         | measure  | amount | found |
| ----- | ------------ | -------- | ------ | ----- |
| 1     | 年度资金总额 | adjusted | 400.00 |       |
| 1     | 年度资金总额 | executed | 342.00 |       |
| 1     | 年度资金总额 | rate     | 86.01% |       |
| 2     | 年度资金总额 | adjusted | 400.00 |       |
| 2     | 年度资金总额 | executed | 342.00 |       |
| 2     | 年度资金总额 | rate     | 86.02% | yes   |
{LENIENT_FORMS}
"""


def test_a_place_may_allow_so_many_points_of_a_rate_beyond_its_last_digit() -> None:
    lines, marked = found("execution_rate_wrong", RATES)
    assert lines == marked


OWN = """
funds:

| item         | period      | amount | found |
| ------------ | ----------- | ------ | ----- |
| 年度资金总额 | annual      | 80.00  | yes   |
| 基本支出     | annual      | 65.00  |       |
| 项目支出     | annual      | 10.00  |       |
| 中期资金总额 | medium-term | 90.00  |       |
| 基本支出     | medium-term | 65.00  |       |
| 项目支出     | medium-term | 10.00  |       |

tables:

| table | profile | two_periods |
| ----- | ------- | ----------- |
| 1     | natures | yes         |
"""


def test_an_equation_that_names_one_half_of_the_form_is_held_there_only() -> None:
    lines, marked = found("natures_do_not_add_up", OWN)
    assert lines == marked
