from __future__ import annotations

from ..applicability import applicable
from ..basis import METHOD
from ..rule import Frame, Mask, rule
from ..wording import flaw_in_words

_HEAVY = 10


@rule(
    severity="info",
    basis=METHOD,
    opinion=2,
    title=("等级指标自评满分", "A grade that gives itself full points"),
    requirement="分值较高的等级指标，应当说明等级由谁评定。",
    why="等级可以作指标值；只有两边写同一个等级、自评又得十分以上满分的，才值得再看。",
    zh="“{level3}”的指标值和完成值都是“{actual_text}”，自评得满分{score}分，没有说明等级由谁评定、依据什么",
    en="Target and result of “{level3}” are both “{actual_text}”, with all {score} points; who graded, and by what, is not said",
    fix_zh="写明评定依据，例如“年度考核优秀（县委文件）”，或改用可以计数的指标",
    fix_en="State by what the grade was given, such as the yearly appraisal, or use an indicator that can be counted",
    found="{actual_text}",
    needs=("indicators.actual_text",),
    at="actual_place",
)
def grade_repeated_as_result(indicators: Frame) -> Mask:
    """A grade worth many points says who gave it.

    Grades are lawful targets. Only the same word on both sides with full points of ten or more is worth a look.

    | level2   | level3       | target | actual | weight | score | found |
    | -------- | ------------ | ------ | ------ | ------ | ----- | ----- |
    | 质量指标 | 年度工作成效 | 优秀   | 优秀   | 15     | 15    | yes   |
    | 质量指标 | 年度工作成效 | 优秀   | 优秀   | 5      | 5     |       |
    | 质量指标 | 年度工作成效 | 优秀   | 良好   | 15     | 12    |       |
    | 质量指标 | 合格率       | 100%   | 100%   | 15     | 15    |       |
    """
    graded = flaw_in_words(indicators).eq("").fillna(False) & indicators.level2.ne("时效指标") & applicable(indicators)
    same = indicators.actual_text.str.strip().eq(indicators.target_text.str.strip())
    heavy = indicators.weight.ge(_HEAVY) & indicators.score.ge(indicators.weight)
    return (same & heavy).fillna(False).astype("boolean").where(graded & indicators.actual_text.notna())
