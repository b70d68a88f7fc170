"""A comparison of two versions in words, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..reports.as_json import finding_object
from ..reports.as_text import line
from ..reports.printable import clipped, one_line
from ..validators.finding import Text
from .comparison import Change, Comparison

FORMAT = "jixiao-diff/1"
_LONGEST = 120
_HEADS = {
    "new": Text("新增的问题", "New findings"),
    "mended": Text("已改正", "Mended"),
    "remaining": Text("仍然存在", "Remaining"),
    "changes": Text("改动的内容", "Values that changed"),
    "none": Text("没有", "none"),
    "blank": Text("（无）", "(none)"),
}


def text(comparison: Comparison, language: str) -> str:
    """The findings and the values by what became of them."""
    parts = [
        [f"{_HEADS[head].in_language(language)} ({len(findings)})", *(f"  {sign} {line(f, language)}" for f in findings)]
        for head, sign, findings in (
            ("new", "+", comparison.new),
            ("mended", "-", comparison.mended),
            ("remaining", "=", comparison.remaining),
        )
    ]
    parts.append(
        [f"{_HEADS['changes'].in_language(language)} ({len(comparison.changes)})", *_changes(comparison.changes, language)]
    )
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def document(comparison: Comparison, old: str, new: str) -> str:
    """The comparison as JSON, the same from run to run."""
    told = {
        "format": FORMAT,
        "old": old,
        "new": new,
        "findings": {
            "new": [finding_object(finding) for finding in comparison.new],
            "mended": [finding_object(finding) for finding in comparison.mended],
            "remaining": [finding_object(finding) for finding in comparison.remaining],
        },
        "changes": [
            {"table": c.table, "part": {"zh": c.part.zh, "en": c.part.en}, "name": c.name, "old": c.old, "new": c.new}
            for c in comparison.changes
        ],
    }
    return json.dumps(told, ensure_ascii=True, indent=1) + "\n"


def _changes(changes: Sequence[Change], language: str) -> Iterator[str]:
    table = None
    for change in changes:
        if change.table != table:
            table = change.table
            yield f"  {one_line(table)}"
        spot = " ".join(part for part in (change.part.in_language(language), one_line(change.name)) if part)
        yield f"    {spot}: {_shown(change.old, language)} → {_shown(change.new, language)}"


def _shown(value: str | None, language: str) -> str:
    return _HEADS["blank"].in_language(language) if value is None else clipped(one_line(value), _LONGEST)
