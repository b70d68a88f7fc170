from __future__ import annotations

from ..applicability import applicable, of_money_cost
from ..basis import METHOD
from ..choice import either
from ..measure import at_odds
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("目标值与完成值不可比", "Target and result cannot be compared"),
    requirement="完成值应当与指标值用同一口径。",
    why=(
        "单位不同无法比较，数量、成本指标一边是文字、一边是数字也无法比较。完成值没有写单位的，"
        "视为与指标值单位相同；效益指标值为文字、完成情况带数字的不提示。"
    ),
    zh="“{level3}”的指标值“{target_text}”与完成值“{actual_text}”{why_zh}，无法比较",
    en="The target “{target_text}” and the result “{actual_text}” of “{level3}” {why_en}",
    fix_zh="指标值和完成值用同一口径、同一单位，例如“≥200件”与“198件”",
    fix_en="State both in the same terms and unit, such as ≥200件 and 198件",
    found="{actual_text}",
    needs=("indicators.actual_text",),
    follows=("quantity_not_numeric", "value_unmeasurable"),
    at="actual_place",
)
def actual_incommensurable(indicators: Frame) -> Frame:
    """A result is stated in the terms of its target.

    Different units cannot be compared, nor can a quantity's words with the figures of its result. A result without a unit
    has that of the target, and a benefit in words may well have a result with figures.

    | level2       | level3       | target   | actual                     | found |
    | ------------ | ------------ | -------- | -------------------------- | ----- |
    | 数量指标     | 走访农户     | ≥60天    | 58次                       | yes   |
    | 数量指标     | 征集意见     | 全年     | 征集意见132条，采纳86条    | yes   |
    | 成本指标     | 会议费       | 按定额   | 3.2万元                    | yes   |
    | 数量指标     | 走访农户     | ≥60户    | 58户                       |       |
    | 数量指标     | 走访农户     | ≥60户    | 58                         |       |
    | 数量指标     | 印发资料     | ≥600份   | 620册                      |       |
    | 数量指标     | 征集意见     | ≥100件   | 132条                      |       |
    | 成本指标     | 会议费       | ≤4万元   | 32000元                    |       |
    | 社会效益指标 | 群众获得感   | 有所提升 | 满意度较上年提高3个百分点  |       |
    | 数量指标     | 征集意见     | 全年     | 已完成                     |       |
    """
    judged = applicable(indicators) & indicators.actual_kind.notna() & indicators.actual_kind.ne("blank").fillna(False)
    both = indicators.target_kind.eq("number") & indicators.actual_kind.eq("number").fillna(False)
    units = at_odds(indicators.target_dimension, indicators.actual_dimension) & both
    quantity = indicators.level2.eq("数量指标") | of_money_cost(indicators)
    words = indicators.target_kind.eq("text") & ~indicators.target_text.str.contains(r"\d") & quantity
    figures = words & indicators.actual_text.str.contains(r"\d").fillna(False)
    return indicators.assign(
        offends=(units | figures).astype("boolean").where(judged & (both | words)),
        why_zh=either(units, "单位不同", "一个没有数字，一个是数字"),
        why_en=either(units, "have different units", "are words and figures: they cannot be compared"),
    )
