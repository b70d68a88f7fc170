"""Paths of filings as files of the gate record them: relative to the folder of that file, with forward slashes."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath


def recorded(filing: str, folder: Path) -> str:
    """The path of a filing, or of a member of an archive, as seen from `folder`."""
    place = os.path.abspath(filing)  # noqa: PTH100 - a member of an archive is no path to resolve
    try:
        return Path(os.path.relpath(place, folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return Path(place).as_posix()


def stands(filing: str, folder: Path) -> bool:
    """Whether the filing recorded as `filing` is there: as a file, or inside an archive that is."""
    path = PurePosixPath(filing)
    return any((folder / part).is_file() for part in (path, *path.parents) if part.name)
