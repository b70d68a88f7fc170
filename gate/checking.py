"""One run of the gate: filings checked under what applies to each, then held against acceptances and a baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from ..audit import checking
from ..audit.severities import weighed
from ..filings.canonical import frames
from ..filings.model import Filing
from ..filings.reading import read_data
from ..reports.fingerprint import words
from ..reports.run import Notice, Remembered, Run, Terminal
from ..schemas.layers import name_profiles, named_profiles
from ..validators import catalogue
from ..validators.finding import Result, Text
from ..validators.rule import Rule
from .configuration import Configuration, Scope
from .known import Known
from .paths import acceptance_files

Walk = Callable[[Sequence[str]], Iterable[str]]


def _plainly(paths: Sequence[str]) -> Iterable[str]:
    return paths


@dataclass(frozen=True)
class Circumstances:
    """What a run depends on beside the filings: the day, the language, the version, the terminal.

    `detail` says how much of a filing that comes from the cache is wanted: its "findings" alone, its "tables" and checks as
    well, or its "documents", which no cache holds.
    """

    today: date
    version: str
    language: str = "zh"
    terminal: Terminal = field(default_factory=Terminal)
    walk: Walk = _plainly
    detail: Literal["findings", "tables", "documents"] = "tables"


def gated(paths: Sequence[str], configuration: Configuration, about: Circumstances) -> Run:
    """Check the files at `paths` as `configuration` says. Raises GateError for a wrong baseline or acceptance."""
    known, rules = _checked(paths, configuration, about)
    return _judged(known, rules, configuration, about)


def gated_data(path: str, data: bytes, configuration: Configuration, about: Circumstances) -> Run:
    """Check `data` as if it stood at `path`: an earlier version of that file."""
    scope = configuration.scope(path)
    with _profiles(scope.profile):
        rules = _rules(scope)
        filings = tuple(read_data(path.replace("\\", "/"), data))
        done = checking.judged(filings, frames(filings), rules)
        known = _weighed(Known(done.filings, done.result), dict(scope.severity))
    return _judged(known, rules, configuration, about)


def _judged(known: Known, rules: Sequence[Rule], configuration: Configuration, about: Circumstances) -> Run:
    made = Run(
        known.filings, known.result, rules, about.version, about.language, about.terminal, configuration["fail-on"],
        prints=known.prints,
    )  # fmt: skip
    return _compared(_accepted(made, configuration, about.today), configuration)


@contextmanager
def _profiles(names: Sequence[str]) -> Iterator[None]:
    """Lay these profiles over every form for a while; without any, what was in force stays."""
    before = named_profiles()
    if names:
        name_profiles(names)
    try:
        yield
    finally:
        if names:
            name_profiles(before)


def remembered(made: Run, folder: Path) -> tuple[Remembered, ...]:
    """What a baseline in `folder` records of the findings of `made` that are not accepted."""
    from . import baseline

    filings = {filing.path: filing for filing in made.filings}
    said = {finding: words(finding, filings[finding.filing]) for finding in made.result.findings}
    return baseline.entries(made.result.findings, made.fingerprints, said, folder)


def _checked(paths: Sequence[str], configuration: Configuration, about: Circumstances) -> tuple[Known, tuple[Rule, ...]]:
    """The files under one scope are checked together; findings and filings come in the order of `paths` all the same."""
    scopes: dict[Scope, list[str]] = {}
    for path in paths:
        scopes.setdefault(configuration.scope(path), []).append(path)
    parts: list[Known] = []
    ran: dict[str, Rule] = {}
    for scope, own in (scopes or {configuration.scope(""): []}).items():
        rules = _rules(scope)
        ran |= {rule.id: rule for rule in rules}
        with _profiles(scope.profile):
            parts.append(_weighed(_of_scope(own, scope, rules, configuration, about), dict(scope.severity)))
    if len(parts) == 1:
        return parts[0], tuple(ran.values())
    return _together(parts, paths), tuple(rule for rule in catalogue.discover() if rule.id in ran)


def _of_scope(
    paths: Sequence[str], scope: Scope, rules: Sequence[Rule], configuration: Configuration, about: Circumstances
) -> Known:
    if configuration["cache"] is None or about.detail == "documents":
        done = checking.check(about.walk(paths), rules)
        return Known(done.filings, done.result)
    from .caching import checked

    return checked(
        paths,
        repr((scope.profile, [rule.id for rule in rules])),
        Path(configuration["cache"]),
        configuration["schema"],
        lambda fresh: checking.check(about.walk(fresh), rules),
        whole=about.detail == "tables",
    )


def _rules(scope: Scope) -> tuple[Rule, ...]:
    return catalogue.selected(scope.select, scope.ignore, scope.severity)


def _weighed(known: Known, severity: Mapping[str, str]) -> Known:
    """`known` with the severities that the configuration gives to rules."""
    if not severity:
        return known

    after = {finding: weighed(finding, lambda rule, filing, table: severity.get(rule)) for finding in known.result.findings}
    findings = tuple(finding for finding in after.values() if finding is not None)
    prints = None if known.prints is None else {found: made for before, made in known.prints.items() if (found := after[before])}
    return Known(known.filings, replace(known.result, findings=findings), prints)


def _together(parts: Sequence[Known], paths: Sequence[str]) -> Known:
    """Several runs as one, filings in the order of `paths`, findings in that of their filings' paths."""
    place = {path.replace("\\", "/"): number for number, path in enumerate(paths)}

    def order(filing: Filing) -> int:
        path = filing.path
        while path and path not in place:
            path = path.rpartition("/")[0]
        return place.get(path, len(place))

    results = [part.result for part in parts]
    result = Result(
        tuple(sorted((f for one in results for f in one.findings), key=lambda finding: finding.filing)),
        tuple(done for one in results for done in one.checks),
        tuple(dict.fromkeys(crash for one in results for crash in one.crashes)),
    )
    prints = None
    if all(part.prints is not None for part in parts):
        prints = {finding: made for part in parts for finding, made in (part.prints or {}).items()}
    return Known(tuple(sorted((filing for part in parts for filing in part.filings), key=order)), result, prints)


