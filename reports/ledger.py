"""What every rule did on every table, by family: the reviewer's proof that nothing was passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..validators.finding import FAMILIES, Check, Crash, Family, Outcome, Text
from ..validators.rule import Rule

OUTCOMES: tuple[Outcome, ...] = ("failed", "passed", "not-applicable", "not-evaluable")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tables on which a rule ended alike, for the same reason. `reason` is its number in the ledger's list."""

    outcome: Outcome
    tables: tuple[int | None, ...]
    reason: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One rule across the tables; `crash` says why it did not run."""

    rule: Rule
    stretches: tuple[Stretch, ...]
    crash: str | None

    @property
    def examined(self) -> int:
        """On how many tables the rule gave a verdict: the denominator of its failures."""
        return sum(len(part.tables) for part in self.stretches if part.outcome in ("failed", "passed"))

    @property
    def failed(self) -> int:
        """On how many tables it failed."""
        return sum(len(part.tables) for part in self.stretches if part.outcome == "failed")


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules of one family."""

    family: Family
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many checks ended in each outcome."""
        counts: Counter[Outcome] = Counter()
        for row in self.rows:
            for part in row.stretches:
                counts[part.outcome] += len(part.tables)
        return {outcome: counts[outcome] for outcome in OUTCOMES}


@dataclass(frozen=True, eq=False)
class Book:
    """What the rules did, by family; of reasons it has the numbers. Filings of which it says the same have it in common."""

    chapters: tuple[Chapter, ...]

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The rows by their rules, in the order of the ledger."""
        return {row.rule.id: row for chapter in self.chapters for row in chapter.rows}


@dataclass(frozen=True, slots=True)
class Ledger:
    """All checks of one filing, and the reasons to which they refer."""

    book: Book
    reasons: tuple[Text, ...]


def ledger(checks: Iterable[Check], crashes: Iterable[Crash], rules: Sequence[Rule]) -> Ledger:
    """The checks of one filing in the order of families and rules. Rules that were not run are left out."""
    reasons: dict[Text, int] = {}
    done = tuple(
        (rule, table, outcome, None if why is None or not why.zh else reasons.setdefault(why, len(reasons) + 1))
        for rule, _, table, outcome, why in checks
    )
    return Ledger(_book(done, tuple(crashes), tuple(rules)), tuple(reasons))


@lru_cache(maxsize=64)
def _book(
    done: tuple[tuple[str, int | None, Outcome, int | None], ...], crashes: tuple[Crash, ...], rules: tuple[Rule, ...]
) -> Book:
    crashed = {crash.rule: crash.error for crash in crashes}
    parts: dict[str, dict[tuple[Outcome, int | None], list[int | None]]] = {}
    for rule, table, outcome, reason in done:
        parts.setdefault(rule, {}).setdefault((outcome, reason), []).append(table)
    rows = [
        Row(rule, tuple(_stretches(parts.get(rule.id, {}))), crashed.get(rule.id))
        for rule in rules
        if rule.id in parts or rule.id in crashed
    ]
    chapters = [Chapter(family, tuple(row for row in rows if row.rule.family == family)) for family in FAMILIES]
    return Book(tuple(chapter for chapter in chapters if chapter.rows))


def _stretches(found: Mapping[tuple[Outcome, int | None], Sequence[int | None]]) -> list[Stretch]:
    listed = [
        Stretch(outcome, tuple(sorted(tables, key=lambda table: table or 0)), reason)
        for (outcome, reason), tables in found.items()
    ]
    return sorted(listed, key=lambda part: (OUTCOMES.index(part.outcome), part.reason or 0))
