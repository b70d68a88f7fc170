"""Compiled templates, kept beside their sources as Python keeps compiled modules: compiling costs ten times a rendering."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in `folder`/__pycache__ where that can be written, and does without where it cannot.

    Jinja2 compares source and versions on loading, so a stale file is never used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "__pycache__"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if anything."""
        with contextlib.suppress(OSError), self._file(bucket).open("rb") as stream:
            bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; another process never sees half a file."""
        if sys.dont_write_bytecode:
            return
        part = self._file(bucket).with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            with part.open("wb") as stream:
                bucket.write_bytecode(stream)
            part.replace(self._file(bucket))

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"
