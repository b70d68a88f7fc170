"""Filings that were checked before are not read again: their results come from the cache (audit/cache.py)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..audit.cache import Cache, digest, place, setting
from ..audit.checking import Checked
from ..audit.kept import Brief, briefs, kept, restored
from ..filings.model import Filing, Place, Table
from ..reports.fingerprint import fingerprints
from ..reports.listing import by_filing
from ..validators.catalogue import own_files
from ..validators.finding import Check, Crash, Finding, Result
from .known import Known

Parts = list[tuple[Filing, Result]]


def checked(
    paths: Sequence[str], scope: str, folder: Path, schema: str | None, check: Callable[[Sequence[str]], Checked], *, whole: bool
) -> Known:
    """What `check` says of the files at `paths`, asked only for those whose results `folder` does not hold; these it keeps.

    `scope` names the rules and profiles that apply, `schema` a place's own schema files: with others, other results. Without
    `whole` the filings that come from the cache have their tables' kinds and nothing in them, and no checks.
    """
    with Cache(folder, setting("gate", scope, place(schema, own_files()))) as cache:
        keys = {path: cache.key(path, found) for path in paths if (found := _digest(path))}
        entries = cache.entries(keys.values())
        fresh = [path for path in paths if path not in keys or keys[path] not in entries]
        new = _by_path(check(fresh), fresh) if fresh else {}
        made = {path: kept(path, parts) for path, (parts, crashes) in new.items() if path in keys and not crashes}
        cache.keep({keys[path]: entry for path, entry in made.items()})
    filings: list[Filing] = []
    findings: list[Finding] = []
    checks: list[Check] = []
    crashes: dict[Crash, None] = {}
    prints: dict[Finding, str] = {}
    for path in paths:
        if path in new:
            parts, crashed = new[path]
            crashes |= dict.fromkeys(crashed)
            prints |= fingerprints([filing for filing, _ in parts], [one for _, result in parts for one in result.findings])
        else:
            entry = entries[keys[path]]
            told = briefs(path, entry.brief)
            prints |= {one: made for _, brief in told for one, made in zip(brief.findings, brief.fingerprints, strict=True)}
            parts = [*restored(path, entry)] if whole else [_light(shown, brief) for shown, brief in told]
        filings += [filing for filing, _ in parts]
        findings += [one for _, result in parts for one in result.findings]
        checks += [one for _, result in parts for one in result.checks]
    findings.sort(key=lambda finding: finding.filing)
    return Known(tuple(filings), Result(tuple(findings), tuple(checks), tuple(crashes)), prints)


def _light(path: str, brief: Brief) -> tuple[Filing, Result]:
    tables = tuple(Table(form, "", Place()) for form in brief.forms)
    return Filing(path, brief.sha256, brief.status, tables), Result(brief.findings, (), ())


def _by_path(done: Checked, paths: Sequence[str]) -> dict[str, tuple[Parts, tuple[Crash, ...]]]:
    """The filings of each of `paths`, with what was found in each. A crash is anybody's."""
    findings, checks = by_filing(done.result.findings), by_filing(done.result.checks)
    split: dict[str, tuple[Parts, tuple[Crash, ...]]] = {path: ([], done.result.crashes) for path in paths}
    shown = {path.replace("\\", "/"): path for path in paths}
    for filing in done.filings:
        own = Result(tuple(findings.get(filing.path, ())), tuple(checks.get(filing.path, ())), ())
        split[shown[next(_above(filing.path, shown))]][0].append((filing, own))
    return split


def _above(path: str, known: Mapping[str, str]) -> Iterator[str]:
    """`path`, or the archive that holds it, as far as it is among those known."""
    while path:
        if path in known:
            yield path
        path = path.rpartition("/")[0]


def _digest(path: str) -> str | None:
    """None where the file cannot be opened: to say so is not worth keeping."""
    with contextlib.suppress(OSError):
        return digest(path)
    return None
