from __future__ import annotations

from ..annual_values import value_pairs
from ..basis import ARITHMETIC
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=ARITHMETIC,
    opinion=4,
    title=("年度指标值大于中期指标值", "Annual target above the medium-term one"),
    requirement="一年的数量应当是全期数量的一部分。",
    why="只核对可以逐年累加的数量。年度的比率高于中期并不是错，只说明中期目标偏低；人员、设备某一年可以多于期末。",
    zh="“{level3}”年度指标值{annual_shown}大于中期指标值{medium_shown}，一年的数量不会多于全期",
    en="“{level3}”: annual target {annual_shown}, medium-term target {medium_shown}; a year is part of the whole",
    fix_zh="核对两期的指标值：中期填项目期内合计，年度填当年数",
    fix_en="Check both: the medium-term target is the sum of all years, the annual one that of this year",
    found="{annual_shown}",
    expected="≤{medium_shown}",
    arithmetic="{annual_shown} > {medium_shown}",
    needs=("indicators.period=medium-term",),
)
def annual_exceeds_medium_value(indicators: Frame, tables: Frame) -> Frame:
    """What is counted in one year is part of what is counted in all.

    Only for what adds up over the years. A rate higher in the year than in the medium term is no fault: the longer target
    is merely the weaker one. Staff and equipment may be more in one year than at the end.

    | level2   | level3       | target  | period      | found |
    | -------- | ------------ | ------- | ----------- | ----- |
    | 数量指标 | 办理案件     | ≥60件   | medium-term |       |
    | 数量指标 | 办理案件     | ≥80件   | annual      | yes   |
    | 数量指标 | 宣传活动     | ≥9次    | medium-term |       |
    | 数量指标 | 宣传活动     | ≥3次    | annual      |       |
    | 数量指标 | 护林员       | 12人    | medium-term |       |
    | 数量指标 | 护林员       | 14人    | annual      |       |
    | 质量指标 | 办结率       | ≥95%    | medium-term |       |
    | 质量指标 | 办结率       | ≥98%    | annual      |       |
    | 数量指标 | 投诉案件     | ≤5件    | medium-term |       |
    | 数量指标 | 投诉案件     | ≤6件    | annual      |       |
    """
    rows = value_pairs(indicators, tables)
    rows = rows.loc[rows.flow]
    return rows.assign(offends=rows.annual.gt(rows.medium))
