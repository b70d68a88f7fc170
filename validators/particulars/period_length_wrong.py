from __future__ import annotations

import pandas as pd

from ..basis import ARITHMETIC
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("项目期与起止年不符", "Length of the period does not fit its years"),
    requirement="填写的项目期应当与起止年份相符。",
    why="按月份计算，三年的项目可能跨四个年份，因此比所跨的年份数少一年的，也予认可。",
    zh="项目期写的是{period_years}年，而起止年份{period_start}年至{period_end}年是{years}年",
    en="The period is given as {period_years} years, but {period_start} to {period_end} are {years}",
    fix_zh="改正项目期或起止年份，使两者一致",
    fix_en="Correct the length or the years so that they agree",
    found="{period_years}年",
    expected="{years}年",
    arithmetic="{period_end} − {period_start} + 1 = {years}",
    needs=("tables.period_start", "tables.period_years"),
)
def period_length_wrong(tables: Frame) -> Frame:
    """The stated length of a project is that of its years.

    Counted by months a project of three years may touch four calendar years, so one year less than the years touched is
    accepted.

    | table | period_years | period_start | period_end | found |
    | ----- | ------------ | ------------ | ---------- | ----- |
    | 1     | 5            | 2022         | 2024       | yes   |
    | 2     | 1            | 2022         | 2024       | yes   |
    | 3     | 3            | 2022         | 2024       |       |
    | 4     | 3            | 2022         | 2025       |       |
    | 5     | 1            | 2024         | 2024       |       |
    | 6     | 3            |              |            |       |
    """
    years = tables.period_end - tables.period_start + 1
    known = years.notna() & tables.period_years.notna()
    fits = tables.period_years.eq(years) | (tables.period_years.eq(years - 1) & years.gt(1))
    return tables.assign(
        offends=(~fits).astype("boolean").where(known, pd.NA),
        years=years,
        place=tables.place_of_period.where(tables.place_of_period.notna(), tables.place),
    )
