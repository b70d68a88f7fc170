"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from .failure import Failure


def folder(path: str) -> Path:
    """The folder at `path`, made if need be. Raises Failure."""
    target = Path(path)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from ..validators.system_error import reason

        why = reason(error)
        raise Failure(f"无法建立文件夹“{path}”（{why.zh}）", f"the folder {path} cannot be made ({why.en})") from error
    return target


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step: a run that is broken off leaves the old file or none. Raises Failure."""
    temporary = path.with_name(f".jixiao-{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        from ..validators.system_error import reason

        why = reason(error)
        raise Failure(f"无法写入“{path}”（{why.zh}）", f"{path} cannot be written ({why.en})") from error
    finally:
        temporary.unlink(missing_ok=True)
