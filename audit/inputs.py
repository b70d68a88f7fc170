"""From the paths on a command line to the files to check."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..filings.reading import SUFFIXES
from ..validators.finding import ToldError
from ..validators.nearest import nearest
from .output import OWN

# What departments send as well; no reader reads it, and a finding says so and how to save it.
_SENT = (".rar", ".7z", ".tar", ".gz", ".tgz", ".ofd", ".xlsb")
# NOTE: '~$' marks the lock file of an open Office document, '.~' that of WPS and LibreOffice.
_NOBODYS = (".", "~$")
_OWN = ("jixiao.toml", "jixiao-accepted.toml", "pyproject.toml", "thumbs.db", "desktop.ini")


class InputError(ToldError, ValueError):
    """A path that leads to nothing to check."""


def files(paths: Iterable[str], leaving_out: str | None = None) -> list[str]:
    """The files at `paths`, each once, folders walked in the order of names. Raises InputError.

    From a folder come files with a suffix of a known format, and those that departments send though no reader reads them;
    hidden ones, those in `leaving_out`, where reports are written, and what an earlier audit wrote stay out. A file that is
    named is always taken.
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in _under(path, _absolute(leaving_out) if leaving_out else None):
            found.setdefault(_absolute(file), file)
    return list(found.values())


def passed_over(paths: Iterable[str], leaving_out: str | None = None) -> Counter[str]:
    """How many files below the folders among `paths` are not taken, by the endings of their names.

    Hidden files, locks of open documents, and what configures this program or a desktop are nobody's filings and not counted.
    """
    away = _absolute(leaving_out) if leaving_out else None
    left = (file for path in paths if Path(path).is_dir() for file in _visible(Path(path), away) if not _taken(file.name))
    return Counter(file.suffix.lower() for file in left if file.name.lower() not in _OWN)


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute() leaves '..' standing


def _under(path: str, leaving_out: str | None) -> Iterator[str]:
    place = Path(path)
    if place.is_dir():
        inside = sorted((file for file in _visible(place, leaving_out) if _taken(file.name)), key=lambda file: file.parts)
        if not inside:
            kinds = " ".join(SUFFIXES)
            raise InputError(f"文件夹“{path}”里没有可校验的文件（{kinds}）", f"the folder {path} holds no filing ({kinds})")
        yield from (file.as_posix() for file in inside)
    elif place.is_file():
        yield path
    elif place.exists():
        raise InputError(f"“{path}”不是普通文件，无法校验", f"{path} is not a regular file")
    else:
        raise _missing(place)


def _taken(name: str) -> bool:
    return name.lower().endswith((*SUFFIXES, *_SENT))


def _visible(folder: Path, leaving_out: str | None) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        if OWN in folders and Path(top) != folder:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".") and _absolute(f"{top}/{name}") != leaving_out]
        yield from (Path(top, name) for name in names if not name.startswith(_NOBODYS))


def _missing(place: Path) -> InputError:
    folder = place.parent
    close = nearest(place.name, [entry.name for entry in folder.iterdir()]) if folder.is_dir() else None
    near = (folder / close).as_posix() if close else None
    return InputError(
        f"找不到“{place}”" + (f"，是不是“{near}”？" if near else ""),
        f"there is no file or folder {place}" + (f"; did you mean {near}?" if near else ""),
    )
