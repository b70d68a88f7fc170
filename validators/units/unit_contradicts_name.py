from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric
from ..basis import METHOD
from ..choice import either
from ..measure import COUNTERS, at_odds, dimensions
from ..naming import bare, pure_rate
from ..rule import Frame, Mask, rule

_MADE = vocabulary().words.made_things


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("单位与指标名称不符", "The unit contradicts the name"),
    requirement="计量单位应当与指标名称一致。",
    why=(
        "人、名、位是同一单位，件、宗、起也是；个、项、份、台可以计任何东西。但“人次”计来访次数、“人”计人数，"
        "“次”计次数、“件”计案件。制作的东西（印制、张贴）不能以年计数。"
    ),
    zh="“{level3}”{says_zh}，指标值“{target_text}”的单位却是“{target_unit}”",
    en="“{level3}” {says_en}, but the unit of its target {target_text} is {target_unit}",
    fix_zh="名称和单位改成一致：{mend_zh}",
    fix_en="Make name and unit agree: {mend_en}",
    found="{target_text}",
    expected="{announced}",
)
def unit_contradicts_name(indicators: Frame) -> Frame | Mask:
    """The unit is the one that the name announces.

    人, 名 and 位 are one unit, so are 件, 宗 and 起; 个, 项, 份 and 台 count anything. But 人次 counts visits and 人 counts
    heads, 次 counts times and 件 counts cases. Things that are made (印制, 张贴) are not counted in years.

    | level2   | level3             | target    | found |
    | -------- | ------------------ | --------- | ----- |
    | 数量指标 | 接待来访人次       | ≥800次    | yes   |
    | 数量指标 | 案件督办次数       | ≥50件     | yes   |
    | 数量指标 | 参训人数           | ≥90%      | yes   |
    | 质量指标 | 隐患整改率         | ≥50处     | yes   |
    | 数量指标 | 制作宣传展板       | ＝1年     | yes   |
    | 数量指标 | 参训人数           | ≥60名     |       |
    | 数量指标 | 参训人数           | ≥0.6万人  |       |
    | 数量指标 | 受理件数           | ≥60宗     |       |
    | 数量指标 | 受理件数           | ≥60个     |       |
    | 数量指标 | 培训场次           | ≥6期      |       |
    | 数量指标 | 巡查次数           | ≥12次/年  |       |
    | 质量指标 | 隐患整改率         | ≥95%      |       |
    | 生态效益指标 | 森林火灾受害率 | ≤0.9‰     |       |
    | 服务对象满意度指标 | 群众满意度 | ≥95分    |       |
    | 数量指标 | 物业服务           | 1年       |       |
    """
    names = bare(indicators)
    counted = indicators.name_unit.where(indicators.name_unit.ne("%"))
    suffix = at_odds(dimensions(counted), indicators.target_dimension)
    rate = pure_rate(indicators) & indicators.target_dimension.isin([*COUNTERS, "money"])
    made = names.str.startswith(_MADE) & indicators.target_dimension.eq("duration").fillna(False)
    made &= indicators.level2.eq("数量指标")
    asked = numeric(indicators) & (counted.notna() | pure_rate(indicators) | names.str.startswith(_MADE))
    offends = (suffix | rate | made).astype("boolean").where(asked)
    if not offends.any():
        return offends
    announced = either(made, "件", either(rate, "%", counted.fillna("")))
    unit = indicators.target_unit.fillna("")
    return indicators.assign(
        offends=offends,
        announced=announced,
        says_zh=either(made, "是制作的东西", either(rate, "是比率", "说的是“" + announced + "”")),
        says_en=either(made, "is a thing that is made", either(rate, "is a rate", "speaks of " + announced)),
        mend_zh=either(made, "单位用“条”“块”“份”等", "或者单位用“" + announced + "”，或者名称改为与“" + unit + "”相应的说法"),
        mend_en=either(made, "count it in 条, 块 or 份", "use the unit " + announced + ", or a name that fits " + unit),
    )
