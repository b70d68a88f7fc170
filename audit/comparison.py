"""What has become of the findings of an earlier audit: which are mended, which are new, which remain.

A finding is the same where file, rule, form and what was found are the same: it may have moved within the file. Of files that
are no longer filed nothing is said, for a file that is gone has mended nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..reports.tally import Change, Line, Tally
from ..validators.finding import Text
from .cache import digest

FILE = "data/findings.parquet"
_COLUMNS = ("filing", "department", "rule", "severity", "table", "found", "message_zh", "message_en")

_Key = tuple[str, str, int | None, str]


def digest_of(since: Path) -> str:
    """What an earlier audit found, in a word. Raises OSError."""
    return digest(since / FILE)


def changes(since: Path, lines: Iterable[Line], tally: Tally) -> Iterator[Change]:
    """Every finding of the audit in `since` and of this one, with what has become of it; counted in `tally` as they go by.

    In the order of this audit's filings; those that are mended follow those that remain and are new.
    """
    earlier = _earlier(since)
    for count in (tally.whole, *tally.departments.values()):
        count.change = (0, 0, 0)
    for line in lines:
        before = earlier.pop(line.path, [])
        open_still = Counter(key for key, _ in before)
        for finding in line.findings:
            key = (line.path, finding.rule, finding.table, finding.found or finding.message.zh)
            remains = open_still[key] > 0
            open_still[key] -= remains
            state = "remaining" if remains else "new"
            yield _counted(Change(state, line.path, line.department, finding.rule, finding.severity, finding.message), tally)
        for key, row in before:
            if open_still[key] > 0:
                open_still[key] -= 1
                message = Text(row["message_zh"], row["message_en"])
                yield _counted(Change("mended", line.path, line.department, row["rule"], row["severity"], message), tally)


def _earlier(since: Path) -> dict[str, list[tuple[_Key, dict[str, Any]]]]:
    """The findings of the earlier audit by file."""
    import pyarrow.parquet as pq

    found: dict[str, list[tuple[_Key, dict[str, Any]]]] = {}
    for batch in pq.ParquetFile(since / FILE).iter_batches(columns=list(_COLUMNS)):
        for row in batch.to_pylist():
            key = (row["filing"], row["rule"], row["table"], row["found"] or row["message_zh"])
            found.setdefault(row["filing"], []).append((key, row))
    return found


def _counted(change: Change, tally: Tally) -> Change:
    place = ("mended", "new", "remaining").index(change.state)
    for count in (tally.whole, tally.departments[change.department]):
        numbers = list(count.change or (0, 0, 0))
        numbers[place] += 1
        count.change = (numbers[0], numbers[1], numbers[2])
    return change
