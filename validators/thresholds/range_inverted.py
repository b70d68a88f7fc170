from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("区间上下限颠倒", "A range whose upper bound is below its lower bound"),
    requirement="区间先写下限，再写上限。",
    why="上限小于下限，没有一个结果能落在区间里，多半是数字抄错了，或者漏了一位。",
    zh="“{level3}”的指标值“{target_text}”，前一个数{target_number}大于后一个数{target_upper}",
    en="The target “{target_text}” of “{level3}” runs from {target_number} down to {target_upper}",
    fix_zh="核对两个数；如果没有抄错，写成从小到大；如果说的是由多降到少，指标值写降到的数，例如“≤{target_upper}{target_unit}”",
    fix_en="Check both figures; if they are right, write the lower one first; if a fall is meant, state what it falls to, "
    "such as ≤{target_upper}{target_unit}",
    found="{target_text}",
    needs=("indicators.target_kind=range",),
)
def range_inverted(indicators: Frame) -> Mask:
    """A range runs from its lower bound to its upper bound.

    No result lies in one that runs the other way: a figure was mistyped, or lost a digit.

    | level2   | level3         | target    | found |
    | -------- | -------------- | --------- | ----- |
    | 数量指标 | 河道巡查次数   | 60-50次   | yes   |
    | 质量指标 | 水质达标率     | 98%~95%   | yes   |
    | 数量指标 | 河道巡查次数   | 50-60次   |       |
    | 数量指标 | 河道巡查次数   | 50-50次   |       |
    | 数量指标 | 河道巡查次数   | ≥60次     |       |
    | 时效指标 | 建设期         | 2024-2023 |       |
    """
    return indicators.target_upper.lt(indicators.target_number).astype("boolean").where(indicators.target_kind.eq("range"))
