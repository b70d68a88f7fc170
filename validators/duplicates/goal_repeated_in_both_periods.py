from __future__ import annotations

import pandas as pd

from ..basis import DEFINITIONS
from ..rule import Frame, rule
from ..similarity import differences_told, figures, likeness


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=2,
    title=("中期目标与年度目标相同", "Annual goal repeats the medium-term goal"),
    requirement="年度目标应当写明本年度在整个项目期中要完成的部分。",
    why=(
        "照抄中期目标，就看不出本年度要完成什么；数字不同的，视为两个目标。项目期只有一年的，两者相同是正常的；"
        "表内没有写明项目期的，无法判断。"
    ),
    zh="年度目标与中期目标文字相同{apart_zh}，而项目期有{years}年，看不出{year}年度要完成什么",
    en="The annual goal repeats the medium-term goal of a project of {years} years{apart_en}: what of it {year} brings is open",
    fix_zh="年度目标只写本年度要完成的内容和数量，例如中期“三年改造管网90公里”，年度写“本年改造管网30公里”",
    fix_en="State this year's part in the annual goal, such as 30 km this year of 90 km in three years",
    found="{text}",
    needs=("goals.period=medium-term",),
)
def goal_repeated_in_both_periods(goals: Frame, tables: Frame) -> Frame:
    """The annual goal says what this year contributes to the whole.

    A copy of the medium-term goal says nothing of it. In a project of one year both are rightly the same, and where the form
    does not state how long the project runs, that cannot be judged. Goals with other figures differ.

    | table | period      | text                                 | found |
    | ----- | ----------- | ------------------------------------ | ----- |
    | 1     | medium-term | 改造老旧管网，保障居民用水安全。     |       |
    | 1     | annual      | 改造老旧管网，保障居民用水安全       | yes   |
    | 2     | medium-term | 改造老旧管网，保障居民用水安全。     |       |
    | 2     | annual      | 改造老旧管网，保障居民用水安全。     |       |
    | 3     | medium-term | 改造老旧管网90公里，保障用水安全。   |       |
    | 3     | annual      | 改造老旧管网30公里，保障用水安全。   |       |
    | 4     | medium-term | 改造老旧管网，保障居民用水安全。     |       |
    | 4     | annual      | 改造老旧管网，保障居民用水安全。     |       |
    | 5     | medium-term | 改造老旧管网，保障居民用水安全。     |       |
    | 5     | annual      |                                      |       |

    tables:

    | table | period_start | period_end | year |
    | ----- | ------------ | ---------- | ---- |
    | 1     | 2023         | 2025       | 2024 |
    | 2     | 2024         | 2024       | 2024 |
    | 3     | 2023         | 2025       | 2024 |
    | 5     | 2023         | 2025       | 2024 |
    """
    filled = goals.loc[goals.kind.eq("expected") & goals.plain.ne("")]
    annual, whole = (filled.loc[filled.period.eq(period)] for period in ("annual", "medium-term"))
    if whole.empty:
        return whole.assign(offends=False)
    keys = ["filing", "table"]
    pairs = annual.merge(whole, on=keys, suffixes=("", "_whole")).merge(
        tables[[*keys, "year", "period_start", "period_end", "period_years"]], on=keys
    )
    years = (pairs.period_end - pairs.period_start + 1).fillna(pairs.period_years)
    same = likeness(pairs.plain, pairs.plain_whole).ge(0.98) & figures(pairs.plain).eq(figures(pairs.plain_whole))
    apart_zh, apart_en = differences_told(pairs.plain_whole.where(same, ""), pairs.plain.where(same, ""))
    return pairs.assign(
        apart_zh=apart_zh,
        apart_en=apart_en,
        offends=(same & years.gt(1)).astype("boolean").where(~same | years.notna(), pd.NA),
        years=years,
        year=pairs.year.astype("string").fillna("—"),
        related=[(place,) for place in pairs.place_whole],
        reason_zh="年度目标与中期目标相同，但表内没有写明项目期有几年",
        reason_en="the two goals are the same, but the form does not state how many years the project runs",
    )
