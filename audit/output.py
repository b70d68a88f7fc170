"""Where an audit writes: files whole or not at all, and a record of what was written for what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OWN = ".jixiao"  # the folder of the audit's own files below the output folder


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
