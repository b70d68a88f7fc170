from __future__ import annotations

from ..annual_values import value_pairs
from ..basis import ARITHMETIC
from ..rule import Frame, rule

_SHARE = 0.9


@rule(
    severity="info",
    basis=ARITHMETIC,
    opinion=4,
    title=("按年度数达不到中期指标值", "The years do not reach the medium-term target"),
    requirement="各年度的指标值应当能够达到中期指标值。",
    why="只是提示：其他年度可以多于本年度。按本年度数推算不到中期指标值的九成时才提示。",
    zh="“{level3}”按年度指标值{annual_shown}计，{years}年合计{whole}，少于中期指标值{medium_shown}",
    en="At {annual_shown} a year, “{level3}” reaches {whole} in {years} years, below the medium-term target of {medium_shown}",
    fix_zh="核对两期指标值，或说明其他年度完成得更多",
    fix_en="Check both targets, or say that other years bring more",
    found="{annual_shown}",
    expected="{medium_shown}",
    arithmetic="{annual_shown} × {years} = {whole} < {medium_shown}",
    needs=("indicators.period=medium-term",),
)
def annual_values_miss_medium_value(indicators: Frame, tables: Frame) -> Frame:
    """The targets of the years lead to that of the whole period.

    A hint only, where they reach less than nine tenths of it: other years may bring more than this one.

    | table | level2   | level3   | target | period      | found |
    | ----- | -------- | -------- | ------ | ----------- | ----- |
    | 1     | 数量指标 | 办理案件 | ≥90件  | medium-term |       |
    | 1     | 数量指标 | 办理案件 | ≥20件  | annual      | yes   |
    | 1     | 数量指标 | 宣传活动 | ≥9次   | medium-term |       |
    | 1     | 数量指标 | 宣传活动 | ≥3次   | annual      |       |
    | 2     | 数量指标 | 办理案件 | ≥90件  | medium-term |       |
    | 2     | 数量指标 | 办理案件 | ≥20件  | annual      |       |

    tables:

    | table | period_years |
    | ----- | ------------ |
    | 1     | 3            |
    | 2     |              |
    """
    rows = value_pairs(indicators, tables)
    rows = rows.loc[rows.flow & rows.years.gt(1).fillna(False).astype(bool) & rows.annual.gt(0)]
    numbers = rows.target_number_annual * rows.years.astype("float64")
    whole = [f"{number:.12g}{unit}" for number, unit in zip(numbers, rows.target_unit_annual.fillna(""), strict=True)]
    return rows.assign(offends=(rows.annual * rows.years.astype("float64")).lt(_SHARE * rows.medium), whole=whole)
