"""What only the collection shows: the rules across filings, run over the frames of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..validators.finding import Crash, Finding, Outcome
from .roster import Roster


@dataclass(frozen=True)
class Collected:
    """What was found across filings: by the path of the filing, and for the roster; and what each rule did."""

    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    of_roster: tuple[Finding, ...] = ()
    lacking: tuple[str, ...] = ()
    outcomes: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    crashes: tuple[Crash, ...] = ()


def collected(data: Path, roster: Roster | None) -> Collected:
    """Run the rules across filings over the frames in the folder `data`."""
    return Collected()
