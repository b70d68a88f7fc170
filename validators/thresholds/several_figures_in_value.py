from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=5,
    title=("一个指标值写了多个数", "Several figures in one value"),
    requirement="一条指标只写一个指标值。",
    why="多个数放在一起不能分别打分。时效指标可以分阶段写进度；日期、年份、序号不算第二个数。",
    zh="“{level3}”的指标值“{target_text}”写了多个数，不能分别打分",
    en="The target “{target_text}” of “{level3}” holds several figures, which cannot be scored apart",
    fix_zh="拆分成几条指标，每条一个指标值，例如“标语≥3条”“手册≥200份”各列一行",
    fix_en="Split it into indicators with one value each, such as one row for ≥3条 and one for ≥200份",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
)
def several_figures_in_value(indicators: Frame) -> Mask:
    """One indicator has one target.

    Stages of a schedule may stand together under 时效. Dates, years and ordinals are no second figure.

    | level2   | level3     | target                       | found |
    | -------- | ---------- | ---------------------------- | ----- |
    | 数量指标 | 宣传工作   | 制作标语3条、发放手册200份   | yes   |
    | 成本指标 | 项目支出   | 设备费5万元、安装费2.5万元   | yes   |
    | 数量指标 | 宣传工作   | 2023年12月底前制作标语3条    |       |
    | 时效指标 | 工程进度   | 6月完成50%、11月完成100%     |       |
    | 数量指标 | 标语       | 3-5条                        |       |
    | 质量指标 | 余氯合格率 | ≥95%且≤100%                  |       |
    """
    return spoken(indicators, "several_figures_in_value")
