"""From the paths on a command line to the files to check."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..filings.reading import SUFFIXES
from ..validators.finding import Text
from ..validators.nearest import nearest


class InputError(ValueError):
    """A path that leads to nothing to check; `says` tells what is wrong with it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(zh, en)


def files(paths: Iterable[str], leaving_out: str | None = None) -> list[str]:
    """The files at `paths`, each once, folders walked in the order of names. Raises InputError.

    From a folder come files with a suffix of a known format; hidden ones and those in `leaving_out`, where reports are
    written, stay out. A file that is named is always taken.
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in _under(path, _absolute(leaving_out) if leaving_out else None):
            found.setdefault(_absolute(file), file)
    return list(found.values())


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute() leaves '..' standing


def _under(path: str, leaving_out: str | None) -> Iterator[str]:
    place = Path(path)
    if place.is_dir():
        inside = sorted(_walked(place, leaving_out), key=lambda file: file.parts)
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


def _walked(folder: Path, leaving_out: str | None) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and _absolute(f"{top}/{name}") != leaving_out]
        # NOTE: '~$' marks the lock file of an open Office document.
        yield from (Path(top, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")))


def _missing(place: Path) -> InputError:
    folder = place.parent
    close = nearest(place.name, [entry.name for entry in folder.iterdir()]) if folder.is_dir() else None
    near = (folder / close).as_posix() if close else None
    return InputError(
        f"找不到“{place}”" + (f"，是不是“{near}”？" if near else ""),
        f"there is no file or folder {place}" + (f"; did you mean {near}?" if near else ""),
    )
