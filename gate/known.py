"""Filings with what was found in them, as a run or the cache knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..filings.model import Filing
from ..validators.finding import Finding, Result


@dataclass(frozen=True)
class Known:
    """Filings, what was found in them, and, where it is known, the fingerprint of each finding."""

    filings: tuple[Filing, ...]
    result: Result
    prints: Mapping[Finding, str] | None = None
