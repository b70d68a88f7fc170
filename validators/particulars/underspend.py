from __future__ import annotations

import pandas as pd

from ..attainment import overspent, unexplained
from ..basis import METHOD
from ..placing import placed
from ..rule import Frame, rule

_LITTLE = 0.8


@rule(
    severity="info",
    basis=METHOD,
    opinion=4,
    title=("明显未用足", "Much less spent than planned"),
    requirement="成本明显没有用足的，应当说明原因。",
    why="节约不是过错，但不足成本指标目标值的80%时，审核人员会问任务是否完成。已写明原因的，不再提示。",
    zh="成本指标“{level3}”实际{actual_text}，只有目标值{target_text}的{percent}%，请说明是节约还是任务没有完成",
    en="The cost “{level3}” came to {actual_text}, {percent}% of its target {target_text}: was money saved or work left undone?",
    fix_zh="在原因栏说明结余的来源，例如“集中采购节约”或“两项工程未开工”",
    fix_en="Give the cause in the column for reasons, such as “saved by joint purchase” or “two works not begun”",
    found="{actual_text}",
    expected="{target_text}",
    arithmetic="{result}{target_unit} ÷ {target_number}{target_unit} = {percent}%",
    needs=("indicators.actual_text",),
)
def underspend(indicators: Frame) -> Frame:
    """Money that was not spent is accounted for.

    Spending less is no fault, but under 80% of a cost target a reader asks whether the work was done. Where a reason is
    given nothing is said.

    | level2   | level3 | target   | actual  | reason   | found |
    | -------- | ------ | -------- | ------- | -------- | ----- |
    | 成本指标 | 会议费 | =40000元 | 25000元 |          | yes   |
    | 成本指标 | 印刷费 | ≤3万元   | 20000元 | 改用电子 |       |
    | 成本指标 | 差旅费 | ≤5万元   | 46000元 |          |       |
    | 经济效益指标 | 增收 | ≥20万元 | 6万元   |          |       |
    """
    spent = overspent(indicators)
    explained = indicators.reason.notna() & ~unexplained(indicators)
    return placed(indicators, "actual_place").assign(
        offends=(spent.share.lt(_LITTLE) & ~explained).astype("boolean").where(spent.share.notna(), pd.NA),
        percent=(spent.share * 100).round(1),
        result=(spent.share * indicators.target_number).round(4),
    )
