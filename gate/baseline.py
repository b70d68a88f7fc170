"""A baseline: the findings that were there when the gate was put up. A run with a baseline fails on new ones only.

A finding is known by its fingerprint, so it stays known when lines move, when the form is wrapped anew, and when the file is
renamed or exported to another format. Where two filings share a fingerprint, each needs an entry of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..reports.fingerprint import VERSION
from ..reports.run import Remembered
from ..validators.finding import Finding
from ..validators.system_error import reason
from .error import GateError
from .paths import recorded, stands

FORMAT = "jixiao-baseline/1"


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings held against a baseline: those it knows, and the entries that no longer occur in what was checked."""

    known: frozenset[Finding]
    stale: tuple[Remembered, ...]


def read(path: Path) -> tuple[Remembered, ...]:
    """The entries of the baseline at `path`. Raises GateError."""
    shown = path.as_posix()
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["format"] != FORMAT or document["fingerprints"] != VERSION:
            raise GateError(
                f"基线“{shown}”出自另一个版本，请用 jixiao baseline create 重新建立",
                f"the baseline {shown} is of another version: make it anew with jixiao baseline create",
            )
        return tuple(Remembered(*(str(entry[key]) for key in _KEYS)) for entry in document["findings"])
    except OSError as error:
        why = reason(error)
        raise GateError(
            f"无法读取基线“{shown}”（{why.zh}）；用 jixiao baseline create 建立",
            f"the baseline {shown} cannot be read ({why.en}); jixiao baseline create makes one",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, GateError):
            raise
        raise GateError(f"“{shown}”不是有效的基线文件", f"{shown} is no valid baseline") from error


_KEYS = ("fingerprint", "rule", "filing", "words")


def written(entries: Iterable[Remembered]) -> str:
    """A baseline of `entries`, in an order of its own, so that changes to it read well in a diff."""
    listed = sorted(entries, key=lambda entry: (entry.filing, entry.rule, entry.words, entry.fingerprint))
    document = {
        "format": FORMAT,
        "fingerprints": VERSION,
        "findings": [{key: getattr(entry, key) for key in _KEYS} for entry in listed],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


def entries(
    findings: Iterable[Finding], fingerprints: Mapping[Finding, str], words: Mapping[Finding, str], folder: Path
) -> tuple[Remembered, ...]:
    """What a baseline in `folder` records of `findings`."""
    return tuple(
        Remembered(fingerprints[finding], finding.rule, recorded(finding.filing, folder), words[finding]) for finding in findings
    )


def compared(
    findings: Sequence[Finding],
    fingerprints: Mapping[Finding, str],
    baseline: Iterable[Remembered],
    folder: Path,
    checked: Collection[str],
    ran: Collection[str],
) -> Compared:
    """`findings` held against `baseline`, a file in `folder`.

    Entries of filings that are gone stand in for findings elsewhere with the same fingerprint: the filing was moved. An
    entry is stale if nothing matches it though its rule `ran` and its filing was `checked`, or is gone.
    """
    left: dict[str, list[Remembered]] = {}
    for entry in baseline:
        left.setdefault(entry.fingerprint, []).append(entry)
    own = {path: recorded(path, folder) for path in {finding.filing for finding in findings}}
    known: set[Finding] = set()
    elsewhere: list[Finding] = []
    for finding in findings:
        match = next((entry for entry in left.get(fingerprints[finding], ()) if entry.filing == own[finding.filing]), None)
        if match:
            left[match.fingerprint].remove(match)
            known.add(finding)
        else:
            elsewhere.append(finding)
    gone = {entry.filing for entries in left.values() for entry in entries}
    gone = {filing for filing in gone if not stands(filing, folder)}
    for finding in elsewhere:
        match = next((entry for entry in left.get(fingerprints[finding], ()) if entry.filing in gone), None)
        if match:
            left[match.fingerprint].remove(match)
            known.add(finding)
    here = {recorded(path, folder) for path in checked}
    stale = tuple(
        entry
        for entries in left.values()
        for entry in entries
        if entry.rule in ran and (entry.filing in gone or entry.filing in here)
    )
    return Compared(frozenset(known), tuple(sorted(stale, key=lambda entry: (entry.filing, entry.rule, entry.words))))
