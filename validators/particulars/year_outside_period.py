from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..choice import either
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("表头年度不在项目周期内", "Year outside the project period"),
    requirement="表头年度应当在项目周期之内。",
    why="表头年度不在项目周期内，表中的指标值在当年就没有约束力。自评表可以在周期最后一年的次年填报，只作警告。",
    zh="本表是{year}年度的，而项目周期是{period_zh}，不包括{year}年",
    en="The form is for {year}, but the project runs {period_en}",
    fix_zh="核对后改正年度或起止年份，例如“{year}年—{year}年”；结转项目请延长周期并说明",
    fix_en="Correct the year or the period, such as {year}–{year}; for carried-over projects extend the period and say so",
    found="{period_zh}",
    expected="{year}",
    needs=("tables.year", "tables.period_start", "tables.period_end"),
)
def year_outside_period(tables: Frame) -> Frame:
    """The year of a form lies in the project's period.

    Otherwise its targets bind nobody in that year. A self-evaluation may follow in the year after the last: a warning.

    | table | form                    | year | period_start | period_end | found |
    | ----- | ----------------------- | ---- | ------------ | ---------- | ----- |
    | 1     | project-target          | 2024 | 2023         | 2023       | yes   |
    | 2     | project-target          | 2024 | 2023         | 2025       |       |
    | 3     | project-target          | 2024 | 2024         | 2024       |       |
    | 4     | project-target          | 2024 |              |            |       |
    | 5     | project-self-evaluation | 2024 | 2023         | 2023       | yes   |
    """
    known = tables.year.notna() & tables.period_start.notna() & tables.period_end.notna()
    outside = tables.year.lt(tables.period_start) | tables.year.gt(tables.period_end)
    late = tables.form.str.endswith("self-evaluation") & tables.year.eq(tables.period_end + 1).fillna(False)
    start, end = tables.period_start.astype("string").fillna(""), tables.period_end.astype("string").fillna("")
    one_year = start.eq(end)
    return tables.assign(
        offends=outside.astype("boolean").where(known, pd.NA),
        period_zh=either(one_year, start + "年", start + "年至" + end + "年"),
        period_en=either(one_year, "in " + start, "from " + start + " to " + end),
        severity=either(late, "warning", "error"),
        place=tables.place_of_period.where(tables.place_of_period.notna(), tables.place),
        related=[(place,) for place in tables.place_of_year],
    )
