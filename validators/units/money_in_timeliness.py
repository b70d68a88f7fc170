from __future__ import annotations

from ..applicability import numeric
from ..basis import DEFINITIONS
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="error",
    basis=DEFINITIONS,
    opinion=7,
    title=("时效指标用金额", "Money under timeliness"),
    requirement="时效指标说的是时间，不是金额。",
    why="用经费上限作时效指标值，看不出何时完成，也无法判断是否按时。",
    zh="时效指标“{level3}”的指标值“{target_text}”说的是金额，不是时间",
    en="The timeliness “{level3}” has money, “{target_text}”, as target and no time",
    fix_zh="时效指标写时点、时长或及时率，例如“每月15日前”“及时率＝100%”；金额限制移到成本指标",
    fix_en="State a date, duration or punctuality rate, such as 每月15日前 or ＝100%, and move the limit on money to the costs",
    found="{target_text}",
)
def money_in_timeliness(indicators: Frame) -> Mask:
    """Timeliness is about time, not money.

    A limit on money says nothing of when the work is done.

    | level2   | level3         | target           | found |
    | -------- | -------------- | ---------------- | ----- |
    | 时效指标 | 工资支付及时性 | ≤包干经费        | yes   |
    | 时效指标 | 资金支付       | ≤30万元          | yes   |
    | 时效指标 | 工资支付及时性 | ≤5个工作日       |       |
    | 时效指标 | 工资支付及时性 | 经费到账后支付   |       |
    | 成本指标 | 资金支付       | ≤30万元          |       |
    """
    time = indicators.level2.eq("时效指标")
    number = numeric(indicators) & indicators.target_dimension.isin(["money", "unit-cost"])
    words = spoken(indicators, "money_in_timeliness").fillna(False).astype(bool)
    return (number | words).astype("boolean").where(time)
