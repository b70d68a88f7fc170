from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("页数太多", "Too many pages"),
    requirement="文件的篇幅不应超过一份预算公开材料。",
    why="预算公开材料一般为几百页，其中的绩效表都能找到；篇幅再大的，请先拆分。",
    zh="文件的页数或字数太多{seen_zh}，不像是绩效表，没有校验",
    en="The document has too many pages or characters{seen_en} for a performance form and was not checked",
    fix_zh="请把绩效表所在的页单独另存为一个文件，再校验",
    fix_en="Save the pages with the performance forms as a file of their own and check that",
    found="{detail}",
)
def too_many_pages(filings: Frame) -> Frame | Mask:
    """A document has the length of a disclosure, not of a library.

    Budget disclosures run to a few hundred pages, and the forms in them are found; a document beyond that is split first.

    | failure        | detail        | found |
    | -------------- | ------------- | ----- |
    | too_many_pages | 4,120 > 1,000 | yes   |
    | too_many_pages |               | yes   |
    | file_too_large |               |       |
    |                |               |       |
    """
    return failed(filings, "too_many_pages")
