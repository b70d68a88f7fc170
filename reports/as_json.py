"""The findings document: what `check --format json` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ..filings.model import Filing, Fund, Goal, Indicator, Place, Table, Value
from ..validators.finding import Check, Finding, Result
from .listing import by_filing
from .run import Accepted, Notice, Run
from .verdict import by_severity
from .wording import sentence

Object = dict[str, Any]

FORMAT = "filing-findings/1"
# NOTE: the contract is fixed and knows no monitoring forms: they state the year's targets, and their titles say what they are.
_NEAREST = {"project-monitoring": "project-target", "department-monitoring": "department-target"}
_LARGEST = 300  # decimal exponent
_PLACE = tuple(field.name for field in fields(Place))


def document(run: Run) -> str:
    """The findings document of a run.

    A finding that the baseline records is marked `known`. What is accepted stands apart in its filing's `accepted`, and
    `notices` says what there is to say of baseline and acceptances. Without any of these the document has none of the keys.
    """
    told = content(run.filings, run.result, run.version)
    if run.known:
        own = by_filing(run.result.findings)
        for filing in told["filings"]:
            filing["findings"] = [_marked(finding, run) for finding in own.get(filing["path"], ())]
    for filing in told["filings"] if run.accepted else ():
        filing["accepted"] = [_accepted(one) for one in run.accepted if one.finding.filing == filing["path"]]
    if run.notices:
        told["notices"] = [_notice(notice) for notice in run.notices]
    return _written(told)


def text(filings: Sequence[Filing], result: Result, version: str) -> str:
    """The document as JSON, the same from run to run, ending in a line feed."""
    return _written(content(filings, result, version))


def _written(told: Object) -> str:
    written = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False)
    # Half a surrogate pair, as in a file name of broken encoding, is no UTF-8; as an escape it is JSON.
    return written.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def content(filings: Sequence[Filing], result: Result, version: str) -> Object:
    """The document as plain objects, filings in the order given."""
    findings = by_filing(result.findings)
    checks = by_filing(result.checks)
    counts = by_severity(result.findings)
    return {
        "format": FORMAT,
        "tool": {"name": "jixiao", "version": version},
        "filings": [filing_object(filing, findings.get(filing.path, []), checks.get(filing.path, [])) for filing in filings],
        "summary": {
            "filings": len(filings),
            "tables": sum(len(filing.tables) for filing in filings),
            "errors": counts["error"],
            "warnings": counts["warning"],
            "infos": counts["info"],
        },
    }


def filing_object(filing: Filing, findings: Sequence[Finding], checks: Sequence[Check]) -> Object:
    """One filing of the document; `findings` and `checks` are its own."""
    return {
        "path": filing.path.replace("\\", "/"),
        "sha256": filing.sha256,
        "status": filing.status,
        "tables": [_table(number, table) for number, table in enumerate(filing.tables, 1)],
        "findings": [finding_object(finding) for finding in findings],
        "checks": [check_object(check) for check in checks],
    }


def _table(number: int, table: Table) -> Object:
    return {
        "number": number,
        "form": _NEAREST.get(table.form, table.form),
        "schema": table.schema,
        "profiles": [{"name": name, "because": {"zh": zh, "en": en}} for name, zh, en in table.profiles],
        "title": table.title,
        "year": table.year,
        "unit": table.unit,
        "department": table.department,
        "project": table.project,
        "place": located(table.place),
        "funds": [_fund(fund) for fund in table.funds],
        "goals": [_goal(goal) for goal in table.goals],
        "indicators": [_indicator(number, indicator) for number, indicator in enumerate(table.indicators, 1)],
    }


def _fund(fund: Fund) -> Object:
    return {
        "item": fund.item,
        "column": fund.column,
        "amount": _number(fund.amount),
        "unit": fund.unit,
        "place": located(fund.place),
    }


def _goal(goal: Goal) -> Object:
    return {"period": goal.period, "kind": goal.kind, "text": goal.text, "place": located(goal.place)}


def _indicator(number: int, indicator: Indicator) -> Object:
    return {
        "number": number,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "period": indicator.period,
        "target": _value(indicator.target),
        "actual": None if indicator.actual is None else _value(indicator.actual),
        "weight": _number(indicator.weight),
        "score": _number(indicator.score),
        "place": located(indicator.place),
    }


def _value(value: Value) -> Object:
    return {
        "text": value.text,
        "operator": value.operator,
        "number": _number(value.number),
        "unit": value.unit,
        "kind": value.kind,
        "place": located(value.place),
    }


def finding_object(finding: Finding) -> Object:
    """A finding as the document holds it."""
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "table": finding.table,
        "indicator": finding.indicator,
        "place": located(finding.place),
        "related": [located(place) for place in finding.related],
        "found": finding.found,
        "expected": finding.expected,
        "message": {language: _message(finding, language) for language in ("zh", "en")},
        "fix": None if finding.fix is None else {"zh": finding.fix.zh, "en": finding.fix.en},
        "basis": finding.basis.zh,
    }


def _marked(finding: Finding, run: Run) -> Object:
    return finding_object(finding) | ({"known": True} if finding in run.known else {})


def _accepted(accepted: Accepted) -> Object:
    by = accepted.by
    return finding_object(accepted.finding) | {
        "acceptance": {"reason": by.reason, "approver": by.approver, "expires": by.expires, "file": by.file, "line": by.line}
    }


def _notice(notice: Notice) -> Object:
    message = {"zh": notice.message.zh, "en": notice.message.en}
    return {"id": notice.id, "severity": notice.severity, "file": notice.file, "line": notice.line, "message": message}


def _message(finding: Finding, language: str) -> str:
    """The message, and where a sum was done, the sum as its last sentence."""
    message = finding.message.in_language(language)
    if not finding.arithmetic:
        return message
    join, gap = ("；", "") if language == "zh" else ("; ", " ")
    steps = join.join(line.strip() for line in finding.arithmetic.splitlines() if line.strip())
    return f"{sentence(message, language)}{gap}{sentence(steps, language)}"


def check_object(check: Check) -> Object:
    """What one rule did on one table as the document holds it; it does not name the filing."""
    return {
        "rule": check.rule,
        "table": check.table,
        "outcome": check.outcome,
        "reason": None if check.reason is None else check.reason.zh,
    }


def located(place: Place) -> Object:
    known = {name: getattr(place, name) for name in _PLACE if getattr(place, name) is not None}
    if place.bbox is not None:
        known["bbox"] = list(place.bbox)
    return known


def _number(amount: Decimal | None) -> int | float | None:
    """`amount` as a JSON number; null where it has more digits than one can hold."""
    if amount is None or not amount.is_finite() or amount.adjusted() > _LARGEST:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
