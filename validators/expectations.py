"""The rules as Great Expectations, for people who run it already: the same predicates, the same rows.

    import great_expectations as gx
    from jixiao.validators import expectations

    suite = gx.ExpectationSuite("filings", expectations=expectations.of("indicators"))
    with expectations.beside(frames):
        results = batch.validate(suite, result_format="COMPLETE")

`batch` holds the frame named. Each expectation names its rule; the rows that it finds stand in `unexpected_index_list`. Rules
that judge a whole form are expectations on `tables`, and so are the rules across filings (`across`), which see nothing but the
frames beside. Of jixiao only audits load this module: Great Expectations takes seconds to start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)
from great_expectations.expectations.metrics.metric_provider import metric_partial

from .catalogue import across_filings, discover
from .checks import FORM, Frames, frame_across, frame_of, keys_across, offending
from .rule import Rule

_METRIC = "rows.follow_jixiao_rule"


@dataclass(frozen=True)
class _Beside:
    frames: Frames = field(default_factory=dict)
    cases_of: Callable[[Rule], pd.DataFrame] | None = None
    examined: dict[str, pd.DataFrame] = field(default_factory=dict)


_beside: ContextVar[_Beside] = ContextVar("_beside", default=_Beside())  # noqa: B039 - never changed in place


@contextmanager
def beside(frames: Frames, cases_of: Callable[[Rule], pd.DataFrame] | None = None) -> Iterator[Mapping[str, pd.DataFrame]]:
    """Let the rules look at `frames` beside the batch that is validated: most rules on forms need several.

    Where there are too many filings for that, `cases_of` runs a rule across filings and returns its cases.

    What is yielded comes to hold, for the id of each rule across filings that was run, the cases that it returned.
    """
    around = _Beside(frames, cases_of)
    token = _beside.set(around)
    try:
        yield around.examined
    finally:
        _beside.reset(token)


def of(name: str) -> list[ExpectRowsToFollowJixiaoRule]:
    """The expectations on the frame `name`, in the order of the catalogue."""
    return [ExpectRowsToFollowJixiaoRule(rule=rule.id) for rule in discover() if frame_of(rule) == name]


def across(name: str) -> list[ExpectRowsToFollowJixiaoRule]:
    """The expectations of the rules across filings on the frame `name`, 'tables' or 'roster', in the order of the catalogue."""
    return [
        ExpectRowsToFollowJixiaoRule(rule=rule.id, column_list=list(keys_across(rule)))
        for rule in across_filings()
        if frame_across(rule) == name
    ]


class RowsFollowJixiaoRule(MulticolumnMapMetricProvider):
    """Which rows of a batch offend against a rule."""

    condition_metric_name = _METRIC
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ("rule",)

    @metric_partial(
        engine=PandasExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.MAP_CONDITION_SERIES,
        domain_type=MetricDomainTypes.MULTICOLUMN,
    )
    def _pandas(
        cls,  # noqa: N805 - Great Expectations calls it with the class
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> tuple[pd.Series, dict[str, Any], dict[str, Any]]:
        frame, compute, accessor = execution_engine.get_compute_domain(
            domain_kwargs=metric_domain_kwargs, domain_type=MetricDomainTypes.MULTICOLUMN
        )
        rule, around = _known(metric_value_kwargs["rule"]), _beside.get()
        if rule in across_filings():
            return _offending_across(rule, frame, around), compute, accessor
        return offending(rule, frame, around.frames), compute, accessor


class ExpectRowsToFollowJixiaoRule(MulticolumnMapExpectation):
    """Expect every row to follow a rule of jixiao.

    `rule` is its id, as `jixiao rules` lists it; `column_list` the columns that tell the rows apart. Of a rule across filings
    the batch only says which rows there are: the rule itself sees the frames beside.
    """

    rule: str
    column_list: list[pydantic.StrictStr] = list(FORM)  # noqa: RUF012 - a field of pydantic, which copies it
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "never"

    map_metric: ClassVar[str | None] = _METRIC
    success_keys: ClassVar[tuple[str, ...]] = ("mostly", "rule")
    args_keys: ClassVar[tuple[str, ...]] = ("column_list", "rule")

    @pydantic.validator("rule")  # pyright: ignore[reportPrivateImportUsage]
    def _exists(cls, value: str) -> str:  # noqa: N805 - a validator of pydantic
        _known(value)
        return value


def _offending_across(rule: Rule, frame: pd.DataFrame, around: _Beside) -> pd.Series:
    """For each row of `frame` whether a rule across filings finds something there."""
    cases = around.cases_of(rule) if around.cases_of else rule.function(*(around.frames[name] for name in rule.inputs))
    assert isinstance(cases, pd.DataFrame)
    around.examined[rule.id] = cases
    keys = list(keys_across(rule))
    flawed = cases.loc[cases["offends"].astype("boolean").fillna(False).astype(bool)]
    return pd.Series(_tuples(frame, keys).isin(set(_tuples(flawed, keys))), index=frame.index, dtype=bool)


def _tuples(frame: pd.DataFrame, columns: list[str]) -> pd.Index:
    return pd.Index(list(zip(*(frame[column].tolist() for column in columns), strict=True)), dtype=object, tupleize_cols=False)


def _known(name: str) -> Rule:
    rules = (*discover(), *across_filings())
    rule = next((rule for rule in rules if rule.id == name), None)
    if rule is None:
        from .nearest import nearest

        close = nearest(name, [rule.id for rule in rules])
        raise ValueError(f"there is no rule {name!r}" + (f"; did you mean {close!r}?" if close else ""))
    return rule
