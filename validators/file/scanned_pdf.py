from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("扫描件没有文字", "Scan without text"),
    requirement="PDF文件中应当有可以读取的文字。",
    why="扫描件人能看懂，程序却读不到文字。如果靠猜测识别，就会把识别的差错算到填报单位头上。",
    zh="PDF 的页面是图片{seen_zh}，里面没有文字，无法校验",
    en="The pages of the PDF are pictures{seen_en}: they hold no text, so nothing could be checked",
    fix_zh="请提供由 Word、Excel 或系统直接导出的 PDF，或原始的 .docx、.xlsx 文件；只有纸质件的，请先做文字识别并核对",
    fix_en="Use the PDF that Word, Excel or the system exports, or the .docx or .xlsx; proof-read what was recognised",
    found="{detail}",
)
def scanned_pdf(filings: Frame) -> Frame | Mask:
    """A PDF holds text.

    A scan shows a form to people and nothing to a program. Guessing its characters would blame the filer for what was
    misread.

    | failure       | detail | found |
    | ------------- | ------ | ----- |
    | scanned_pdf   |        | yes   |
    | no_known_form |        |       |
    |               |        |       |
    """
    return failed(filings, "scanned_pdf")
