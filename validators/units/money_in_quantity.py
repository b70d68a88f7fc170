from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric
from ..basis import DEFINITIONS
from ..choice import either
from ..naming import mentions
from ..rule import Frame, Mask, rule

_SUBSIDIES = vocabulary().words.subsidies


@rule(
    severity="error",
    basis=DEFINITIONS,
    opinion=7,
    title=("数量指标用金额", "Money under quantity"),
    requirement="数量指标计产品或服务的数量，金额属于成本。",
    why="以发放资金为工作内容的（补助、贷款、收入），金额可以是工作量，人均单价可以是标准，只作提示。",
    zh="数量指标“{level3}”的指标值是金额“{target_text}”，数量指标应当是产品或服务的数量{figure_zh}",
    en="The quantity “{level3}” has an amount of money, {target_text}, as target: a quantity counts goods or services{figure_en}",
    fix_zh="数量指标写件数、人数、次数，例如“{example}”；金额移到成本指标，写“≤{target_number}{target_unit}”",
    fix_en="Count things, persons or times, such as {example}, and move the amount to the costs: ≤{target_number}{target_unit}",
    found="{target_text}",
    expected="{example}",
)
def money_in_quantity(indicators: Frame) -> Frame | Mask:
    """A quantity counts goods or services, money is cost.

    Where the work is to pay out money (补助, 贷款, 收入) an amount can be its volume, and a price per person its standard:
    that is asked rather than refused.

    | level2   | level3             | target    | found |
    | -------- | ------------------ | --------- | ----- |
    | 数量指标 | 聘用3名护林员      | ≥9万元    | yes   |
    | 数量指标 | 发放农机购置补贴   | ≥200万元  | yes   |
    | 数量指标 | 聘用护林员         | ≥3名      |       |
    | 成本指标 | 护林员工资         | ≤9万元    |       |
    """
    asked = numeric(indicators) & indicators.level2.eq("数量指标")
    price = indicators.target_dimension.eq("unit-cost").fillna(False)
    amount = indicators.target_dimension.isin(["money", "unit-cost"])
    offends = amount.astype("boolean").where(asked)
    if not offends.any():
        return offends
    number = indicators.name_number.map("{:g}".format, na_action="ignore").astype("str") + indicators.name_number_unit
    return indicators.assign(
        offends=offends,
        severity=either(mentions(indicators.plain, _SUBSIDIES) | price, "warning", "error"),
        example=("≥" + number).fillna("≥20人"),
        figure_zh=("，名称里的“" + number + "”才是数量").fillna(""),
        figure_en=("; " + number + " in the name is one").fillna(""),
    )
