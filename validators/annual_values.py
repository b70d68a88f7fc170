"""Targets that both halves of a form state as amounts of the same thing."""

from __future__ import annotations

import pandas as pd

from ..schemas.vocabulary import vocabulary
from .both_periods import both_periods
from .halves import project_years
from .lookup import looked_up
from .money import printed
from .remembering import remembered

Frame = pd.DataFrame
_FLOWS = ("money", "occurrences", "batches", "cases", "person-times", "documents", "items")
_STANDING = "|".join(vocabulary().words.standing)


@remembered
def value_pairs(indicators: Frame, tables: Frame) -> Frame:
    """Numeric targets of one name and unit in both halves, medium-term columns bare, annual ones `…_annual`.

    `years` is the length of the project. `flow` says that what is counted adds up over the years: cases, documents, money.
    People and equipment are there every year, rates do not add up, and names such as 每年… or 聘用… say so themselves.
    """
    rows = both_periods(indicators)
    numeric = rows.target_kind.eq("number") & rows.target_kind_annual.eq("number")
    same = rows.target_normal.eq(rows.target_normal_annual) | (rows.target_fen.notna() & rows.target_fen_annual.notna())
    rows = rows.loc[numeric & same].reset_index(drop=True)
    rows = rows.assign(years=looked_up(rows, tables.assign(years=project_years(tables)), "years"))
    counted = rows.target_dimension.isin(_FLOWS) & rows.level2.isin(["数量指标", "成本指标", "经济成本指标"])
    floors = {"≥", ">", "="}
    upward = rows.target_operator.isin(floors) | rows.target_operator.isna() | rows.target_dimension.eq("money")
    medium = rows.target_fen.astype("float64").fillna(rows.target_number)
    annual = rows.target_fen_annual.astype("float64").fillna(rows.target_number_annual)
    return rows.assign(
        flow=counted & upward & ~rows.level3.str.contains(_STANDING),
        medium=medium,
        annual=annual,
        medium_shown=printed(rows.target_number, rows.target_decimals, rows.target_unit),
        annual_shown=printed(rows.target_number_annual, rows.target_decimals_annual, rows.target_unit_annual),
        place=rows.target_place_annual,
        related=[(place,) for place in rows.target_place],
        number=rows.number_annual,
    )
