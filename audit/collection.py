"""What only the collection shows: the rules across filings, run over the frames of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from ..filings.canonical import framed
from ..filings.model import Place
from ..validators.engine import judged, merged
from ..validators.finding import Crash, Finding, Outcome
from ..validators.rule import Rule
from .group import DOUBTS, place_of
from .roster import Roster

# What rules across filings look at; the place of a row is kept as its number, and made when a finding needs it.
_LOOKED_AT = {
    "filings": ("filing",),
    "tables": ("filing", "table", "form", "year", "unit", "department", "project", "period_start", "period_end", "text"),
    "fields": ("filing", "table", "id", "text"),
    "funds": (
        "filing", "table", "item", "role", "column", "measure", "period", "fen", "resolution", "number", "decimals", "unit",
        "text",
    ),
    "goals": ("filing", "table", "kind", "text", "plain"),
    "indicators": (
        "filing", "table", "number", "level3", "plain", "period", "target_text", "target_kind", "target_operator",
        "target_number", "target_unit", "target_normal", "target_dimension", "actual_text", "actual_kind", "actual_number",
        "actual_normal",
    ),
}  # fmt: skip
_UNITS = ("implementing_unit", "reporting_unit", "department", "competent_department")


@dataclass(frozen=True)
class Collected:
    """What was found across filings: by the path of the filing, and on the roster; and what each rule did.

    `lacking` are the departments of the roster that have not filed.
    """

    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    of_roster: tuple[Finding, ...] = ()
    lacking: tuple[str, ...] = ()
    outcomes: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    crashes: tuple[Crash, ...] = ()


def collected(data: Path, roster: Roster | None, rules: Sequence[Rule]) -> Collected:
    """Run `rules` over the frames in the folder `data`. A rule that fails is returned as a crash; the others still run."""
    frames, places = _loaded(data)
    frames["roster"] = _listed(roster)
    findings: dict[str, list[Finding]] = {}
    outcomes: dict[str, Counter[Outcome]] = {}
    crashes: list[Crash] = []
    for rule in rules:
        if "roster" in rule.inputs and roster is None:
            outcomes[rule.id] = Counter({"not-applicable": 1})
            continue
        try:
            found, outcomes[rule.id] = _judged(rule, frames, places)
        except Exception as error:  # noqa: BLE001 - a broken rule must not silence the others; it ends in exit code 2
            crashes.append(Crash(rule.id, f"{type(error).__name__}: {error}"))
        else:
            for finding in found:
                findings.setdefault(finding.filing, []).append(finding)
    of_roster = tuple(findings.pop(roster.path, ())) if roster else ()
    return Collected(
        {path: tuple(found) for path, found in findings.items()},
        of_roster,
        tuple(finding.found or "" for finding in of_roster),
        outcomes,
        tuple(crashes),
    )


class _Places:
    """Places by the numbers that stand for them in the frames."""

    def __init__(self) -> None:
        self._frames: list[tuple[int, Any]] = []
        self._next = 0

    def numbers(self, table: Any) -> range:
        """Numbers for the rows of an Arrow table that has their places in its columns."""
        first, self._next = self._next, self._next + table.num_rows
        self._frames.append((first, table))
        return range(first, self._next)

    def place(self, number: object) -> Place:
        """The place that a number stands for."""
        if isinstance(number, Place):
            return number
        if number is None or number is pd.NA or number != number:  # noqa: PLR0124 - NaN
            return Place()
        at = int(str(number))
        first, table = max((part for part in self._frames if part[0] <= at), key=lambda part: part[0])
        return place_of(table.slice(at - first, 1).to_pylist()[0])


def _loaded(data: Path) -> tuple[dict[str, pd.DataFrame], _Places]:
    import pyarrow.parquet as pq

    frames: dict[str, pd.DataFrame] = {}
    places = _Places()
    for name, columns in _LOOKED_AT.items():
        path = data / f"{name}.parquet"
        where = [column for column in pq.read_schema(path).names if column.startswith("at_")]
        filters = [("id", "in", list(_UNITS))] if name == "fields" else None
        table = pq.read_table(path, columns=[*columns, *where], filters=filters)
        frame = _typed(name, table.select(columns))
        frames[name] = frame.assign(place=pd.Series(places.numbers(table.select(where)), index=frame.index, dtype=object))
    return _undoubted(frames, data), places


def _undoubted(frames: dict[str, pd.DataFrame], data: Path) -> dict[str, pd.DataFrame]:
    """`frames` without what was read in doubt: on that no rule may build."""
    import pyarrow.parquet as pq

    doubted = pq.read_table(data / "tables.parquet", columns=["filing", "table", DOUBTS]).to_pandas()
    doubted = doubted.loc[doubted[DOUBTS].ne("")]
    for name in ("tables", "fields", "funds", "goals", "indicators"):
        there = doubted.loc[[name in said.split(",") for said in doubted[DOUBTS]], ["filing", "table"]]
        if len(there):
            frame = frames[name]
            keys, out = (pd.MultiIndex.from_frame(part) for part in (frame.loc[:, ["filing", "table"]], there))
            frames[name] = frame.loc[~keys.isin(out)].reset_index(drop=True)
    return frames


def _typed(name: str, table: Any) -> pd.DataFrame:
    """The columns as the model of the frame has them; text stays with Arrow, which takes a fifth of the memory."""
    from ..schemas.frames import MODELS

    kinds = MODELS[name].columns
    return pd.DataFrame(
        {
            column: table.column(column).to_pandas(integer_object_nulls=True).astype(kinds[column].kind)
            for column in table.column_names
        }
    )


def _listed(roster: Roster | None) -> pd.DataFrame:
    entries = roster.entries if roster else ()
    rows = [
        {"filing": roster.path if roster else "", "department": entry.name, "plain": entry.key, "place": entry.place}
        for entry in entries
    ]
    return framed("roster", rows)


def _judged(rule: Rule, frames: Mapping[str, pd.DataFrame], places: _Places) -> tuple[list[Finding], Counter[Outcome]]:
    """What the rule finds, and how many forms, or names of the roster, passed and failed."""
    rows = rule.function(*(frames[name] for name in rule.inputs))
    assert isinstance(rows, pd.DataFrame)
    offends = pd.Series(rows["offends"].astype("boolean").to_numpy(bool, na_value=False), index=rows.index)
    found = rows.loc[offends].reset_index(drop=True)
    found = found.assign(place=pd.Series([places.place(number) for number in found["place"]], dtype=object))
    tables = found.loc[found["table"].notna(), ["filing", "table"]].drop_duplicates()
    seen: dict[str, pd.DataFrame] = {name: found for name in rule.inputs}  # noqa: C420 - the types are those of frames
    seen |= {"tables": tables, "filings": found.loc[:, ["filing"]].drop_duplicates()}
    findings = judged(replace(rule, function=lambda *_: found, needs=(), requires=()), seen) if len(found) else []
    return merged(findings), _outcomes(rule, rows, offends, frames)


def _outcomes(rule: Rule, rows: pd.DataFrame, offends: pd.Series, frames: Mapping[str, pd.DataFrame]) -> Counter[Outcome]:
    if rule.over == "roster":
        return Counter({"failed": int(offends.sum()), "passed": int((~offends).sum())})
    failed = len(rows.loc[offends, ["filing", "table"]].drop_duplicates())
    judged_at_all = len(rows.loc[:, ["filing", "table"]].drop_duplicates())
    # NOTE: rules on copies name the copies only; every other form was compared and is none.
    passed = len(frames["tables"]) - failed if rule.family == "duplicates" else judged_at_all - failed
    return Counter({"failed": failed, "passed": passed, "not-applicable": len(frames["tables"]) - failed - passed})
