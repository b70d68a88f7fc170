from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric, of_money_cost
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..naming import mentions
from ..rule import Frame, Mask, rule
from ..wording import amount

_WORDS = vocabulary().words
_GUARANTEED = ("不低于", "不少于", "不小于", "至少")


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("成本指标用“≥”", "Cost with a floor"),
    requirement="成本指标应当是上限。",
    why="成本用“≥”等于鼓励多花钱。收入、节约类金额可以用“≥”；“不低于”某一补助标准的，只作提醒。",
    zh="成本指标“{level3}”的指标值是“{target_text}”，花得越多得分越高",
    en="The cost “{level3}” has the target {target_text}: the more is spent, the higher the score",
    fix_zh="成本是上限，改为“≤{amount}”；如果说的是收入或节约，移到经济效益指标",
    fix_en="A cost is a ceiling: write ≤{amount}; if income or savings are meant, move it to the economic benefits",
    found="{target_text}",
    expected="≤{amount}",
)
def cost_rewards_overspending(indicators: Frame) -> Frame | Mask:
    """A cost target is a ceiling.

    Income, savings and the like may well be floors. A subsidy standard that is guaranteed (不低于) is worth a look only.

    | level2       | level3           | target          | found |
    | ------------ | ---------------- | --------------- | ----- |
    | 成本指标     | 二季度支出       | ≥20万元         | yes   |
    | 经济成本指标 | 例会餐费         | >300元/人次     | yes   |
    | 成本指标     | 困难群众补助标准 | 不低于600元     | yes   |
    | 成本指标     | 二季度支出       | ≤20万元         |       |
    | 成本指标     | 二季度支出       | ＝20万元        |       |
    | 成本指标     | 节约采购资金     | ≥20万元         |       |
    | 成本指标     | 成本节约率       | ≥5%             |       |
    | 经济效益指标 | 带动农户增收     | ≥20万元         |       |
    """
    money = indicators.target_dimension.isin(["money", "unit-cost"])
    asked = numeric(indicators) & money & of_money_cost(indicators)
    floor = indicators.target_operator.isin(["≥", ">"]) & ~mentions(indicators.plain, _WORDS.cost_reverse_ok)
    offends = floor.astype("boolean").where(asked)
    if not offends.any():
        return offends
    guaranteed = indicators.target_glyph.isin(_GUARANTEED) & mentions(indicators.plain, ("标准", *_WORDS.subsidies))
    return indicators.assign(
        offends=offends,
        severity=either(guaranteed, "info", "error"),
        amount=amount(indicators),
    )
