from __future__ import annotations

from ..applicability import numeric, of_satisfaction
from ..basis import GUIDANCE_101
from ..naming import adverse
from ..rule import Frame, Mask, rule

_RIGHT = ("ratio", "grade", "point-difference")


@rule(
    severity="error",
    basis=GUIDANCE_101,
    opinion=4,
    title=("满意度单位不对", "Satisfaction in another unit"),
    requirement="满意度应当以“%”或“分”为单位。",
    why="用人数、次数作满意度，无法按区间打分；投诉可以计件。",
    zh="满意度指标“{level3}”的指标值“{target_text}”以“{target_unit}”为单位，满意度应当用“%”或“分”",
    en="The satisfaction target {target_text} of “{level3}” is in {target_unit}: satisfaction is stated in % or points",
    fix_zh="改写为满意度的百分比，例如“≥90%”",
    fix_en="State satisfaction in per cent, such as ≥90%",
    found="{target_text}",
    expected="≥90%",
)
def satisfaction_unit_wrong(indicators: Frame) -> Mask:
    """Satisfaction is stated in per cent or points.

    Heads or times cannot be scored by intervals. Complaints may be counted.

    | level2             | level3         | target | found |
    | ------------------ | -------------- | ------ | ----- |
    | 服务对象满意度指标 | 受益群众满意度 | ≥90人  | yes   |
    | 服务对象满意度指标 | 受益群众满意度 | ≥90%   |       |
    | 服务对象满意度指标 | 受益群众满意度 | ≥90分  |       |
    | 服务对象满意度指标 | 受益群众满意度 | ≥90百分比 |    |
    | 服务对象满意度指标 | 群众投诉       | ≤3件   |       |
    | 服务对象满意度指标 | 受益群众满意度 | ≥90    |       |
    """
    asked = numeric(indicators) & of_satisfaction(indicators) & indicators.target_unit.notna() & ~adverse(indicators)
    return (indicators.target_dimension.notna() & ~indicators.target_dimension.isin(_RIGHT)).astype("boolean").where(asked)
