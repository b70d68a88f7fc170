from __future__ import annotations

from ..applicability import numeric
from ..basis import METHOD
from ..naming import rate_of_decline
from ..rule import Frame, Mask, rule
from ..wording import amount


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("事故、投诉、能耗的下降率用“≤”", "A decline in accidents, complaints or losses with a ceiling"),
    requirement="事故、投诉、能耗一类的下降率、降低率应当是下限。",
    why="事故越少越好，降得越多就越好，用“≤”计分时降得越少得分越高。好事的下降率（如出勤下降率）本来就是上限，不作判断。",
    zh="“{level3}”降得越多越好，指标值却是“{target_text}”，降得越少得分越高",
    en="The larger “{level3}” the better, but its target is {target_text}: the smaller the fall, the higher the score",
    fix_zh="改为“≥{amount}”；如果说的是事故、投诉本身的数，把名称里的“下降”去掉",
    fix_en="Write ≥{amount}; if accidents or complaints themselves are meant, take the fall out of the name",
    found="{target_text}",
    expected="≥{amount}",
)
def decline_capped(indicators: Frame) -> Frame | Mask:
    """What is bad should fall by so much at least.

    The fall of what is good is a ceiling by right.

    | level2       | level3               | target | found |
    | ------------ | -------------------- | ------ | ----- |
    | 社会效益指标 | 安全事故下降率       | ≤5%    | yes   |
    | 生态效益指标 | 单位能耗降低比例     | 不超过3% | yes |
    | 社会效益指标 | 群众投诉减少率       | ＜0.5% | yes   |
    | 社会效益指标 | 安全事故下降率       | ≥5%    |       |
    | 社会效益指标 | 安全事故下降率       | ＝5%   |       |
    | 社会效益指标 | 安全事故发生率       | ≤5%    |       |
    | 社会效益指标 | 出勤人数下降率       | ≤5%    |       |
    | 社会效益指标 | 安全事故下降率       | ≤0%    |       |
    | 社会效益指标 | 群众投诉减少         | ≤10件  |       |
    """
    ceiling = indicators.target_operator.isin(["≤", "<"]) & indicators.target_number.gt(0)
    offends = ceiling.astype("boolean").where(numeric(indicators) & rate_of_decline(indicators))
    return indicators.assign(offends=offends, amount=amount(indicators)) if offends.any() else offends
