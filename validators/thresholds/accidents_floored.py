from __future__ import annotations

from ..applicability import numeric
from ..basis import SYSTEM_CHECK
from ..naming import counts_incidents, rate_of_loss
from ..rule import Frame, Mask, rule
from ..wording import amount


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("事故、投诉、损失率用“≥”", "Accidents, complaints or rates of loss with a floor"),
    requirement="事故、投诉、伤亡、差错类指标和漏损、故障、超标等比率应当是上限。",
    why="对事故、投诉所做的处理、办结、查处按工作量计数；数量指标下的投诉件数是来件量，也按工作量看。",
    zh="“{level3}”越少越好，指标值却是“{target_text}”，发生得越多得分越高",
    en="Fewer is better for “{level3}”, but its target is {target_text}: the more happen, the higher the score",
    fix_zh="改为“≤{amount}”或“＝0”；如果说的是处理、办结的数量，在名称里写明",
    fix_en="Write ≤{amount} or ＝0; if the number handled is meant, say so in the name",
    found="{target_text}",
    expected="≤{amount}",
)
def accidents_floored(indicators: Frame) -> Frame | Mask:
    """Accidents, complaints, injuries and errors, and rates of loss, fault or excess, are ceilings.

    What is done about them (处理, 办结, 查处) is counted like any work, and under 数量 complaints are work that comes in.

    | level2       | level3             | target | found |
    | ------------ | ------------------ | ------ | ----- |
    | 质量指标     | 施工安全事故起数   | ≥1起   | yes   |
    | 社会效益指标 | 群众投诉率         | ≥3%    | yes   |
    | 生态效益指标 | 供水管网漏损率     | ≥12%   | yes   |
    | 质量指标     | 设备故障率         | ≥2%    | yes   |
    | 质量指标     | 设备故障率         | ≤2%    |       |
    | 社会效益指标 | 安全事故下降率     | ≥5%    |       |
    | 质量指标     | 故障修复率         | ≥95%   |       |
    | 质量指标     | 施工安全事故起数   | ≤1起   |       |
    | 质量指标     | 施工安全事故起数   | ＝0起  |       |
    | 数量指标     | 办结群众投诉件数   | ≥80件  |       |
    | 数量指标     | 网上来件及投诉     | ≥80件  |       |
    | 数量指标     | 交通事故现场勘查   | ≥80次  |       |
    """
    floor = indicators.target_operator.isin(["≥", ">"])
    offends = floor.astype("boolean").where(numeric(indicators) & (counts_incidents(indicators) | rate_of_loss(indicators)))
    if not offends.any():
        return offends
    return indicators.assign(
        offends=offends,
        amount=amount(indicators),
    )
