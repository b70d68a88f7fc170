from __future__ import annotations

import pandas as pd

from ..attainment import overspent, unexplained
from ..basis import BUDGET_LAW_57
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=BUDGET_LAW_57,
    opinion=11,
    title=("成本超目标", "Cost above its target"),
    requirement="实际成本不得超过成本指标的目标值。",
    why=(
        "无论用什么单位，金额都换算成元比较，末位数字半个单位以内的差额视为四舍五入。原因栏写了理由的，"
        "可能是年中经批准调剂了资金，只作警告；成本指标用“≥”的，另有规则指出。"
    ),
    zh="成本指标“{level3}”实际{actual_text}，超过目标值{target_text}，超出{percent}%{said_zh}",
    en="The cost “{level3}” came to {actual_text}, {percent}% above its target {target_text}{said_en}",
    fix_zh="核对实际支出；经批准调剂的写明文号和金额，未经批准的说明超支原因和整改措施",
    fix_en="Check the spending; if funds were moved with approval, cite it and the amount; else explain the excess and remedy",
    found="{actual_text}",
    expected="≤{target_number}{target_unit}",
    arithmetic="{result}{target_unit} − {target_number}{target_unit} = {over}{target_unit}",
    needs=("indicators.actual_text",),
)
def cost_overrun(indicators: Frame) -> Frame:
    """Spending stays within its cost target.

    Amounts are compared in 元 whatever their units; half a unit of the last printed digit is rounding. With a reason in its
    column it is a warning: funds may have been moved during the year with approval. A cost target that is a floor (≥) is
    reported elsewhere.

    | level2       | level3   | target      | actual       | reason       | found |
    | ------------ | -------- | ----------- | ------------ | ------------ | ----- |
    | 成本指标     | 会议费   | =40000元    | 50500元      |              | yes   |
    | 成本指标     | 印刷费   | ≤3万元      | 36000元      | 经批准调剂   | yes   |
    | 经济成本指标 | 人均成本 | ≤800元/人   | 950元/人     |              | yes   |
    | 成本指标     | 差旅费   | ≤5.20万元   | 52030元      |              |       |
    | 成本指标     | 劳务费   | ≤60000元    | 48000元      |              |       |
    | 成本指标     | 培训费   | ≥2万元      | 3万元        |              |       |
    | 经济效益指标 | 增收金额 | ≤20万元     | 36万元       |              |       |
    | 成本指标     | 控制率   | ≤100%       | 98%          |              |       |
    """
    spent = overspent(indicators)
    reasoned = indicators.reason.notna() & ~unexplained(indicators)
    return placed(indicators, "actual_place").assign(
        offends=spent.over.gt(0).astype("boolean").where(spent.share.notna(), pd.NA),
        severity=either(reasoned, "warning", "error"),
        percent=((spent.share - 1) * 100).round(1),
        over=spent.over.round(4),
        result=(spent.over + indicators.target_number).round(4),
        said_zh=either(reasoned, "（已说明原因）", either(indicators.reason.notna(), "，没有说明原因", "")),
        said_en=either(reasoned, " (a reason is given)", either(indicators.reason.notna(), ", without a reason", "")),
    )
