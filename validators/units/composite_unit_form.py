from __future__ import annotations

from ...schemas.vocabulary import squeezed
from ..applicability import applicable
from ..basis import METHOD
from ..rule import Frame, Mask, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("复合单位写法", "Composite unit in another form"),
    requirement="单价的单位由两部分组成。",
    why="“元/人/次”应写作“元/人次”；“元/人/天”是每人每天的标准，三部分都需要。",
    zh="“{level3}”的指标值“{target_text}”的单位“{target_unit}”，规范写法是“{target_normal}”",
    en="The unit {target_unit} of the target {target_text} of “{level3}” is normally written {target_normal}",
    fix_zh="改写为“{target_normal}”",
    fix_en="Write {target_normal}",
    found="{target_unit}",
    expected="{target_normal}",
    needs=("indicators.target_dimension=unit-cost",),
)
def composite_unit_form(indicators: Frame) -> Mask:
    """A unit price has a unit of two parts.

    元/人/次 is 元/人次; 元/人/天 is a daily allowance and has three parts by right.

    | level2   | level3   | target      | found |
    | -------- | -------- | ----------- | ----- |
    | 成本指标 | 会议餐费 | ≤80元/人/次 | yes   |
    | 成本指标 | 会议餐费 | ≤80元/人次  |       |
    | 成本指标 | 住宿补助 | ≤80元/人/天 |       |
    | 成本指标 | 会议餐费 | ≤80元       |       |
    """
    composite = indicators.target_dimension.eq("unit-cost").fillna(False) & applicable(indicators)
    unit = indicators.target_unit.fillna("").map(squeezed)
    fewer = indicators.target_normal.fillna("").str.count("/").lt(unit.str.count("/"))
    return fewer.astype("boolean").where(composite)
