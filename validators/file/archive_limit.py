from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("压缩内容超限", "Package beyond its limits"),
    requirement="文件解开后的大小应当合理。",
    why="办公文档实际上是压缩包，解开后膨胀上千倍的，不是损坏就是有害文件，不会是绩效表。",
    zh="文件解开后过大或部件过多{seen_zh}，为安全起见没有读取",
    en="Unpacked, the file would be too large or have too many parts{seen_en}; for safety it was not read",
    fix_zh="请确认文件来源可靠，用 Word、Excel 或 WPS 打开，删去图片和无关内容后另存一份再校验",
    fix_en="If you trust its source, open it in Word, Excel or WPS, keep the form alone, save it and check again",
    found="{detail}",
)
def archive_limit(filings: Frame) -> Frame | Mask:
    """A document unpacks to a reasonable size.

    Office documents are packages; one that swells a thousandfold is broken or hostile, and no form.

    | failure        | detail   | found |
    | -------------- | -------- | ----- |
    | archive_limit  | > 256 MB | yes   |
    | file_too_large |          |       |
    |                |          |       |
    """
    return failed(filings, "archive_limit")
