"""What becomes of a filing: one of four verdicts, why, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..filings.model import Filing
from ..validators.finding import FAMILIES, SEVERITIES, Check, Crash, Family, Finding, Severity, Text
from .wording import FAMILY

Code = Literal["ready", "amend", "return", "unfinished"]

VERDICT: dict[Code, Text] = {
    "ready": Text("可报送", "Ready to file"),
    "amend": Text("修改后报送", "Amend, then file"),
    "return": Text("退回修改", "Returned for correction"),
    "unfinished": Text("未能完成校验", "Check not completed"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one filing, one sentence why, and the next steps in order."""

    code: Code
    name: Text
    why: Text
    steps: tuple[Text, ...]


def verdict(filing: Filing, findings: Sequence[Finding], checks: Iterable[Check], crashes: Sequence[Crash]) -> Verdict:
    """Any error sends a filing back; warnings alone ask for amendment; what was not checked to the end gets no verdict."""
    counts = by_severity(findings)
    if filing.status != "checked" or crashes:
        code: Code = "unfinished"
        why = _unread(filing) if filing.status != "checked" else _crashed(crashes)
    elif counts["error"]:
        code, why = "return", _errors(findings, counts)
    elif counts["warning"]:
        code, why = "amend", _warnings(counts)
    else:
        code, why = "ready", _clean(counts, sum(check.outcome == "not-evaluable" for check in checks))
    return Verdict(code, VERDICT[code], why, _steps(code, counts, filing))


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity, without those that follow from another: mending that one mends them."""
    counts = Counter(finding.severity for finding in findings if finding.cause is None)
    return {severity: counts[severity] for severity in SEVERITIES}


def _errors(findings: Sequence[Finding], counts: dict[Severity, int]) -> Text:
    families: Counter[Family] = Counter(
        finding.family for finding in findings if finding.severity == "error" and not finding.cause
    )
    warnings = counts["warning"]
    more_zh, more_en = (
        (f"，另有 {warnings} 处警告需要核实", f"; {_count(warnings, 'warning')} to be looked into") if warnings else ("", "")
    )
    present: list[Family] = [family for family in FAMILIES if families[family]]
    zh = "、".join(f"{FAMILY[family].zh} {families[family]} 处" for family in present)
    en = ", ".join(f"{FAMILY[family].en.lower()} {families[family]}" for family in present)
    return Text(
        f"有 {counts['error']} 处错误必须改正（{zh}）{more_zh}。",
        f"{_count(counts['error'], 'error')} must be corrected ({en}){more_en}.",
    )


def _warnings(counts: dict[Severity, int]) -> Text:
    return Text(
        f"没有错误，有 {counts['warning']} 处警告需要核实或说明。",
        f"No error; {_count(counts['warning'], 'warning')} to be looked into or explained.",
    )


def _clean(counts: dict[Severity, int], open_checks: int) -> Text:
    zh, en = "没有发现错误和警告", "No error and no warning was found"
    if counts["info"]:
        zh, en = f"{zh}，有 {counts['info']} 条提示供参考", f"{en}; {_count(counts['info'], 'note')} for reference"
    if open_checks:
        zh, en = (
            f"{zh}；另有 {open_checks} 项检查无法评判，见校验台账",
            f"{en}; {_count(open_checks, 'check')} could not be evaluated",
        )
    return Text(f"{zh}。", f"{en}.")


def _unread(filing: Filing) -> Text:
    if filing.status == "no-form":
        return Text(
            "文件里没有认出任何绩效表，无从校验。", "No performance form was recognised in the file, so nothing could be checked."
        )
    return Text("文件无法读取，无从校验。", "The file could not be read, so nothing could be checked.")


def _crashed(crashes: Sequence[Crash]) -> Text:
    rules = ", ".join(crash.rule for crash in crashes)
    return Text(
        f"校验工具自身出错，有 {len(crashes)} 条规则没有运行（{rules}），不是填报的问题。",
        f"The tool itself failed: {_count(len(crashes), 'rule')} did not run ({rules}). This is no fault of the filing.",
    )


def _steps(code: Code, counts: dict[Severity, int], filing: Filing) -> tuple[Text, ...]:
    correct = Text("按“怎样改”改正每一处错误（■）", "Correct every error (■) as its “How to mend” says")
    look = Text(
        "逐条核实警告（▲）：该改的改，属实的在表中写明理由",
        "Look into each warning (▲): mend it, or state the reason on the form",
    )
    again = Text("改完保存，重新校验", "Save, and check again")
    if code == "ready":
        return (
            Text(
                "可以报送；内容是否属实、指标是否合适，由审核人判断",
                "It can be filed; whether it is true and apt is for the reviewer",
            ),
        )
    if code == "amend":
        return (look, again)
    if code == "return":
        return (correct, *((look,) if counts["warning"] else ()), again)
    if filing.status != "checked":
        return (Text("按下面的说明换一份能读取的文件", "Supply a file that can be read, as described below"), again)
    return (
        Text("把本报告连同文件发给工具维护人", "Send this report and the file to the maintainers of the tool"),
        Text("其余规则的结果仍然有效，可先据此修改", "What the other rules found still holds and can be acted on"),
    )


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
