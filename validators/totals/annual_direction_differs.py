from __future__ import annotations

from ..annual_values import value_pairs
from ..basis import METHOD
from ..rule import Frame, rule

_UP, _DOWN = ("≥", ">"), ("≤", "<")


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("中期与年度比较方向相反", "The periods compare in opposite directions"),
    requirement="中期与年度应当使用同一方向的比较符。",
    why="同一指标一期写“不低于”、一期写“不超过”，就不知道多好还是少好。",
    zh="“{level3}”中期指标值{target_text}，年度指标值{target_text_annual}，一个要求不低于、一个要求不超过",
    en="“{level3}” has {target_text} in the medium term and {target_text_annual} in the year: one a floor, the other a ceiling",
    fix_zh="两期使用同一个比较符：越多越好用“≥”，上限、成本用“≤”",
    fix_en="Use one comparison in both periods: ≥ where more is better, ≤ for a limit or a cost",
    found="{target_text_annual}",
    expected="{target_text}",
    needs=("indicators.period=medium-term",),
)
def annual_direction_differs(indicators: Frame, tables: Frame) -> Frame:
    """Both periods ask for the same direction.

    A floor in one and a ceiling in the other leave open whether more or less is better.

    | level2   | level3   | target | period      | found |
    | -------- | -------- | ------ | ----------- | ----- |
    | 质量指标 | 漏损率   | ≤12%   | medium-term |       |
    | 质量指标 | 漏损率   | ≥10%   | annual      | yes   |
    | 质量指标 | 办结率   | ≥95%   | medium-term |       |
    | 质量指标 | 办结率   | >96%   | annual      |       |
    | 质量指标 | 合格率   | 100%   | medium-term |       |
    | 质量指标 | 合格率   | ≥98%   | annual      |       |
    """
    rows = value_pairs(indicators, tables)
    up = rows.target_operator.isin(_UP) & rows.target_operator_annual.isin(_DOWN)
    down = rows.target_operator.isin(_DOWN) & rows.target_operator_annual.isin(_UP)
    return rows.assign(offends=up | down)
