from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=6,
    title=("两格内容连在一起", "Two cells run together"),
    requirement="分值和得分、指标值和完成值应当各在一格。",
    why="相邻两格的内容连在一起，多是转换格式时丢了格线造成的。只有一种分法时，本工具分开后再校验。",
    zh="“{text}”是相邻两格的内容连在了一起，已分开为“{expected}”后校验，请对照原件",
    en="“{text}” holds what belongs in two cells; it was read as “{expected}”: compare it with the original",
    fix_zh="对照原件核对这一处；填报时确实写在一格的，请分开填写",
    fix_en="Compare with the original; where they were filed in one cell, write them in two",
    found="{text}",
    expected="{expected}",
)
def cells_glued(repairs: Frame) -> Frame:
    """Points and score, target and result stand each in a cell.

    A conversion that loses a ruled line runs the texts of two cells together. Where there is one way to part them, they are
    parted, and nothing else follows from it.

    | kind      | text     | expected    | found |
    | --------- | -------- | ----------- | ----- |
    | glued     | 1010     | 10 \\| 10   | yes   |
    | continued | 效益指标 | 效益指标    |       |
    """
    return repairs.assign(offends=repairs.kind.eq("glued"))
