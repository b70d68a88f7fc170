from __future__ import annotations

from ..basis import DEFINITIONS
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=2,
    title=("时效指标没有时限", "Timeliness without a deadline"),
    requirement="时效指标应当写明时点、时长或及时率。",
    why="“及时”“按规定”无法判断是否按时；“年底前”“当日”“按月”等文字写明了时限，可以使用。",
    zh="时效指标“{level3}”的指标值“{target_text}”没有时点、时长或及时率，无法判断是否按时",
    en="The timeliness target “{target_text}” of “{level3}” names no date, duration or punctuality rate",
    fix_zh="写明时点、时长或比率，例如“2024年12月31日前”“≤15个工作日”“按期完成率≥95%”",
    fix_en="State a date, a duration or a rate, such as 2024年12月31日前, ≤15个工作日 or 按期完成率≥95%",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
)
def deadline_vague(indicators: Frame) -> Mask:
    """A timeliness target says when, within what time, or at what rate.

    Deadlines in words (年底前, 当日, 按月) count.

    | level2       | level3       | target             | found |
    | ------------ | ------------ | ------------------ | ----- |
    | 时效指标     | 资金拨付     | 及时               | yes   |
    | 时效指标     | 采购审批     | 按规定程序办理     | yes   |
    | 时效指标     | 工程建设     | 按进度稳步推进     | yes   |
    | 时效指标     | 工程建设     | 2024年12月31日前   |       |
    | 时效指标     | 工程建设     | 年底前完成         |       |
    | 时效指标     | 资金拨付     | 当月拨付           |       |
    | 时效指标     | 来件答复     | ≤24小时            |       |
    | 时效指标     | 来件答复     | 两个工作日内       |       |
    | 时效指标     | 资金拨付     | 拨付及时率95%以上  |       |
    | 质量指标     | 资金拨付     | 及时               |       |
    """
    return spoken(indicators, "deadline_vague", indicators.level2.eq("时效指标"))
