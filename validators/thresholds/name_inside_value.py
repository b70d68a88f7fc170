from __future__ import annotations

from ..basis import METHOD
from ..choice import either
from ..rule import Frame, rule
from ..wording import spoken, states_percentage


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("指标值里写了指标名", "The value names its own measure"),
    requirement="衡量什么写在指标名称里，指标值只写数值。",
    why=(
        "“成活率85%以上”这样的指标值，往往说明名称并不是要衡量的内容。计数类（培训50人）只是写法问题；"
        "变化幅度（增长5%）、合计（累计3次）和时限（收件后5日）不算。"
    ),
    zh="“{level3}”的指标值“{target_text}”把衡量内容“{target_carried}”写进了值里，不能直接比较",
    en="The target “{target_text}” of “{level3}” holds the measure “{target_carried}” besides the number and cannot be compared",
    fix_zh="把“{target_carried}”作为指标名称，指标值只写比较符、数值和单位，例如“≥75%”",
    fix_en="Make “{target_carried}” the indicator's name and write only comparison, number and unit as target, such as ≥75%",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
    follows=("column_clipped", "prefix_of_fuller_text", "breaks_inside_word", "ends_dangling"),
)
def name_inside_value(indicators: Frame) -> Frame:
    """What is measured stands in the name, the value is a number.

    A value like 成活率85%以上 often says that the name is not what is measured. Where it is a count (培训50人) only the form is
    amiss. A change (增长5%), a total (累计3次) or a deadline (收件后5日) is no measure.

    | level2       | level3             | target            | found |
    | ------------ | ------------------ | ----------------- | ----- |
    | 质量指标     | 做好绿化养护       | 成活率85%以上     | yes   |
    | 数量指标     | 加强宣传           | 信访量逐年递减6%  | yes   |
    | 社会效益指标 | 促进就业           | 带动就业50人      | yes   |
    | 质量指标     | 苗木成活率         | 85%以上           |       |
    | 经济效益指标 | 农产品销售额       | 增长5%            |       |
    | 数量指标     | 巡查次数           | 累计3次           |       |
    | 时效指标     | 办理时限           | 收到来件后5日     |       |
    | 数量指标     | 例会               | 每季度1次         |       |
    """
    return indicators.assign(
        offends=spoken(indicators, "name_inside_value"),
        severity=either(states_percentage(indicators), "warning", "info"),
    )
