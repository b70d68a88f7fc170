"""The summary on the terminal: a table of filings, and under it the findings that matter most."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from ..filings.model import Filing
from ..validators.finding import SEVERITIES, Finding, Result, Text
from .listing import by_filing
from .printable import one_line
from .run import Run
from .verdict import by_severity, verdict
from .wording import SEVERITY, Language, sentence, where

TOP = 5  # findings shown of each filing
_WIDEST_NAME = 48  # columns

_HEAD = (Text("文件", "Filing"), Text("表", "Tables"), *SEVERITY.values(), Text("结论", "Verdict"))
_TOTAL = Text("合计", "Total")
_MORE = Text("还有 {} 条", "{} more")
_CRASH = Text("规则 {} 运行出错：{}", "Rule {} failed to run: {}")


def document(run: Run) -> str:
    """The findings, one on a line, and the summary."""
    lines = [line(finding, run.language) for finding in run.result.findings]
    return "".join(f"{text}\n" for text in [*lines, ""] if lines) + summary(run.filings, run.result, run.language, top=0)


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
    place = finding.place
    spot = str(place.line) if place.line else where(place, language)
    severity = SEVERITY[finding.severity].in_language(language)
    message = sentence(finding.message.in_language(language), language)
    return one_line(f"{finding.filing}:{f'{spot}:' if spot else ''} {severity} {finding.rule} {message}")


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
