from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("工作表太大", "Sheet too large"),
    requirement="工作表的大小应当与一张绩效表相称。",
    why="含有上百万个空白格式单元格或者整个数据库的工作表，不会有值得查找的绩效表。",
    zh="工作表的单元格太多{seen_zh}，不像是绩效表，没有校验",
    en="The sheet has too many cells{seen_en} for a performance form and was not checked",
    fix_zh="删去空白的格式区域和无关数据，只留绩效表，另存后再校验",
    fix_en="Remove formatted blank areas and unrelated data, keep the form alone, save it and check again",
    found="{detail}",
)
def sheet_too_large(filings: Frame) -> Frame | Mask:
    """A sheet has the size of a form.

    Sheets with millions of formatted blanks or with whole data bases hold no form worth searching for.

    | failure         | detail            | found |
    | --------------- | ----------------- | ----- |
    | sheet_too_large | 汇总: > 1,000,000 | yes   |
    | file_too_large  |                   |       |
    |                 |                   |       |
    """
    return failed(filings, "sheet_too_large")
