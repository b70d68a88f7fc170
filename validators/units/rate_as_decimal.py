from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule
from ..unitless import decimal_rate


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("比率写成小数", "A rate as a fraction"),
    requirement="比率应当写成百分比。",
    why="师生比、容积率之类本来就是数值。",
    zh="比率“{level3}”的指标值写成“{target_text}”，没有单位，会被理解为百分之一以下",
    en="The rate “{level3}” has the target {target_text} without a unit, which may be read as less than one per cent",
    fix_zh="换算成百分比，例如“≥0.95”写成“≥95%”",
    fix_en="Write a percentage: ≥95% for ≥0.95",
    found="{target_text}",
)
def rate_as_decimal(indicators: Frame) -> Mask:
    """A rate is stated in per cent.

    Ratios such as 师生比 and 容积率 are numbers by nature.

    | level2   | level3         | target | found |
    | -------- | -------------- | ------ | ----- |
    | 质量指标 | 路面抽检合格率 | ≥0.95  | yes   |
    | 质量指标 | 资金到位率     | 1      | yes   |
    | 质量指标 | 路面抽检合格率 | ≥0.95% |       |
    | 质量指标 | 路面抽检合格率 | ≥95    |       |
    | 质量指标 | 师生比         | ≥0.08  |       |
    | 数量指标 | 植树面积       | ≥0.5亩 |       |
    """
    return decimal_rate(indicators)
