"""A comment on a pull request: what is new, what is mended, what remains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..validators.finding import SEVERITIES, Finding, Text
from .escaping import markdown
from .printable import clipped
from .run import Accepted, Notice, Remembered, Run
from .told import leading, message
from .verdict import by_severity
from .wording import SEVERITY, SHAPE, where

MARK = "<!-- jixiao -->"  # by which a later run finds the comment that it replaces
_MOST = 50  # rows of a table; a comment has a limit
_LONGEST = 300  # characters of a message

_PASSED = Text("通过", "passed")
_FAILED = Text("未通过", "failed")
_HEADS: dict[str, Text] = {
    "title": Text("绩效填报校验", "Performance filings"),
    "counts": Text("份文件，{}", "filings, {}"),
    "new": Text("新增的问题", "New"),
    "found": Text("问题", "Findings"),
    "mended": Text("已改正", "Mended"),
    "known": Text("原有、尚未改正", "Remaining"),
    "accepted": Text("已同意保留", "Accepted"),
    "notices": Text("配置", "Configuration"),
    "crashes": Text("规则自身出错", "Rules that failed to run"),
    "none": Text("没有。", "None."),
    "took": Text("用时 {} 秒。", "Took {} s."),
    "more": Text("……还有 {} 条。", "… and {} more."),
    "severity": Text("级别", "Severity"),
    "place": Text("位置", "Place"),
    "what": Text("问题", "What"),
    "rule": Text("规则", "Rule"),
    "filing": Text("文件", "Filing"),
    "words": Text("内容", "Words"),
    "approver": Text("同意人", "Approver"),
    "until": Text("期限", "Until"),
    "reason": Text("理由", "Reason"),
}


def document(run: Run) -> str:
    """The comment. It begins with a mark that is not shown, and has the time taken only where the run has one."""
    language, new = run.language, leading(run.new)
    compared = run.mended is not None
    sign = _FAILED if run.failed or run.result.crashes else _PASSED
    parts = [
        MARK,
        f"### {_word('title', language)}：{sign.zh}" if language == "zh" else f"### {_word('title', language)}: {sign.en}",
        f"{len(run.filings)} {_word('counts', language).format(_counts(new, language))}",
        f"#### {_word('new' if compared else 'found', language)} ({len(new)})",
        _findings(new, language),
    ]
    if run.mended is not None:
        parts += [f"#### {_word('mended', language)} ({len(run.mended)})", _remembered(run.mended, language)]
        known = leading([finding for finding in run.result.findings if finding in run.known])
        parts += _folded(f"{_word('known', language)} ({len(known)})", _findings(known, language))
    if run.accepted:
        parts += _folded(f"{_word('accepted', language)} ({len(run.accepted)})", _accepted(run.accepted, language))
    if run.notices:
        parts += [f"#### {_word('notices', language)}", _notices(run.notices, language)]
    if run.result.crashes:
        lines = [f"* `{crash.rule}`: {markdown(crash.error)}" for crash in run.result.crashes]
        parts += [f"#### {_word('crashes', language)}", "\n".join(lines)]
    if run.seconds is not None:
        parts.append(_word("took", language).format(f"{run.seconds:.1f}"))
    return "\n\n".join(parts) + "\n"


def _findings(findings: Sequence[Finding], language: str) -> str:
    """A table, the gravest first."""
    shown = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    rows = [
        (
            f"{SHAPE[finding.severity]} {SEVERITY[finding.severity].in_language(language)}",
            _spot(finding, language),
            markdown(clipped(message(finding, language), _LONGEST)),
            f"`{finding.rule}`",
        )
        for finding in shown
    ]
    return _table(("severity", "place", "what", "rule"), rows, language)


def _remembered(entries: Sequence[Remembered], language: str) -> str:
    rows = [
        (f"`{entry.rule}`", markdown(entry.filing), markdown(clipped(entry.words, _LONGEST)))
        for entry in sorted(entries, key=lambda entry: (entry.filing, entry.rule, entry.words))
    ]
    return _table(("rule", "filing", "words"), rows, language)


def _accepted(accepted: Sequence[Accepted], language: str) -> str:
    rows = [
        (
            _spot(one.finding, language),
            f"`{one.finding.rule}`",
            markdown(one.by.approver),
            one.by.expires,
            markdown(one.by.reason),
        )
        for one in accepted
    ]
    return _table(("place", "rule", "approver", "until", "reason"), rows, language)


def _notices(notices: Iterable[Notice], language: str) -> str:
    lines = [
        f"* {SHAPE[notice.severity]} {markdown(f'{notice.file}:{notice.line}' if notice.line else notice.file)} "
        f"{markdown(notice.message.in_language(language))}"
        for notice in notices
    ]
    return "\n".join(lines)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> str:
    if not rows:
        return _word("none", language)
    lines = [[_word(head, language) for head in heads], ["---"] * len(heads), *rows[:_MOST]]
    table = "\n".join(f"| {' | '.join(row)} |" for row in lines)
    return table if len(rows) <= _MOST else f"{table}\n\n{_word('more', language).format(len(rows) - _MOST)}"


def _folded(summary: str, body: str) -> list[str]:
    return [f"<details><summary>{summary}</summary>", body, "</details>"]


def _spot(finding: Finding, language: str) -> str:
    place = where(finding.place, language)
    return markdown(f"{finding.filing} {place}".strip())


def _counts(findings: Sequence[Finding], language: str) -> str:
    counts = by_severity(findings)
    return (
        "，".join(f"{SEVERITY[s].zh} {counts[s]}" for s in SEVERITIES)
        if language == "zh"
        else ", ".join(f"{SEVERITY[s].en.lower()} {counts[s]}" for s in SEVERITIES)
    )


def _word(name: str, language: str) -> str:
    return _HEADS[name].in_language(language)
