"""The checks across filings as suites of Great Expectations, run as one Checkpoint over the frames of an audit.

A suite is written as Great Expectations writes it to JSON, so ours, those of a bureau and those that are exported are of one
kind. Great Expectations is loaded where it is used: it takes seconds to start.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..validators.checks import frame_across, keys_across
from ..validators.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

NOTES = "jixiao"  # where the `meta` of a suite or of an expectation says what it is to us
SOURCE = CHECKPOINT = "jixiao"
_OURS = "expect_rows_to_follow_jixiao_rule"

Expectation = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Suite:
    """Expectations on one frame: each with `type`, `kwargs`, `meta`, and `description` and `severity` if need be.

    `columns` are those that they look at, where that is known.
    """

    name: str
    frame: str
    expectations: tuple[Expectation, ...]
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one expectation.

    `rows` are the numbers of the rows of the frame that do not meet it, from 0, and `values` what stands there, a dictionary
    where it judges several columns; both None where it judges the frame as a whole, of which `observed` was seen. `error` says
    why it could not be judged.
    """

    expectation: Expectation
    success: bool
    rows: tuple[int, ...] | None = None
    values: tuple[Any, ...] | None = None
    observed: Any = None
    error: str | None = None


def of_rules(rules: Iterable[Rule], frames: Iterable[str]) -> tuple[Suite, ...]:
    """The suites of `rules` across filings on those of `frames` that they judge; and that rows can be told apart there."""
    rules = tuple(rules)
    judging = {name: [rule for rule in rules if frame_across(rule) == name] for name in frames}
    return tuple(_suite(name, found) for name, found in judging.items() if found)


def rule_of(expectation: Expectation) -> str | None:
    """The id of the rule that an expectation stands for."""
    return expectation["meta"].get(NOTES, {}).get("rule")


def always(expectation: Expectation) -> bool:
    """Whether an expectation holds of every collection, unless we have made a mistake."""
    return expectation["meta"].get(NOTES, {}).get("always", False)


def wording(expectation: Expectation) -> str:
    """An expectation in a line: its description, else its type and what it is given."""
    given = {name: value for name, value in expectation["kwargs"].items() if value is not None}
    said = ", ".join(f"{name}={json.dumps(value, ensure_ascii=False, sort_keys=True)}" for name, value in given.items())
    return expectation.get("description") or f"{expectation['type']}({said})"


def validated(
    folder: Path, suites: Sequence[Suite], cases_of: Callable[[Rule], pd.DataFrame]
) -> tuple[list[list[Verdict]], Mapping[str, pd.DataFrame]]:
    """Run `suites` over the frames that lie in `folder` as Parquet files, as one Checkpoint.

    Yields the verdicts on each suite in the order of its expectations, and the cases of each rule that was run; `cases_of`
    runs it.
    """
    with quietly():
        import great_expectations as gx

        from ..validators.expectations import beside

        verdicts: list[list[Verdict]] = [[] for _ in suites]
        numbered = [_numbered(suite, number) for number, suite in enumerate(suites)]
        with beside({}, cases_of) as examined:
            checkpoint = prepared(gx.get_context(mode="ephemeral"), folder.resolve(), numbered, {"result_format": "COMPLETE"})
            results = [result for part in checkpoint.run().run_results.values() for result in part.results]
    for result in sorted(results, key=_order):
        number, at = _order(result)
        verdicts[number].append(_verdict(suites[number].expectations[at], result))
    return verdicts, examined


