from __future__ import annotations

from ...schemas.vocabulary import squeezed
from ..basis import METHOD
from ..both_periods import both_periods
from ..choice import either
from ..rule import Frame, rule

_NUMBERS = ("number", "range")
_FORMS_MATTER = ("ratio", "unit-cost")


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("中期与年度单位不一致", "Different units in the two periods"),
    requirement="同一指标的中期值和年度值应当用同一个单位。",
    why=(
        "按名称配对，不按行配对。“名”与“人”是同一单位，“元”与“万元”可以换算，只是写法问题；一期写单价、"
        "一期写总额的，单位也不同，请核对。"
    ),
    zh="“{level3}”中期指标值“{target_text}”的单位是“{target_unit}”，年度指标值“{target_text_annual}”的单位是“{target_unit_annual}”",
    en="“{level3}”: the medium-term {target_text} is in {target_unit}, the annual {target_text_annual} in {target_unit_annual}",
    fix_zh="两期用同一个单位，例如都用“{target_normal}”",
    fix_en="Use one unit in both periods, such as {target_normal}",
    found="{target_text} / {target_text_annual}",
    expected="{target_normal}",
    needs=("indicators.period=medium-term",),
)
def unit_differs_between_periods(indicators: Frame) -> Frame:
    """Both periods measure an indicator in one unit.

    They are paired by name, not by row. 名 and 人 are one unit, 元 and 万元 can be converted: a matter of form. Cost targets
    per unit in one period and in total in the other are told apart by their units, so they are asked about, too.

    | level2   | level3         | target       | period      | found |
    | -------- | -------------- | ------------ | ----------- | ----- |
    | 数量指标 | 例会参会       | ≥90人次      | medium-term | yes   |
    | 质量指标 | 资金使用率     | ≥90百分比    | medium-term | yes   |
    | 成本指标 | 会议餐费       | ≤80元/人/次  | medium-term | yes   |
    | 数量指标 | 聘用协管员     | ≥3名         | medium-term | yes   |
    | 数量指标 | 办理案件       | ≥90件        | medium-term |       |
    | 质量指标 | 结案合格率     | ≥90％        | medium-term |       |
    | 数量指标 | 办理案件       | ≥30件        | annual      |       |
    | 数量指标 | 例会参会       | ≥30人        | annual      |       |
    | 质量指标 | 资金使用率     | ≥95%         | annual      |       |
    | 成本指标 | 会议餐费       | ≤80元/人次   | annual      |       |
    | 数量指标 | 聘用协管员     | ≥3人         | annual      |       |
    | 质量指标 | 结案合格率     | ≥95%         | annual      |       |
    """
    pairs = both_periods(indicators)
    stated = pairs.target_unit.notna() & pairs.target_unit_annual.notna()
    numbers = pairs.target_kind.isin(_NUMBERS) & pairs.target_kind_annual.isin(_NUMBERS) & stated
    other_form = pairs.target_unit.fillna("").map(squeezed).ne(pairs.target_unit_annual.fillna("").map(squeezed))
    same = pairs.target_normal.eq(pairs.target_normal_annual).fillna(False)
    money = pairs.target_dimension.eq("money").fillna(False) & pairs.target_dimension_annual.eq("money").fillna(False)
    formal = money | (same & ~pairs.target_dimension.isin(_FORMS_MATTER))
    return pairs.assign(
        offends=other_form.astype("boolean").where(numbers),
        severity=either(formal, "info", "warning"),
        related=[(place,) for place in pairs.place_annual],
    )
