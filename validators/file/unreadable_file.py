from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文件内容损坏", "Damaged file"),
    requirement="送校验的文件应当能够读出内容。",
    why="下载中断的文件、损坏的文档和程序自用的数据文件，没有可以校验的文字。",
    zh="文件内容损坏或不是文档{seen_zh}，读不出文字，没有校验",
    en="The file is damaged or no document{seen_en}; no text could be read and nothing was checked",
    fix_zh="用 Word、Excel 或 WPS 打开原始文件，确认内容正常后另存一份再校验；打不开的，请向填报单位重新索取",
    fix_en="Open the original in Word, Excel or WPS and save it again; if it does not open, ask the filer for another copy",
    found="{detail}",
)
def unreadable_file(filings: Frame) -> Frame | Mask:
    """A filing can be read.

    An interrupted download, a broken package or a program's own data hold no text that could be judged.

    | failure         | detail            | found |
    | --------------- | ----------------- | ----- |
    | unreadable_file | word/document.xml | yes   |
    | unreadable_file |                   | yes   |
    | empty_file      |                   |       |
    |                 |                   |       |
    """
    return failed(filings, "unreadable_file")
