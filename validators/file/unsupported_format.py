from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文件格式不支持", "Unsupported format"),
    requirement="送校验的文件应当采用能够读取的格式。",
    why="旧版办公软件的文件、压缩包和图片会逐一指出，不会不作说明就略过。",
    zh="这种格式的文件不能直接校验{seen_zh}",
    en="Files of this format cannot be checked{seen_en}",
    fix_zh="在 Word、Excel 或 WPS 里另存为 .docx 或 .xlsx 再校验；压缩包请先解压或改存为 .zip，图片请换成原始的电子文件",
    fix_en="Save it as .docx or .xlsx in Word, Excel or WPS; unpack archives or save them as .zip; a picture is no form",
    found="{detail}",
)
def unsupported_format(filings: Frame) -> Frame | Mask:
    """A filing comes in a format that can be read.

    Formats of old office programs, archives and pictures are named rather than passed over in silence.

    | failure            | detail       | found |
    | ------------------ | ------------ | ----- |
    | unsupported_format | RAR          | yes   |
    | unsupported_format | Word 97-2003 | yes   |
    | unreadable_file    |              |       |
    |                    |              |       |
    """
    return failed(filings, "unsupported_format")
