"""What follows from what, and that nothing weighty is folded away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.audit.severities import weighed
from jixiao.filings.model import Place
from jixiao.reports.verdict import by_severity
from jixiao.validators.basis import METHOD
from jixiao.validators.causes import with_causes
from jixiao.validators.finding import Family, Finding, Severity, Text
from jixiao.validators.rule import Frame, Rule, rule


def _rule(name: str, family: Family, *, follows: tuple[str, ...] = (), copies: bool = False) -> Rule:
    def function(tables: Frame) -> Frame:
        return tables

    function.__name__, function.__module__ = name, f"jixiao.validators.{family}.{name}"
    declare = rule(
        severity="warning",
        basis=METHOD,
        title=(name, name),
        zh="有误",
        en="wrong",
        fix_zh="请改",
        fix_en="mend",
        follows=follows,
        copies=copies,
    )
    return declare(function)


CLIPPED = _rule("clipped", "truncation")
VAGUE = _rule("vague", "thresholds", follows=("clipped",))
TWICE = _rule("twice", "duplicates", copies=True)
RATE = _rule("rate", "totals")
SCORE = _rule("score", "totals", follows=("rate",))
TOTAL = _rule("total", "totals", follows=("score",))
RULES = (CLIPPED, VAGUE, TWICE, RATE, SCORE, TOTAL)


def _finding(
    of: Rule,
    *,
    table: int = 1,
    indicator: int | None = None,
    found: str | None = None,
    severity: Severity = "warning",
    line: int = 1,
) -> Finding:
    message = Text(f"“{found}”有误", f"“{found}” is wrong")
    return Finding(
        of.id, of.family, severity, "a.txt", table, indicator, Place(line=line), message, None, Text("", ""), found=found
    )


def _causes(*findings: Finding) -> list[str | None]:
    return [finding.cause.rule if finding.cause else None for finding in with_causes(findings, RULES)]


def test_what_is_said_of_a_clipped_text_follows_from_the_clip() -> None:
    clipped = _finding(CLIPPED, indicator=3, found="促进社")
    assert _causes(clipped, _finding(VAGUE, indicator=3, found="促进社")) == [None, "clipped"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(_finding(VAGUE, indicator=4, found="促进社"), id="of another indicator"),
        pytest.param(_finding(VAGUE, indicator=3, found="明显提升"), id="of another text"),
        pytest.param(_finding(VAGUE, table=2, indicator=3, found="促进社"), id="in another table"),
        pytest.param(replace(_finding(VAGUE, indicator=3, found="促进社"), filing="b.txt"), id="in another file"),
        pytest.param(_finding(VAGUE, indicator=3, found="促进社", severity="error"), id="weightier than the clip"),
        pytest.param(_finding(RATE, indicator=3, found="促进社"), id="of a rule that does not follow"),
    ],
)
def test_nothing_else_follows_from_it(other: Finding) -> None:
    assert _causes(_finding(CLIPPED, indicator=3, found="促进社"), other) == [None, None]


def test_a_chain_is_folded_under_its_first() -> None:
    assert _causes(_finding(TOTAL), _finding(SCORE), _finding(RATE)) == ["rate", "rate", None]


def test_a_copied_form_does_not_double_what_the_first_shows() -> None:
    first, again = _finding(VAGUE, found="良好", line=5), _finding(VAGUE, table=2, found="良好", line=25)
    only_there = _finding(VAGUE, table=2, found="完成", line=26)
    assert _causes(first, _finding(TWICE, table=2, line=20), again, only_there) == [None, None, "twice", None]


def test_a_form_that_is_no_copy_keeps_its_findings() -> None:
    assert _causes(_finding(VAGUE, found="良好"), _finding(VAGUE, table=2, found="良好")) == [None, None]


def test_counts_leave_out_what_follows() -> None:
    findings = with_causes([_finding(RATE), _finding(SCORE), _finding(CLIPPED, severity="info")], RULES)
    assert by_severity(findings) == {"error": 0, "warning": 1, "info": 1}


def test_of_rules_that_name_each_other_one_stays() -> None:
    one, other = _rule("one", "totals", follows=("other",)), _rule("other", "totals", follows=("one",))
    found = with_causes([_finding(one), _finding(other)], (one, other))
    assert [finding.cause.rule if finding.cause else None for finding in found] == ["other", None]


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ({}, "rate"),
        ({"score": "error"}, None),
        ({"rate": "info"}, None),
        ({"score": "info"}, "rate"),
        ({"rate": "error", "score": "error"}, "rate"),
        ({"rate": "off"}, None),
    ],
)
def test_a_severity_given_afterwards_folds_nothing_weightier_away(given: dict[str, str], cause: str | None) -> None:
    _, score = with_causes([_finding(RATE), _finding(SCORE)], RULES)
    found = weighed(score, lambda rule, filing, table: given.get(rule))
    assert found is not None
    assert (found.severity, found.cause and found.cause.rule) == (given.get("score", "warning"), cause)
