"""JUnit XML, as Jenkins, GitLab and Azure DevOps show it: a suite for each filing, a case for each finding and each rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ..filings.model import Filing
from ..validators.finding import Check, Finding
from .escaping import xml
from .listing import by_filing
from .printable import one_line
from .run import Run
from .told import advice, message
from .wording import where


def document(run: Run) -> str:
    """What fails the run is a failure; any other finding is a case that passed with the finding as its output.

    A rule that passed on every table that it concerns is a case that passed, one that could not be evaluated is skipped.
    """
    findings, checks = by_filing(run.result.findings), by_filing(run.result.checks)
    suites = [_suite(filing, findings.get(filing.path, ()), checks.get(filing.path, ()), run) for filing in run.filings]
    if run.notices or run.result.crashes:
        suites.append(_of_run(run))
    body = "".join(text for text, _ in suites)
    failures = sum(count[1] for _, count in suites)
    errors = len(run.result.crashes)
    tests = sum(count[0] for _, count in suites)
    head = f'<testsuites name="jixiao" tests="{tests}" failures="{failures}" errors="{errors}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{body}</testsuites>\n'


def _suite(filing: Filing, findings: Sequence[Finding], checks: Sequence[Check], run: Run) -> tuple[str, tuple[int, int]]:
    found = {finding.rule for finding in findings}
    cases = [_of_finding(finding, run) for finding in findings]
    cases += list(_of_rules([check for check in checks if check.rule not in found], filing, run.language))
    failures = sum(map(run.weighs, findings))
    skipped = sum("<skipped" in case for case in cases)
    return _written(filing.path, cases, failures, 0, skipped), (len(cases), failures)


def _of_finding(finding: Finding, run: Run) -> str:
    language = run.language
    spot = where(finding.place, language)
    name = f"{finding.rule} ({spot})" if spot else finding.rule
    place = f"{finding.filing}:{finding.place.line}" if finding.place.line else finding.filing
    text = "\n".join(filter(None, (one_line(place), message(finding, language), advice(finding, language))))
    if run.weighs(finding):
        about = f"type={_quoted(finding.severity)} message={_quoted(message(finding, language))}"
        return _case(name, finding.filing, f"<failure {about}>{_text(text)}</failure>")
    return _case(name, finding.filing, f"<system-out>{_text(text)}</system-out>")


def _of_rules(checks: Sequence[Check], filing: Filing, language: str) -> Iterator[str]:
    """A case for each rule that passed or could not be evaluated, in the order in which rules ran."""
    outcomes: dict[str, list[Check]] = {}
    for check in checks:
        outcomes.setdefault(check.rule, []).append(check)
    for rule, done in outcomes.items():
        doubt = next((check for check in done if check.outcome == "not-evaluable"), None)
        if doubt:
            reason = doubt.reason.in_language(language) if doubt.reason else ""
            yield _case(rule, filing.path, f"<skipped message={_quoted(reason)}/>")
        elif any(check.outcome == "passed" for check in done):
            yield _case(rule, filing.path)


def _of_run(run: Run) -> tuple[str, tuple[int, int]]:
    """What concerns no filing: acceptances and baseline, and rules that failed to run."""
    cases: list[str] = []
    for notice in run.notices:
        said = notice.message.in_language(run.language)
        spot = f"{notice.file}:{notice.line}" if notice.line else notice.file
        failing = notice.severity == "error"
        inner = (
            f"<failure type={_quoted(notice.id)} message={_quoted(said)}>{_text(spot)}</failure>"
            if failing
            else f"<system-out>{_text(f'{spot}: {said}')}</system-out>"
        )
        cases.append(_case(f"{notice.id} ({spot})", "jixiao", inner))
    for crash in run.result.crashes:
        inner = f"<error type={_quoted('crash')} message={_quoted(crash.error)}>{_text(crash.error)}</error>"
        cases.append(_case(crash.rule, "jixiao", inner))
    failures = sum(notice.severity == "error" for notice in run.notices)
    return _written("jixiao", cases, failures, len(run.result.crashes), 0), (len(cases), failures)


def _written(name: str, cases: Sequence[str], failures: int, errors: int, skipped: int) -> str:
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    return f"<testsuite name={_quoted(name)} {counts}>\n{''.join(cases)}</testsuite>\n"


def _case(name: str, of: str, inner: str = "") -> str:
    opening = f"<testcase name={_quoted(name)} classname={_quoted(of)}"
    return f"{opening}>{inner}</testcase>\n" if inner else f"{opening}/>\n"


def _quoted(text: str) -> str:
    return quoteattr(xml(one_line(text)))


def _text(text: str) -> str:
    return escape(xml(text))
