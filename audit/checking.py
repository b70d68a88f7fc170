"""The one pipeline: paths → filings → frames → findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..filings.canonical import frames
from ..filings.model import Filing
from ..filings.reading import read
from ..validators.engine import Doubts, Frames, run
from ..validators.finding import Result, Text
from ..validators.rule import Rule
from .masking import withheld
from .severities import as_schemas_say

NO_CONTENT = hashlib.sha256(b"").hexdigest()  # of a file that cannot be opened


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, and what the rules said of it, both without personal data that do not belong there (masking.py)."""

    filings: tuple[Filing, ...]
    result: Result


def check(paths: Iterable[str], rules: Sequence[Rule]) -> Checked:
    """Read the files at `paths` and run `rules` over all of them together."""
    filings = readings(paths)
    return judged(filings, frames(filings), rules)


def judged(filings: Sequence[Filing], frames: Frames, rules: Sequence[Rule]) -> Checked:
    """What `rules` find in `filings`, of which `frames` are the canonical frames, as the schemas of their forms say."""
    return Checked(*withheld(filings, as_schemas_say(filings, run(frames, rules, doubts(filings)))))


def readings(paths: Iterable[str]) -> tuple[Filing, ...]:
    """The filings at `paths`, in their order."""
    return tuple(filing for path in paths for filing in _read(path))


def doubts(filings: Iterable[Filing]) -> Doubts:
    """For each table the parts whose reading is not certain, with the reason."""
    return {
        (filing.path, number): {part: Text(zh, en) for part, zh, en in table.doubts}
        for filing in filings
        for number, table in enumerate(filing.tables, 1)
        if table.doubts
    }


def _read(path: str) -> Iterator[Filing]:
    """The filings at `path`; one that cannot be opened is a finding like any other, and the rest goes on."""
    try:
        yield from read(path)
    except OSError as error:
        failure = ("unopenable_file", error.strerror or str(error))
        yield Filing(path.replace("\\", "/"), NO_CONTENT, "unreadable", failure=failure)
