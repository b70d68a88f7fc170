"""Archives (.zip): the files inside, those of archives within it included, within limits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .failure import ReadError
from .package import Package
from .sniff import kind

DEEPEST = 3
MOST_FILES = 5_000
LARGEST_TOTAL = 512 * 1024 * 1024
_UTF8_NAME = 0x800
_NOT_FILED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass
class _Budget:
    files: int = MOST_FILES
    size: int = LARGEST_TOTAL

    def spend(self, member: zipfile.ZipInfo) -> None:
        self.files -= 1
        self.size -= member.file_size
        if self.files < 0:
            raise ReadError("archive_limit", f"> {MOST_FILES:,}")
        if self.size < 0:
            raise ReadError("archive_limit", f"> {LARGEST_TOTAL // 1024**2} MB")


def members(data: bytes) -> Iterator[tuple[str, bytes | ReadError]]:
    """Each file's path inside the archive and its bytes, or why it cannot be read. Raises ReadError for the archive itself."""
    yield from _members(data, "", 1, _Budget())


def _members(data: bytes, within: str, depth: int, budget: _Budget) -> Iterator[tuple[str, bytes | ReadError]]:
    package = Package(data)
    for key, member in sorted(package.members.items(), key=lambda item: _name(item[1])):
        name = _name(member)
        if (
            member.is_dir()
            or name.startswith(_NOT_FILED[0])
            or PurePosixPath(name).name.startswith(("._", "~$", *_NOT_FILED[1:]))
        ):
            continue
        budget.spend(member)
        path = f"{within}{name}"
        try:
            content = package.read(key)
        except ReadError as error:
            yield path, error
            continue
        if kind(content, name) != "archive":
            yield path, content
        elif depth >= DEEPEST:
            yield path, ReadError("archive_limit", f"{path}: {DEEPEST}")
        else:
            yield from _inner(content, path, depth, budget)


def _inner(content: bytes, path: str, depth: int, budget: _Budget) -> Iterator[tuple[str, bytes | ReadError]]:
    try:
        yield from _members(content, f"{path}/", depth + 1, budget)
    except ReadError as error:
        if budget.files < 0 or budget.size < 0:
            raise
        yield path, error


def _name(member: zipfile.ZipInfo) -> str:
    """The path of a member as its maker wrote it, without a way out of the archive."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        # NOTE: zipfile takes an unmarked name for cp437; here it is GBK, or UTF-8 from a Mac.
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join("".join(c if c.isprintable() else "_" for c in part) for part in parts)
