from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文件使读取程序出错", "File that brings the reader down"),
    requirement="文件的内部结构应当完好，读取程序不致出错。",
    why="内部结构损坏或者经过改造的文件会使读取程序意外终止。该文件单独列出，不影响其他文件。",
    zh="读取这份文件时程序意外终止{seen_zh}，没有校验；其他文件不受影响",
    en="Reading this file ended the reader unexpectedly{seen_en}; it was not checked, and no other file is affected",
    fix_zh="用 Word、Excel 或 WPS 打开原始文件另存一份再校验；仍然如此，请把文件发给工具维护人",
    fix_en="Open the original in Word, Excel or WPS and save it again; if that does not help, send it to the maintainers",
    found="{detail}",
)
def reader_crashed(filings: Frame) -> Frame | Mask:
    """A file does not bring its reader down.

    A file whose structure is damaged, or was made to do harm, can end a reader. It is named, and the others go on.

    | failure        | detail     | found |
    | -------------- | ---------- | ----- |
    | reader_crashed | IndexError | yes   |
    | reader_crashed |            | yes   |
    | unreadable_file |           |       |
    |                |            |       |
    """
    return failed(filings, "reader_crashed")
