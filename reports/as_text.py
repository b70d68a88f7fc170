"""Findings on the terminal: by filing, and under them a table of filings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from ..filings.model import Filing
from ..validators.finding import SEVERITIES, Finding, Result, Text
from .listing import by_filing
from .printable import one_line
from .run import Notice, Run
from .styling import Style
from .told import leading
from .verdict import by_severity, verdict
from .wording import SEVERITY, SHAPE, Language, sentence, where

TOP = 5  # findings shown of each filing
_WIDEST_NAME = 48  # columns

_HEAD = (Text("文件", "Filing"), Text("表", "Tables"), *SEVERITY.values(), Text("结论", "Verdict"))
_TOTAL = Text("合计", "Total")
_MORE = Text("还有 {} 条", "{} more")
_FOLLOW = Text("改好这一条，随之而来的 {} 条多半也就没有了", "mending this is likely to mend {} more that follow from it")
_BASELINE = Text("对照基线：新增 {} 条，原有 {} 条，已改正 {} 条", "Against the baseline: {} new, {} known, {} mended")
_ACCEPTED = Text("已同意保留 {} 条：", "Accepted, {}:")
_AGREED = Text("由{}同意，至{}：{}", "by {} until {}: {}")
_SECONDS = Text("用时 {} 秒", "Took {} s")
_WIDEST_SEVERITY = (7, 4)  # columns, in English and in Chinese
_CRASH = Text("规则 {} 运行出错：{}", "Rule {} failed to run: {}")


def document(run: Run) -> str:
    """The new findings by filing, and the summary. Coloured and linked only as far as the terminal can."""
    grouped = by_filing(run.new)
    parts = [_filing(filing, grouped[filing.path], run) for filing in run.filings if filing.path in grouped]
    return "\n\n".join(["\n".join(lines) for lines in parts] + [closing(run)])


def closing(run: Run) -> str:
    """The summary of a run, and under it what was accepted or known before. Ends in a line feed."""
    said = summary(run.filings, run.result, run.language, top=0)
    more = [*_agreed(run), *(notice_line(notice, run.language) for notice in run.notices)]
    return said + "".join(f"{line}\n" for line in (["", *more] if more else []))


def notice_line(notice: Notice, language: Language) -> str:
    """'file:line: severity message' on one line."""
    spot = f"{notice.file}:{notice.line}" if notice.line else notice.file
    severity, message = SEVERITY[notice.severity].in_language(language), notice.message.in_language(language)
    return one_line(f"{spot}: {severity} {sentence(message, language)}")


def _filing(filing: Filing, findings: Sequence[Finding], run: Run) -> list[str]:
    """The path, and under it place, severity, message and rule of each finding but those that follow from another."""
    style, language = Style(run.terminal), run.language
    shown = leading(findings)
    followers = Counter(finding.cause for finding in findings if finding.cause is not None)
    spots = [one_line(where(finding.place, language)) or "–" for finding in shown]
    wide = max(map(width, spots), default=0)
    lines = [style.bold(style.link(one_line(filing.path), filing.path))]
    for spot, finding in zip(spots, shown, strict=True):
        severity = SEVERITY[finding.severity].in_language(language)
        name = style.of(finding.severity, f"{SHAPE[finding.severity]} {severity}")
        message = one_line(sentence(finding.message.in_language(language), language))
        pad = " " * (wide - width(spot))
        gap = " " * (_WIDEST_SEVERITY[language == "zh"] - width(severity))
        lines.append(f"  {style.dim(spot)}{pad}  {name}{gap}  {message} {style.dim(finding.rule)}")
        if followers[finding]:
            more = _FOLLOW.in_language(language).format(followers[finding])
            lines.append(style.dim(f"  {' ' * wide}  {' ' * (_WIDEST_SEVERITY[language == 'zh'] + 2)}  {more}"))
    return lines


def _agreed(run: Run) -> list[str]:
    """What is not counted among the new findings, and why."""
    language, lines = run.language, []
    if run.mended is not None:
        lines.append(_BASELINE.in_language(language).format(len(run.new), len(run.known), len(run.mended)))
    if run.accepted:
        lines.append(_ACCEPTED.in_language(language).format(len(run.accepted)))
        for accepted in run.accepted:
            by = accepted.by
            words = _AGREED.in_language(language).format(by.approver, by.expires, by.reason)
            lines.append(f"  {one_line(f'{_spot(accepted.finding, language)} {accepted.finding.rule} {words}')}")
    if run.seconds is not None:
        lines.append(_SECONDS.in_language(language).format(f"{run.seconds:.1f}"))
    return lines


def summary(filings: Sequence[Filing], result: Result, language: Language = "zh", top: int = TOP) -> str:
    """The table, and for each filing its `top` findings as 'path:line: severity rule message'. Ends in a line feed."""
    findings, checks = by_filing(result.findings), by_filing(result.checks)
    rows = [[text.in_language(language) for text in _HEAD]]
    for filing in filings:
        own = findings.get(filing.path, [])
        name = verdict(filing, own, checks.get(filing.path, ()), result.crashes).name.in_language(language)
        rows.append(_row(_tail(one_line(filing.path), _WIDEST_NAME), len(filing.tables), own, name))
    if len(filings) > 1:
        tables = sum(len(filing.tables) for filing in filings)
        rows.append(_row(_TOTAL.in_language(language), tables, result.findings, ""))
    parts = [aligned(rows, right=range(1, len(_HEAD) - 1))]
    parts += [_top(filing, findings[filing.path], language, top) for filing in filings if top and filing.path in findings]
    if result.crashes:
        parts.append([_CRASH.in_language(language).format(crash.rule, one_line(crash.error)) for crash in result.crashes])
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def line(finding: Finding, language: Language = "zh") -> str:
    """'path:line: severity rule message' on one line."""
    severity = SEVERITY[finding.severity].in_language(language)
    message = sentence(finding.message.in_language(language), language)
    return one_line(f"{_spot(finding, language)} {severity} {finding.rule} {message}")


def _spot(finding: Finding, language: Language) -> str:
    """'path:line:', or with the place in words where it is no line."""
    place = finding.place
    spot = str(place.line) if place.line else where(place, language)
    return f"{finding.filing}:{f'{spot}:' if spot else ''}"


def width(text: str) -> int:
    """How many columns `text` takes on a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _row(name: str, tables: int, findings: Sequence[Finding], verdict_name: str) -> list[str]:
    counts = by_severity(findings)
    return [name, str(tables), *(str(counts[severity]) for severity in SEVERITIES), verdict_name]


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """Columns side by side, flush left but for those numbered in `right`."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for n, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (wide - width(cell))
            cells.append(gap + cell if n in right else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return lines


def _top(filing: Filing, findings: Sequence[Finding], language: Language, top: int) -> list[str]:
    """The gravest findings, in reading order within a severity, and how many are left."""
    gravest = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    lines = [line(finding, language) for finding in gravest[:top]]
    if len(findings) > top:
        more = _MORE.in_language(language).format(len(findings) - top)
        lines.append(f"{one_line(filing.path)}: … {more}")
    return lines


def _tail(text: str, columns: int) -> str:
    """`text`, or its end after an ellipsis where it is wider than `columns`: the end of a path tells files apart."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[1:]
    return "…" + text
