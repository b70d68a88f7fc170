"""How rules run: frames in, findings and outcomes out. No file, clock, environment or print."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..filings.model import Place
from .finding import Check, Crash, Finding, Outcome, Result, Text
from .rule import Rule

Frames = Mapping[str, pd.DataFrame]
Key = tuple[str, int | None]
Doubts = Mapping[Key, Mapping[str, Text]]

_NO_ROWS = Text("本表没有该规则所检查的内容", "the table holds nothing that this rule examines")
_MISSING = {
    "unit": Text("表内没有注明金额单位", "the form does not state a money unit"),
    "year": Text("表内没有注明年度", "the form does not state a year"),
}


def run(frames: Frames, rules: Sequence[Rule], doubts: Doubts | None = None) -> Result:
    """Run `rules` over `frames` in one pass, whatever the number of filings.

    `doubts` names, for a table, the frames whose reading is uncertain and why: rules on them are not evaluated there.
    Findings come in reading order. A rule that raises is returned as a crash and the others still run.
    """
    findings: list[Finding] = []
    checks: list[Check] = []
    crashes: list[Crash] = []
    tables = frames["tables"]
    of_tables: list[Key] = list(zip(tables["filing"], tables["table"], strict=True))
    of_filings: list[Key] = [(filing, None) for filing in frames["filings"]["filing"]]
    for rule in rules:
        keys = of_filings if rule.over == "filings" else of_tables
        try:
            cases = _cases(rule, frames)
            barred = _barred(rule, tables, doubts or {})
            findings += _findings(rule, cases, barred)
            checks += _checks(rule, cases, keys, barred)
        except Exception as error:  # noqa: BLE001 - a broken rule must not silence the others; it ends in exit code 2
            crashes.append(Crash(rule.id, f"{type(error).__name__}: {error}"))
    findings.sort(key=lambda f: (f.filing, f.place.order, f.table or 0, f.rule))
    return Result(tuple(findings), tuple(checks), tuple(crashes))


def _cases(rule: Rule, frames: Frames) -> pd.DataFrame:
    result = rule.function(*(frames[name] for name in rule.inputs))
    if isinstance(result, pd.DataFrame):
        return result
    return frames[rule.over].assign(offends=result.astype("boolean"))


def _barred(rule: Rule, tables: pd.DataFrame, doubts: Doubts) -> dict[Key, Text]:
    """The tables on which the rule cannot be evaluated, with the reason."""
    barred: dict[Key, Text] = {}
    for key, parts in doubts.items():
        for name in rule.inputs:
            if name in parts:
                barred[key] = parts[name]
    for column in rule.requires:
        lacking = tables[tables[column].isna()]
        barred |= {key: _MISSING[column] for key in zip(lacking["filing"], lacking["table"], strict=True)}
    return barred


def _findings(rule: Rule, cases: pd.DataFrame, barred: Mapping[Key, Text]) -> list[Finding]:
    offending = cases[cases["offends"].fillna(False).astype(bool)] if len(cases) else cases
    rows: list[dict[str, Any]] = offending.to_dict("records")
    return [_finding(rule, row) for row in rows if _key(row) not in barred]


def _key(row: Mapping[str, Any]) -> Key:
    return row["filing"], None if _absent(row["table"]) else int(row["table"])


def _finding(rule: Rule, row: dict[str, Any]) -> Finding:
    values = _Row({name: "" if _absent(value) else value for name, value in row.items()})
    number = row.get("number") if rule.over == "indicators" else row.get("indicator")
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=row["severity"] if isinstance(row.get("severity"), str) else rule.severity,
        filing=row["filing"],
        table=_key(row)[1],
        indicator=None if _absent(number) else int(number),  # type: ignore[arg-type]
        place=row["place"] if isinstance(row["place"], Place) else Place(),
        related=tuple(row["related"]) if isinstance(row.get("related"), tuple) else (),
        found=_filled(rule.found, values) or _text(row.get("found")),
        expected=_filled(rule.expected, values) or _text(row.get("expected")),
        arithmetic=_filled(rule.arithmetic, values) or _text(row.get("arithmetic")),
        message=Text(_filled(rule.message.zh, values) or "", _filled(rule.message.en, values) or ""),
        fix=Text(_filled(rule.fix.zh, values) or "", _filled(rule.fix.en, values) or ""),
        basis=Text(rule.basis.zh, rule.basis.en),
    )


def _checks(
    rule: Rule, cases: pd.DataFrame, keys: Sequence[Key], barred: Mapping[Key, Text]
) -> list[Check]:
    seen = _outcomes(cases)
    checks = [Check(rule.id, key[0], key[1], "not-evaluable", barred[key]) for key in keys if key in barred]
    for key in keys:
        if key not in barred:
            outcome, reason = seen.get(key, ("not-applicable", _NO_ROWS))
            checks.append(Check(rule.id, key[0], key[1], outcome, reason))
    return checks


def _outcomes(cases: pd.DataFrame) -> dict[Key, tuple[Outcome, Text | None]]:
    if not len(cases):
        return {}
    offends = cases["offends"].astype("boolean")
    marks = pd.DataFrame(
        {
            "failed": offends.fillna(False).astype(bool),
            "passed": (~offends).fillna(False).astype(bool),
            "reason_zh": cases["reason_zh"] if "reason_zh" in cases else None,
            "reason_en": cases["reason_en"] if "reason_en" in cases else None,
        },
        index=cases.index,
    )
    outcomes: dict[Key, tuple[Outcome, Text | None]] = {}
    grouped = marks.groupby([cases["filing"], cases["table"]], dropna=False).agg(
        {"failed": "any", "passed": "any", "reason_zh": "first", "reason_en": "first"}
    )
    for (filing, table), row in zip(grouped.index, grouped.itertuples(index=False), strict=True):
        if row.failed:
            outcome, reason = "failed", None
        elif row.passed:
            outcome, reason = "passed", None
        elif isinstance(row.reason_zh, str):
            outcome, reason = "not-evaluable", Text(row.reason_zh, str(row.reason_en))
        else:
            outcome, reason = "not-applicable", _NO_ROWS
        outcomes[(str(filing), None if _absent(table) else int(table))] = (outcome, reason)
    return outcomes


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
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
