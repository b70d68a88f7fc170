from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..basis import FORM_NOTE
from ..choice import either
from ..rule import Frame, rule

_PARTLY = "|".join(vocabulary().words.partly_met)
_UNMET = "|".join(vocabulary().words.unmet)


@rule(
    severity="warning",
    basis=FORM_NOTE,
    opinion=11,
    title=("定性指标得分不在档内", "Score outside the band of its grade"),
    requirement="定性指标的得分应当落在对应档次内。",
    why="各地分档不同（80和60，或80和50），这里取最宽的范围。数值型结果由计分公式核对。",
    zh="“{level3}”的完成情况是“{actual_text}”，得分{score}分是分值的{percent}，应在{band}之间",
    en="“{level3}” is reported as “{actual_text}”; its score of {score} is {percent} of the points, not within {band}",
    fix_zh="按档次给分：部分达成的给分值的50%至80%，未达成的不超过60%；或改正完成情况",
    fix_en="Score within the band: 50% to 80% of the points where partly met, at most 60% where not met; or correct the result",
    found="{score}分",
    expected="{band}",
    needs=(
        "indicators.score",
        "indicators.actual_kind=text",
    ),
)
def score_outside_band(indicators: Frame) -> Frame:
    """A qualitative result scores within the band of its grade.

    Bands differ from place to place (80 and 60, or 80 and 50), so the widest are allowed. Numbers are left to the formulas.

    | level2       | level3     | target   | actual                   | weight | score | found |
    | ------------ | ---------- | -------- | ------------------------ | ------ | ----- | ----- |
    | 社会效益指标 | 防洪能力   | 明显提升 | 部分达成预期指标         | 10     | 10    | yes   |
    | 社会效益指标 | 调度水平   | 明显提升 | 未达成预期指标且效果较差 | 10     | 8     | yes   |
    | 社会效益指标 | 管护机制   | 基本建立 | 部分达成预期指标         | 10     | 5.5   |       |
    | 社会效益指标 | 应急能力   | 明显提升 | 达成预期指标             | 10     | 9     |       |
    | 数量指标     | 铺设管网   | ≥5公里   | 未完成                   | 10     | 0     |       |
    """
    rows = indicators.loc[indicators.actual_kind.eq("text") & indicators.weight.gt(0) & indicators.score.notna()]
    partly = rows.actual_text.str.contains(_PARTLY, na=False)
    unmet = rows.actual_text.str.contains(_UNMET, na=False) & ~partly
    rows = rows.assign(partly=partly, unmet=unmet, share=rows.score / rows.weight).loc[partly | unmet]
    outside = (rows.partly & ~rows.share.between(0.4999, 0.8001)) | (rows.unmet & rows.share.gt(0.6001))
    return rows.assign(
        offends=outside.astype("boolean"),
        percent=[f"{100 * share:.0f}%" for share in rows.share],
        band=either(rows.partly, "50%～80%", "0～60%"),
    )
