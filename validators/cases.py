"""The case tables of a rule's docstring, as frames: they are its documentation and its tests.

A case is one or more Markdown tables. Each stands for one frame and is headed by a line that names it (`funds:`); the
frame that the rule judges needs no such line. A line starting with 'Case' begins a new case. Columns are those of the
frame; `target` and `actual` are written as filed and understood as a reader would. `found` marks the offending rows.
`table` defaults to 1. Rows may leave columns out; `\\|` is a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from ..filings.canonical import framed, fund_row, indicator_row, plain
from ..filings.model import Fund, Indicator, Place, Value
from ..filings.value import exact, parse
from ..schemas.frames import COLLECTION_MODELS as MODELS
from ..schemas.vocabulary import squeezed, vocabulary
from .rule import Rule

FILING = "case.txt"
_OF_FILES = ("filings", "roster")  # frames whose rows speak of a whole file
_COMPARED = {"goals": "text", "roster": "department"}  # frames with a column `plain`, and what it is made of


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule: its title, the frames it sees, and the lines on which it must find something."""

    title: str
    frames: Mapping[str, pd.DataFrame]
    expected: frozenset[int]
    judged: str


def cases(rule: Rule) -> list[Case]:
    """The cases in the rule's docstring. Every row stands on a line of its own, so findings are told apart by line."""
    return [_case(title, tables, rule) for title, tables in _sections(rule.cases, rule.over)]


def said(rule: Rule, case: Case) -> str:
    """What a rule says of a case: a line for each finding, and then on which tables it passed, or could not be evaluated and why.

    A finding is its line, the further lines that it points to, severity, message, found, expected, arithmetic, and how to mend
    it where that speaks of the row.
    """
    from .engine import run

    result = run(case.frames, [rule])
    lines: list[str] = []
    for finding in result.findings:
        texts = (finding.message.zh, finding.message.en, finding.found, finding.expected, finding.arithmetic)
        mend = (finding.fix.zh, finding.fix.en) if finding.fix and "{" in rule.fix.zh + rule.fix.en else ()
        further = ", ".join(str(place.line) for place in finding.related)
        where = f"{finding.place.line}{f' (+ {further})' if further else ''}"
        lines.append(f"- {where} {finding.severity}: {' · '.join(text for text in (*texts, *mend) if text)}")
    outcomes: dict[str, list[int]] = {}
    for check in result.checks:
        if check.outcome in ("passed", "not-evaluable") and check.table is not None:
            why = f" ({check.reason.zh} · {check.reason.en})" if check.reason else ""
            outcomes.setdefault(f"{check.outcome}{why}", []).append(check.table)
    lines += [f"- {outcome}: {', '.join(map(str, sorted(tables)))}" for outcome, tables in sorted(outcomes.items())]
    crashes = [f"- crash: {crash.error}" for crash in result.crashes]
    return "\n".join([f"## {rule.id}{': ' * bool(case.title)}{case.title}", "", *lines, *crashes, ""])


def _sections(document: str, judged: str) -> Iterator[tuple[str, list[tuple[str, list[dict[str, str]]]]]]:
    title, name = "", judged
    tables: list[tuple[str, list[dict[str, str]]]] = []
    heading: list[str] = []
    for line in document.splitlines():
        text = line.strip()
        if text.startswith("Case"):
            if tables:
                yield title, tables
            title, name, tables = text.removeprefix("Case").strip(" :"), judged, []
        elif text.rstrip(":") in MODELS and text.endswith(":"):
            name = text.rstrip(":")
        elif text.startswith("|"):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", text)[1:-1]]
            if not heading:
                heading = cells
                tables.append((name, []))
            elif not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                tables[-1][1].append(dict(zip(heading, cells, strict=True)))
            continue
        heading = []
    if tables:
        yield title, tables


