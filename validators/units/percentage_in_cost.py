from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric, of_money_cost
from ..basis import DEFINITIONS
from ..naming import mentions, whole_name_is_value
from ..rule import Frame, Mask, rule

_RATES = vocabulary().words.cost_rates


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=4,
    title=("成本指标用百分比", "A percentage under cost"),
    requirement="成本指标值应当是金额或单价。",
    why="控制率、节约率、超支率和占比用百分比是对的，系统固化的指标也是。",
    zh="成本指标“{level3}”的指标值是百分比“{target_text}”，没有写明花多少钱",
    en="The cost “{level3}” has a percentage, {target_text}, as target and no amount",
    fix_zh="写明金额或单价上限，例如“≤12万元”“≤400元/人次”；确要控制比例的，名称写成“××控制率”“××节约率”",
    fix_en="Cap the amount or the unit price, such as ≤12万元 or ≤400元/人次; if a ratio is meant, name it 控制率 or 节约率",
    found="{target_text}",
    expected="≤12万元",
)
def percentage_in_cost(indicators: Frame) -> Mask:
    """A cost target is an amount or a unit price.

    Control, saving and overrun rates and shares are percentages by right, and so is the indicator that the system fixes.

    | level2       | level3               | target | found |
    | ------------ | -------------------- | ------ | ----- |
    | 成本指标     | 会议培训费           | ≤100%  | yes   |
    | 经济成本指标 | 三公经费控制率       | ≤100%  |       |
    | 成本指标     | 采购资金节约率       | ≥5%    |       |
    | 成本指标     | 工程超概率           | ≤3%    |       |
    | 成本指标     | 项目或定额成本控制率 | ＝100% |       |
    | 成本指标     | 35万元               | 100%   |       |
    | 社会成本指标 | 施工占道比例         | ≤10%   |       |
    """
    asked = numeric(indicators) & of_money_cost(indicators) & ~whole_name_is_value(indicators)
    percent = indicators.target_dimension.eq("ratio").fillna(False)
    return (percent & ~mentions(indicators.plain, _RATES)).astype("boolean").where(asked)
