"""Severities other than the rules' own: what a form's schema, a profile or a configuration says of a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

from ..filings.model import Filing
from ..schemas.choosing import joined
from ..schemas.layers import schema_of
from ..validators.causes import graver
from ..validators.finding import OFF, Finding, Result, Severity, Text

SeverityOf = Callable[[str, str, int | None], str | None]  # of a rule in a filing's table; None leaves it as it is
_SWITCHED_OFF = Text("本表的表式或口径不使用这条规则", "the schema or profile of this form switches the rule off")


def weighed(finding: Finding, severity: SeverityOf) -> Finding | None:
    """`finding` at the severity that is given to its rule, under its cause if that is still there and not lighter now.

    None where the rule is switched off.
    """
    given = severity(finding.rule, finding.filing, finding.table)
    if given == OFF:
        return None
    cause = weighed(finding.cause, severity) if finding.cause else None
    changed = replace(finding, severity=cast(Severity, given or finding.severity), cause=cause)
    return replace(changed, cause=None) if cause and graver(changed, cause) else changed


def at_severities(findings: Iterable[Finding], severity: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """`findings` with each rule at the severity that is given to it, without those of rules that are switched off."""
    given = dict(severity)
    if not given:
        return tuple(findings)
    return tuple(changed for finding in findings if (changed := weighed(finding, lambda rule, *_: given.get(rule))) is not None)


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

    findings = [changed for finding in result.findings if (changed := weighed(finding, severity)) is not None]
    checks = [
        check._replace(outcome="not-applicable", reason=_SWITCHED_OFF)
        if severity(check.rule, check.filing, check.table) == OFF
        else check
        for check in result.checks
    ]
    return replace(result, findings=tuple(findings), checks=tuple(checks))
