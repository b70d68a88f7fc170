from __future__ import annotations

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..quantified import states_quantity
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=2,
    title=("目标无量化内容", "Goal without a figure"),
    requirement="绩效目标应当写明数量。",
    why="目标可以用文字表述，由指标来量化，因此只作提示。年份、日期和编号不算数量；“全部”“全覆盖”和不发生某类事件算作数量。",
    zh="绩效目标“{opening}”没有一个可以核对的数量",
    en="The goal “{opening}” holds no quantity that could be checked",
    fix_zh="写入主要的产出数量和效果，例如“培训教师300人次，合格率达到95%”；确实无法量化的，由指标量化",
    fix_en="State the main output and effect in figures (“300 teachers trained, 95% pass”), or leave that to the indicators",
    found="{opening}",
)
def goal_without_number(goals: Frame) -> Frame:
    """A goal says how much.

    Goals may be put in words where the indicators carry the figures, so this is information. Years, dates and list numbers
    are no quantities; 全部, 全覆盖 and zero events are.

    | text                                           | found |
    | ---------------------------------------------- | ----- |
    | 目标1：提升教学质量。目标2：2024年底前完成验收。 | yes   |
    | 1.提升教学质量；2.改善办学条件。               | yes   |
    | 培训教师300人次，提升教学质量。                |       |
    | 实现校园安全零事故。                           |       |
    | 培训三百名教师。                               |       |
    |                                                |       |
    """
    asked = goals.kind.eq("expected") & goals.plain.ne("")
    opening = goals.text.str[:24] + goals.text.str[24:25].where(goals.text.str.len().le(24), "…")
    return goals.assign(offends=(~states_quantity(goals.text)).astype("boolean").where(asked, pd.NA), opening=opening)
