"""The findings of one filing as a reader goes through them: by table, numbered, like with like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..filings.model import Filing, Indicator
from ..validators.finding import Check, Finding

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:%|[^\W\d_]+)?")

Record = TypeVar("Record", Finding, Check)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the report and the indicator of which it speaks."""

    number: int
    finding: Finding
    indicator: Indicator | None


@dataclass(frozen=True)
class Group:
    """All findings of one rule in one table, at least one."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for the group."""
        return self.entries[0].finding

    @cached_property
    def one_fix(self) -> bool:
        """All are mended in the same words."""
        return len({entry.finding.fix for entry in self.entries}) == 1

    @cached_property
    def one_message(self) -> bool:
        """Their messages differ in nothing but the names and values that stand beside them anyway."""
        return len({_pattern(entry) for entry in self.entries}) == 1

    @cached_property
    def one_expected(self) -> bool:
        """All are expected to be the same."""
        return len({entry.finding.expected for entry in self.entries}) == 1


@dataclass(frozen=True, slots=True)
class Section:
    """The groups of one table, or with `table` None, of the whole file."""

    table: int | None
    groups: tuple[Group, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the section, by number."""
        return tuple(entry for group in self.groups for entry in group.entries)


def by_filing(records: Iterable[Record]) -> dict[str, list[Record]]:
    """`records` in their order, by the path of their filing."""
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(record.filing, []).append(record)
    return grouped


def sections(filing: Filing, findings: Iterable[Finding]) -> tuple[Section, ...]:
    """`findings`, given in reading order, by table and rule. Numbers run through, so a group's are consecutive."""
    tables: dict[int | None, dict[tuple[str, str], list[Finding]]] = {}
    for finding in findings:
        tables.setdefault(finding.table, {}).setdefault((finding.rule, finding.severity), []).append(finding)
    number = 0
    listed: list[Section] = []
    for table in sorted(tables, key=lambda table: table or 0):
        groups: list[Group] = []
        for members in tables[table].values():
            groups.append(Group(tuple(_entry(number + n, finding, filing) for n, finding in enumerate(members, 1))))
            number += len(members)
        listed.append(Section(table, tuple(groups)))
    return tuple(listed)


def _entry(number: int, finding: Finding, filing: Filing) -> Entry:
    indicators: Sequence[Indicator] = ()
    if finding.table is not None and finding.table <= len(filing.tables):
        indicators = filing.tables[finding.table - 1].indicators
    known = finding.indicator is not None and 1 <= finding.indicator <= len(indicators)
    return Entry(number, finding, indicators[finding.indicator - 1] if known and finding.indicator else None)


def _pattern(entry: Entry) -> str:
    """The message without what the entry shows beside it: name, target, actual, found, expected, and figures of the sum."""
    finding, indicator = entry.finding, entry.indicator
    shown = [finding.found, finding.expected, *_FIGURE.findall(finding.arithmetic or "")]
    if indicator:
        shown += [indicator.level3, indicator.target.text, indicator.actual.text if indicator.actual else None]
    message = finding.message.zh
    for text in sorted({text for text in shown if text}, key=lambda text: (-len(text), text)):
        message = message.replace(text, "\0")
    return message
