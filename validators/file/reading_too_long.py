from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("读取超时", "File that takes too long to read"),
    requirement="一份文件应当能在时限内读完。",
    why="个别文件的结构会使读取没有尽头。到了时限就停止，该文件单独列出，不影响其他文件。",
    zh="这份文件在 {detail} 秒内没有读完，没有校验；其他文件不受影响",
    en="This file was not read within {detail} seconds and was not checked; no other file is affected",
    fix_zh="用 Word、Excel 或 WPS 打开原始文件，只保留绩效表后另存再校验；确需更多时间的，用 --time-limit 放宽",
    fix_en="Open the original, keep the forms only and save it again; where it needs the time, allow more with --time-limit",
    found="{detail}",
)
def reading_too_long(filings: Frame) -> Frame | Mask:
    """A file can be read within the time limit.

    Some files keep a reader busy without end. At the limit it is stopped; the file is named, and the others go on.

    | failure          | detail | found |
    | ---------------- | ------ | ----- |
    | reading_too_long | 60     | yes   |
    | unreadable_file  |        |       |
    |                  |        |       |
    """
    return failed(filings, "reading_too_long")
