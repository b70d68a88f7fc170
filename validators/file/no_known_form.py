from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("没有认出绩效表", "No performance form recognised"),
    requirement="文件中应当有绩效目标表或自评表。",
    why="缺少标题和表头的表，或者与绩效无关的文件，不能当作已经校验通过。",
    zh="文件能读出文字，但没有认出绩效目标表或自评表，没有校验{seen_zh}",
    en="The text was read, but no form of targets or self-evaluation was recognised in it, and nothing was checked{seen_en}",
    fix_zh="请确认选对了文件，并保留标题（如“项目支出绩效目标申报表”）和表头（“一级指标、三级指标、指标值”）",
    fix_en="Make sure it is the right file, and keep its title (项目支出绩效目标申报表) and headings (一级指标, 指标值)",
)
def no_known_form(filings: Frame) -> Frame | Mask:
    """A filing holds a performance form.

    A form without its title and headings, or another document altogether, is not passed as if it had been checked.

    | failure       | detail | found |
    | ------------- | ------ | ----- |
    | no_known_form |        | yes   |
    | empty_file    |        |       |
    |               |        |       |
    """
    return failed(filings, "no_known_form")
