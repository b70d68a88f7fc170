from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric, self_evaluated
from ..basis import GUIDANCE_101
from ..choice import either
from ..naming import mentions
from ..rule import Frame, Mask, rule
from ..wording import flaw_in_words, spoken

_RELATIVE = vocabulary().words.relative


@rule(
    severity="warning",
    basis=GUIDANCE_101,
    opinion=2,
    title=("相对目标缺少基数", "A comparison without a base"),
    requirement="与上年或平均水平比较的目标，应当写明比较的基数。",
    why=(
        "没有基数，既看不出目标高低，也无法判断完成与否。写了百分比的，上年数值查得到就能计算，只作提醒；"
        "自评表和指标解释里有数字的不再提醒。"
    ),
    zh="“{level3}”的指标值“{target_text}”是与上年或平均水平比较，没有写出比较的基数{figure_zh}",
    en="The target “{target_text}” of “{level3}” compares with last year or an average and does not state that base{figure_en}",
    fix_zh="写出基数和幅度，例如“较上年（120件）下降5%”，或在指标解释里注明上年数值和来源",
    fix_en="State base and change, such as 5% less than last year's 120件, or give last year's figure in the note",
    found="{target_text}",
)
def baseline_missing(indicators: Frame) -> Frame | Mask:
    """A target that compares states what it compares with.

    Without the base neither ambition nor result can be judged. A percentage against last year can be calculated once last
    year's figure is known, so that is a reminder only, and none in a self-evaluation or where the note gives figures.

    | level2       | level3               | target         | note               | found |
    | ------------ | -------------------- | -------------- | ------------------ | ----- |
    | 社会效益指标 | 刑事警情             | 较上年有所下降 |                    | yes   |
    | 社会效益指标 | 群众安全感           | 高于全市平均值 |                    | yes   |
    | 社会效益指标 | 警情数较上年下降率   | ≥5%            |                    | yes   |
    | 社会效益指标 | 刑事警情             | 较上年下降5%   |                    | yes   |
    | 社会效益指标 | 警情数较上年下降率   | ≥5%            | 上年为320起        |       |
    | 社会效益指标 | 群众安全感           | 有所提升       |                    |       |
    | 质量指标     | 案件侦破率           | ≥85%           |                    |       |

    Case: a result is there to compare with

    | level2       | level3             | target | actual | found |
    | ------------ | ------------------ | ------ | ------ | ----- |
    | 社会效益指标 | 警情数较上年下降率 | ≥5%    | 6.2%   |       |
    """
    in_words = spoken(indicators, "baseline_missing")
    noted = indicators.note.str.contains(r"\d").fillna(False).astype(bool)
    by_name = numeric(indicators) & mentions(indicators.plain, _RELATIVE) & indicators.target_normal.eq("%").fillna(False)
    figure = by_name | (flaw_in_words(indicators).notna() & indicators.target_text.str.contains(r"\d"))
    offends = in_words.where(~numeric(indicators), by_name) & ~(noted | (figure & self_evaluated(indicators)))
    if not offends.any():
        return offends
    return indicators.assign(
        offends=offends,
        severity=either(figure, "info", "warning"),
        figure_zh=either(figure, "，请备查上年数值", ""),
        figure_en=either(figure, "; keep last year's figure at hand", ""),
    )
