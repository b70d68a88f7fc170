"""What a report is made from: the filings, what was found, and the circumstances of the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..filings.model import Filing
from ..validators.finding import Result

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
class Run:
    """One run of the checks. Every report is a function of this value alone.

    `filings` in the order in which they were given, `result` of all of them together, `rules` that ran. The bytes of a
    filing as filed: `filings.originals.original(filing)`.
    """

    filings: Sequence[Filing]
    result: Result
    rules: Sequence[Rule]
    version: str
    language: str = "zh"
    terminal: Terminal = field(default_factory=Terminal)
