"""The four verdicts."""

from __future__ import annotations

import pytest
from report_sample import FILING, FINDINGS, UNREADABLE, checks

from jixiao.filings.model import Filing
from jixiao.reports.verdict import verdict
from jixiao.validators.finding import Check, Crash, Finding

INFO, ERROR, WARNING = FINDINGS[0], FINDINGS[1], FINDINGS[2]
OPEN = [check for check in checks() if check.outcome == "not-evaluable"]


@pytest.mark.parametrize(
    ("filing", "findings", "crashes", "name"),
    [
        (FILING, [], [], "可报送"),
        (FILING, [INFO], [], "可报送"),
        (FILING, [WARNING, INFO], [], "修改后报送"),
        (FILING, [WARNING, ERROR], [], "退回修改"),
        (FILING, [ERROR], [Crash("some_rule", "ValueError")], "未能完成校验"),
        (UNREADABLE, [ERROR], [], "未能完成校验"),
        (Filing("a.txt", "0" * 64, "no-form"), [], [], "未能完成校验"),
    ],
)
def test_follows_the_gravest_finding(filing: Filing, findings: list[Finding], crashes: list[Crash], name: str) -> None:
    assert verdict(filing, findings, [], crashes).name.zh == name


@pytest.mark.parametrize(
    ("findings", "open_checks", "zh", "en"),
    [
        ([], [], "没有发现错误和警告。", "No error and no warning was found."),
        (
            [INFO],
            OPEN,
            "没有发现错误和警告，有 1 条提示供参考；另有 1 项检查无法评判，见校验台账。",
            "No error and no warning was found; 1 note for reference; 1 check could not be evaluated.",
        ),
        ([WARNING] * 2, [], "没有错误，有 2 处警告需要核实或说明。", "No error; 2 warnings to be looked into or explained."),
        (
            [ERROR, WARNING],
            [],
            "有 1 处错误必须改正（勾稽关系 1 处），另有 1 处警告需要核实。",
            "1 error must be corrected (totals 1); 1 warning to be looked into.",
        ),
    ],
)
def test_says_why(findings: list[Finding], open_checks: list[Check], zh: str, en: str) -> None:
    why = verdict(FILING, findings, open_checks, []).why
    assert (why.zh, why.en) == (zh, en)


def test_a_crash_is_called_the_tool_s_fault() -> None:
    why = verdict(FILING, [], [], [Crash("some_rule", "ValueError: x")]).why
    assert "some_rule" in why.zh
    assert "不是填报的问题" in why.zh
