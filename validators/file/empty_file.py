from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文件是空的", "Empty file"),
    requirement="送校验的文件应当有内容。",
    why="导出中断会留下空文件，或者只含空白的文件。",
    zh="文件里没有任何内容",
    en="The file holds nothing",
    fix_zh="请确认选对了文件，重新导出或另存后再校验",
    fix_en="Make sure it is the right file; export or save it again and check once more",
)
def empty_file(filings: Frame) -> Mask:
    """A filing holds something to check.

    An export that was interrupted leaves a file of no bytes, or of nothing but blanks.

    | failure       | found |
    | ------------- | ----- |
    | empty_file    | yes   |
    | no_known_form |       |
    |               |       |
    """
    return filings.failure.eq("empty_file")
