from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric, of_satisfaction
from ..basis import SYSTEM_CHECK
from ..naming import adverse, bare
from ..rule import Frame, Mask, rule
from ..wording import amount

_DONE = ("完成率", "到位率", "落实率", "整改率", "化解率", "处置率")
_GOOD = (*vocabulary().words.bounded_rates, *_DONE)


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("满意度、合格率用“≤”", "Satisfaction or pass rate with a ceiling"),
    requirement="满意度、合格率、完成率一类指标应当是下限。",
    why="投诉、差错、超支类指标本来就是上限，放在满意度下也一样。",
    zh="“{level3}”越高越好，指标值却是“{target_text}”，越低得分越高",
    en="More is better for “{level3}”, but its target is {target_text}: the lower the result, the higher the score",
    fix_zh="改为“≥{amount}”",
    fix_en="Write ≥{amount}",
    found="{target_text}",
    expected="≥{amount}",
)
def satisfaction_capped(indicators: Frame) -> Frame | Mask:
    """Satisfaction, pass rates, completion rates and the like are floors.

    Complaints, faults and overruns are ceilings by right, also under 满意度.

    | level2             | level3         | target    | found |
    | ------------------ | -------------- | --------- | ----- |
    | 服务对象满意度指标 | 服务对象满意度 | ≤95%      | yes   |
    | 质量指标           | 工程验收合格率 | 不超过98% | yes   |
    | 质量指标           | 年度任务完成率 | ≤98%      | yes   |
    | 服务对象满意度指标 | 服务对象满意度 | ≥95%      |       |
    | 质量指标           | 任务未完成率   | ≤2%       |       |
    | 服务对象满意度指标 | 群众投诉率     | ≤2%       |       |
    | 质量指标           | 产品不合格率   | ≤2%       |       |
    | 质量指标           | 设备故障率     | ≤2%       |       |
    | 时效指标           | 资金发放及时率 | ≤3万元    |       |
    """
    good = (of_satisfaction(indicators) | bare(indicators).str.endswith(_GOOD)) & ~adverse(indicators)
    ceiling = indicators.target_operator.isin(["≤", "<"])
    measured = indicators.target_dimension.isin(["ratio", "grade"]) | indicators.target_dimension.isna()
    offends = ceiling.astype("boolean").where(numeric(indicators) & good & measured)
    if not offends.any():
        return offends
    return indicators.assign(
        offends=offends,
        amount=amount(indicators),
    )
