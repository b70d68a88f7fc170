"""The canonical frames: what every rule sees, for any number of filings together.

Each model documents its columns. All frames carry `filing` (the path as given) and `table` (its number in the filing,
from 1). `place` holds the `Place` of the row in the file. Money stands in `fen`: exact integers of 0.01 元.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

FORMS = ("project-target", "project-approval", "project-self-evaluation", "department-target", "department-self-evaluation")
PERIODS = ("annual", "medium-term")
OPERATORS = ("≥", ">", "=", "<", "≤", "±")
KINDS = ("number", "date", "range", "text", "blank")


class _Frame(pa.DataFrameModel):
    filing: str = pa.Field(description="path of the filing as given")
    table: int = pa.Field(ge=1, description="number of the form instance in the filing, from 1")
    place: object = pa.Field(description="Place of the row in the file")

    class Config(pa.DataFrameModel.Config):
        strict = True
        coerce = False
        unique_column_names = True


class Tables(_Frame):
    """One row for each form instance."""

    form: str = pa.Field(isin=FORMS, description="kind of form")
    title: str = pa.Field(description="title as printed")
    year: pd.Int64Dtype = pa.Field(nullable=True, description="budget year that the form states")
    unit: str = pa.Field(nullable=True, description="money unit that the form states: 元, 千元, 万元, 亿元")
    department: str = pa.Field(nullable=True, description="department or unit that files")
    project: str = pa.Field(nullable=True, description="project name; none in department forms")
    period_start: pd.Int64Dtype = pa.Field(nullable=True, description="first year of the project period")
    period_end: pd.Int64Dtype = pa.Field(nullable=True, description="last year of the project period")
    period_years: pd.Int64Dtype = pa.Field(nullable=True, description="length of the period as stated, years")
    two_periods: bool = pa.Field(description="the form has a medium-term and an annual half")
    text: str = pa.Field(description="all text of the form instance without white space")
    place_of_year: object = pa.Field(nullable=True, description="Place of the stated year")
    place_of_period: object = pa.Field(nullable=True, description="Place of the stated period")


class Fields(_Frame):
    """One row for each labelled particular of a form's head or foot."""

    id: str = pa.Field(description="standard name of the label (schemas/vocabulary.yaml, fields)")
    label: str = pa.Field(description="label as printed")
    text: str = pa.Field(description="content as filed; empty for a blank")


class Funds(_Frame):
    """One row for each money cell, rate, points or score of the funds block."""

    item: str = pa.Field(description="row label as filed")
    role: str = pa.Field(description="standard name of the item: total, appropriation, other, basic, project …")
    column: str = pa.Field(nullable=True, description="column heading as filed")
    measure: str = pa.Field(
        isin=("budget", "opening", "adjusted", "executed", "rate", "points", "score"), description="what the column states"
    )
    period: str = pa.Field(nullable=True, isin=PERIODS, description="half of a two-period form")
    fen: pd.Int64Dtype = pa.Field(nullable=True, description="amount in 0.01 元, exact; null where blank or no money")
    resolution: pd.Int64Dtype = pa.Field(nullable=True, description="0.01 元 in one unit of the last printed digit")
    number: float = pa.Field(nullable=True, description="the number as printed, in `unit`")
    decimals: pd.Int64Dtype = pa.Field(nullable=True, description="printed decimals")
    unit: str = pa.Field(nullable=True, description="unit of `number`: 元, 万元, %, 分")
    text: str = pa.Field(description="the cell as filed")
    partial: bool = pa.Field(description="stands under 其中: part of the item above, need not add up")


class Goals(_Frame):
    """One row for each goal text."""

    period: str = pa.Field(nullable=True, isin=PERIODS, description="period of the goal")
    kind: str = pa.Field(isin=("expected", "actual"), description="expected objective or actual completion")
    text: str = pa.Field(description="text with wrapped lines joined; empty for a blank cell")
    plain: str = pa.Field(description="`text` without white space and punctuation, for comparing")


class Levels(_Frame):
    """One row for each printed level-1 or level-2 name, also where no indicator follows it."""

    level: int = pa.Field(isin=(1, 2), description="1 or 2")
    name: str = pa.Field(description="standard name")
    text: str = pa.Field(description="as printed")
    parent: str = pa.Field(nullable=True, description="standard level-1 name above a level-2 name")
    period: str = pa.Field(nullable=True, isin=PERIODS, description="half of a two-period form")
    code: str = pa.Field(nullable=True, description="printed code: 1, 11 …")
    points: float = pa.Field(nullable=True, description="points printed on the label, 分")
    filled: bool = pa.Field(description="an indicator with a name stands under it")


