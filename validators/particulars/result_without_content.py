from __future__ import annotations

import pandas as pd

from ..basis import BUDGET_REGULATION_20
from ..rule import Frame, rule

_BARE = (
    r"(?:已|均|均已|全部|全面|基本|按时|按期|年度|目标|任务|各项|工作|总体|顺利|圆满)*"
    r"(?:完成|达成|达到|实现)(?:了|年度|总体|预期|绩效|目标|任务|指标|计划|工作|值)*"
)


@rule(
    severity="warning",
    basis=BUDGET_REGULATION_20,
    opinion=11,
    title=("完成情况没有内容", "Result without content"),
    requirement="自评表应当写明实际取得了什么成果。",
    why="只写“完成”或“已完成年度目标任务”，无法与预期目标对照。",
    zh="{whose_zh}目标完成情况只写了“{text}”，没有反映实际做了什么、效果如何",
    en="The actual completion only says “{text}”: what was done, and to what effect, is not reported",
    fix_zh="对照预期目标逐项写实际结果和数量，例如“采购终端42台，全部验收合格并投入使用”",
    fix_en="Report against the goal what was done and how much, such as “42 terminals bought, accepted and in use”",
    found="{text}",
    needs=("goals.kind=actual",),
)
def result_without_content(goals: Frame) -> Frame:
    """A self-evaluation says what was achieved.

    A bare 完成 or 已完成年度目标任务 cannot be held against the goal.

    | kind     | text                     | found |
    | -------- | ------------------------ | ----- |
    | actual   | 完成                     | yes   |
    | actual   | 已全部完成年度目标任务。 | yes   |
    | actual   | 已完成设备采购42台       |       |
    | actual   |                          |       |
    | expected | 完成年度任务             |       |
    """
    told = goals.kind.eq("actual") & goals.plain.ne("")
    bare = goals.plain.str.fullmatch(_BARE).astype("boolean").where(told, pd.NA)
    return goals.assign(offends=bare, whose_zh=goals.period.map({"annual": "年度", "medium-term": "中期"}.get).fillna(""))
