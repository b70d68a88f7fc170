"""The findings of one filing as a reader goes through them: in the order of the form, numbered, consequences under causes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..filings.model import Filing, Indicator
from ..validators.finding import Check, Finding

Record = TypeVar("Record", Finding, Check)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the report, the indicator of which it speaks, and the findings that follow from it."""

    number: int
    finding: Finding
    indicator: Indicator | None
    followers: tuple[Entry, ...] = ()

    @property
    def key(self) -> str:
        """What a browser remembers a tick by: the same for the same finding in another run on the same file."""
        finding = self.finding
        known = (finding.rule, finding.table, finding.indicator, finding.place.order, finding.found)
        return f"{zlib.crc32(repr(known).encode('utf-8', 'backslashreplace')):08x}"


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one table, or with `table` None, of the whole file. `heads` follow from no other."""

    table: int | None
    heads: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the section, by number."""
        return tuple(walked(self.heads))


def walked(heads: Iterable[Entry]) -> Iterator[Entry]:
    """Each entry, and after it those that follow from it."""
    for entry in heads:
        yield entry
        yield from entry.followers


def by_filing(records: Iterable[Record]) -> dict[str, list[Record]]:
    """`records` in their order, by the path of their filing."""
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(record.filing, []).append(record)
    return grouped


def sections(filing: Filing, findings: Iterable[Finding]) -> tuple[Section, ...]:
    """`findings`, given in reading order, by table; each that follows from another stands under that one."""
    heads: dict[int | None, list[Finding]] = {}
    followers: dict[Finding, list[Finding]] = {}
    listed = tuple(findings)
    roots = {finding for finding in listed if finding.cause is None} if any(f.cause for f in listed) else set()
    for finding in listed:
        if finding.cause is not None and finding.cause in roots:
            followers.setdefault(finding.cause, []).append(finding)
        else:
            heads.setdefault(finding.table, []).append(finding)
    made: list[Section] = []
    number = 0
    for table in sorted(heads, key=lambda table: table or 0):
        entries: list[Entry] = []
        for finding in heads[table]:
            number += 1
            own = number
            under = followers.get(finding, ()) if followers else ()
            below = [_entry(own + n, follower, filing) for n, follower in enumerate(under, 1)]
            number += len(below)
            entries.append(_entry(own, finding, filing, below))
        made.append(Section(table, tuple(entries)))
    return tuple(made)


def _entry(number: int, finding: Finding, filing: Filing, followers: Sequence[Entry] = ()) -> Entry:
    indicators: Sequence[Indicator] = ()
    if finding.table is not None and finding.table <= len(filing.tables):
        indicators = filing.tables[finding.table - 1].indicators
    known = finding.indicator is not None and 1 <= finding.indicator <= len(indicators)
    return Entry(number, finding, indicators[finding.indicator - 1] if known and finding.indicator else None, tuple(followers))