class Indicators(_Frame):
    """One row for each third-level indicator and period."""

    number: int = pa.Field(ge=1, description="number in the table, from 1")
    level1: str = pa.Field(nullable=True, description="standard level-1 name")
    level2: str = pa.Field(nullable=True, description="standard level-2 name")
    level3: str = pa.Field(description="indicator name as filed, wrapped lines joined")
    plain: str = pa.Field(description="`level3` without white space and punctuation, for comparing")
    period: str = pa.Field(nullable=True, isin=PERIODS, description="period of the target")
    sequence: pd.Int64Dtype = pa.Field(nullable=True, description="printed list number")
    level1_code: str = pa.Field(nullable=True, description="printed code of level 1")
    level2_code: str = pa.Field(nullable=True, description="printed code of level 2")
    declared: str = pa.Field(nullable=True, description="word in the operator column that is no operator: 定性")
    name_unit: str = pa.Field(nullable=True, description="unit that the name announces: 次数 → 次, 率 → %")
    name_number: float = pa.Field(nullable=True, description="number with a unit inside the name: 聘用4名 → 4")
    name_number_unit: str = pa.Field(nullable=True, description="its unit: 名")
    target_text: str = pa.Field(description="target as filed")
    target_kind: str = pa.Field(isin=KINDS, description="number, date, range, text, blank")
    target_operator: str = pa.Field(nullable=True, isin=OPERATORS, description="normalised comparison")
    target_glyph: str = pa.Field(nullable=True, description="the comparison as filed: ≧, >=, 以上")
    target_number: float = pa.Field(nullable=True, description="number in `target_unit`, magnitude words multiplied out")
    target_upper: float = pa.Field(nullable=True, description="second bound of a range")
    target_unit: str = pa.Field(nullable=True, description="unit as filed")
    target_normal: str = pa.Field(nullable=True, description="normal form of the unit: 百分比 → %, 名 → 人")
    target_dimension: str = pa.Field(nullable=True, description="money, unit-cost, ratio, persons, … (schemas/units.yaml)")
    target_fen: pd.Int64Dtype = pa.Field(nullable=True, description="money targets in 0.01 元, exact")
    target_decimals: pd.Int64Dtype = pa.Field(nullable=True, description="printed decimals")
    target_magnitude: str = pa.Field(nullable=True, description="magnitude word that stands without a unit: 千")
    target_carried: str = pa.Field(nullable=True, description="measure named inside a text value: 劝返率75%以上 → 劝返率")
    target_plain: str = pa.Field(description="target without white space and punctuation, for comparing")
    actual_text: str = pa.Field(nullable=True, description="actual value as filed; null in target forms")
    actual_kind: str = pa.Field(nullable=True, isin=KINDS, description="as target_kind")
    actual_operator: str = pa.Field(nullable=True, isin=OPERATORS, description="as target_operator")
    actual_number: float = pa.Field(nullable=True, description="as target_number")
    actual_unit: str = pa.Field(nullable=True, description="as target_unit")
    actual_normal: str = pa.Field(nullable=True, description="as target_normal")
    actual_dimension: str = pa.Field(nullable=True, description="as target_dimension")
    actual_fen: pd.Int64Dtype = pa.Field(nullable=True, description="as target_fen")
    weight: float = pa.Field(nullable=True, description="points, 分")
    score: float = pa.Field(nullable=True, description="score, 分")
    reason: str = pa.Field(nullable=True, description="explanation of variance; empty where the cell is blank")
    note: str = pa.Field(nullable=True, description="explanation of the indicator, where the form has that column")
    level3_place: object = pa.Field(nullable=True, description="Place of the name")
    target_place: object = pa.Field(nullable=True, description="Place of the target")
    actual_place: object = pa.Field(nullable=True, description="Place of the actual value")


class Repairs(_Frame):
    """One row for each mend made while reading."""

    kind: str = pa.Field(
        isin=("shifted", "clipped-label", "continued", "unlabelled", "nested-label"), description="what was mended"
    )
    text: str = pa.Field(description="as filed")
    expected: str = pa.Field(description="as understood")


class Filings(pa.DataFrameModel):
    """One row for each input file, also where nothing could be read from it."""

    filing: str = pa.Field(description="path of the filing as given")
    table: pd.Int64Dtype = pa.Field(nullable=True, description="always null: the row speaks of the whole file")
    place: object = pa.Field(description="Place in the file, as far as one is known")
    status: str = pa.Field(isin=("checked", "no-form", "unreadable"), description="how far the reading came")
    failure: str = pa.Field(nullable=True, description="id of the rule of family `file` that says why it went no further")
    detail: str = pa.Field(nullable=True, description="what the reader saw, for the message")

    class Config(pa.DataFrameModel.Config):
        strict = True
        coerce = False


MODELS: dict[str, type[pa.DataFrameModel]] = {
    "filings": Filings,
    "tables": Tables,
    "fields": Fields,
    "funds": Funds,
    "goals": Goals,
    "levels": Levels,
    "indicators": Indicators,
    "repairs": Repairs,
}

__all__ = ["MODELS", "Fields", "Filings", "Funds", "Goals", "Indicators", "Levels", "Repairs", "Tables"]
