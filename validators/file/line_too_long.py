from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文本没有换行", "Text without line breaks"),
    requirement="文本文件应当正常分行。",
    why="绩效表的文本每行对应一个单元格，不会很长；一行特别长的，多是系统日志或者成批导出的数据。",
    zh="文本里有一行长达{detail}个字符，不像是绩效表，没有校验",
    en="One line of the text has {detail} characters; this is no performance form, and it was not checked",
    fix_zh="请确认选对了文件；如果是导出时丢了换行，请重新导出，或另存为 .docx、.xlsx",
    fix_en="Make sure it is the right file; if line breaks were lost in exporting, export it again as .docx or .xlsx",
    found="{detail}",
)
def line_too_long(filings: Frame) -> Frame | Mask:
    """A text has lines.

    Log files and data dumps come in lines of enormous length; a form's lines are its cells.

    | failure          | detail    | found |
    | ---------------- | --------- | ----- |
    | line_too_long    | 2,400,000 | yes   |
    | encoding_unknown |           |       |
    |                  |           |       |
    """
    return failed(filings, "line_too_long")
