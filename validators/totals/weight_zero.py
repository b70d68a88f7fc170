from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..rule import Frame, Mask, rule


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("指标分值为零", "Indicator without points"),
    requirement="填报的每条指标都应当有分值。",
    why="分值为0的指标，完成与否都不影响得分。模板里没有填写的空行不算。",
    zh="“{level3}”的分值是{weight}，完成与否都不影响得分",
    en="“{level3}” carries {weight} points: its result does not matter",
    fix_zh="给该指标设置大于0的分值；不考核的指标请删去",
    fix_en="Give it points above zero, or delete an indicator that is not evaluated",
    found="{weight}分",
    needs=("indicators.weight",),
    at="weight_place",
)
def weight_zero(indicators: Frame) -> Mask:
    """Every indicator that is filed carries points.

    A row of the template that was left empty may carry none.

    | level2   | level3   | target | weight | found |
    | -------- | -------- | ------ | ------ | ----- |
    | 数量指标 | 铺设管网 | ≥5公里 | 0      | yes   |
    | 数量指标 | 新建泵站 | ≥2座   | 10     |       |
    | 数量指标 | 新建泵站 |        | 0      |       |
    | 数量指标 | 新建泵站 | ≥2座   |        |       |
    """
    filed = indicators.level3.ne("") & indicators.target_plain.ne("") & indicators.weight.notna()
    return indicators.weight.le(0).astype("boolean").where(filed, pd.NA)
