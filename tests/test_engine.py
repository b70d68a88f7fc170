"""The engine: four outcomes, doubts, crashes, merging, the order of findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from jixiao.filings.canonical import frames
from jixiao.filings.model import Filing, Indicator, Place, Table
from jixiao.filings.value import parse
from jixiao.validators.basis import METHOD
from jixiao.validators.engine import judged, run
from jixiao.validators.finding import Check, Finding, Result, Text
from jixiao.validators.rule import Frame, Function, Mask, Rule, rule


def _indicator(line: int, level3: str, target: str, level2: str = "数量指标") -> Indicator:
    place = Place(line=line)
    return Indicator("产出指标", level2, level3, "annual", parse(target, place), place, place)


def _table(*indicators: Indicator, unit: str | None = "万元", line: int = 1) -> Table:
    return Table("project-target", "项目支出绩效目标申报表", Place(line=line), unit=unit, indicators=indicators)


def _filing(path: str, *tables: Table) -> Filing:
    return Filing(path, "0" * 64, "checked", tables)


CLEAN = _table(_indicator(3, "培训人数", "≥30人"))
FLAWED = _table(_indicator(5, "培训人数", "30人"), _indicator(6, "宣传次数", "≥3次"))
WORDS = _table(_indicator(7, "长效机制", "不断完善"))
EMPTY = _table()


def _texts() -> dict[str, str]:
    return {"zh": "{level3}：{target_text}", "en": "{level3}: {target_text}", "fix_zh": "改", "fix_en": "mend"}


def _rule(function: Function, **more: Any) -> Rule:
    function.__module__ = "jixiao.validators.thresholds.example"
    settings: dict[str, Any] = {"severity": "warning", "basis": METHOD, "title": ("标题", "title"), **_texts(), **more}
    return rule(**settings)(function)


def without_operator(indicators: Frame) -> Mask:
    """A number has an operator."""
    return indicators.target_operator.isna().where(indicators.target_kind.eq("number")).astype("boolean")


def _outcomes(result: Result) -> list[tuple[str, int | None, str]]:
    return [(check.filing, check.table, check.outcome) for check in result.checks]


def _lines(findings: Sequence[Finding]) -> list[tuple[int | None, str]]:
    return [(finding.place.line, finding.rule) for finding in findings]


def test_every_rule_has_an_outcome_on_every_table() -> None:
    read = frames([_filing("a.txt", CLEAN, FLAWED), _filing("b.txt", WORDS, EMPTY)])
    result = run(read, [_rule(without_operator)])
    assert _outcomes(result) == [
        ("a.txt", 1, "passed"),
        ("a.txt", 2, "failed"),
        ("b.txt", 1, "not-applicable"),
        ("b.txt", 2, "not-applicable"),
    ]
    assert all((check.reason is None) == (check.outcome in ("passed", "failed")) for check in result.checks)
    assert _lines(result.findings) == [(5, "without_operator")]


def test_a_finding_carries_the_rows_own_words() -> None:
    (finding,) = run(frames([_filing("a.txt", CLEAN, FLAWED)]), [_rule(without_operator, found="{target_text}")]).findings
    assert (finding.filing, finding.table, finding.indicator) == ("a.txt", 2, 1)
    assert finding.message == Text("培训人数：30人", "培训人数: 30人")
    assert finding.found == "30人"


def test_a_rule_on_a_part_read_in_doubt_is_not_evaluated() -> None:
    why = Text("列对不上", "columns do not align")
    read = frames([_filing("a.txt", FLAWED, FLAWED)])
    result = run(read, [_rule(without_operator)], {("a.txt", 1): {"indicators": why}})
    assert _lines(result.findings) == [(5, "without_operator")]
    assert result.checks[0] == Check("without_operator", "a.txt", 1, "not-evaluable", why)


def test_a_doubt_about_another_part_changes_nothing() -> None:
    read = frames([_filing("a.txt", FLAWED)])
    result = run(read, [_rule(without_operator)], {("a.txt", 1): {"funds": Text("", "")}})
    assert _outcomes(result) == [("a.txt", 1, "failed")]


def test_what_a_rule_requires_and_the_form_does_not_state_makes_it_unevaluable() -> None:
    read = frames([_filing("a.txt", FLAWED, _table(_indicator(9, "培训人数", "30人"), unit=None))])
    result = run(read, [_rule(without_operator, requires=("unit",))])
    assert _outcomes(result) == [("a.txt", 1, "failed"), ("a.txt", 2, "not-evaluable")]
    assert result.checks[1].reason == Text("表内没有注明金额单位", "the form does not state a money unit")
    assert _lines(result.findings) == [(5, "without_operator")]


@pytest.mark.parametrize(
    ("need", "met"),
    [
        ("indicators.target_number", True),
        ("indicators.score", False),
        ("indicators.target_operator=≥", True),
        ("indicators.target_operator=≤|=", False),
        ("goals.text", False),
        ("tables>1", True),
        ("tables>2", False),
    ],
)
def test_a_rule_whose_needs_are_not_met_does_not_run(need: str, met: bool) -> None:
    read = frames([_filing("a.txt", CLEAN, FLAWED)])
    result = run(read, [_rule(without_operator, needs=(need,))])
    assert _outcomes(result) == [
        ("a.txt", 1, "passed" if met else "not-applicable"),
        ("a.txt", 2, "failed" if met else "not-applicable"),
    ]
    assert not result.crashes


def test_cases_may_say_why_they_could_not_be_evaluated() -> None:
    def undecided(tables: Frame) -> pd.DataFrame:
        """Cannot be decided."""
        cases = tables[["filing", "table", "place"]].copy()
        return cases.assign(offends=pd.array([pd.NA] * len(cases), dtype="boolean"), reason_zh="看不清", reason_en="illegible")

    result = run(frames([_filing("a.txt", CLEAN)]), [_rule(undecided, zh="", en="")])
    assert result.checks == (Check("undecided", "a.txt", 1, "not-evaluable", Text("看不清", "illegible")),)


def test_a_rule_that_crashes_is_named_and_the_others_run() -> None:
    def broken(indicators: Frame) -> Mask:
        """Breaks."""
        raise KeyError("no such column")

    result = run(frames([_filing("a.txt", FLAWED)]), [_rule(broken), _rule(without_operator)])
    assert [crash.rule for crash in result.crashes] == ["broken"]
    assert "no such column" in result.crashes[0].error
    assert _lines(result.findings) == [(5, "without_operator")]
    assert {check.rule for check in result.checks} == {"without_operator"}


def test_a_text_that_names_no_column_is_a_crash_of_the_rule() -> None:
    result = run(frames([_filing("a.txt", FLAWED)]), [_rule(without_operator, zh="{nothing}")])
    assert [crash.rule for crash in result.crashes] == ["without_operator"]
    assert not result.findings


def test_findings_come_in_reading_order_whatever_the_order_of_rules() -> None:
    def number_missing(indicators: Frame) -> Mask:
        """A target is a number."""
        return indicators.target_number.isna()

    table = _table(_indicator(5, "甲", "30人"), _indicator(6, "乙", "不断完善"), _indicator(7, "丙", "40人"))
    read = frames([_filing("a.txt", table)])
    both = [_rule(number_missing), _rule(without_operator)]
    wanted = [(5, "without_operator"), (6, "number_missing"), (7, "without_operator")]
    assert _lines(run(read, both).findings) == _lines(run(read, both[::-1]).findings) == wanted


def test_the_same_flaw_in_both_periods_is_one_finding() -> None:
    table = _table(_indicator(5, "培训人数", "30人"), _indicator(5, "培训人数", "30人"), _indicator(8, "培训人数", "30人"))
    read = frames([_filing("a.txt", table, table)])
    result = run(read, [_rule(without_operator)])
    assert [(f.table, f.place, f.related) for f in result.findings] == [
        (1, Place(line=5), (Place(line=8),)),
        (2, Place(line=5), (Place(line=8),)),
    ]
    assert len(judged(_rule(without_operator), read)) == 6


def test_findings_that_say_different_things_stay_apart() -> None:
    table = _table(_indicator(5, "培训人数", "30人"), _indicator(6, "培训人数", "40人"))
    result = run(frames([_filing("a.txt", table)]), [_rule(without_operator)])
    assert _lines(result.findings) == [(5, "without_operator"), (6, "without_operator")]


def test_a_case_may_weigh_more_than_its_rule() -> None:
    def graded(tables: Frame) -> pd.DataFrame:
        """Weighs."""
        return tables[["filing", "table", "place"]].assign(offends=True, severity="error", found="甲", arithmetic="1 + 1 = 2")

    (finding,) = run(frames([_filing("a.txt", CLEAN)]), [_rule(graded, zh="", en="")]).findings
    assert (finding.severity, finding.found, finding.arithmetic) == ("error", "甲", "1 + 1 = 2")


def test_a_rule_over_filings_answers_for_files_without_tables() -> None:
    def unread(filings: Frame) -> Mask:
        """A file is read."""
        return filings.failure.eq("empty_file")

    read = frames([_filing("a.txt", CLEAN), Filing("b.txt", "0" * 64, "unreadable", failure=("empty_file", ""))])
    result = run(read, [_rule(unread, zh="空", en="empty")])
    assert [(finding.filing, finding.table) for finding in result.findings] == [("b.txt", None)]
    assert [(check.filing, check.table, check.outcome) for check in result.checks][1] == ("b.txt", None, "failed")


@pytest.mark.parametrize("number", [1, 3, 50])
def test_one_pass_over_many_filings_says_what_single_runs_say(number: int) -> None:
    filings = [_filing(f"{n:02}.txt", (CLEAN, FLAWED, WORDS)[n % 3]) for n in range(number)]
    whole = run(frames(filings), [_rule(without_operator)])
    single = [run(frames([filing]), [_rule(without_operator)]) for filing in filings]
    assert list(whole.findings) == [finding for result in single for finding in result.findings]
    assert list(whole.checks) == [check for result in single for check in result.checks]


def test_no_filing_at_all_is_no_trouble() -> None:
    result = run(frames([]), [_rule(without_operator)])
    assert (result.findings, result.checks, result.crashes) == ((), (), ())
