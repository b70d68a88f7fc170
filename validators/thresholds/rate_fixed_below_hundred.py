from __future__ import annotations

from ..applicability import numeric
from ..basis import METHOD
from ..rule import Frame, Mask, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=4,
    title=("比率用“＝”且低于100%", "A rate fixed below 100%"),
    requirement="低于100%的比率应当是下限或上限，很少恰好等于某个值。",
    why="“＝100%”和“＝0%”是正常写法。",
    zh="“{level3}”的指标值是“{target_text}”，完成得更好反而算作偏差",
    en="The target of “{level3}” is {target_text}: a better result would count as a deviation",
    fix_zh="越高越好的改为“≥”，越低越好的改为“≤”",
    fix_en="Write ≥ where more is better, ≤ where less is better",
    found="{target_text}",
)
def rate_fixed_below_hundred(indicators: Frame) -> Mask:
    """A rate below 100% is a floor or a ceiling, hardly an exact value.

    ＝100% and ＝0% are normal.

    | level2   | level3           | target | found |
    | -------- | ---------------- | ------ | ----- |
    | 质量指标 | 设备验收合格率   | ＝95%  | yes   |
    | 质量指标 | 设备验收合格率   | ＝100% |       |
    | 质量指标 | 重大差错率       | ＝0%   |       |
    | 质量指标 | 设备验收合格率   | ≥95%   |       |
    | 数量指标 | 聘用人员         | ＝6人  |       |
    """
    asked = numeric(indicators) & indicators.target_normal.eq("%").fillna(False)
    between = indicators.target_number.gt(0) & indicators.target_number.lt(100)
    return (indicators.target_operator.eq("=").fillna(False) & between).astype("boolean").where(asked)
