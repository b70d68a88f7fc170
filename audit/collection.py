"""What only the collection shows: the rules across filings and a bureau's own suites, over the frames of all filings.

Great Expectations runs them (suite.py) and says which rows do not meet which expectation; here these become findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pandas as pd

from ..filings.canonical import framed
from ..filings.model import Filing, Place
from ..validators.checks import keys_across
from ..validators.engine import judged, merged
from ..validators.finding import Crash, Finding, Outcome
from ..validators.rule import Rule
from .group import DOUBTS, place_of
from .own_suite import OwnSuite
from .parquet import write_frame
from .roster import Roster
from .severities import at_severities
from .suite import Verdict, always, of_rules, rule_of, validated, wording
from .unmet import unmet

VERDICTS = "verdicts"
_EXAMINED = {"rule": "str", "filing": "str", "table": "Int64", "department": "str", "offends": "bool"}

# What rules across filings look at; the place of a row is kept as its number, and made when a finding needs it.
LOOKED_AT = {
    "filings": ("filing",),
    "tables": (
        "filing", "table", "form", "schema", "profile", "year", "unit", "department", "project", "period_start", "period_end",
        "text",
    ),
    "fields": ("filing", "table", "id", "text"),
    "funds": (
        "filing", "table", "item", "role", "column", "measure", "period", "fen", "resolution", "number", "decimals", "unit",
        "text",
    ),
    "goals": ("filing", "table", "kind", "text", "plain"),
    "indicators": (
        "filing", "table", "number", "level1", "level2", "level3", "plain", "name_unit", "period", "target_text",
        "target_plain", "target_carried", "target_kind", "target_operator", "target_number", "target_unit", "target_normal",
        "target_dimension", "actual_text", "actual_kind", "actual_number", "actual_normal",
    ),
}  # fmt: skip
_UNITS = ("implementing_unit", "reporting_unit", "department", "competent_department")


@dataclass(frozen=True)
class Collected:
    """What was found across filings, by the path of the filing, and what each rule did.

    `lists` are the roster and the bureau's suites, as if they were filings, each with what was found on it. Of that, `lacking`
    says which departments have not filed, and `of_all` what all filings together show.
    """

    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    lists: tuple[tuple[Filing, tuple[Finding, ...]], ...] = ()
    lacking: Mapping[str, Finding] = field(default_factory=dict)
    of_all: tuple[Finding, ...] = ()
    outcomes: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    crashes: tuple[Crash, ...] = ()


def collected(
    data: Path,
    roster: Roster | None,
    rules: Sequence[Rule],
    own: Sequence[OwnSuite] = (),
    severity: Iterable[tuple[str, str]] = (),
) -> Collected:
    """Run `rules` and the suites `own` over the frames in the folder `data`, and write there what the rules examined.

    What stands on lists has the `severity` that is given to its rule; findings on filings have that of their rule. A rule that
    fails is returned as a crash; the others still run.
    """
    frames, places = _loaded(data)
    frames["roster"] = _listed(roster)
    if roster:
        write_frame(data, "roster", frames["roster"].drop(columns="place"))
    ours = of_rules(rules, ("tables", "roster") if roster else ("tables",))
    verdicts, cases = validated(data, (*ours, *(one.suite for one in own)), frames)
    write_frame(data, VERDICTS, _examined(rules, cases))
    of_ours = {rule_of(verdict.expectation): verdict for part in verdicts[: len(ours)] for verdict in part}
    judging = {rule: _confirmed(rule, cases[rule.id], of_ours[rule.id]) for rule in rules if _ran(of_ours.get(rule.id))}
    if own:
        expectations = unmet(data, own, verdicts[len(ours) :])
        judging |= {rule: pd.DataFrame(rule.function(expectations)) for rule in rules if rule.over == "expectations"}
    on_roster: list[Finding] = []
    by_file: dict[str, list[Finding]] = {}
    for rule, rows in judging.items():
        for finding in _findings(rule, rows, places):
            (on_roster if rule.over == "roster" else by_file.setdefault(finding.filing, [])).append(finding)
    said = at_severities(on_roster, severity)
    of_own = [(_list(one), at_severities(by_file.pop(one.path, ()), severity)) for one in own]
    return Collected(
        {path: tuple(findings) for path, findings in by_file.items()},
        (*([(_list(roster), said)] if roster else []), *of_own),
        {finding.found or "": finding for finding in said},
        tuple(finding for _, found in of_own for finding in found),
        {rule.id: _outcomes(rule, judging.get(rule), frames) for rule in rules},
        tuple(_crashes(verdicts)),
    )


class _Places:
    """Places by the numbers that stand for them in the frames."""

    def __init__(self) -> None:
        self._frames: list[tuple[int, Any]] = []
        self._next = 0

    def numbers(self, table: Any) -> range:
        """Numbers for the rows of an Arrow table that has their places in its columns."""
        first, self._next = self._next, self._next + table.num_rows
        self._frames.append((first, table.select([name for name in table.column_names if _stated(table.column(name))])))
        return range(first, self._next)

    def place(self, number: object) -> Place:
        """The place that a number stands for."""
        if isinstance(number, Place):
            return number
        if number is None or number is pd.NA or number != number:  # noqa: PLR0124 - NaN
            return Place()
        at = int(cast(int, number))
        first, table = max((part for part in self._frames if part[0] <= at), key=lambda part: part[0])
        return place_of(table.slice(at - first, 1).to_pylist()[0])


def _stated(column: Any) -> bool:
    return column.null_count < len(column)


def _loaded(data: Path) -> tuple[dict[str, pd.DataFrame], _Places]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from ..schemas.frames import MODELS

    pa.set_memory_pool(pa.system_memory_pool())  # the others hold on to what was set free
    frames: dict[str, pd.DataFrame] = {}
    places = _Places()
    for name, columns in LOOKED_AT.items():
        path = data / f"{name}.parquet"
        where = [column for column in pq.read_schema(path).names if column.startswith("at_")]
        filters = [("id", "in", list(_UNITS))] if name == "fields" else None
        # NOTE: one column after the other: all at once, with what is between them and a frame, would be three times as much.
        kinds = MODELS[name].columns
        parts = {
            column: _typed(pq.read_table(path, columns=[column], filters=filters).column(0), kinds[column].kind)
            for column in columns
        }
        numbers = places.numbers(pq.read_table(path, columns=where, filters=filters))
        frames[name] = pd.DataFrame(parts).assign(place=pd.Series(numbers, dtype="int64"))
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


def _typed(column: Any, kind: str) -> pd.Series:
    """An Arrow column as the model of its frame has it; text stays with Arrow, which takes a fifth of the memory."""
    import pyarrow as pa

    nullable = {pa.int64(): pd.Int64Dtype()}
    return column.to_pandas(types_mapper=nullable.get).astype(kind)


def _listed(roster: Roster | None) -> pd.DataFrame:
    entries = roster.entries if roster else ()
    rows = [
        {"filing": roster.path if roster else "", "department": entry.name, "plain": entry.key, "place": entry.place}
        for entry in entries
    ]
    return framed("roster", rows)


def _list(one: Roster | OwnSuite) -> Filing:
    return Filing(one.path, one.sha256, "checked")


def _ran(verdict: Verdict | None) -> bool:
    return verdict is not None and not verdict.error


def _crashes(verdicts: Iterable[Sequence[Verdict]]) -> Iterator[Crash]:
    """What could not be judged; that rows cannot be told apart is our fault as well."""
    for verdict in (verdict for part in verdicts for verdict in part):
        if verdict.error or (always(verdict.expectation) and not verdict.success):
            name = rule_of(verdict.expectation) or wording(verdict.expectation)
            yield Crash(name, verdict.error or "it does not hold")


def _confirmed(rule: Rule, cases: pd.DataFrame, verdict: Verdict) -> pd.DataFrame:
    """The cases of a rule, of which those offend whose rows the Checkpoint names."""
    keys = keys_across(rule)
    rows = {tuple(row[key] for key in keys) for row in verdict.values or ()}
    offends = cases["offends"].astype("boolean").to_numpy(bool, na_value=False)
    named = [key in rows for key in zip(*(cases[key].tolist() for key in keys), strict=True)]
    return cases.assign(offends=offends & pd.Series(named, dtype=bool).to_numpy())


def _findings(rule: Rule, rows: pd.DataFrame, places: _Places) -> list[Finding]:
    found = rows.loc[rows["offends"]].reset_index(drop=True)
    if found.empty:
        return []
    found = found.assign(place=pd.Series([places.place(number) for number in found["place"]], dtype=object))
    tables = found.loc[found["table"].notna(), ["filing", "table"]].drop_duplicates()
    seen: dict[str, pd.DataFrame] = {name: found for name in rule.inputs}  # noqa: C420 - the types are those of frames
    seen |= {"tables": tables, "filings": found.loc[:, ["filing"]].drop_duplicates()}
    return merged(judged(replace(rule, function=lambda *_: found, needs=(), requires=()), seen))


def _outcomes(rule: Rule, rows: pd.DataFrame | None, frames: Mapping[str, pd.DataFrame]) -> Counter[Outcome]:
    """How many forms, names of the roster, or expectations of the bureau's own, passed and failed."""
    if rows is None:
        return Counter({"not-applicable": 1})
    if rule.over in ("roster", "expectations"):
        flaws = rows["offends"].tolist().count(True)
        return Counter({"failed": flaws, "passed": len(rows) - flaws})
    failed = len(rows.loc[rows["offends"], ["filing", "table"]].drop_duplicates())
    judged_at_all = len(rows.loc[:, ["filing", "table"]].drop_duplicates())
    # NOTE: rules on copies name the copies only; every other form was compared and is none.
    passed = len(frames["tables"]) - failed if rule.family == "duplicates" else judged_at_all - failed
    return Counter({"failed": failed, "passed": passed, "not-applicable": len(frames["tables"]) - failed - passed})


def _examined(rules: Iterable[Rule], cases: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What rules examined, form by form or name by name, and whether it offends."""
    parts = [_by_form(rule, cases[rule.id]) for rule in rules if rule.id in cases]
    if not parts:
        parts = [pd.DataFrame({name: pd.Series(dtype="str") for name in ("rule", "filing")})]
    whole = pd.concat(parts, ignore_index=True).reindex(columns=list(_EXAMINED))
    return whole.astype(_EXAMINED)


def _by_form(rule: Rule, cases: pd.DataFrame) -> pd.DataFrame:
    keys = list(keys_across(rule))
    offends = cases["offends"].astype("boolean").fillna(False).astype(bool)
    rows = cases.loc[:, keys].assign(offends=offends.to_numpy())
    return rows.groupby(keys, sort=True, dropna=False)["offends"].any().reset_index().assign(rule=rule.id)
