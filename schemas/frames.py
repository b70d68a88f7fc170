"""The canonical frames: what every rule sees, for any number of filings together.

Each model documents its columns. All frames carry `filing` (the path as given) and `table` (its number in the filing,
from 1). `place` holds the `Place` of the row in the file. Money stands in `fen`: exact integers of 0.01 元.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandera.pandas as pa

FORMS = (
    "project-target", "project-approval", "project-monitoring", "project-self-evaluation",
    "department-target", "department-monitoring", "department-self-evaluation",
)  # fmt: skip
PERIODS = ("annual", "medium-term")
OPERATORS = ("≥", ">", "=", "<", "≤", "±")
KINDS = ("number", "date", "range", "text", "blank", "unasked")
REPAIRED = ("shifted", "clipped-label", "continued", "unlabelled", "nested-label", "glued", "symbol")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its pandas type, its meaning, and the values that it may have."""

    kind: Literal["str", "int64", "Int64", "float64", "bool", "object"]
    description: str
    nullable: bool = False
    isin: tuple[str | int, ...] = ()
    ge: int | None = None


@dataclass(frozen=True)
class Model:
    """A canonical frame: what a row stands for, and its columns."""

    name: str
    description: str
    columns: Mapping[str, Column]

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the frame: these columns, of these types, and no others."""
        # NOTE: pandera takes longer to load than a small filing to check, and is needed only to say what is wrong.
        import pandera.pandas as pa

        columns = {
            name: pa.Column(_kind(column), _checks(column), nullable=column.nullable, description=column.description)
            for name, column in self.columns.items()
        }
        return pa.DataFrameSchema(
            columns, name=self.name, description=self.description, strict=True, coerce=False, unique_column_names=True
        )


def _kind(column: Column) -> object:
    """The type of a column as pandera knows it: text as pandas itself keeps it, whether or not pyarrow is installed."""
    import pandas as pd

    return pd.StringDtype("python", float("nan")) if column.kind == "str" else column.kind


def _checks(column: Column) -> list[pa.Check]:
    import pandera.pandas as pa

    allowed = [pa.Check.isin(column.isin)] if column.isin else []
    return allowed if column.ge is None else [*allowed, pa.Check.ge(column.ge)]


_ROW = {
    "filing": Column("str", "path of the filing as given"),
    "table": Column("int64", "number of the form instance in the filing, from 1", ge=1),
    "place": Column("object", "Place of the row in the file"),
}

TABLES = Model(
    "tables",
    "One row for each form instance.",
    {
        **_ROW,
        "form": Column("str", "kind of form", isin=FORMS),
        "schema": Column("str", "a place's own form schema that the form follows; null: that of its kind", nullable=True),
        "profile": Column("str", "names of the profiles laid over the schema, joined by +; null: none", nullable=True),
        "title": Column("str", "title as printed"),
        "year": Column("Int64", "budget year that the form states", nullable=True),
        "unit": Column("str", "money unit that the form states: 元, 千元, 万元, 亿元", nullable=True),
        "department": Column("str", "department or unit that files", nullable=True),
        "project": Column("str", "project name; none in department forms", nullable=True),
        "period_start": Column("Int64", "first year of the project period", nullable=True),
        "period_end": Column("Int64", "last year of the project period", nullable=True),
        "period_years": Column("Int64", "length of the period as stated, years", nullable=True),
        "two_periods": Column("bool", "the form has a medium-term and an annual half"),
        "text": Column("str", "all text of the form instance without white space"),
        "place_of_year": Column("object", "Place of the stated year", nullable=True),
        "place_of_period": Column("object", "Place of the stated period", nullable=True),
    },
)

FIELDS = Model(
    "fields",
    "One row for each labelled particular of a form's head or foot.",
    {
        **_ROW,
        "id": Column("str", "standard name of the label (schemas/vocabulary.yaml, fields)"),
        "label": Column("str", "label as printed"),
        "text": Column("str", "content as filed; empty for a blank"),
    },
)

FUNDS = Model(
    "funds",
    "One row for each money cell, rate, points or score of the funds block.",
    {
        **_ROW,
        "item": Column("str", "row label as filed"),
        "role": Column("str", "standard name of the item: total, appropriation, other, basic, project …"),
        "column": Column("str", "column heading as filed", nullable=True),
        "measure": Column(
            "str", "what the column states", isin=("budget", "opening", "adjusted", "executed", "rate", "points", "score")
        ),
        "period": Column("str", "half of a two-period form", nullable=True, isin=PERIODS),
        "fen": Column("Int64", "amount in 0.01 元, exact; null where blank or no money", nullable=True),
        "resolution": Column("Int64", "0.01 元 in one unit of the last printed digit", nullable=True),
        "number": Column("float64", "the number as printed, in `unit`", nullable=True),
        "decimals": Column("Int64", "printed decimals", nullable=True),
        "unit": Column("str", "unit of `number`: 元, 万元, %, 分", nullable=True),
        "text": Column("str", "the cell as filed"),
    },
)

GOALS = Model(
    "goals",
    "One row for each goal text.",
    {
        **_ROW,
        "period": Column("str", "period of the goal", nullable=True, isin=PERIODS),
        "kind": Column("str", "expected objective or actual completion", isin=("expected", "actual")),
        "text": Column("str", "text with wrapped lines joined; empty for a blank cell"),
        "plain": Column("str", "`text` without white space and punctuation, for comparing"),
    },
)

LEVELS = Model(
    "levels",
    "One row for each printed level-1 or level-2 name, also where no indicator follows it.",
    {
        **_ROW,
        "level": Column("int64", "1 or 2", isin=(1, 2)),
        "name": Column("str", "standard name"),
        "text": Column("str", "as printed"),
        "parent": Column("str", "standard level-1 name above a level-2 name", nullable=True),
        "period": Column("str", "half of a two-period form", nullable=True, isin=PERIODS),
        "code": Column("str", "printed code: 1, 11 …", nullable=True),
        "points": Column("float64", "points printed on the label, 分", nullable=True),
        "filled": Column("bool", "an indicator with a name stands under it"),
    },
)

INDICATORS = Model(
    "indicators",
    "One row for each third-level indicator and period.",
    {
        **_ROW,
        "number": Column("int64", "number in the table, from 1", ge=1),
        "level1": Column("str", "standard level-1 name", nullable=True),
        "level2": Column("str", "standard level-2 name", nullable=True),
        "level3": Column("str", "indicator name as filed, wrapped lines joined"),
        "plain": Column("str", "`level3` without white space and punctuation, for comparing"),
        "period": Column("str", "period of the target", nullable=True, isin=PERIODS),
        "sequence": Column("Int64", "printed list number", nullable=True),
        "level1_code": Column("str", "printed code of level 1", nullable=True),
        "level2_code": Column("str", "printed code of level 2", nullable=True),
        "declared": Column("str", "word in the operator column that is no operator: 定性", nullable=True),
        "name_unit": Column("str", "unit that the name announces: 次数 → 次, 率 → %", nullable=True),
        "name_number": Column("float64", "number with a unit inside the name: 聘用4名 → 4", nullable=True),
        "name_number_unit": Column("str", "its unit: 名", nullable=True),
        "target_text": Column("str", "target as filed"),
        "target_kind": Column("str", "number, date, range, text, blank; unasked: the form has no column for it", isin=KINDS),
        "target_operator": Column("str", "normalised comparison", nullable=True, isin=OPERATORS),
        "target_glyph": Column("str", "the comparison as filed: ≧, >=, 以上", nullable=True),
        "target_number": Column("float64", "number in `target_unit`, magnitude words multiplied out", nullable=True),
        "target_upper": Column("float64", "second bound of a range", nullable=True),
        "target_unit": Column("str", "unit as filed", nullable=True),
        "target_normal": Column("str", "normal form of the unit: 百分比 → %, 名 → 人", nullable=True),
        "target_dimension": Column("str", "money, unit-cost, ratio, persons, … (schemas/units.yaml)", nullable=True),
        "target_fen": Column("Int64", "money targets in 0.01 元, exact", nullable=True),
        "target_decimals": Column("Int64", "printed decimals", nullable=True),
        "target_magnitude": Column("str", "magnitude word that stands without a unit: 千", nullable=True),
        "target_carried": Column("str", "measure named inside a text value: 劝返率75%以上 → 劝返率", nullable=True),
        "target_plain": Column("str", "target without white space and punctuation, for comparing"),
        "actual_text": Column("str", "actual value as filed; null in target forms", nullable=True),
        "actual_kind": Column("str", "as target_kind", nullable=True, isin=KINDS),
        "actual_operator": Column("str", "as target_operator", nullable=True, isin=OPERATORS),
        "actual_number": Column("float64", "as target_number", nullable=True),
        "actual_unit": Column("str", "as target_unit", nullable=True),
        "actual_normal": Column("str", "as target_normal", nullable=True),
        "actual_dimension": Column("str", "as target_dimension", nullable=True),
        "actual_fen": Column("Int64", "as target_fen", nullable=True),
        "weight": Column("float64", "points, 分", nullable=True),
        "score": Column("float64", "score, 分", nullable=True),
        "reason": Column("str", "explanation of variance; empty where the cell is blank", nullable=True),
        "note": Column("str", "explanation of the indicator, where the form has that column", nullable=True),
        "level3_place": Column("object", "Place of the name", nullable=True),
        "target_place": Column("object", "Place of the target", nullable=True),
        "actual_place": Column("object", "Place of the actual value", nullable=True),
        "weight_place": Column("object", "Place of the points", nullable=True),
        "score_place": Column("object", "Place of the score", nullable=True),
    },
)

REPAIRS = Model(
    "repairs",
    "One row for each mend made while reading.",
    {
        **_ROW,
        "kind": Column(
            "str",
            "what was mended",
            isin=REPAIRED,
        ),
        "text": Column("str", "as filed"),
        "expected": Column("str", "as understood"),
    },
)

FILINGS = Model(
    "filings",
    "One row for each input file, also where nothing could be read from it.",
    {
        **_ROW,
        "table": Column("Int64", "always null: the row speaks of the whole file", nullable=True),
        "place": Column("object", "Place in the file, as far as one is known"),
        "status": Column("str", "how far the reading came", isin=("checked", "no-form", "unreadable")),
        "failure": Column("str", "id of the rule of family `file` that says why it went no further", nullable=True),
        "detail": Column("str", "what the reader saw, for the message", nullable=True),
    },
)

ROSTER = Model(
    "roster",
    "One row for each department that must file; there is a roster in audits only.",
    {
        "filing": Column("str", "name of the roster"),
        "table": Column("Int64", "always null: a roster holds no forms", nullable=True),
        "place": Column("object", "Place of the name in the roster"),
        "department": Column("str", "name as listed"),
        "plain": Column("str", "`department` without white space and punctuation, for comparing"),
    },
)

EXPECTATIONS = Model(
    "expectations",
    "One row for each expectation of a bureau's own suites and form that does not meet it, one for each that all meet.",
    {
        "filing": Column("str", "path of the filing; name of the suite's file, where all filings together are judged"),
        "table": Column("Int64", "number of the form in its filing", nullable=True),
        "indicator": Column("Int64", "number of the indicator in its form", nullable=True),
        "place": Column("object", "Place of the first row that does not meet it"),
        "related": Column("object", "Places of the others, a tuple", nullable=True),
        "met": Column("bool", "whether it is met"),
        "severity": Column("str", "as the suite says", isin=("error", "warning", "info")),
        "value": Column("str", "what stands there", nullable=True),
        "wanted": Column("str", "the expectation in the words of Great Expectations"),
        "suite": Column("str", "name of the suite"),
        "zh": Column("str", "what is said of it, in Chinese"),
        "en": Column("str", "the same in English"),
    },
)

MODELS: dict[str, Model] = {model.name: model for model in (FILINGS, TABLES, FIELDS, FUNDS, GOALS, LEVELS, INDICATORS, REPAIRS)}
# What rules across filings see besides.
COLLECTION_MODELS: dict[str, Model] = {**MODELS, ROSTER.name: ROSTER, EXPECTATIONS.name: EXPECTATIONS}
