from __future__ import annotations

from ..basis import METHOD
from ..failures import failed
from ..rule import Frame, Mask, rule


@rule(
    severity="error",
    basis=METHOD,
    title=("文件有密码", "File protected by a password"),
    requirement="送校验的文件不应设置打开密码。",
    why="校验时不会询问密码，也不会试探密码。",
    zh="文件设置了打开密码{seen_zh}，无法读取，没有校验",
    en="The file is protected by a password{seen_en}, cannot be read and was not checked",
    fix_zh="用原来的程序打开，取消密码后另存一份再校验",
    fix_en="Open it in its own program, remove the password, save it and check again",
    found="{detail}",
)
def encrypted_file(filings: Frame) -> Frame | Mask:
    """A filing can be opened without a password.

    No password is ever asked for or tried.

    | failure         | detail | found |
    | --------------- | ------ | ----- |
    | encrypted_file  |        | yes   |
    | unreadable_file |        |       |
    |                 |        |       |
    """
    return failed(filings, "encrypted_file")
