"""What only the collection shows: the rules across filings and a bureau's own suites, over the frames of all filings.

Great Expectations runs them (suite.py) and says which rows do not meet which expectation; here these become findings.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pandas as pd

from ..filings.canonical import framed
from ..filings.model import Filing
from ..validators.checks import keys_across
from ..validators.engine import judged, merged
from ..validators.finding import Crash, Finding, Outcome
from ..validators.remembering import forget
from ..validators.rule import Rule
from .own_suite import OwnSuite
from .parquet import write_frame
from .parts import Parts
from .roster import Roster
from .severities import at_severities
from .suite import Verdict, always, of_rules, rule_of, validated, wording
from .unmet import unmet

VERDICTS = "verdicts"
_EXAMINED = {"rule": "str", "filing": "str", "table": "Int64", "department": "str", "offends": "bool"}


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
    on_list = _listed(roster)
    if roster:
        write_frame(data, "roster", on_list.drop(columns="place"))
    ours = of_rules(rules, ("tables", "roster") if roster else ("tables",))
    parts = Parts(data, {"roster": on_list})
    found = _Cases(rules, parts)
    verdicts, cases = validated(data, (*ours, *(one.suite for one in own)), found.of)
    write_frame(data, VERDICTS, _examined(rules, cases))
    of_ours = {rule_of(verdict.expectation): verdict for part in verdicts[: len(ours)] for verdict in part}
    judging = {rule: _confirmed(rule, cases[rule.id], of_ours[rule.id]) for rule in rules if _ran(of_ours.get(rule.id))}
    if own:
        expectations = unmet(data, own, verdicts[len(ours) :])
        judging |= {rule: pd.DataFrame(rule.function(expectations)) for rule in rules if rule.over == "expectations"}
    on_roster: list[Finding] = []
    by_file: dict[str, list[Finding]] = {}
    for rule, rows in judging.items():
        for finding in _findings(rule, rows, parts):
            (on_roster if rule.over == "roster" else by_file.setdefault(finding.filing, [])).append(finding)
    said = at_severities(on_roster, severity)
    of_own = [(_list(one), at_severities(by_file.pop(one.path, ()), severity)) for one in own]
    return Collected(
        {path: tuple(findings) for path, findings in by_file.items()},
        (*([(_list(roster), said)] if roster else []), *of_own),
        {finding.found or "": finding for finding in said},
        tuple(finding for _, found in of_own for finding in found),
        {rule.id: _outcomes(rule, judging.get(rule), parts.tables) for rule in rules},
        tuple(_crashes(verdicts)),
    )


class _Cases:
    """The cases of each rule, found when they are asked for: the rules that see the same forms together are run together."""

    def __init__(self, rules: Sequence[Rule], parts: Parts) -> None:
        self._rules, self._parts = {rule.id: rule for rule in rules}, parts
        self._found: dict[str, list[pd.DataFrame]] = {}
        self._failed: dict[str, Exception] = {}

    def of(self, rule: Rule) -> pd.DataFrame:
        """The cases of `rule`. Raises what the rule itself raises."""
        if rule.id not in self._found and rule.id not in self._failed:
            self._run([one for one in self._rules.values() if one.within == self._rules[rule.id].within])
        if rule.id in self._failed:
            raise self._failed[rule.id]
        found = self._found[rule.id]
        return pd.concat([cases for cases in found if len(cases)] or found[:1], ignore_index=True)

    def _run(self, rules: Sequence[Rule]) -> None:
        for frames in self._parts.of(rules):
            for rule in rules:
                if rule.id not in self._failed:
                    try:
                        cases = cast(pd.DataFrame, rule.function(*(frames[name] for name in rule.inputs)))
                    except Exception as error:  # noqa: BLE001 - it is raised when the cases of that rule are asked for
                        self._failed[rule.id] = error
                    else:
                        self._found.setdefault(rule.id, []).append(cases)
            del frames
            forget()
            gc.collect()  # frames hold on to each other: one part is not to be there beside the next


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


def _findings(rule: Rule, rows: pd.DataFrame, parts: Parts) -> list[Finding]:
    found = rows.loc[rows["offends"]].reset_index(drop=True)
    if found.empty:
        return []
    found = found.assign(place=pd.Series(parts.places(found["place"].tolist()), dtype=object))
    tables = found.loc[found["table"].notna(), ["filing", "table"]].drop_duplicates()
    seen: dict[str, pd.DataFrame] = {name: found for name in rule.inputs}  # noqa: C420 - the types are those of frames
    seen |= {"tables": tables, "filings": found.loc[:, ["filing"]].drop_duplicates()}
    return merged(judged(replace(rule, function=lambda *_: found, needs=(), requires=()), seen))


def _outcomes(rule: Rule, rows: pd.DataFrame | None, forms: int) -> Counter[Outcome]:
    """How many of all `forms`, names of the roster, or expectations of the bureau's own, passed and failed."""
    if rows is None:
        return Counter({"not-applicable": 1})
    if rule.over in ("roster", "expectations"):
        flaws = rows["offends"].tolist().count(True)
        return Counter({"failed": flaws, "passed": len(rows) - flaws})
    failed = len(rows.loc[rows["offends"], ["filing", "table"]].drop_duplicates())
    judged_at_all = len(rows.loc[:, ["filing", "table"]].drop_duplicates())
    # NOTE: rules on copies name the copies only; every other form was compared and is none.
    passed = forms - failed if rule.family == "duplicates" else judged_at_all - failed
    return Counter({"failed": failed, "passed": passed, "not-applicable": forms - failed - passed})


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
