"""Where an audit writes: files whole or not at all, and a record of what was written for what."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OWN = ".jixiao"  # the folder of the audit's own files below the output folder


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold `folder` for one audit at a time; however this process ends, it is free again. Raises InUseError, OSError."""
    # NOTE: a lock that every system knows and that nobody must clear away: an open transaction of SQLite.
    lock = sqlite3.connect(folder / "lock.sqlite", timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise InUseError(folder.parent) from error
        raise OSError(errno.EIO, str(error), str(folder)) from error
    finally:
        lock.close()


class InUseError(RuntimeError):
    """Another audit writes to the folder."""


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step, and make its folder. Raises OSError."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, which takes its place once the block has ended well. Raises OSError."""
    temporary = path.with_name(f".jixiao-{os.getpid()}-{path.name[-40:]}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield temporary
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
