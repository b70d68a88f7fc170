from __future__ import annotations

from ..applicability import of_money_cost
from ..basis import SYSTEM_CHECK
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=2,
    title=("数量、成本指标值没有数字", "Quantity or cost without a number"),
    requirement="数量指标和成本指标的指标值应当是数值。",
    why=(
        "这两类指标靠计数打分，写成文字就完全无法打分。代表数值的文字（全部、全覆盖）和“不发生”不在此列；"
        "社会成本、生态环境成本是对外部的影响，常用文字，也不在此列。"
    ),
    zh="{level2}“{level3}”的指标值“{target_text}”没有数字，无法核对完成了多少",
    en="The {level2} “{level3}” has the target “{target_text}”, which is no number: nobody can tell later how much was done",
    fix_zh="改写为“比较符＋数值＋计量单位”，例如数量“≥20次”、成本“≤12万元”；写不出数字的内容移到质量或效益指标",
    fix_en="Write comparison, number and unit, such as ≥20次 or ≤12万元; what has no number belongs under quality or benefit",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
    follows=("column_clipped", "prefix_of_fuller_text", "breaks_inside_word", "ends_dangling"),
)
def quantity_not_numeric(indicators: Frame) -> Mask:
    """A quantity or cost target is a number.

    These two are counted, so words cannot be scored at all. Words that stand for a number (全部, 全覆盖) and promises that
    nothing happens are not asked here, nor are social and ecological costs, which are burdens on others and often words.

    | level2       | level3           | target             | found |
    | ------------ | ---------------- | ------------------ | ----- |
    | 数量指标     | 农机推广         | 覆盖各主要乡镇     | yes   |
    | 数量指标     | 巡河工作         | 全年               | yes   |
    | 成本指标     | 设备购置成本     | 不超出概算         | yes   |
    | 经济成本指标 | 费用支出         | 合理               | yes   |
    | 数量指标     | 巡河次数         | ≥12次              |       |
    | 数量指标     | 巡河次数         | 三次               |       |
    | 数量指标     | 参保人员         | 应保尽保           |       |
    | 数量指标     | 安全生产         | 不发生责任事故     |       |
    | 数量指标     | 本项目不适用     | 无                 |       |
    | 社会成本指标 | 施工扰民         | 影响较小           |       |
    """
    asked = indicators.level2.eq("数量指标") | of_money_cost(indicators)
    return spoken(indicators, "quantity_not_numeric", asked)
