"""A task of an audit, as it is asked for and as it is delivered (group.py carries it out)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..reports.tally import Line
from ..validators.finding import Crash, Finding, Outcome
from .kept import Kept

WHOLE = -1  # what a task is about while it works on all its files together


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a task: which rules run, at which severity, the language of the pages, and what a place does otherwise.

    That is the folder of its own schema, the profiles that were named, and the files of its own rules. The severity 'off'
    leaves a rule out.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    language: str = "zh"
    schema: str | None = None
    profiles: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One input file. `path` is shown, `file` is where it stands, `data` its content for those who do not see that.

    `digest` is the SHA-256 of its content, '' where it cannot be opened; `entry` is what was kept of it. `failure` says why
    it must not be read again: it has brought a process down. `added` are findings of the collection, by the path of the
    filing. `paged`: its reports are asked for.
    """

    path: str
    file: str
    digest: str
    entry: Kept | None = None
    data: bytes | None = None
    failure: tuple[str, str] | None = None
    added: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    paged: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """A task. `output` is the folder for the reports, where the process that carries it out can write them.

    `careful`: the rules run on each file by itself, so that a file that brings them down is known.
    """

    number: int
    sources: tuple[Source, ...]
    setting: Setting
    output: str | None = None
    with_frames: bool = True
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One filing, reported on: how the lists show it, and `piece`, its part of the findings document.

    `source` is the number of its file in the order. `page` is its report, '' where it was not asked for or is written.
    """

    source: int
    line: Line
    piece: bytes
    page: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a task yields: accounts in the order of files, new results to keep, frames as Arrow streams, what rules did."""

    number: int
    accounts: tuple[Account, ...]
    entries: Mapping[int, Kept]
    frames: Mapping[str, bytes]
    outcomes: Mapping[str, Mapping[Outcome, int]]
    crashes: tuple[Crash, ...]
