"""Flaws that somebody agreed to leave in a filing: jixiao-accepted.toml, beside the filings or in a folder above them.

    [[accepted]]
    rule = "operator_missing"
    filing = "2024/园林处自评.txt"
    fingerprint = "5f0c…"           # or place = "第17行", as the reports print it
    reason = "系统导出时不带比较符，已与业务股核对"
    approver = "预算股 王某"
    expires = 2026-12-31

All of it is required. Until the end of the day `expires` the finding is listed as accepted and fails nothing; after it the
entry itself fails the run, so that it is looked at again. An entry to which no finding belongs any more is reported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..reports.run import Acceptance, Accepted, Notice
from ..reports.wording import where
from ..schemas.vocabulary import squeezed
from ..validators.finding import Finding, Text
from .error import GateError, unknown
from .paths import recorded, stands
from .toml_file import TomlFile, read

_NEEDED = ("rule", "filing", "reason", "approver", "expires")
_EITHER = ("place", "fingerprint")
_DASHES = re.compile("[-–—~～至]+")


@dataclass(frozen=True, slots=True)
class Applied:
    """What acceptances do to findings: those that stand, those that are agreed to, and what is to be said of the entries."""

    standing: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    notices: tuple[Notice, ...]


def acceptances(path: Path, rules: Callable[[], set[str]]) -> list[tuple[Acceptance, Path]]:
    """The entries of the file at `path`, each with its folder. Raises GateError for whatever is missing or misspelt."""
    shown = Path(os.path.relpath(path)).as_posix()
    whole = read(path, shown)
    for key in whole.tables:
        if key != "accepted":
            raise unknown(whole.spot(key), "表", "table", key, {"accepted"})
    listed = whole.tables.get("accepted", [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise GateError(f"{shown}：应写成 [[accepted]] 的形式", f"{shown}: should be written as [[accepted]]")
    return [(_entry(whole, number, entry, rules), path.parent) for number, entry in enumerate(listed)]


def _entry(whole: TomlFile, number: int, entry: Mapping[str, Any], rules: Callable[[], set[str]]) -> Acceptance:
    spot = whole.spot("accepted", number)
    for key in entry:
        if key not in (*_NEEDED, *_EITHER):
            raise unknown(whole.spot("accepted", number, key), "项", "key", key, {*_NEEDED, *_EITHER})
    for key in _NEEDED:
        if entry.get(key) in (None, ""):
            raise GateError(f"{spot}：缺少 {key}", f"{spot}: {key} is missing")
    if not any(entry.get(key) for key in _EITHER):
        raise GateError(f"{spot}：缺少 place 或 fingerprint", f"{spot}: place or fingerprint is missing")
    if entry["rule"] not in rules():
        raise unknown(whole.spot("accepted", number, "rule"), "规则", "rule", str(entry["rule"]), rules())
    for key in (*_NEEDED[:-1], *_EITHER):
        if key in entry and not isinstance(entry[key], str):
            here = whole.spot("accepted", number, key)
            raise GateError(f"{here}：{key} 应为文字（加引号）", f"{here}: {key} should be a string")
    return Acceptance(
        entry["rule"], entry["filing"].replace("\\", "/"), entry.get("place"), entry.get("fingerprint"), entry["reason"],
        entry["approver"], _day(whole, number, entry["expires"]).isoformat(), whole.shown, whole.line("accepted", number) or 1,
    )  # fmt: skip


def _day(whole: TomlFile, number: int, value: Any) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        here = whole.spot("accepted", number, "expires")
        raise GateError(
            f"{here}：expires 应为日期，例如 2026-12-31", f"{here}: expires should be a date such as 2026-12-31"
        ) from error


def applied(
    findings: Sequence[Finding],
    fingerprints: Mapping[Finding, str],
    entries: Sequence[tuple[Acceptance, Path]],
    today: date,
    checked: Collection[str],
    ran: Collection[str],
) -> Applied:
    """`findings` under the agreements in `entries`, as of `today`."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    agreed: dict[Finding, Acceptance] = {}
    notices: list[Notice] = []
    for entry, folder in entries:
        meant = [finding for finding in by_rule.get(entry.rule, ()) if _means(entry, finding, fingerprints, folder)]
        if entry.expires < today.isoformat():
            notices.append(_expired(entry))
        elif meant:
            agreed |= {finding: entry for finding in meant if finding not in agreed}
        elif _looked_for(entry, folder, checked, ran):
            notices.append(_unused(entry))
    standing = tuple(_freed(finding, agreed) for finding in findings if finding not in agreed)
    return Applied(standing, tuple(Accepted(finding, by) for finding, by in agreed.items()), tuple(notices))


def _means(entry: Acceptance, finding: Finding, fingerprints: Mapping[Finding, str], folder: Path) -> bool:
    if entry.filing != recorded(finding.filing, folder):
        return False
    if entry.fingerprint is not None:
        return entry.fingerprint == fingerprints[finding]
    return _alike(entry.place or "") in _names(finding)


def _names(finding: Finding) -> set[str]:
    """The ways to write the place of `finding`: as reports print it, or as bare lines or a cell."""
    place = finding.place
    names = {where(place, "zh"), where(place, "en"), place.cell or ""}
    if place.line:
        names |= {str(place.line), f"{place.line}-{place.end_line or place.line}"}
    return {_alike(name) for name in names if name}


def _alike(text: str) -> str:
    return _DASHES.sub("-", squeezed(text)).casefold()


def _freed(finding: Finding, agreed: Mapping[Finding, Acceptance]) -> Finding:
    """What follows from an accepted finding stands by itself."""
    return replace(finding, cause=None) if finding.cause is not None and finding.cause in agreed else finding


def _looked_for(entry: Acceptance, folder: Path, checked: Collection[str], ran: Collection[str]) -> bool:
    here = {recorded(path, folder) for path in checked}
    return not stands(entry.filing, folder) or (entry.filing in here and entry.rule in ran)


def _expired(entry: Acceptance) -> Notice:
    return _said(
        "acceptance-expired", "error", entry,
        f"{entry.approver}对 {entry.filing} {entry.rule} 的同意已于 {entry.expires} 到期：请改正，或重新确认后改期限",
        f"what {entry.approver} agreed to in {entry.filing} ({entry.rule}) expired on {entry.expires}: mend it, or agree anew",
    )  # fmt: skip


def _unused(entry: Acceptance) -> Notice:
    return _said(
        "acceptance-unused", "warning", entry,
        f"{entry.filing} 已没有这里所写的 {entry.rule} 问题，这一条可以删去",
        f"{entry.filing} no longer has the {entry.rule} that this entry speaks of; it can go",
    )  # fmt: skip


def _said(name: str, severity: Any, entry: Acceptance, zh: str, en: str) -> Notice:
    return Notice(name, severity, entry.file, entry.line, Text(zh, en))
