from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("一级指标名称重复出现", "Level-1 name printed again"),
    requirement="一级指标名称在一张表里只出现一次，下面列出它的全部指标。",
    why="表格换页后往往会再印一次一级指标名称，因此前后两段合并为一段看待，不再由此引出其他问题。",
    zh="同一张表里“{text}”又印了一次，已与前面的“{text}”合并",
    en="“{text}” is printed again in the same form and was joined with the one before",
    fix_zh="如果是换页重印的表头，不用改；如果不是，请把两段“{text}”合并成一段",
    fix_en="Nothing to do if it repeats the heading on a new page; otherwise join the two stretches of “{text}”",
    found="{text}",
)
def label_continued(repairs: Frame) -> Frame:
    """A level-1 name stands once, over all its indicators.

    Forms repeat it after a page break, so the two stretches count as one and nothing else follows from it.

    | kind         | text     | expected | found |
    | ------------ | -------- | -------- | ----- |
    | continued    | 效益指标 | 效益指标 | yes   |
    | nested-label | 质量指标 | 质量指标 |       |
    """
    text = repairs.text.str.replace(r"\s+", "", regex=True)
    return repairs.drop(columns="expected").assign(text=text, offends=repairs.kind.eq("continued"))
