from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("读取占用内存过多", "File that takes too much memory to read"),
    requirement="读取一份文件所需的内存应当在限度以内。",
    why="个别文件展开后极大，会耗尽整台机器的内存。到了限度就停止，该文件单独列出，不影响其他文件。",
    zh="读取这份文件所需的内存超过限度，没有校验；其他文件不受影响",
    en="Reading this file takes more memory than is allowed; it was not checked, and no other file is affected",
    fix_zh="用 Word、Excel 或 WPS 打开原始文件，只保留绩效表后另存再校验；确需更多内存的，用 --memory-limit 放宽",
    fix_en="Open the original, keep the forms only and save it again; where it needs the memory, allow more with --memory-limit",
)
def reading_out_of_memory(filings: Frame) -> Frame | Mask:
    """A file can be read within the memory limit.

    Some files unfold to a size that takes all memory there is. At the limit the reader is stopped; the file is named, and
    the others go on.

    | failure               | found |
    | --------------------- | ----- |
    | reading_out_of_memory | yes   |
    | unreadable_file       |       |
    |                       |       |
    """
    return failed(filings, "reading_out_of_memory")
