"""What does not meet a bureau's own suites, as the frame `expectations`: which forms, where, and in whose words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ..filings.canonical import framed
from ..filings.model import Place
from .group import columns_of, place_of
from .own_suite import OwnSuite
from .suite import NOTES, Verdict, wording

_MOST_PLACES = 20  # of further rows of one form


def unmet(data: Path, own: Sequence[OwnSuite], verdicts: Sequence[Sequence[Verdict]]) -> pd.DataFrame:
    """What the `verdicts` on each of the suites `own`, over the frames in the folder `data`, come to."""
    rows = [row for one, part in zip(own, verdicts, strict=True) for verdict in part for row in _rows(data, one, verdict)]
    return framed("expectations", rows)


def _rows(data: Path, own: OwnSuite, verdict: Verdict) -> Iterator[dict[str, Any]]:
    if verdict.error:
        return
    wanted, notes = wording(verdict.expectation), verdict.expectation["meta"].get(NOTES, {})
    common = {"severity": notes.get("severity", "warning"), "wanted": wanted, "suite": own.suite.name}
    if verdict.success or verdict.rows is None:
        value = None if verdict.success else _shown(verdict.observed)
        place = {"filing": own.path, "place": Place(), "met": verdict.success}
        said = {"zh": f"全部材料合起来是“{value}”，期望 {wanted}", "en": f"all filings together have {value}; expected: {wanted}"}
        yield {**common, **place, "value": value, **said, **_words(notes, 1)}
        return
    for (filing, table), lines in _by_form(data / f"{own.suite.frame}.parquet", verdict).items():
        first = lines[0]
        value = _shown(first["value"])
        places = dict.fromkeys(line["place"] for line in lines[: _MOST_PLACES + 1])
        said = {
            "zh": f"“{value}”，期望 {wanted}" if value else f"这一栏是空的，期望 {wanted}",
            "en": f"{value}; expected: {wanted}" if value else f"nothing stands there; expected: {wanted}",
        }
        yield {
            **common, "filing": filing, "table": table, "indicator": first["number"], "met": False, "value": value,
            "place": first["place"], "related": tuple(place for place in places if place != first["place"]),
            **{language: said[language] + more for language, more in _more(len(lines)).items()},
            **_words(notes, len(lines)),
        }  # fmt: skip


def _by_form(path: Path, verdict: Verdict) -> dict[tuple[str, int | None], list[dict[str, Any]]]:
    """The rows that do not meet an expectation, by the form in which they stand."""
    import pyarrow.parquet as pq

    wanted = [name for name in columns_of(path.stem) if name in ("filing", "table", "number") or name.startswith("at_")]
    table = pq.read_table(path, columns=wanted).take(list(verdict.rows or ()))
    found: dict[tuple[str, int | None], list[dict[str, Any]]] = {}
    for row, value in zip(table.to_pylist(), verdict.values or (), strict=True):
        number = row.get("number") if path.stem == "indicators" else None
        line = {"place": place_of(row), "number": number, "value": value}
        found.setdefault((row["filing"], row.get("table")), []).append(line)
    return found


def _words(notes: Mapping[str, Any], rows: int) -> dict[str, str]:
    """What the suite says itself."""
    return {language: notes[language] + more for language, more in _more(rows).items() if language in notes}


def _more(rows: int) -> dict[str, str]:
    return {"zh": f"（本表共{rows}行）", "en": f" ({rows} rows of this form)"} if rows > 1 else {"zh": "", "en": ""}


def _shown(value: Any) -> str | None:
    """A value as a person writes it; None for none."""
    if isinstance(value, Mapping):
        return "，".join(f"{name} {_shown(one) or '—'}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return "，".join(_shown(one) or "—" for one in value)
    if value is None or (isinstance(value, float) and value != value) or value is pd.NA:  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return f"{value:g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