def prepared(
    context: Any, folder: Path, suites: Sequence[Suite], result_format: Mapping[str, Any], also: Iterable[str] = ()
) -> Any:
    """The Checkpoint of `suites` over the Parquet files in `folder`, with all that it needs, in a context.

    The frames in `also` become assets as well.
    """
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas_filesystem(SOURCE, base_directory=folder)
    frames = dict.fromkeys((*(suite.frame for suite in suites), *also))
    assets = {name: source.add_parquet_asset(name, columns=_columns(name, suites)) for name in frames}
    batches = {name: asset.add_batch_definition_path("whole", path=f"{name}.parquet") for name, asset in assets.items()}
    definitions = []
    for suite in suites:
        added = context.suites.add(gx.ExpectationSuite(suite.name, expectations=[_plain(one) for one in suite.expectations]))
        definition = gx.ValidationDefinition(name=suite.name, data=batches[suite.frame], suite=added)
        definitions.append(context.validation_definitions.add(definition))
    shown: Any = dict(result_format)
    return context.checkpoints.add(gx.Checkpoint(name=CHECKPOINT, validation_definitions=definitions, result_format=shown))


def _columns(frame: str, suites: Sequence[Suite]) -> list[str] | None:
    """The columns of a frame that `suites` look at, so that no others are loaded; None where they are not known."""
    looking = [suite.columns for suite in suites if suite.frame == frame]
    if not looking or None in looking:
        return None
    return list(dict.fromkeys(column for columns in looking for column in columns or ()))


def refused(expectation: Expectation) -> str | None:
    """Why Great Expectations cannot take in an expectation; None where it can."""
    with quietly():
        from great_expectations.exceptions.exceptions import GreatExpectationsError
        from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

        try:
            ExpectationConfiguration(**_plain(expectation)).to_domain_obj()
        except (GreatExpectationsError, ValueError, TypeError, AttributeError, KeyError) as error:
            return str(error).strip() or type(error).__name__
    return None


def built_in_types() -> list[str]:
    """The types of expectation that Great Expectations has."""
    with quietly():
        import great_expectations  # noqa: F401 - registers them
        from great_expectations.expectations.registry import list_registered_expectation_implementations

        return [name for name in list_registered_expectation_implementations() if name != _OURS]


def _suite(name: str, rules: Sequence[Rule]) -> Suite:
    keys = list(keys_across(rules[0]))
    told_apart: Expectation = {
        "type": "expect_compound_columns_to_be_unique", "kwargs": {"column_list": keys}, "meta": {NOTES: {"always": True}},
    }  # fmt: skip
    following = [
        {"type": _OURS, "kwargs": {"rule": rule.id, "column_list": keys}, "meta": {NOTES: {"rule": rule.id}}} for rule in rules
    ]
    return Suite(name, name, (told_apart, *following), tuple(keys))


def _plain(expectation: Expectation) -> dict[str, Any]:
    return {name: expectation[name] for name in ("type", "kwargs", "meta", "description", "severity") if name in expectation}


def _numbered(suite: Suite, number: int) -> Suite:
    """`suite` under a name of its own, with notes by which its results are known again: they come in another order."""
    expectations = tuple(
        {**one, "meta": {**one["meta"], NOTES: {**one["meta"].get(NOTES, {}), "suite": number, "number": at}}}
        for at, one in enumerate(suite.expectations)
    )
    return replace(suite, name=f"{number} {suite.name}", expectations=expectations)


def _order(result: Any) -> tuple[int, int]:
    notes = result.expectation_config.meta[NOTES]
    return notes["suite"], notes["number"]


def _verdict(expectation: Expectation, result: Any) -> Verdict:
    told = result.exception_info
    raised = [told] if "raised_exception" in told else list(told.values())
    error = next((str(one["exception_message"]).strip() for one in raised if one["raised_exception"]), None)
    rows: Any = result.result.get("unexpected_index_list")
    values: Any = result.result.get("unexpected_list")
    rows, values = (None, None) if rows is None or values is None else (tuple(rows), tuple(values))
    return Verdict(
        expectation,
        bool(result.success),
        rows,
        values,
        result.result.get("observed_value"),
        error,
    )


@contextmanager
def quietly() -> Iterator[None]:
    """Great Expectations without a word to the terminal, or to its makers."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    log = logging.getLogger("great_expectations")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
