"""The rules as pandera checks, for other people's pipelines: the same predicates, the same rows.

    from jixiao.validators.checks import schema

    schema("indicators").validate(frame, lazy=True)          # rules on each row
    schema("tables", frames).validate(frames["tables"], lazy=True)   # rules on a whole form; SchemaErrors name the rule

A rule that judges rows is a check of its frame. One that judges something else (a sum, a pair, what is missing) is a check of
`tables`, whose rows fail where a form has a case that offends; it needs the other frames beside it.

Here a check only passes or fails. The toolkit itself runs the predicates through validators/engine.py, because its
outcomes are four: a row that a rule does not apply to is no pass, and what cannot be evaluated says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ..schemas.frames import MODELS
from .catalogue import discover
from .rule import Rule

if TYPE_CHECKING:
    import pandera.pandas as pa

Frames = Mapping[str, pd.DataFrame]
FORM = ("filing", "table")  # what tells forms apart


def row_rules(name: str) -> tuple[Rule, ...]:
    """The rules that judge each row of the frame `name` by a mask. Raises KeyError for a frame that does not exist."""
    judged = MODELS[name].name
    return tuple(rule for rule in discover() if rule.over == judged and by_rows(rule))


def form_rules() -> tuple[Rule, ...]:
    """The rules that yield cases: they judge forms as a whole."""
    return tuple(rule for rule in discover() if not by_rows(rule))


def by_rows(rule: Rule) -> bool:
    """Whether a rule judges the rows of its first frame, rather than cases of a form."""
    return rule.function.__annotations__.get("return") == "Mask"


def frame_of(rule: Rule) -> str:
    """The name of the frame whose rows fail where the rule finds something."""
    return rule.over if by_rows(rule) or rule.over == "filings" else "tables"


def frame_across(rule: Rule) -> str:
    """The frame whose rows fail where a rule across filings finds something: 'tables', or one that only audits have."""
    return rule.over if rule.over in ("roster", "expectations") else "tables"


def keys_across(rule: Rule) -> tuple[str, ...]:
    """The columns that tell the rows of `frame_across(rule)` apart."""
    return ("filing", "department") if rule.over == "roster" else FORM


def offending(rule: Rule, frame: pd.DataFrame, others: Frames) -> pd.Series:
    """For each row of `frame`, which is `frame_of(rule)`, whether it offends; a row that the rule does not judge does not.

    `others` holds the other frames that the rule looks at. Raises KeyError where one is missing.
    """
    frames = {**others, frame_of(rule): frame}
    result = rule.function(*(frames[name] for name in rule.inputs))
    if isinstance(result, pd.DataFrame):
        flawed = result.loc[result["offends"].astype("boolean").fillna(False).astype(bool), ["filing", "table"]]
        keys = set(zip(flawed["filing"].tolist(), flawed["table"].tolist(), strict=True))
        rows = zip(frame["filing"].tolist(), frame["table"].tolist(), strict=True)
        return pd.Series([key in keys for key in rows], index=frame.index, dtype=bool)
    return result.astype("boolean").fillna(False).astype(bool).reindex(frame.index, fill_value=False)


def schema(name: str, frames: Frames | None = None) -> pa.DataFrameSchema:
    """The model of the frame `name` with its rules as checks that bear the rules' ids.

    A rule that looks at other frames too is in only if `frames` holds them. Raises KeyError for an unknown frame.
    """
    import pandera.pandas as pa

    model = MODELS[name].schema
    others = frames or {}
    checks = [
        pa.Check(_passes(rule, others), name=rule.id, error=rule.id)
        for rule in discover()
        if frame_of(rule) == name and all(other in others for other in rule.inputs if other != name)
    ]
    return pa.DataFrameSchema(model.columns, checks=checks, name=model.name, strict=True)


def _passes(rule: Rule, others: Frames) -> Callable[[pd.DataFrame], pd.Series]:
    """Whether each row passes: also where the rule does not apply to it."""

    def passes(frame: pd.DataFrame) -> pd.Series:
        return ~offending(rule, frame, others)

    return passes
