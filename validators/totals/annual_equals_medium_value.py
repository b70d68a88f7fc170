from __future__ import annotations

from ..annual_values import value_pairs
from ..basis import ARITHMETIC
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=ARITHMETIC,
    opinion=4,
    title=("多年项目两期指标值相同", "A project of several years with one target for both periods"),
    requirement="可以逐年累加的数量，多年合计应当多于一年。",
    why="只在确知项目期超过一年时核对。",
    zh="项目期{years}年，“{level3}”的中期与年度指标值都是{annual_shown}，按年度数{years}年合计应为{whole}",
    en="The project runs {years} years, yet “{level3}” has {annual_shown} in both periods; {years} such years make {whole}",
    fix_zh="中期指标值填项目期内各年合计；如只在本年完成，请说明其他年度的产出",
    fix_en="State the sum of all years as the medium-term target; if it is done in this year alone, say what the others bring",
    found="{annual_shown}",
    expected="{whole}",
    arithmetic="{annual_shown} × {years} = {whole} > {medium_shown}",
    needs=("indicators.period=medium-term",),
)
def annual_equals_medium_value(indicators: Frame, tables: Frame) -> Frame:
    """What adds up over several years is more than one year's.

    Only where the project's length is known to be more than a year.

    | table | level2   | level3       | target  | period      | found |
    | ----- | -------- | ------------ | ------- | ----------- | ----- |
    | 1     | 数量指标 | 办理案件     | ≥60件   | medium-term |       |
    | 1     | 数量指标 | 办理案件     | ≥60件   | annual      | yes   |
    | 1     | 数量指标 | 护林员       | 12人    | medium-term |       |
    | 1     | 数量指标 | 护林员       | 12人    | annual      |       |
    | 1     | 质量指标 | 办结率       | ≥95%    | medium-term |       |
    | 1     | 质量指标 | 办结率       | ≥95%    | annual      |       |
    | 1     | 数量指标 | 每年办理案件 | ≥60件   | medium-term |       |
    | 1     | 数量指标 | 每年办理案件 | ≥60件   | annual      |       |
    | 1     | 数量指标 | 运行维护系统 | ≥12套   | medium-term |       |
    | 1     | 数量指标 | 运行维护系统 | ≥12套   | annual      |       |
    | 2     | 数量指标 | 办理案件     | ≥60件   | medium-term |       |
    | 2     | 数量指标 | 办理案件     | ≥60件   | annual      |       |

    tables:

    | table | period_years |
    | ----- | ------------ |
    | 1     | 3            |
    | 2     | 1            |
    """
    rows = value_pairs(indicators, tables)
    rows = rows.loc[rows.flow & rows.years.gt(1).fillna(False).astype(bool) & rows.annual.gt(0)]
    numbers = rows.target_number_annual * rows.years.astype("float64")
    whole = [f"{number:.12g}{unit}" for number, unit in zip(numbers, rows.target_unit_annual.fillna(""), strict=True)]
    return rows.assign(offends=rows.annual.eq(rows.medium), whole=whole)
