"""What a report is made from: the filings, what was found, what was agreed on before, and the circumstances of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..filings.model import Filing
from ..validators.finding import SEVERITIES, Finding, Result, Severity, Text

if TYPE_CHECKING:
    from ..validators.rule import Rule


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the terminal that shows a report can do; all false for a pipe or a file."""

    colour: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file to write: its name, and its text or its bytes. Text is written as UTF-8, line feeds as they stand."""

    name: str
    content: str | bytes


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An entry of jixiao-accepted.toml: a flaw that somebody agreed to leave in a filing, until a day.

    `place` or `fingerprint` says which findings of `rule` in `filing` are meant; `expires` is an ISO date. `file` and `line`
    say where the entry stands.
    """

    rule: str
    filing: str
    place: str | None
    fingerprint: str | None
    reason: str
    approver: str
    expires: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that is agreed to, and the entry that says so."""

    finding: Finding
    by: Acceptance


@dataclass(frozen=True, slots=True)
class Remembered:
    """A finding as a baseline records it. `words` are the filing's own, as they were."""

    fingerprint: str
    rule: str
    filing: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say of the configuration of a run, such as an acceptance that has expired. An error fails the run."""

    id: str
    severity: Severity
    file: str
    line: int | None
    message: Text


@dataclass(frozen=True)
class Run:
    """One run of the checks. Every report is a function of this value alone.

    `filings` in the order in which they were given, `result` of all of them together, `rules` that ran. `result` holds the
    findings that stand: the new ones and the `known` ones, which a baseline records; the `accepted` ones are apart. `mended`
    is what the baseline records and no longer occurs; None where there is no baseline. `seconds` only where the user asked
    for timings: without it a report is the same from run to run. `prints` are the fingerprints where they are known already.

    The bytes of a filing as filed: `filings.originals.original(filing)`.
    """

    filings: Sequence[Filing]
    result: Result
    rules: Sequence[Rule]
    version: str
    language: str = "zh"
    terminal: Terminal = field(default_factory=Terminal)
    fail_on: str = "error"
    known: frozenset[Finding] = frozenset()
    accepted: tuple[Accepted, ...] = ()
    mended: tuple[Remembered, ...] | None = None
    notices: tuple[Notice, ...] = ()
    seconds: float | None = None
    prints: Mapping[Finding, str] | None = None

    @cached_property
    def fingerprints(self) -> Mapping[Finding, str]:
        """The fingerprints of all findings, those that are accepted included."""
        if self.prints is not None:
            return self.prints
        from .fingerprint import fingerprints

        return fingerprints(self.filings, [*self.result.findings, *(one.finding for one in self.accepted)])

    @property
    def new(self) -> list[Finding]:
        """The findings that no baseline records."""
        return [finding for finding in self.result.findings if not self.known or finding not in self.known]

    def weighs(self, finding: Finding) -> bool:
        """Whether `finding` fails the run: it is new, and at or above the level asked for."""
        weighed = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1] if self.fail_on in SEVERITIES else ()
        return finding.severity in weighed and not (self.known and finding in self.known)

    @property
    def failed(self) -> bool:
        """Whether anything fails the run."""
        return any(map(self.weighs, self.result.findings)) or any(notice.severity == "error" for notice in self.notices)
