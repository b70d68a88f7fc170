"""A filing's bytes as filed, for reports that mark the original."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .model import Filing


def original(filing: Filing) -> bytes | None:
    """The bytes from which `filing` was read; of a file in an archive, the member's own.

    None where the file is gone, or is no longer what was read.
    """
    try:
        data = _stored(Path(filing.path))
    except OSError:
        return None
    return data if data is not None and hashlib.sha256(data).hexdigest() == filing.sha256 else None


def _stored(path: Path) -> bytes | None:
    if path.is_file():
        return path.read_bytes()
    archive = next((folder for folder in path.parents if folder.is_file()), None)
    if archive is None:
        return None
    from .readers.archive import members
    from .readers.failure import ReadError

    wanted = path.relative_to(archive).as_posix()
    try:
        found = next((content for name, content in members(archive.read_bytes()) if name == wanted), None)
    except ReadError:
        return None
    return found if isinstance(found, bytes) else None