def _accepted(made: Run, configuration: Configuration, today: date) -> Run:
    paths = [filing.path for filing in made.filings]
    found = acceptance_files(paths, configuration.root)
    if not found:
        return made
    from . import acceptance

    entries = [entry for file in found for entry in acceptance.acceptances(file, lambda: set(catalogue.names()))]
    findings, prints = made.result.findings, made.fingerprints
    done = acceptance.applied(findings, prints, entries, today, paths, {rule.id for rule in made.rules})
    result = replace(made.result, findings=done.standing)
    agreed = {one.finding: prints[one.finding] for one in done.accepted}
    left = (prints[finding] for finding in findings if finding not in agreed)
    prints = agreed | dict(zip(done.standing, left, strict=True))
    return replace(made, result=result, accepted=done.accepted, notices=done.notices, prints=prints)


def _compared(made: Run, configuration: Configuration) -> Run:
    if configuration["baseline"] is None:
        return made
    from . import baseline

    file = Path(configuration["baseline"])
    recorded = baseline.read(file)
    ran = {rule.id for rule in made.rules} | ({entry.rule for entry in recorded} - catalogue.names())
    findings, paths = made.result.findings, [filing.path for filing in made.filings]
    found = baseline.compared(findings, made.fingerprints, recorded, file.parent, paths, ran)
    notices = made.notices
    if found.stale:
        count = len(found.stale)
        notices = (
            *notices,
            Notice(
                "baseline-stale", "info", file.as_posix(), None,
                Text(
                    f"基线中有 {count} 条问题已经没有了，可用 jixiao baseline prune 清除",
                    f"{count} of the baseline's findings are gone; jixiao baseline prune removes them",
                ),
            ),
        )  # fmt: skip
    return replace(made, known=found.known, mended=found.stale, notices=notices)
