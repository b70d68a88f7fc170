"""What a rule found, and what each rule did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..filings.model import Place

Severity = Literal["error", "warning", "info"]
Family = Literal["levels", "truncation", "thresholds", "duplicates", "totals", "units", "particulars", "file"]
Outcome = Literal["passed", "failed", "not-applicable", "not-evaluable"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
OFF = "off"  # the severity of a rule that does not run
FAMILIES: tuple[Family, ...] = ("levels", "truncation", "thresholds", "duplicates", "totals", "units", "particulars", "file")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The Chinese text for 'zh', else the English one."""
        return self.zh if language == "zh" else self.en


class ToldError(Exception):
    """What the user is to be told in one sentence: `says` has it in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(zh, en)


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw at one place. `found` and `expected` are the filing's own words; `arithmetic` lays a sum out.

    `cause` is the finding from which this one follows (causes.py): once that is mended, this one is likely to be gone.
    """

    rule: str
    family: Family
    severity: Severity
    filing: str
    table: int | None
    indicator: int | None
    place: Place
    message: Text
    fix: Text | None
    basis: Text
    related: tuple[Place, ...] = ()
    found: str | None = None
    expected: str | None = None
    arithmetic: str | None = None
    cause: Finding | None = None


class Check(NamedTuple):
    """What one rule did on one table (or, with `table` None, on the whole filing). There is one for each rule and table."""

    rule: str
    filing: str
    table: int | None
    outcome: Outcome
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that failed to run: our fault, never the filing's."""

    rule: str
    error: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a run of the rules yields."""

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    crashes: tuple[Crash, ...]
