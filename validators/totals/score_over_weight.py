from __future__ import annotations

import pandas as pd

from ..basis import SCORE_LIMIT_NOTE
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=SCORE_LIMIT_NOTE,
    opinion=11,
    title=("得分超过分值", "Score above its points"),
    requirement="得分不应超过指标的分值。",
    why="各项得分最高为该指标的分值，超出的多半是串格或多打一位数。写明是加分项的，本来就在分值之外，不算。",
    zh="“{level3}”得{score}分，超过分值{weight}分",
    en="“{level3}” scores {score}, above its {weight} points",
    fix_zh="得分最高为{weight}分，请改正得分或分值",
    fix_en="The score is at most {weight}: correct the score or the points",
    found="{score}分",
    expected="≤{weight}分",
    arithmetic="{score}分 > {weight}分",
    needs=(
        "indicators.score",
        "indicators.weight",
    ),
    at="score_place",
)
def score_over_weight(indicators: Frame) -> Mask:
    """A score is at most the points of its indicator.

    A higher one mostly stands in the wrong cell or has a digit too many. What is named a bonus (加分) is given beyond the
    points by right.

    | level2   | level3     | weight | score | found |
    | -------- | ---------- | ------ | ----- | ----- |
    | 数量指标 | 铺设管网   | 10     | 99    | yes   |
    | 数量指标 | 新建泵站   | 10     | 10    |       |
    | 数量指标 | 培训场次   |        | 10    |       |
    | 数量指标 | 印制手册   | 10     |       |       |
    | 数量指标 | 获奖加分项 | 0      | 2     |       |
    | 加分项   | 获得表彰   | 0      | 2     |       |
    """
    bonus = indicators.level3.str.contains("加分") | indicators.level2.str.contains("加分", na=False)
    bonus |= indicators.level1.str.contains("加分", na=False)
    known = indicators.weight.notna() & indicators.score.notna() & ~bonus
    return indicators.score.gt(indicators.weight).astype("boolean").where(known, pd.NA)
