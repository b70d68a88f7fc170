"""Which findings follow from which: the cause is reported, and what follows from it is folded under it.

A finding follows from another where its rule says so (`follows` in rule.py), on the same table and, where the cause is
about one indicator, on that indicator. It never follows from a lighter one, so that nothing weighty is folded away. From text
that is cut off follows only what is said of that very text. In a form that stands in the file twice, everything that the
first copy shows too follows from the repetition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..filings.model import Place
from .finding import SEVERITIES, Finding
from .rule import Rule


def with_causes(findings: Sequence[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """`findings` in their order, each that follows from another with that one as `cause`; a cause has none itself."""
    known = {rule.id: rule for rule in rules}
    causes = _of_copies(findings, {rule.id for rule in known.values() if rule.copies})
    sought = {name for rule in known.values() for name in rule.follows}
    at: dict[tuple[str, str, int | None], list[Finding]] = {}
    for finding in findings:
        if finding.rule in sought:
            at.setdefault((finding.rule, finding.filing, finding.table), []).append(finding)
    if not at and not causes:
        return list(findings)
    for finding in findings:
        if id(finding) not in causes and finding.rule in known:
            cause = _cause(finding, known[finding.rule], at)
            if cause is not None and _root(cause, causes) is not finding:
                causes[id(finding)] = cause
    return [replace(finding, cause=_root(finding, causes)) if id(finding) in causes else finding for finding in findings]


def graver(finding: Finding, other: Finding) -> bool:
    """Whether `finding` is of a graver severity than `other`."""
    return SEVERITIES.index(finding.severity) < SEVERITIES.index(other.severity)


def _cause(finding: Finding, rule: Rule, at: dict[tuple[str, str, int | None], list[Finding]]) -> Finding | None:
    for name in rule.follows:
        for cause in at.get((name, finding.filing, finding.table), ()):
            if _explains(cause, finding):
                return cause
    return None


def _explains(cause: Finding, finding: Finding) -> bool:
    if cause.indicator is not None and cause.indicator != finding.indicator:
        return False
    if graver(finding, cause):
        return False
    return cause.family != "truncation" or (bool(cause.found) and cause.found == finding.found)


def _of_copies(findings: Sequence[Finding], saying: set[str]) -> dict[int, Finding]:
    """By identity the findings on a copy that an earlier form of the file shows as well, with the one that names the copy."""
    copied = {(finding.filing, finding.table): finding for finding in findings if finding.rule in saying}
    if not copied:
        return {}
    within = {filing for filing, _ in copied}
    seen: set[Finding] = set()
    causes: dict[int, Finding] = {}
    for finding in sorted(findings, key=_table):
        if finding.filing not in within or finding.rule in saying:
            continue
        alike = replace(finding, table=None, indicator=None, place=Place(), related=())
        cause = copied.get((finding.filing, finding.table))
        if cause is not None and alike in seen:
            causes[id(finding)] = cause
        seen.add(alike)
    return causes


def _root(finding: Finding, causes: dict[int, Finding]) -> Finding:
    while (cause := causes.get(id(finding))) is not None:
        finding = cause
    return finding


def _table(finding: Finding) -> int:
    return finding.table or 0
