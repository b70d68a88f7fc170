"""GitLab's code quality report: a JSON list, from which a merge request shows what is new and what is mended."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..validators.finding import Finding, Severity
from .run import Notice, Run
from .told import paragraph

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def document(run: Run) -> str:
    """The new findings and the notices. Fingerprints are unlike each other, as GitLab shows one issue for each."""
    taken: set[str] = set()
    issues = [_of_finding(finding, _unlike(run.fingerprints[finding], finding.filing, taken), run) for finding in run.new]
    issues += [_of_notice(notice, run.language) for notice in run.notices]
    return json.dumps(issues, ensure_ascii=True, indent=1) + "\n"


def _of_finding(finding: Finding, fingerprint: str, run: Run) -> dict[str, Any]:
    place = finding.place
    lines = {"begin": place.line or place.row or 1} | ({"end": place.end_line} if place.line and place.end_line else {})
    return {
        "description": paragraph(finding, run.language, placed=True),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {"path": finding.filing.removeprefix("./"), "lines": lines},
    }


def _of_notice(notice: Notice, language: str) -> dict[str, Any]:
    said = json.dumps([notice.id, notice.file, notice.message.en])
    return {
        "description": notice.message.in_language(language),
        "check_name": notice.id,
        "fingerprint": hashlib.sha256(said.encode()).hexdigest()[:32],
        "severity": _SEVERITY[notice.severity],
        "location": {"path": notice.file, "lines": {"begin": notice.line or 1}},
    }


def _unlike(fingerprint: str, filing: str, taken: set[str]) -> str:
    """`fingerprint`, or where another filing has it already, one made from it and the path."""
    if fingerprint in taken:
        fingerprint = hashlib.sha256(f"{fingerprint} {filing}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    taken.add(fingerprint)
    return fingerprint
