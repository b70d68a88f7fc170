from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文件太大", "File too large"),
    requirement="文件大小应当与一份绩效表相称。",
    why="超过上限的文件不会是一份单独的填报材料，读取它会耽误其他文件的校验。",
    zh="文件超过了大小上限{seen_zh}，没有校验",
    en="The file exceeds the limit of size{seen_en} and was not checked",
    fix_zh="绩效表本身很小，请删去图片和无关的工作表，或把多个单位的表拆成多个文件再校验",
    fix_en="A performance form is small: remove pictures and unrelated sheets, or split a collection into one file for each unit",
    found="{detail}",
)
def file_too_large(filings: Frame) -> Frame | Mask:
    """A filing has the size of a form.

    A file beyond the limit is no single filing, and reading it would hold up all the others.

    | failure        | detail | found |
    | -------------- | ------ | ----- |
    | file_too_large | 64 MB  | yes   |
    | empty_file     |        |       |
    |                |        |       |
    """
    return failed(filings, "file_too_large")
