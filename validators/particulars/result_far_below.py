from __future__ import annotations

import pandas as pd

from ..attainment import attainment, deducted, unexplained
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule

_LOW, _VERY_LOW = 0.8, 0.6


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("完成值远低于目标", "Result far below its target"),
    requirement="完成值远低于指标值的，应当说明原因。",
    why=(
        "不足80%的应当说明；不足60%而原因栏空白的，自评不完整，作为错误。已说明原因的不算问题，上限类和成本指标不作判断；"
        "扣了分而没有写原因的，由“扣分无原因”指出。"
    ),
    zh="“{level3}”完成值{actual_text}只有目标值{target_text}的{percent}%，没有说明原因",
    en="“{level3}” reached {actual_text}, only {percent}% of its target {target_text}, and no reason is given",
    fix_zh="核对完成值和单位；确未完成的，说明原因和改进措施，并相应扣分",
    fix_en="Check the result and its unit; if it is right, give the reason and the remedy, and take the points off",
    found="{actual_text}",
    expected="{target_text}",
    arithmetic="{actual_number} ÷ {target_number} = {percent}%",
    needs=("indicators.actual_text",),
)
def result_far_below(indicators: Frame) -> Frame:
    """A result far below its target is explained.

    Under 80% asks for a word; under 60% with the column for reasons left blank the self-evaluation is incomplete: an error.
    An explained result is in order, ceilings and costs are not judged, and where points were taken off without a reason
    points_deducted_without_reason has said so.

    | level2   | level3   | target  | actual | weight | score | reason       | found |
    | -------- | -------- | ------- | ------ | ------ | ----- | ------------ | ----- |
    | 数量指标 | 培训人数 | ≥300人  | 120人  | 10     | 10    |              | yes   |
    | 数量指标 | 巡查次数 | ≥40次   | 30次   | 10     | 10    |              | yes   |
    | 数量指标 | 演练场次 | ≥10场   | 4场    | 10     | 4     | 汛期任务集中 |       |
    | 数量指标 | 演练场次 | ≥10场   | 4场    | 10     | 4     |              |       |
    | 数量指标 | 培训场次 | ≥20场   | 18场   | 10     | 9     | 因故取消     |       |
    | 数量指标 | 事故起数 | ≤3起    | 0起    | 10     | 10    |              |       |
    | 成本指标 | 场地费   | =2万元  | 1万元  | 10     | 10    |              |       |
    | 数量指标 | 绿化面积 | ≥3万亩  | 30亩   | 10     | 10    |              |       |
    """
    reached = attainment(indicators)
    silent = unexplained(indicators)
    explained = indicators.reason.notna() & ~silent
    told = deducted(indicators) & silent
    far = reached.lt(_LOW) & ~explained
    return placed(indicators, "actual_place").assign(
        offends=far.astype("boolean").where(reached.notna() & ~told, pd.NA),
        severity=either(reached.lt(_VERY_LOW) & silent, "error", "warning"),
        percent=(reached * 100).round(1),
    )
