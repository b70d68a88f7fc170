"""Findings as a table for spreadsheets and programs: one row for each, those that are known or accepted included."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..validators.finding import Finding
from .escaping import cell
from .printable import visible
from .run import Acceptance, Run
from .wording import where

COLUMNS = (
    "filing", "table", "indicator", "line", "end_line", "page", "sheet", "cell", "place", "rule", "family", "severity", "state",
    "found", "expected", "message", "arithmetic", "fix", "basis", "follows", "fingerprint", "approver", "until", "reason",
)  # fmt: skip
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the system's own encoding


def document(run: Run) -> str:
    """The rows under their headings, in reading order. `state` is new, known (in the baseline) or accepted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(visible(text)) for text in row] for row in rows(run))
    return _MARK + stream.getvalue()


def rows(run: Run) -> Iterator[list[str]]:
    """What there is to say of each finding, as text, in the order of COLUMNS."""
    accepted = {one.finding: one.by for one in run.accepted}
    for finding in (*run.result.findings, *accepted):
        by = accepted.get(finding)
        state = "accepted" if by else "known" if finding in run.known else "new"
        yield _row(finding, state, run.fingerprints[finding], by, run.language)


def _row(finding: Finding, state: str, fingerprint: str, by: Acceptance | None, language: str) -> list[str]:
    place = finding.place
    told = (
        finding.filing, finding.table, finding.indicator, place.line, place.end_line, place.page, place.sheet, place.cell,
        where(place, language), finding.rule, finding.family, finding.severity, state, finding.found, finding.expected,
        finding.message.in_language(language), finding.arithmetic, finding.fix.in_language(language) if finding.fix else None,
        finding.basis.in_language(language), finding.cause.rule if finding.cause else None, fingerprint,
        by.approver if by else None, by.expires if by else None, by.reason if by else None,
    )  # fmt: skip
    return ["" if value is None else str(value) for value in told]
