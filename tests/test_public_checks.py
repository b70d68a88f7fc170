"""The rules as pandera checks and as Great Expectations: for every rule and every one of its cases both find the same rows."""

from __future__ import annotations

from typing import Any

import great_expectations as gx
import pandas as pd
import pandera.errors
import pytest

from jixiao.filings.model import Place
from jixiao.schemas.frames import MODELS
from jixiao.validators import expectations
from jixiao.validators.cases import Case, cases
from jixiao.validators.catalogue import discover
from jixiao.validators.checks import by_rows, form_rules, frame_of, schema
from jixiao.validators.engine import judged
from jixiao.validators.rule import Rule

RULES = discover()
CASES: list[tuple[Rule, int, Case]] = [(rule, number, case) for rule in RULES for number, case in enumerate(cases(rule))]
Rows = dict[str, set[tuple[str, int | None, int]]]


def _together() -> dict[str, pd.DataFrame]:
    """The frames of all cases of all rules as one collection: each case is a filing of its own."""
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in MODELS}
    for rule, number, case in CASES:
        for name, frame in case.frames.items():
            if len(frame):
                parts[name].append(frame.assign(filing=pd.Series(f"{rule.id}-{number}", index=frame.index, dtype="str")))
    return {name: pd.concat(found, ignore_index=True) for name, found in parts.items()}


FRAMES = _together()


def by_pandera(name: str) -> dict[str, set[int]]:
    """Rule → the rows of the frame that its check fails."""
    found: dict[str, set[int]] = {rule.id: set() for rule in RULES if frame_of(rule) == name}
    try:
        schema(name, FRAMES).validate(FRAMES[name], lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            check, passed = error.check, error.check_output
            if check is not None and passed is not None and str(check.name) in found:
                found[str(check.name)] = set(passed.index[~passed])
    return found


def batch_of(frame: pd.DataFrame) -> Any:
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("filings").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})


def by_great_expectations(name: str) -> dict[str, set[int]]:
    """Rule → the rows of the frame that its expectation finds unexpected."""
    suite = gx.ExpectationSuite(name, expectations=list(expectations.of(name)))
    with expectations.beside(FRAMES):
        results = batch_of(FRAMES[name]).validate(suite, result_format="COMPLETE").results
    return {result.expectation_config.kwargs["rule"]: set(result.result["unexpected_index_list"]) for result in results}


@pytest.mark.parametrize("name", sorted({frame_of(rule) for rule in RULES}))
def test_both_find_the_same_rows_for_every_rule_and_case(name: str) -> None:
    pandera_found, expected_found = by_pandera(name), by_great_expectations(name)
    assert set(pandera_found) == {rule.id for rule in RULES if frame_of(rule) == name}
    assert pandera_found == expected_found
    for rule in (rule for rule in RULES if frame_of(rule) == name):
        assert pandera_found[rule.id], f"{rule.id} finds nothing in its own cases"


@pytest.mark.parametrize("name", sorted({frame_of(rule) for rule in RULES}))
def test_both_find_what_the_toolkit_finds(name: str) -> None:
    found = by_pandera(name)
    filings, tables = FRAMES[name]["filing"].tolist(), FRAMES[name]["table"].tolist()
    for rule, number, case in CASES:
        if frame_of(rule) != name:
            continue
        path = f"{rule.id}-{number}"
        rows = {row for row in found[rule.id] if filings[row] == path}
        wanted = {finding.table for finding in judged(rule, case.frames)}
        assert {None if pd.isna(tables[row]) else tables[row] for row in rows} == wanted, path


def test_every_rule_is_among_them_in_one_way() -> None:
    assert {rule.id for rule in RULES} == {rule.id for name in MODELS for rule in RULES if frame_of(rule) == name}
    assert all(not by_rows(rule) for rule in form_rules())


def test_one_expectation_names_the_rows_that_offend() -> None:
    suite = gx.ExpectationSuite("form", expectations=[expectations.ExpectRowsToFollowJixiaoRule(rule="weight_zero")])
    case = cases(next(rule for rule in RULES if rule.id == "weight_zero"))[0]
    frame = case.frames["indicators"]
    result = batch_of(frame).validate(suite, result_format="COMPLETE").results[0]
    assert not result.success
    places: dict[Any, Place] = frame["place"].to_dict()
    assert {places[row].line for row in result.result["unexpected_index_list"]} == case.expected


def test_a_rule_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="there is no rule 'operator_mising'; did you mean 'operator_missing'"):
        expectations.ExpectRowsToFollowJixiaoRule(rule="operator_mising")
