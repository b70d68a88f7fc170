"""What makes a finding the same finding when its form is edited elsewhere, wrapped anew, or exported to another format.

A fingerprint is made of the rule, of what the form is about, and of the filing's words, white space and width of characters
apart. Lines, pages, cells, paths and our own texts are no part of it. Findings of one filing that agree in all of that are
numbered in reading order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from ..filings.model import Filing, Table
from ..schemas.vocabulary import squeezed
from ..validators.finding import Finding

VERSION = "jixiao/v1"  # another way of making them takes another name
_LENGTH = 32  # hexadecimal digits


def fingerprints(filings: Iterable[Filing], findings: Iterable[Finding]) -> dict[Finding, str]:
    """The fingerprint of each of `findings`. They are unlike each other within a filing, in whatever order they are given."""
    known = {filing.path: filing for filing in filings}
    seen: dict[tuple[str, ...], int] = {}
    made: dict[Finding, str] = {}
    for finding in sorted(findings, key=_order):
        parts = _parts(finding, known[finding.filing])
        key = (finding.filing, *parts)
        seen[key] = seen.get(key, 0) + 1
        said = json.dumps([VERSION, *parts, seen[key]], ensure_ascii=True)
        made[finding] = hashlib.sha256(said.encode()).hexdigest()[:_LENGTH]
    return made


def words(finding: Finding, filing: Filing) -> str:
    """The filing's own words that `finding` is about: the indicator's name, and what was found."""
    return " ".join(part for part in (_indicator(finding, filing), finding.found) if part)


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.filing, finding.place.order, finding.table or 0, finding.rule, finding.message.zh)


def _parts(finding: Finding, filing: Filing) -> tuple[str, ...]:
    table = _table(finding, filing)
    about = _about(table) if table else ()
    return (finding.rule, *about, _normal(_indicator(finding, filing)), _normal(finding.found))


def _about(table: Table) -> tuple[str, ...]:
    return (table.form, str(table.year or ""), _normal(table.department), _normal(table.project))


def _table(finding: Finding, filing: Filing) -> Table | None:
    return filing.tables[finding.table - 1] if finding.table and finding.table <= len(filing.tables) else None


def _indicator(finding: Finding, filing: Filing) -> str:
    table = _table(finding, filing)
    if table is None or not finding.indicator or finding.indicator > len(table.indicators):
        return ""
    return table.indicators[finding.indicator - 1].level3


def _normal(text: str | None) -> str:
    return squeezed(text or "").casefold()
