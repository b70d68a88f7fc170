from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文字编码无法识别", "Unknown text encoding"),
    requirement="文本文件应当使用能够识别的文字编码。",
    why="中文常用的编码只有几种，猜错编码读出来就是乱码。与其按猜测的文字校验，不如不读取这个文件。",
    zh="文件里的文字不是 UTF-8、UTF-16 或 GB18030（GBK）编码{seen_zh}，读出来会是乱码，没有校验",
    en="The text is not in UTF-8, UTF-16 or GB18030 (GBK){seen_en}; it would be read as garbage and was not checked",
    fix_zh="用记事本或 WPS 打开，选“另存为”，编码选“UTF-8”，再校验",
    fix_en="Open it in a text editor, save it with the encoding UTF-8, and check again",
    found="{detail}",
)
def encoding_unknown(filings: Frame) -> Frame | Mask:
    """A text is written in an encoding that can be told.

    Chinese texts come in few encodings. Rather than judge characters that were guessed wrongly, the file is left
    unread.

    | failure          | detail | found |
    | ---------------- | ------ | ----- |
    | encoding_unknown |        | yes   |
    | unreadable_file  |        |       |
    |                  |        |       |
    """
    return failed(filings, "encoding_unknown")
