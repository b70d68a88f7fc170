"""Counting an audit: by department, by rule, by verdict, in one pass over its filings."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from ..validators.finding import Family, Finding, Outcome, Severity, Text
from .verdict import Code

ACCEPTED: tuple[Code, ...] = ("ready", "amend")

FORMULA = Text(
    "得分 = 100 ×（可报送份数 + 修改后报送份数 ÷ 2）÷ 应报份数；未报送的、退回修改的和未能完成校验的计 0 分。"
    "接受率 =（可报送份数 + 修改后报送份数）÷ 应报份数。应报份数 = 已报份数 + 名册上未报的单位每家 1 份。",
    "Score = 100 × (ready to file + to be amended ÷ 2) ÷ filings due; what was not filed, is returned or could not be checked "
    "counts 0. Accepted = (ready to file + to be amended) ÷ filings due. Due = filed, and one for each department of the roster "
    "that has not filed.",
)


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One filing of an audit as its lists show it."""

    path: str
    status: str
    code: Code
    department: str
    project: str
    years: tuple[int, ...]
    forms: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of one finding since an earlier audit."""

    state: Literal["mended", "new", "remaining"]
    path: str
    department: str
    rule: str
    severity: Severity
    message: Text


@dataclass
class Count:
    """Filings and findings of one department, or of all.

    `missing`: filings that are due and did not come. `numbers` are those of the filings in the audit. `change`: findings
    mended, new and remaining since an earlier audit, where there is one to compare with.
    """

    name: str
    filings: int = 0
    missing: int = 0
    tables: int = 0
    verdicts: Counter[Code] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    families: Counter[Family] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    numbers: array[int] = field(default_factory=lambda: array("L"))
    change: tuple[int, int, int] | None = None

    def add(self, line: Line, number: int) -> None:
        """Count one filing, the `number`-th of the audit."""
        self.filings += 1
        self.tables += len(line.forms)
        self.verdicts[line.code] += 1
        self.numbers.append(number)
        for finding in line.findings:
            self.note(finding)

    def note(self, finding: Finding) -> None:
        """Count one finding."""
        self.severities[finding.severity] += 1
        self.families[finding.family] += 1
        self.rules[finding.rule] += 1

    @property
    def due(self) -> int:
        """How many filings should have come."""
        return self.filings + self.missing

    @property
    def accepted(self) -> float:
        """The share of the filings due that can be accepted, some of them after amendment: 0 to 1."""
        return sum(self.verdicts[code] for code in ACCEPTED) / self.due if self.due else 0.0

    @property
    def score(self) -> float:
        """As FORMULA says: 0 to 100."""
        return 100 * (self.verdicts["ready"] + self.verdicts["amend"] / 2) / self.due if self.due else 0.0

    def sum_of_score(self) -> str:
        """The formula with this department's numbers."""
        ready, amend = self.verdicts["ready"], self.verdicts["amend"]
        return f"100 × ({ready} + {amend} ÷ 2) ÷ {self.due} = {self.score:.1f}"


@dataclass
class RuleCount:
    """What one rule did in the whole audit."""

    rule: str
    findings: int = 0
    filings: int = 0
    departments: set[str] = field(default_factory=set)
    outcomes: Counter[Outcome] = field(default_factory=Counter)


@dataclass
class Tally:
    """All counts of an audit."""

    whole: Count = field(default_factory=lambda: Count(""))
    departments: dict[str, Count] = field(default_factory=dict)
    rules: dict[str, RuleCount] = field(default_factory=dict)

    def add(self, line: Line, number: int) -> None:
        """Count one filing, the `number`-th of the audit."""
        self.whole.add(line, number)
        self.departments.setdefault(line.department, Count(line.department)).add(line, number)
        for rule, count in Counter(finding.rule for finding in line.findings).items():
            known = self._rule(rule)
            known.findings += count
            known.filings += 1
            known.departments.add(line.department)

    def outcomes(self, outcomes: Mapping[str, Mapping[Outcome, int]]) -> None:
        """Add what rules did on tables."""
        for rule, counts in outcomes.items():
            self._rule(rule).outcomes.update(counts)

    def lacking(self, departments: Mapping[str, Finding]) -> None:
        """Count departments from which one filing is due that did not come, and the finding that says so of each."""
        for name, finding in departments.items():
            for count in (self.whole, self.departments.setdefault(name, Count(name))):
                count.missing += 1
                count.note(finding)
            known = self._rule(finding.rule)
            known.findings += 1
            known.departments.add(name)

    def of_all(self, findings: Iterable[Finding]) -> None:
        """Count findings that are on all filings together."""
        for finding in findings:
            self.whole.note(finding)
            self._rule(finding.rule).findings += 1

    def ranked(self) -> list[Count]:
        """The departments, the worst score first, then by name."""
        return sorted(self.departments.values(), key=lambda count: (count.score, count.name))

    def _rule(self, name: str) -> RuleCount:
        return self.rules.setdefault(name, RuleCount(name))