def _case(title: str, tables: list[tuple[str, list[dict[str, str]]]], rule: Rule) -> Case:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in MODELS}
    expected: set[int] = set()
    line = 0
    for name, filed in tables:
        for cells in filed:
            line += 1
            number = int(cells.pop("table", "") or 1)
            if cells.pop("found", ""):
                expected.add(line)
            row = _row(name, cells, Place(line=line), len(rows[name]) + 1)
            rows[name].append({"filing": FILING, "table": None if name in _OF_FILES else number, **row})
    if rule.over != "filings":
        rows["filings"].append({"filing": FILING, "status": "checked", "place": Place()})
    known = {row["table"] for row in rows["tables"]}
    for number in sorted({row["table"] for name in rows if name not in _OF_FILES for row in rows[name]} - known):
        rows["tables"].append({"filing": FILING, "table": number, **_row("tables", {}, Place(line=1000 + number), number)})
    return Case(title, {name: framed(name, rows[name]) for name in MODELS}, frozenset(expected), rule.over)


def _row(name: str, cells: dict[str, str], place: Place, number: int) -> dict[str, Any]:
    build = {"indicators": _indicator, "funds": _fund}.get(name)
    row: dict[str, Any] = build(cells, place) if build else {"place": place}
    columns = MODELS[name].columns
    for column, text in cells.items():
        if column in columns:
            row[column] = _typed(columns[column].kind, text)
        elif column not in ("target", "actual", "amount"):
            raise ValueError(f"a case of frame {name} has no column {column!r}")
    if name in _COMPARED:
        row["plain"] = plain(cells.get(_COMPARED[name], ""))
    if "reason" in cells:
        row["reason"] = cells["reason"]  # a blank in a column for reasons is no reason, not the lack of the column
    return _defaults(name, number) | {key: value for key, value in row.items() if value is not None}


def _typed(kind: str, text: str) -> Any:
    if text == "":
        return None
    if kind in ("int64", "Int64"):
        return int(text)
    if kind == "float64":
        return float(text)
    return text == "yes" if kind == "bool" else text


def _defaults(name: str, number: int) -> dict[str, Any]:
    if name == "tables":
        return {"form": "project-target", "title": "项目支出绩效目标申报表", "two_periods": False, "text": "", "unit": "万元"}
    if name == "indicators":
        return {"number": number, "level3": ""}
    if name == "levels":
        return {"filled": False, "level": 2, "text": ""}
    if name == "goals":
        return {"kind": "expected", "text": "", "plain": ""}
    if name == "filings":
        return {"status": "unreadable"}
    if name == "expectations":
        return {"severity": "warning", "wanted": "", "suite": ""}
    return {"fields": {"text": "", "label": ""}, "repairs": {"text": "", "expected": ""}}.get(name, {})


def _indicator(cells: dict[str, str], place: Place) -> dict[str, Any]:
    def value(column: str) -> Value | None:
        return parse(cells[column], place) if column in cells else None

    def decimal(column: str) -> Decimal | None:
        return Decimal(cells[column]) if cells.get(column) else None

    level3 = cells.get("level3", "指标")
    row = indicator_row(
        Indicator(
            level1=cells.get("level1") or None,
            level2=cells.get("level2") or None,
            level3=level3,
            period=None,
            target=value("target") or parse("", place),
            place=place,
            level3_place=place,
            actual=value("actual"),
            weight=decimal("weight"),
            score=decimal("score"),
            reason=cells.get("reason"),
            weight_place=place if cells.get("weight") else None,
            score_place=place if cells.get("score") else None,
        )
    )
    row["period"] = cells.get("period") or "annual"
    if not row["level1"] and row["level2"] in vocabulary().level2:
        row["level1"] = next(iter(vocabulary().level2[row["level2"]].parents), None)
    return row


def _fund(cells: dict[str, str], place: Place) -> dict[str, Any]:
    text = cells.get("amount", "")
    item = cells.get("item", "资金总额")
    measure = cells.get("measure") or "budget"
    unit = cells.get("unit") or {"rate": "%", "points": "分", "score": "分"}.get(measure, "万元")
    role = cells.get("role") or vocabulary().fund_labels.get(squeezed(item), "other")
    amount = exact(text.rstrip("%")) if text else None
    fund = Fund(item, role, cells.get("column") or None, measure, None, amount, unit, text, place)
    return {**fund_row(fund), "period": cells.get("period") or "annual"}
