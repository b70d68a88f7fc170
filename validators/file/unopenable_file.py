from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule
from ..system_error import reason


@rule(
    severity="error",
    basis=METHOD,
    title=("文件打不开", "File that cannot be opened"),
    requirement="送校验的文件应当能够打开。",
    why="没有读取权限、链接失效或者共享文件夹断开的文件，会逐一指出，不会在成批校验时悄悄略过。",
    zh="文件打不开（{why_zh}），没有校验",
    en="The file cannot be opened ({detail}) and was not checked",
    fix_zh="请确认文件还在、有读取权限、没有被其他程序独占，再校验一次",
    fix_en="Make sure that the file still exists, may be read and is not locked by another program, and check once more",
)
def unopenable_file(filings: Frame) -> Frame | Mask:
    """A filing can be opened.

    A file without read permission, a link that leads nowhere or a share that went away is not silently left out of a batch.

    | failure         | detail            | found |
    | --------------- | ----------------- | ----- |
    | unopenable_file | Permission denied | yes   |
    | empty_file      |                   |       |
    |                 |                   |       |
    """
    offends = filings.failure.eq("unopenable_file")
    if not offends.any():
        return offends
    return filings.assign(offends=offends, why_zh=[reason(said).zh for said in filings.detail.fillna("")])
