"""Paths of filings as files of the gate record them: relative to the folder of that file, with forward slashes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ACCEPTED = "jixiao-accepted.toml"


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


def acceptance_files(filings: Iterable[str], root: Path) -> list[Path]:
    """The files of acceptances for `filings`: in their folders, and in those above as far as `root`. In the order of paths."""
    top = str(root.resolve())
    folders: dict[Path, None] = {}
    for filing in filings:
        folder = Path(os.path.abspath(filing)).parent  # noqa: PTH100 - a member of an archive is no path to resolve
        while folder not in folders:
            folders[folder] = None
            if str(folder) == top or not str(folder).startswith(f"{top}{os.sep}" if top != os.sep else top):
                break
            folder = folder.parent
    return sorted(folder / ACCEPTED for folder in folders if (folder / ACCEPTED).is_file())
