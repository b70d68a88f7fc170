"""What was read, for people and for programs: the canonical frames as aligned text, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..filings.model import Filing, Place, Table
from .as_text import aligned
from .layering import layered
from .printable import one_line
from .wording import Language, where

_SHOWN: dict[str, tuple[str, ...]] = {
    "indicators": ("number", "level1", "level2", "level3", "period", "target_text", "target_operator", "target_number",
                   "target_unit", "actual_text", "weight", "score"),
    "funds": ("item", "role", "column", "measure", "period", "number", "unit"),
    "goals": ("period", "kind", "text"),
    "fields": ("id", "label", "text"),
    "repairs": ("kind", "text", "expected"),
}  # fmt: skip
_LONGEST_CELL = 40
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADS = {
    "zh": {"indicators": "指标", "funds": "资金", "goals": "目标", "fields": "表头表尾", "repairs": "读取时的修补"},
    "en": {"indicators": "Indicators", "funds": "Funds", "goals": "Goals", "fields": "Particulars", "repairs": "Repairs"},
}


def text(filings: Sequence[Filing], frames: Mapping[str, pd.DataFrame], language: Language = "zh") -> str:
    """How each form was recognised and what was read of it, as aligned tables."""
    blocks: list[str] = []
    for filing in filings:
        blocks.append(one_line(filing.path) + (f"  [{filing.failure[0]}] {filing.failure[1]}" if filing.failure else ""))
        blocks += [one_line(note) for note in (filing.document.notes if filing.document else ())]
        for number, table in enumerate(filing.tables, 1):
            blocks.append(_evidence(number, table, language))
            blocks += _parts(frames, filing.path, number, language)
    return "\n\n".join(blocks) + "\n"


def as_csv(frame: pd.DataFrame, language: Language = "zh") -> str:
    """One frame as CSV. A cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in frame.to_dict(orient="records"):
        writer.writerow([_inert(_plain(value, language)) for value in row.values()])
    return stream.getvalue()


def as_json(frames: Mapping[str, pd.DataFrame]) -> str:
    """All frames: {frame: [row, …]}; places as in the findings document."""
    rows = {name: [_row(row) for row in frame.to_dict(orient="records")] for name, frame in frames.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _evidence(number: int, table: Table, language: Language) -> str:
    zh = language == "zh"
    lines = [f"{number}. {one_line(table.title)}  [{table.form}] {where(table.place, language)}"]
    bound = [f"{one_line(heading)}→{role}" for heading, role in table.bound if heading != "layout"]
    layout = next((role for heading, role in table.bound if heading == "layout"), "")
    lines.append(
        f"   {'版式' if zh else 'layout'}: {layout}" + (f"  {'栏目' if zh else 'columns'}: {'、'.join(bound)}" if bound else "")
    )
    lines += layered(table, language, "   ")
    lines += [
        f"   {'存疑' if zh else 'doubt'} ({part}): {doubt_zh if zh else doubt_en}" for part, doubt_zh, doubt_en in table.doubts
    ]
    return "\n".join(lines)


def _parts(frames: Mapping[str, pd.DataFrame], filing: str, number: int, language: Language) -> list[str]:
    parts: list[str] = []
    for name, columns in _SHOWN.items():
        frame = frames[name]
        rows = frame.loc[frame["filing"].eq(filing) & frame["table"].eq(number)]
        if len(rows):
            cells = [
                [*(_short(row[column]) for column in columns), where(row["place"], language)]
                for row in rows.to_dict(orient="records")
            ]
            used = [at for at in range(len(columns) + 1) if any(row[at] for row in cells)]
            head = [(*columns, "place")[at] for at in used]
            lines = aligned([head, *[[row[at] for at in used] for row in cells]])
            parts.append("\n".join([f"{_HEADS[language][name]}:", *(f"  {line}" for line in lines)]))
    return parts


def _short(value: Any) -> str:
    shown = one_line(str(_plain(value, "zh")))
    return shown if len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"


def _plain(value: Any, language: Language) -> Any:
    if isinstance(value, Place):
        return where(value, language)
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    return f"{value:.12g}" if isinstance(value, float) else value


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    from .as_json import located

    return {
        str(name): located(value) if isinstance(value, Place) else None if _plain(value, "zh") == "" and value != "" else value
        for name, value in row.items()
    }
