from __future__ import annotations

import pandas as pd

from ..attainment import attainment, deducted, unexplained
from ..basis import REASONS_NOTE
from ..choice import either
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=REASONS_NOTE,
    opinion=11,
    title=("扣分无原因", "Points lost without a reason"),
    requirement="自评扣分的，应当说明原因。",
    why=(
        "自评表的填表说明要求写明原因和改进措施，申报系统也不接受没有原因的扣分。填“无”或短横线不算写了原因；"
        "没有原因栏的表不作判断。"
    ),
    zh="“{level3}”{met_zh}扣了{lost}分，未完成原因栏没有说明",
    en="“{level3}” loses {lost} of {weight} points{met_en}, and the column for reasons says nothing",
    fix_zh="写明偏离目标的原因和改进措施，例如“因疫情推迟两场培训，已安排在下年3月补训”；没有偏差的，不应扣分",
    fix_en="State why the target was missed and what will be done; if it was met, no points are to be taken off",
    found="{score}分",
    expected="{weight}分",
    arithmetic="{weight}分 − {score}分 = {lost}分",
    needs=("indicators.score",),
    at="score_place",
)
def points_deducted_without_reason(indicators: Frame) -> Frame:
    """Points taken off are explained.

    Notes of self-evaluation forms ask for the reason and the remedy, and filing systems refuse to save a deduction without.
    '无' and a dash are no reason. Forms without a column for reasons are not judged.

    | level3     | target | actual | weight | score | reason             | found |
    | ---------- | ------ | ------ | ------ | ----- | ------------------ | ----- |
    | 培训场次   | ≥12场  | 10场   | 10     | 8     |                    | yes   |
    | 培训合格率 | ≥95%   | 96%    | 10     | 9.5   | 无                 | yes   |
    | 印制手册   | ≥900册 | 800册  | 10     | 8     | 纸张涨价，减印百册 |       |
    | 场地满意度 | ≥90%   | 93%    | 10     | 10    |                    |       |

    Case: a form without the column

    | level3     | target | actual | weight | score | found |
    | ---------- | ------ | ------ | ------ | ----- | ----- |
    | 培训场次   | ≥12场  | 10场   | 10     | 8     |       |
    """
    judged = indicators.reason.notna() & indicators.weight.notna() & indicators.score.notna()
    met = attainment(indicators).ge(1)
    bare = deducted(indicators) & unexplained(indicators)
    return indicators.assign(
        offends=bare.astype("boolean").where(judged, pd.NA),
        met_zh=either(met, "完成值已达到目标却", ""),
        met_en=either(met, " although it met its target", ""),
        lost=(indicators.weight - indicators.score).round(2),
    )
