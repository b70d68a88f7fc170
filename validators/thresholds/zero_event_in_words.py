from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("零发生目标写成文字", "A target of zero in words"),
    requirement="“不发生”一类目标应当写成数值0。",
    why="这类目标本身可以衡量，只是写法问题。",
    zh="“{level3}”的指标值“{target_text}”说的是零发生，可以直接写成数值，便于打分",
    en="The target “{target_text}” of “{level3}” promises that nothing happens: a number is easier to score",
    fix_zh="改写为“＝0”加计量单位，例如“＝0起”“＝0人次”，并把所说的事件写进指标名称",
    fix_en="Write ＝0 with its unit, such as ＝0起 or ＝0人次, and name the event in the indicator's name",
    found="{target_text}",
    expected="＝0起",
    needs=("indicators.target_kind=text",),
    follows=("column_clipped", "prefix_of_fuller_text", "breaks_inside_word", "ends_dangling"),
)
def zero_event_in_words(indicators: Frame) -> Mask:
    """A promise that nothing happens is the number 0.

    It can be measured as it stands, so this is a matter of form.

    | level2       | level3           | target                   | found |
    | ------------ | ---------------- | ------------------------ | ----- |
    | 社会效益指标 | 防汛值守         | 不发生人员伤亡事件       | yes   |
    | 时效指标     | 来件办理         | 没有超期件               | yes   |
    | 质量指标     | 安全生产事故     | 无                       | yes   |
    | 质量指标     | 安全生产事故     | ＝0起                    |       |
    | 质量指标     | 附属设施         | 无                       |       |
    | 社会效益指标 | 防汛值守         | 保障群众生命财产安全     |       |
    """
    return spoken(indicators, "zero_event_in_words")
