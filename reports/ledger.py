"""What every rule did on every table, by family: the reviewer's proof that nothing was passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..validators.finding import FAMILIES, Check, Crash, Family, Outcome, Text
from ..validators.rule import Rule

OUTCOMES: tuple[Outcome, ...] = ("failed", "passed", "not-applicable", "not-evaluable")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one rule did on one table. `reason` is the number of the reason in the ledger's list."""

    table: int | None
    outcome: Outcome
    reason: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One rule across the tables; `crash` says why it did not run."""

    rule: Rule
    cells: tuple[Cell, ...]
    crash: str | None

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many tables ended in each outcome."""
        return _counts(self.cells)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules of one family."""

    family: Family
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many checks ended in each outcome."""
        return _counts(cell for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All checks of one filing, and the reasons to which their cells refer."""

    chapters: tuple[Chapter, ...]
    reasons: tuple[Text, ...]


def ledger(checks: Iterable[Check], crashes: Iterable[Crash], rules: Sequence[Rule]) -> Ledger:
    """The checks of one filing in the order of families and rules. Rules that were not run are left out."""
    crashed = {crash.rule: crash.error for crash in crashes}
    reasons: dict[Text, int] = {}
    cells: dict[str, list[Cell]] = {}
    for check in checks:
        reason = None if check.reason is None or not check.reason.zh else reasons.setdefault(check.reason, len(reasons) + 1)
        cells.setdefault(check.rule, []).append(Cell(check.table, check.outcome, reason))
    rows = [
        Row(rule, tuple(sorted(cells.get(rule.id, ()), key=lambda cell: cell.table or 0)), crashed.get(rule.id))
        for rule in rules
        if rule.id in cells or rule.id in crashed
    ]
    chapters = [Chapter(family, tuple(row for row in rows if row.rule.family == family)) for family in FAMILIES]
    return Ledger(tuple(chapter for chapter in chapters if chapter.rows), tuple(reasons))


def _counts(cells: Iterable[Cell]) -> Mapping[Outcome, int]:
    counts = Counter(cell.outcome for cell in cells)
    return {outcome: counts[outcome] for outcome in OUTCOMES}
