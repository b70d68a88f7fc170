"""What an annotated copy says of each finding, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..filings.model import Filing, Place
from ..validators.finding import Finding, Severity
from .listing import sections
from .printable import visible
from .run import Run
from .wording import PAGE, SEVERITY, sentence

AUTHOR = "jixiao"


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as a note beside the place where it stands: its number in the report, and its text."""

    number: int
    severity: Severity
    place: Place
    text: str


def notes(filing: Filing, run: Run) -> list[Note]:
    """The notes on `filing`, in the order and with the numbers of its report."""
    titles = {rule.id: rule.title.in_language(run.language) for rule in run.rules}
    own = [finding for finding in run.result.findings if finding.filing == filing.path]
    listed = sections(filing, own)
    return [
        Note(entry.number, entry.finding.severity, entry.finding.place, _text(entry.number, entry.finding, titles, run.language))
        for section in listed
        for entry in section.entries
    ]


def _text(number: int, finding: Finding, titles: dict[str, str], language: str) -> str:
    severity = SEVERITY[finding.severity].in_language(language)
    lines = [
        f"[{number}] {severity} {titles.get(finding.rule, finding.rule)}",
        sentence(finding.message.in_language(language), language),
    ]
    if finding.expected:
        lines.append(f"{PAGE['expected'].in_language(language)}: {finding.expected}")
    if finding.arithmetic:
        lines.append(finding.arithmetic)
    if finding.fix:
        lines.append(f"{PAGE['fix'].in_language(language)}: {sentence(finding.fix.in_language(language), language)}")
    return visible("\n".join(lines)).replace("\x0b", " ")


def gravest(found: Sequence[Note]) -> Severity:
    """The gravest severity of `found`, which are not none."""
    return next(severity for severity in SEVERITY if any(note.severity == severity for note in found))
