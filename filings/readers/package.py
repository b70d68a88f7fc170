"""Zip packages opened within limits: what a member unfolds to is known before it is unfolded."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from .failure import ReadError

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 96 * 1024 * 1024
LARGEST_PACKAGE = 256 * 1024 * 1024
HIGHEST_RATIO = 300
_RATIO_COUNTS_FROM = 4 * 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Package:
    """The members of a zip by name. Raises ReadError for what is broken, locked or out of bounds."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*BROKEN, IndexError, MemoryError) as error:
            raise ReadError("unreadable_file", "ZIP") from error
        self.members = {member.filename.replace("\\", "/").lstrip("/"): member for member in self._zip.infolist()}
        _check(list(self.members.values()))

    @property
    def holds_pictures(self) -> bool:
        """Whether there are pictures among the members."""
        return any("/media/" in name or name.startswith("Pictures/") for name in self.members)

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """The bytes of the member called `name`."""
        with self.open(name) as stream:
            try:
                return stream.read()
            except BROKEN as error:
                raise ReadError("unreadable_file", name) from error

    def open(self, name: str) -> IO[bytes]:
        """The member called `name` as a stream."""
        member = self.members.get(name)
        if member is None:
            raise ReadError("unreadable_file", name)
        if member.flag_bits & 1:
            raise ReadError("encrypted_file")
        try:
            return self._zip.open(member)
        except BROKEN as error:
            raise ReadError("unreadable_file", name) from error


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise ReadError("archive_limit", f"{len(members):,} > {MOST_MEMBERS:,}")
    if sum(member.file_size for member in members) > LARGEST_PACKAGE:
        raise ReadError("archive_limit", f"> {LARGEST_PACKAGE // 1024**2} MB")
    for member in members:
        if member.file_size > LARGEST_MEMBER:
            raise ReadError("archive_limit", f"{member.filename}: {member.file_size // 1024**2} MB")
        ratio = member.file_size // max(1, member.compress_size)
        if member.file_size > _RATIO_COUNTS_FROM and ratio > HIGHEST_RATIO:
            raise ReadError("archive_limit", f"{member.filename}: {ratio}:1")
