from __future__ import annotations

import pandas as pd

from ..attainment import attainment, unexplained
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..parameters import with_parameters
from ..placing import placed
from ..rule import Frame, rule

_LARGE = 1.3


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("超额较大无说明", "Target far exceeded without a word"),
    requirement="完成值大幅超过指标值的，应当说明原因。",
    why=(
        "有的地方规定达到指标值的130%要说明，有的规定120%（参数 overshoot），"
        "因此达到120%而不足130%的只作提示，达到130%的作为警告。上限类、"
        "定数类和成本指标不作判断，没有原因栏的表也不作判断。"
    ),
    zh="“{level3}”完成值{actual_text}是目标值{target_text}的{percent}%，没有说明原因，目标可能定得过低",
    en="“{level3}” reached {actual_text}, {percent}% of its target {target_text}, without a word: was the target too low?",
    fix_zh="在偏差原因栏说明超额的原因；因目标偏低造成的，下年按实际水平设定目标",
    fix_en="Explain the excess in the column for reasons; if the target was too low, set next year's by what was reached",
    found="{actual_text}",
    expected="{target_text}",
    arithmetic="{actual_number} ÷ {target_number} = {percent}%",
    needs=("indicators.actual_text",),
)
def overshoot_unexplained(indicators: Frame, tables: Frame) -> Frame:
    """A target that is far exceeded is explained.

    From 130% on some systems demand a word, at 120% others flag it (parameter `overshoot`): below 130% it is
    information. Ceilings, fixed numbers and costs are not judged, nor forms without a column for reasons.

    | level2   | level3   | target  | actual | reason         | found |
    | -------- | -------- | ------- | ------ | -------------- | ----- |
    | 数量指标 | 培训人数 | ≥300人  | 620人  |                | yes   |
    | 数量指标 | 培训场次 | ≥20场   | 25场   |                | yes   |
    | 数量指标 | 宣传次数 | ≥20次   | 60次   | 上级新增专项   |       |
    | 质量指标 | 合格率   | ≥90%    | 98.6%  |                |       |
    | 数量指标 | 事故起数 | ≤3起    | 9起    |                |       |
    | 成本指标 | 场地费   | ≥2万元  | 4万元  |                |       |
    | 数量指标 | 聘用人员 | =6人    | 9人    |                |       |

    Case: a place that asks from 130% on

    | level2   | level3   | target  | actual | reason | found |
    | -------- | -------- | ------- | ------ | ------ | ----- |
    | 数量指标 | 培训场次 | ≥20场   | 25场   |        |       |
    | 数量指标 | 培训人数 | ≥300人  | 620人  |        | yes   |

    tables:

    | table | form                    | profile |
    | ----- | ----------------------- | ------- |
    | 1     | project-self-evaluation | guangxi |
    """
    notable = with_parameters(indicators.loc[:, ["filing", "table"]], tables, "overshoot").overshoot.astype("float64")
    notable = pd.Series(notable.array, index=indicators.index)
    reached = attainment(indicators).where(indicators.target_operator.isin(["≥", ">"]) & indicators.reason.notna())
    far = reached.ge(notable) & unexplained(indicators)
    return placed(indicators, "actual_place").assign(
        offends=far.astype("boolean").where(reached.notna(), pd.NA),
        severity=either(reached.ge(_LARGE), "warning", "info"),
        percent=(reached * 100).round(1),
    )
