"""The one pipeline: paths → filings → frames → findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ..filings.canonical import frames
from ..filings.model import Filing
from ..filings.reading import read
from ..schemas.choosing import joined
from ..schemas.layers import schema_of
from ..validators.causes import graver
from ..validators.engine import Doubts, Frames, run
from ..validators.finding import Finding, Result, Severity, Text
from ..validators.rule import Rule


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, and what the rules said of it."""

    filings: tuple[Filing, ...]
    result: Result


def check(paths: Iterable[str], rules: Sequence[Rule]) -> Checked:
    """Read the files at `paths` and run `rules` over all of them together."""
    filings = readings(paths)
    return Checked(filings, judged(filings, frames(filings), rules))


def judged(filings: Sequence[Filing], frames: Frames, rules: Sequence[Rule]) -> Result:
    """What `rules` find in `filings`, of which `frames` are the canonical frames, as the schemas of their forms say."""
    return as_schemas_say(filings, run(frames, rules, doubts(filings)))


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


def as_schemas_say(filings: Iterable[Filing], result: Result) -> Result:
    """`result` with the severities that the schemas of the forms give to rules; what they switch off is left out."""
    known = {
        (filing.path, number): schema_of(table.form, table.schema, joined(table.profiles)).rules
        for filing in filings
        for number, table in enumerate(filing.tables, 1)
    }
    if not any(known.values()):
        return result

    def severity(rule: str, filing: str, table: int | None) -> str | None:
        return known.get((filing, table or 0), {}).get(rule)

    def said(finding: Finding) -> Finding | None:
        """`finding` at the severity that the schema gives it, under its cause if that is still there and not lighter now."""
        given = severity(finding.rule, finding.filing, finding.table)
        if given == "off":
            return None
        cause = said(finding.cause) if finding.cause else None
        changed = replace(finding, severity=cast(Severity, given or finding.severity), cause=cause)
        return replace(changed, cause=None) if cause and graver(changed, cause) else changed

    findings = [changed for finding in result.findings if (changed := said(finding)) is not None]
    checks = [
        replace(check, outcome="not-applicable", reason=_SWITCHED_OFF)
        if severity(check.rule, check.filing, check.table) == "off"
        else check
        for check in result.checks
    ]
    return replace(result, findings=tuple(findings), checks=tuple(checks))


_SWITCHED_OFF = Text("本表的表式或口径不使用这条规则", "the schema or profile of this form switches the rule off")


def _read(path: str) -> Iterator[Filing]:
    """The filings at `path`; one that cannot be opened is a finding like any other, and the rest goes on."""
    try:
        yield from read(path)
    except OSError as error:
        nothing = hashlib.sha256(b"").hexdigest()
        yield Filing(path.replace("\\", "/"), nothing, "unreadable", failure=("unopenable_file", error.strerror or str(error)))
