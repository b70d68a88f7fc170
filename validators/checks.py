"""The row rules as pandera checks, for other people's pipelines: the same predicates, the same rows.

    from jixiao.validators.checks import schema

    schema("indicators").validate(frame, lazy=True)  # SchemaErrors name the rule of each failing check

Here a check only passes or fails. The toolkit itself runs the predicates through validators/engine.py, because its
outcomes are four: a row that a rule does not apply to is no pass, and what cannot be evaluated says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pandera.pandas as pa

from ..schemas.frames import MODELS
from .catalogue import discover
from .rule import Rule


def row_rules(name: str) -> tuple[Rule, ...]:
    """The rules that judge each row of the frame `name` by a mask. Raises KeyError for a frame that does not exist."""
    judged = MODELS[name].name
    return tuple(rule for rule in discover() if rule.over == judged and rule.function.__annotations__.get("return") == "Mask")


def schema(name: str, frames: Mapping[str, pd.DataFrame] | None = None) -> pa.DataFrameSchema:
    """The model of the frame `name` with its row rules as checks that bear the rules' ids.

    A rule that looks at other frames too is in only if `frames` holds them. Raises KeyError for an unknown frame.
    """
    model = MODELS[name].schema
    others = frames or {}
    checks = [
        pa.Check(_passes(rule, [others[other] for other in rule.inputs[1:]]), name=rule.id, error=rule.id)
        for rule in row_rules(name)
        if all(other in others for other in rule.inputs[1:])
    ]
    return pa.DataFrameSchema(model.columns, checks=checks, name=model.name, strict=True)


def _passes(rule: Rule, others: list[pd.DataFrame]) -> Callable[[pd.DataFrame], pd.Series]:
    """Whether each row passes: also where the rule does not apply to it."""

    def passes(frame: pd.DataFrame) -> pd.Series:
        mask = rule.function(frame, *others)
        assert isinstance(mask, pd.Series)
        return ~mask.astype("boolean").fillna(False).astype(bool)

    return passes
