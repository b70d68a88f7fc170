from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="warning",
    basis=METHOD,
    opinion=2,
    title=("指标值重复指标名", "The value repeats the name"),
    requirement="指标值应当比指标名称多说明一些内容。",
    why="只把名称换个说法，看不出要达到什么程度。",
    zh="“{level3}”的指标值“{target_text}”与指标名称说的是一回事，没有说明要达到什么程度",
    en="The target “{target_text}” of “{level3}” only repeats the name and does not say how far",
    fix_zh="写明数值或可判定的标准，例如“事故起数＝0起”“办结率≥95%”",
    fix_en="State a number or a standard that can be judged, such as 事故起数＝0起 or 办结率≥95%",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
    follows=("column_clipped", "prefix_of_fuller_text", "breaks_inside_word", "ends_dangling"),
)
def value_repeats_name(indicators: Frame) -> Mask:
    """A value says more than its name.

    A name in other words does not say how far.

    | level2         | level3           | target                   | found |
    | -------------- | ---------------- | ------------------------ | ----- |
    | 可持续影响指标 | 保障饮水安全     | 保障饮水安全             | yes   |
    | 可持续影响指标 | 保障饮水安全     | 保障饮水安全，促进健康   | yes   |
    | 社会效益指标   | 乡村治理水平     | 提升乡村治理水平         | yes   |
    | 可持续影响指标 | 保障饮水安全     | 水质达标率≥95%           |       |
    | 可持续影响指标 | 管护机制         | 建立                     |       |
    | 社会效益指标   | 乡村治理水平     | 明显提升                 |       |
    | 社会效益指标   | 乡村治理         | 村民参与乡村治理热情高涨 |       |
    | 数量指标       | 饮水工程建设     | 饮水工程建设             |       |
    """
    return spoken(indicators, "value_repeats_name")
