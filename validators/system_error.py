"""What the system answered when a file could not be read or written, in both languages."""

from __future__ import annotations

import errno
import os

from .finding import Text

_TOLD = {
    errno.EACCES: "没有权限，或者正被其他程序（如 Excel、WPS）打开",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "正被占用",
    errno.EIO: "磁盘或网络读写出错",
    errno.ENAMETOOLONG: "路径太长",
    errno.EMFILE: "同时打开的文件太多",
    errno.ELOOP: "链接指来指去，找不到文件",
}
_CHINESE = {os.strerror(number): told for number, told in _TOLD.items()}


def reason(error: OSError | str) -> Text:
    """Why the system refused; `error` may also be its words alone. What is not known stays as the system says it."""
    said = error if isinstance(error, str) else error.strerror or str(error)
    return Text(_CHINESE.get(said, said), said)
