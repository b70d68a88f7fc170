from __future__ import annotations

import pandas as pd

from ..basis import ARITHMETIC
from ..placing import placed
from ..rule import Frame, rule

_YEAR = r"^\D{0,3}(20\d\d)\s*(?:年|[./-]\s*\d)"


@rule(
    severity="warning",
    basis=ARITHMETIC,
    opinion=11,
    title=("时限不在本表年度", "Deadline outside the form's year"),
    requirement="指标值中的完成时间应当在本表年度或项目期之内。",
    why=(
        "完成时间早于本表年度，多为沿用上年的表格没有改；晚于项目期最后一年，当年无法考核。没有写明项目期的表，晚于本年度的时间"
        "可能是跨年项目，不作判断；完成值不受此限。"
    ),
    zh="“{level3}”的时限是{due}年，而本表{period_zh}",
    en="“{level3}” is due in {due}, but the form {period_en}",
    fix_zh="核对年份，改为{year}年的时间；跨年的，写明项目期",
    fix_en="Check the year and state a date in {year}; if the work runs over several years, state the project period",
    found="{target_text}",
    expected="{year}",
    needs=("tables.year", "indicators.target_kind=date"),
)
def deadline_outside_year(indicators: Frame, tables: Frame) -> Frame:
    """A deadline lies in the form's year, or in the project's period.

    An earlier year is mostly left from last year's form. A later one is left alone where the form states no period: the work
    may go on. The annual half of a form of several years speaks of its year, the medium-term half of the period.

    | table | level2   | level3       | target           | period      | found |
    | ----- | -------- | ------------ | ---------------- | ----------- | ----- |
    | 1     | 时效指标 | 验收完成时间 | 2023年11月30日前 | annual      | yes   |
    | 1     | 时效指标 | 验收完成时间 | 2024年11月30日前 | annual      |       |
    | 1     | 时效指标 | 验收完成时间 | 2025年3月底前    | annual      |       |
    | 1     | 时效指标 | 验收完成时间 | 11月底前         | annual      |       |
    | 2     | 时效指标 | 验收完成时间 | 2024年11月30日前 | annual      |       |
    | 2     | 时效指标 | 验收完成时间 | 2026年11月30日前 | medium-term |       |
    | 2     | 时效指标 | 验收完成时间 | 2027年11月30日前 | medium-term | yes   |
    | 2     | 时效指标 | 验收完成时间 | 2023年11月30日前 | medium-term | yes   |
    | 2     | 时效指标 | 验收完成时间 | 2026年11月30日前 | annual      | yes   |
    | 3     | 时效指标 | 验收完成时间 | 2026年11月30日前 | annual      |       |
    | 3     | 时效指标 | 验收完成时间 | 2027年1月10日前  | annual      | yes   |
    | 3     | 时效指标 | 验收完成时间 | 2025年1月10日前  | annual      |       |
    | 4     | 时效指标 | 验收完成时间 | 2020年1月10日前  | annual      |       |

    tables:

    | table | year | period_start | period_end | two_periods |
    | ----- | ---- | ------------ | ---------- | ----------- |
    | 1     | 2024 |              |            |             |
    | 2     | 2024 | 2024         | 2026       | yes         |
    | 3     | 2025 | 2024         | 2026       |             |
    | 4     |      |              |            |             |
    """
    stated = tables[["filing", "table", "year", "period_start", "period_end", "two_periods"]]
    dated = indicators.loc[indicators.target_kind.eq("date")].merge(stated, on=["filing", "table"], how="left")
    due = dated.target_text.str.extract(_YEAR)[0].astype("Int64")
    own = dated.two_periods & dated.period.eq("annual")
    first = dated.year.where(own, dated.period_start.fillna(dated.year))
    first = first.where(first.le(dated.year).fillna(True), dated.year)
    last = dated.year.where(own, dated.period_end)
    early, late = due.lt(first).fillna(False), due.gt(last).fillna(False) & dated.year.le(last).fillna(False)
    one = first.eq(last).fillna(True)
    years = first.astype("string") + "年至" + last.astype("string") + "年"
    return placed(dated, "target_place").assign(
        offends=(early | late).astype("boolean").where(due.notna() & dated.year.notna(), pd.NA),
        due=due.astype("string"),
        period_zh=("是" + dated.year.astype("string") + "年度的").where(one, "的项目期是" + years),
        period_en=("is for " + dated.year.astype("string")).where(one, "covers a project of " + years),
    )
