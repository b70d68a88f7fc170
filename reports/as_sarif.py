"""SARIF 2.1.0, the exchange format of analysers, as GitHub, Azure DevOps and editors read it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from ..filings.model import Filing, Place
from ..validators.finding import Finding, Severity
from ..validators.rule import Rule
from .fingerprint import VERSION
from .run import Accepted, Notice, Remembered, Run
from .told import paragraph
from .wording import FAMILY, where

Object = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_COLUMN = re.compile(r"\{[^{}]*\}")  # what a text of a rule takes from the row
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def document(run: Run) -> str:
    """One run with its rules, artifacts and results. Baseline and acceptances are states and suppressions of results."""
    numbers = {rule.id: number for number, rule in enumerate(run.rules)}
    results = [_result(finding, run, numbers) for finding in run.result.findings]
    results += [_result(accepted.finding, run, numbers, accepted) for accepted in run.accepted]
    results += [_mended(entry, numbers, run.language) for entry in run.mended or ()]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run)},
                "invocations": [_invocation(run)],
                "language": "zh-CN" if run.language == "zh" else "en-US",
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(filing) for filing in run.filings],
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=True, indent=1) + "\n"


def _driver(run: Run) -> Object:
    rules = [_rule(rule, run.language) for rule in run.rules]
    return {"name": "jixiao", "version": run.version, "semanticVersion": run.version, "rules": rules}


def _rule(rule: Rule, language: str) -> Object:
    requirement, why = rule.requirement.in_language(language), rule.why.in_language(language)
    fix = _COLUMN.sub("…", rule.fix.in_language(language))
    parts = [part for part in (requirement, why, fix, rule.basis.told(language)) if part]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.in_language(language) or rule.id},
        "fullDescription": {"text": requirement or rule.title.in_language(language) or rule.id},
        "help": {"text": "\n\n".join(parts) or rule.id},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.family, FAMILY[rule.family].in_language(language)]},
    }


def _result(finding: Finding, run: Run, numbers: dict[str, int], accepted: Accepted | None = None) -> Object:
    fingerprint = run.fingerprints[finding]
    made: Object = {
        "ruleId": finding.rule,
        "ruleIndex": numbers.get(finding.rule, -1),
        "level": _LEVEL[finding.severity],
        "message": {"text": paragraph(finding, run.language, placed=True)},
        "locations": [_location(finding.filing, finding.place, run.language)],
        "partialFingerprints": {VERSION: fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"},
    }
    if finding.related:
        made["relatedLocations"] = [_location(finding.filing, place, run.language) for place in finding.related]
    if run.mended is not None:
        made["baselineState"] = "unchanged" if finding in run.known else "new"
    if accepted:
        by = accepted.by
        about = {"approver": by.approver, "expires": by.expires}
        made["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": by.reason, "properties": about},
        ]
    return made


def _mended(entry: Remembered, numbers: dict[str, int], language: str) -> Object:
    said = f"已改正：{entry.words or entry.rule}" if language == "zh" else f"Mended: {entry.words or entry.rule}"
    return {
        "ruleId": entry.rule,
        "ruleIndex": numbers.get(entry.rule, -1),
        "level": "none",
        "kind": "pass",
        "baselineState": "absent",
        "message": {"text": said},
        "locations": [_location(entry.filing, Place(), language)],
        "partialFingerprints": {VERSION: entry.fingerprint},
    }


def _location(filing: str, place: Place, language: str) -> Object:
    """Lines as a region; a page, a cell or a grid, of which SARIF knows nothing, by name."""
    physical: Object = {"artifactLocation": {"uri": uri(filing)}}
    if place.line and not place.page:
        physical["region"] = {"startLine": place.line, "endLine": max(place.line, place.end_line or place.line)}
    made: Object = {"physicalLocation": physical}
    if (name := where(place, language)) and not place.line:
        made["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return made


def _artifact(filing: Filing) -> Object:
    return {"location": {"uri": uri(filing.path)}, "hashes": {"sha-256": filing.sha256}}


def _invocation(run: Run) -> Object:
    crashed = [
        {"level": "error", "message": {"text": crash.error}, "associatedRule": {"id": crash.rule}} for crash in run.result.crashes
    ]
    said = [_notification(notice, run.language) for notice in run.notices]
    return {
        "executionSuccessful": not crashed,
        **({"toolExecutionNotifications": crashed} if crashed else {}),
        **({"toolConfigurationNotifications": said} if said else {}),
    }


def _notification(notice: Notice, language: str) -> Object:
    place = Place(line=notice.line)
    return {
        "descriptor": {"id": notice.id},
        "level": _LEVEL[notice.severity],
        "message": {"text": notice.message.in_language(language)},
        "locations": [_location(notice.file, place, language)],
    }


def uri(path: str) -> str:
    """`path` as a URI reference: relative as it stands, absolute as file:."""
    encoded = quote(path.encode("utf-8", "surrogatepass"), safe="/!$&'()*+,;=@~")
    if path.startswith("/"):
        return f"file://{encoded}"
    # A drive letter, or a first segment with a colon, would read as a scheme; the colon is quoted, but a drive's is meant.
    if len(path) > 2 and path[1:3] == ":/" and path[0].isalpha():
        return f"file:///{path[0]}:{encoded[4:]}"
    return encoded
