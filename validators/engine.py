"""How rules run: frames in, findings and outcomes out. No file, clock, environment or print."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from ..filings.canonical import plain_strings
from ..filings.model import Place
from .basis import Basis
from .causes import with_causes
from .finding import Check, Crash, Finding, Outcome, Result, Text
from .remembering import forget
from .rule import Rule

Frames = Mapping[str, pd.DataFrame]
Key = tuple[str, int | None]
Doubts = Mapping[Key, Mapping[str, Text]]

_NO_ROWS = Text("本表没有该规则所检查的内容", "the table holds nothing that this rule examines")
_OF_FINDINGS = ("filing", "table", "place", "number", "indicator", "severity", "related", "found", "expected", "arithmetic")
_MISSING = {
    "unit": Text("表内没有注明金额单位", "the form does not state a money unit"),
    "year": Text("表内没有注明年度", "the form does not state a year"),
}


def run(frames: Frames, rules: Sequence[Rule], doubts: Doubts | None = None) -> Result:
    """Run `rules` over `frames` in one pass, whatever the number of filings.

    `doubts` names, for a table, the frames whose reading is uncertain and why: rules on them are not evaluated there.
    Findings come in reading order, those of one rule that say the same of one table as one. A rule that raises is
    returned as a crash and the others still run.
    """
    ground = _Ground(frames, doubts or {})
    findings: list[Finding] = []
    checks: list[Check] = []
    crashes: list[Crash] = []
    with plain_strings():
        for rule in rules:
            try:
                found, done = _judged(rule, ground)
            except Exception as error:  # noqa: BLE001 - a broken rule must not silence the others; it ends in exit code 2
                crashes.append(Crash(rule.id, f"{type(error).__name__}: {error}"))
            else:
                findings += found
                checks += done
    forget()
    findings.sort(key=lambda f: (f.filing, f.place.order, f.table or 0, f.rule))
    return Result(tuple(with_causes(merged(findings), rules)), tuple(checks), tuple(crashes))


def judged(rule: Rule, frames: Frames) -> list[Finding]:
    """What one rule finds, row by row, nothing merged. Whatever the rule raises goes through."""
    with plain_strings():
        return _judged(rule, _Ground(frames, {}))[0]


def held(frames: Frames, need: str) -> bool:
    """Whether the frames hold what `need` names: 'tables>1', 'goals.kind=actual', 'indicators.score' (rule.py)."""
    name, _, fewer = need.partition(">")
    if fewer:
        return len(frames[name]) > int(fewer)
    place, _, values = need.partition("=")
    name, column = place.split(".")
    contents = frames[name][column]
    return not set(map(str, contents.tolist())).isdisjoint(values.split("|")) if values else bool(contents.notna().any())


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with those that differ in nothing but their place joined into the first, the others' places as related.

    A flaw that stands in both periods of one row is one flaw.
    """
    alike: dict[Finding, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(replace(finding, place=Place(), related=(), indicator=None), []).append(finding)
    return [_joined(group) for group in alike.values()]


def _joined(group: list[Finding]) -> Finding:
    first = group[0]
    places = dict.fromkeys(place for finding in group for place in (finding.place, *finding.related))
    return first if len(group) == 1 else replace(first, related=tuple(place for place in places if place != first.place))


class _Ground:
    """The frames that rules run over, with what all rules need to know of them."""

    def __init__(self, frames: Frames, doubts: Doubts) -> None:
        self.frames = frames
        self.doubts = doubts
        self._numbered: dict[str, np.ndarray[Any, Any]] = {}
        self._held: dict[str, bool] = {}

    @cached_property
    def keys(self) -> list[Key]:
        """The tables, and after them the filings themselves."""
        tables = self.frames["tables"]
        of_tables: list[Key] = list(zip(tables["filing"].tolist(), tables["table"].tolist(), strict=True))
        return of_tables + [(filing, None) for filing in self.frames["filings"]["filing"].tolist()]

    @cached_property
    def texts(self) -> list[str]:
        """All that each table prints, in the order of `keys`."""
        return self.frames["tables"]["text"].tolist()

    @cached_property
    def position(self) -> dict[Key, int]:
        return {key: number for number, key in enumerate(self.keys)}

    def asked(self, rule: Rule) -> range:
        """The positions of the keys that the rule answers for."""
        tables = len(self.frames["tables"])
        return range(tables, len(self.keys)) if rule.over == "filings" else range(tables)

    def positions(self, frame: pd.DataFrame) -> np.ndarray[Any, Any]:
        """For every row the position of its key."""
        tables = frame["table"].tolist()
        if frame["table"].dtype != "int64":
            tables = [None if _absent(table) else int(table) for table in tables]
        pairs = zip(frame["filing"].tolist(), tables, strict=True)
        return np.fromiter(map(self.position.__getitem__, pairs), dtype=int, count=len(tables))

    def numbered(self, name: str) -> np.ndarray[Any, Any]:
        """`positions` of a canonical frame, made once."""
        if name not in self._numbered:
            self._numbered[name] = self.positions(self.frames[name])
        return self._numbered[name]

    def has(self, rule: Rule) -> bool:
        """Whether there is anything for the rule to judge."""
        return any(not self.frames[name].empty for name in rule.inputs) and all(map(self._holds, rule.needs))

    def _holds(self, need: str) -> bool:
        """Whether the frames hold what a rule needs; worked out once."""
        if need not in self._held:
            self._held[need] = held(self.frames, need)
        return self._held[need]

    def barred(self, rule: Rule) -> dict[int, Text]:
        """The positions at which the rule cannot be evaluated, with the reason."""
        barred: dict[int, Text] = {}
        for key, parts in self.doubts.items():
            for name in rule.inputs:
                if name in parts:
                    barred[self.position[key]] = parts[name]
        for column in rule.requires:
            lacking = np.flatnonzero(self.frames["tables"][column].isna().to_numpy())
            barred |= dict.fromkeys(lacking.tolist(), _MISSING[column])
        return barred


@dataclass(frozen=True, slots=True)
class _Cases:
    """What a rule examined: the rows, where each belongs, and which are flawed and which are sound."""

    rows: pd.DataFrame
    at: np.ndarray[Any, Any]
    flawed: np.ndarray[Any, Any]
    sound: np.ndarray[Any, Any]


_NOTHING = np.array([], dtype=bool)
_NOT_APPLICABLE: tuple[Outcome, Text | None] = ("not-applicable", _NO_ROWS)
_NO_CASES = _Cases(pd.DataFrame(), np.array([], dtype=int), _NOTHING, _NOTHING)


def _judged(rule: Rule, ground: _Ground) -> tuple[list[Finding], list[Check]]:
    cases = _cases(rule, ground) if ground.has(rule) else _NO_CASES
    barred = ground.barred(rule)
    return _findings(rule, cases, ground, barred), _checks(rule, cases, ground, barred)


def _cases(rule: Rule, ground: _Ground) -> _Cases:
    result = rule.function(*(ground.frames[name] for name in rule.inputs))
    if isinstance(result, pd.DataFrame):
        rows, offends = result, result["offends"]
        at = ground.positions(rows)
    else:
        rows = ground.frames[rule.over]
        offends = result if result.index.equals(rows.index) else result.reindex(rows.index)
        at = ground.numbered(rule.over)
    if offends.dtype == bool:
        flawed = offends.to_numpy()
        return _Cases(rows, at, flawed, ~flawed)
    marks = (offends if offends.dtype == "boolean" else offends.astype("boolean")).array
    flawed = marks.to_numpy(bool, na_value=False)
    return _Cases(rows, at, flawed, ~flawed & ~marks.isna())


def _findings(rule: Rule, cases: _Cases, ground: _Ground, barred: Mapping[int, Text]) -> list[Finding]:
    flawed = np.flatnonzero(cases.flawed)
    if not len(flawed):
        return []
    wanted = [name for name in _named(rule) if name in cases.rows]
    columns = [cases.rows[name].array.take(flawed).tolist() for name in wanted]
    rows = [dict(zip(wanted, values, strict=True)) for values in zip(*columns, strict=True)]
    at: list[int] = cases.at[flawed].tolist()
    texts = ground.texts if rule.basis.otherwise else ()
    return [
        _finding(rule, row, rule.basis.on(texts[position]) if position < len(texts) else rule.basis)
        for row, position in zip(rows, at, strict=True)
        if position not in barred
    ]


def _named(rule: Rule) -> list[str]:
    """The columns from which a finding is made: those that every finding has, and those that the rule's texts name."""
    texts = (rule.message.zh, rule.message.en, rule.fix.zh, rule.fix.en, rule.found, rule.expected, rule.arithmetic)
    fields = [re.split(r"[.\[]", name)[0] for text in texts if text for _, name, _, _ in _FORMATTER.parse(text) if name]
    return list(dict.fromkeys([*_OF_FINDINGS, *fields, *([rule.at] if rule.at else [])]))


def _finding(rule: Rule, row: dict[str, Any], basis: Basis) -> Finding:
    values = _Row({name: "" if _absent(value) else value for name, value in row.items()})
    place = row[rule.at] if rule.at and isinstance(row.get(rule.at), Place) else row["place"]
    number = row.get("number") if rule.over == "indicators" else row.get("indicator")
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=row["severity"] if isinstance(row.get("severity"), str) else rule.severity,
        filing=row["filing"],
        table=None if _absent(row["table"]) else int(row["table"]),
        indicator=None if _absent(number) else int(number),  # type: ignore[arg-type]
        place=place if isinstance(place, Place) else Place(),
        related=tuple(place for place in _several(row.get("related")) if isinstance(place, Place)),
        found=_filled(rule.found, values) or _text(row.get("found")),
        expected=_filled(rule.expected, values) or _text(row.get("expected")),
        arithmetic=_filled(rule.arithmetic, values) or _text(row.get("arithmetic")),
        message=Text(_filled(rule.message.zh, values) or "", _filled(rule.message.en, values) or ""),
        fix=Text(_filled(rule.fix.zh, values) or "", _filled(rule.fix.en, values) or ""),
        basis=Text(basis.zh, basis.en),
    )


