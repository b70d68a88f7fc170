from __future__ import annotations

import numpy as np
import pandas as pd

from ..applicability import numeric, of_money_cost
from ..basis import SYSTEM_CHECK
from ..conversion import operator_lost, operator_misread
from ..naming import adverse, counts_incidents
from ..rule import Frame, Mask, rule


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("指标值缺少比较符", "Target without a comparison"),
    requirement="数值型指标值应当写明比较符。",
    why=(
        "没有比较符就无法打分：“12万元”可能是上限，也可能是承诺。日期、时限、区间、"
        "频次（每季度1次）和文字不需要；比较符单独成列、写成“以上”“以内”，或者另有一列注明正向、反向的，"
        "都算写明。"
    ),
    zh="“{level3}”的指标值“{target_text}”没有写比较符，无法判断是不低于还是不超过",
    en="The target {target_text} of “{level3}” has no comparison: it may be a floor or a ceiling",
    fix_zh="在数值前写明“≥”“≤”或“＝”，一般写成“{suggestion}”：越多越好用“≥”，上限、成本用“≤”",
    fix_en="Write ≥, ≤ or = before the number, most likely {suggestion}: ≥ where more is better, ≤ for a limit or a cost",
    found="{target_text}",
    expected="{suggestion}",
    follows=("percentage_on_statement",),
)
def operator_missing(indicators: Frame) -> Frame | Mask:
    """A numeric target states its comparison.

    Without one nobody can score the result: 12万元 may be a cap or a commitment. Dates, deadlines, ranges, schedules
    (每季度1次) and words need none, and a comparison in a column of its own or as a suffix (以上, 以内) counts, as does a
    column that says whether more or less is better.

    | level2   | level3         | target           | declared | found |
    | -------- | -------------- | ---------------- | -------- | ----- |
    | 成本指标 | 项目总成本     | 12万元           |          | yes   |
    | 质量指标 | 设备验收合格率 | 100%             |          | yes   |
    | 数量指标 | 购置车辆       | 1辆              |          | yes   |
    | 数量指标 | 培训人数       | ≥30人            |          |       |
    | 数量指标 | 培训人数       | 30人以上         |          |       |
    | 数量指标 | 培训人数       | 30-40人          |          |       |
    | 数量指标 | 培训人数       | 30人             | 正向指标 |       |
    | 数量指标 | 召开例会       | 每季度1次        |          |       |
    | 时效指标 | 完成时限       | 2023年12月31日前 |          |       |
    | 社会效益指标 | 长效机制   | 不断完善         |          |       |
    """
    asked = numeric(indicators) & indicators.target_kind.eq("number") & indicators.target_dimension.ne("frequency").fillna(True)
    directed = indicators.declared.str.contains("正向|反向|逆向").fillna(False).astype(bool)
    offends = (indicators.target_operator.isna() & ~directed).astype("boolean").where(asked)
    if not offends.any():
        return offends
    offends = offends.mask(operator_lost(indicators) | operator_misread(indicators), pd.NA)
    time_limit = indicators.level2.eq("时效指标") & indicators.target_dimension.eq("duration").fillna(False)
    ceiling = of_money_cost(indicators) | counts_incidents(indicators) | adverse(indicators) | time_limit
    whole = indicators.target_dimension.eq("ratio").fillna(False) & indicators.target_number.eq(100)
    sign = np.select([ceiling, whole], ["≤", "＝"], "≥")
    return indicators.assign(
        offends=offends,
        suggestion=pd.Series(sign, index=indicators.index) + indicators.target_text,
    )
