"""Results kept by content, so that what was read and checked once is not read and checked again.

    with Cache(folder, setting(*select, "without", *ignore)) as cache:
        digests = {path: digest(path) for path in paths}
        known = cache.briefs({path: cache.key(path, digests[path]) for path in paths})   # path: its filings in brief
        …
        cache.keep({cache.key(path, digests[path]): kept(path, checked)})                # what was checked meanwhile

A key is made of the file's bytes, its suffix, and the setting: the version and the code of the toolkit, its schemas, the
libraries it reads with, and what the caller names: which rules were chosen, a place's own schemas. Anything else of a run,
such as its language, is no part of the results.

The store is one SQLite file. What `keep` has returned from survives the end of the process in any manner. A file that is no
store of ours, or a damaged one, is replaced by an empty one: a cache may be lost, but never be in the way.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .placing import files_of

if TYPE_CHECKING:
    from .kept import Brief, Kept

FILE = "results.sqlite"
_LAYOUT = 2  # of the store; another one is another store
_AT_ONCE = 500  # keys in one question
_TABLES = (
    "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, brief BLOB NOT NULL, body BLOB NOT NULL, checks BLOB NOT NULL)"
)
_READING = ("pandas", "lxml", "pypdfium2", "python-calamine")  # packages whose version may change what is read
_PACKAGE = Path(__file__).parent.parent
_FOLDERS = ("audit", "filings", "schemas", "validators")


def digest(path: str | Path) -> str:
    """The SHA-256 of the file's content. Raises OSError."""
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def setting(*also: str) -> str:
    """What results depend on beside the file: code, schemas, libraries, and what the caller names in `also`."""
    return hashlib.sha256("\0".join((_code(), *also)).encode("utf-8", "surrogatepass")).hexdigest()


def place(schema: str | None, rules: Iterable[str]) -> str:
    """What a place does otherwise, as `setting` takes it: its schema files and its files of rules, by their content.

    Raises OSError.
    """
    said = hashlib.sha256()
    for file in (*(files_of(Path(schema)) if schema else ()), *map(Path, rules)):
        said.update(file.name.encode("utf-8", "surrogateescape") + b"\0" + digest(file).encode())
    return said.hexdigest()


class Cache:
    """A store of results in `folder`, for one setting. Open it with `with`; one process writes at a time."""

    def __init__(self, folder: Path, setting: str) -> None:
        self._path = folder / FILE
        self._setting = setting

    def __enter__(self) -> Cache:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._store = _opened(self._path)
        except sqlite3.DatabaseError:
            for leftover in self._path.parent.glob(f"{FILE}*"):
                leftover.unlink()
            self._store = _opened(self._path)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._store.close()

    def key(self, path: str, digest: str, *also: str) -> bytes:
        """The key of the file at `path` with that `digest`. A result that holds only under some limit names it in `also`."""
        suffix = PurePosixPath(path.replace("\\", "/")).suffix.lower()
        return hashlib.sha256("\0".join((self._setting, suffix, digest, *also)).encode("utf-8", "surrogatepass")).digest()

    def briefs(self, keys: Mapping[str, bytes]) -> dict[str, list[tuple[str, Brief]]]:
        """For each path in `keys` whose result is known, its filings in brief (see kept.briefs). Needs no pandas."""
        from msgspec import DecodeError

        from .kept import briefs

        known: dict[bytes, bytes] = dict(self._rows("key, brief", keys.values()))
        found: dict[str, list[tuple[str, Brief]]] = {}
        for path, key in keys.items():
            if key in known:
                with contextlib.suppress(DecodeError):
                    found[path] = briefs(path, known[key])
        return found

    def holds(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of `keys` whose results are known."""
        return {key for (key,) in self._rows("key", keys)}

    def entries(self, keys: Iterable[bytes]) -> dict[bytes, Kept]:
        """The whole results of those of `keys` that are known; kept.restored turns one into filings and findings."""
        from .kept import Kept

        return {key: Kept(*entry) for key, *entry in self._rows("key, brief, body, checks", keys)}

    def keep(self, entries: Mapping[bytes, Kept]) -> None:
        """Store results. When this returns they are kept, whatever becomes of the process."""
        rows = [(key, *entry) for key, entry in entries.items()]
        with self._store:
            self._store.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows)

    def _rows(self, columns: str, keys: Iterable[bytes]) -> Iterator[Any]:
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            yield from self._store.execute(f"SELECT {columns} FROM results WHERE key IN ({marks})", part)  # noqa: S608


def _opened(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=60)
    try:
        (layout,) = store.execute("PRAGMA user_version").fetchone()
        if layout not in (0, _LAYOUT):
            raise sqlite3.DatabaseError("another layout")
        store.execute(_TABLES)
        store.execute(f"PRAGMA user_version = {_LAYOUT}")
        store.execute("SELECT key FROM results LIMIT 1").fetchall()
        store.commit()
    except BaseException:
        store.close()
        raise
    return store


def versions() -> dict[str, str]:
    """The versions of the toolkit and of what it reads with, by the names of the packages that are there."""
    found: dict[str, str] = {}
    for name in ("jixiao", *_READING):
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _code() -> str:
    """The version of the toolkit and of what it reads with, and the content of its modules and schemas."""
    said = hashlib.sha256()
    for name, number in versions().items():
        said.update(f"{name} {number}\n".encode())
    for folder in _FOLDERS:
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                said.update(path.relative_to(_PACKAGE).as_posix().encode())
                said.update(hashlib.sha256(path.read_bytes()).digest())
    return said.hexdigest()