def _several(places: object) -> tuple[object, ...]:
    return places if isinstance(places, tuple) else ()


def _checks(rule: Rule, cases: _Cases, ground: _Ground, barred: Mapping[int, Text]) -> list[Check]:
    endings = [_NOT_APPLICABLE] * len(ground.keys)
    for position, reason in _reasons(cases, ~cases.sound).items():
        endings[position] = ("not-evaluable", reason)
    notes = _notes(cases)
    for position in set(cases.at[cases.sound].tolist()):
        endings[position] = ("passed", notes.get(position))
    for position in set(cases.at[cases.flawed].tolist()):
        endings[position] = ("failed", None)
    for position, reason in barred.items():
        endings[position] = ("not-evaluable", reason)
    return [Check(rule.id, *ground.keys[position], *endings[position]) for position in ground.asked(rule)]


def _reasons(cases: _Cases, among: np.ndarray[Any, Any]) -> dict[int, Text]:
    """Why nothing could be evaluated, as the first of a table's cases `among` all says."""
    if "reason_zh" not in cases.rows:
        return {}
    rows = cases.rows.loc[among, ["reason_zh", "reason_en"]]
    texts = zip(cases.at[among].tolist(), rows["reason_zh"].tolist(), rows["reason_en"].tolist(), strict=True)
    return {at: Text(zh, str(en)) for at, zh, en in reversed(list(texts)) if isinstance(zh, str)}


def _notes(cases: _Cases) -> dict[int, Text]:
    """On what terms each table passed, and the arithmetic of what is sound there."""
    said: dict[int, dict[Text, None]] = {}
    rows, at = cases.rows, cases.at[cases.sound].tolist() if len(cases.sound) else []
    for zh, en in (("terms_zh", "terms_en"), ("arithmetic", "arithmetic")):
        if at and zh in rows and en in rows:
            texts = zip(at, *(rows[name].array.take(np.flatnonzero(cases.sound)).tolist() for name in (zh, en)), strict=True)
            for position, in_zh, in_en in texts:
                if isinstance(in_zh, str) and in_zh:
                    said.setdefault(position, {})[Text(in_zh, str(in_en))] = None
    return {at: Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts)) for at, texts in said.items()}


class _Row(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        raise KeyError(f"the text of the rule names a column that the row lacks: {key}")


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        """Numbers as people write them: 95, not 95.0."""
        if isinstance(value, float) and not format_spec:
            return f"{value:.12g}"
        return super().format_field(value, format_spec)


_FORMATTER = _Formatter()


def _filled(template: str | None, values: _Row) -> str | None:
    return None if template is None else _FORMATTER.vformat(template, (), values)


def _absent(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and isnan(value))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
