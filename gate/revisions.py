"""What git knows: which files a change touches, and what a file was in an earlier revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ..validators.nearest import nearest
from .configuration import beginning
from .error import GateError

_ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def changed(paths: Sequence[str], reference: str) -> list[str]:
    """Those of `paths` that differ from where `reference` and the current branch part, or that git does not know yet.

    Raises GateError where there is no git, no repository, or no such revision.
    """
    top = _top(beginning(paths))
    commit = _commit(reference, top)
    base = _said(_git(top, "merge-base", commit, "HEAD")) or commit
    differing = _git(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", base, "--")
    unknown = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    found = {
        os.path.realpath(top / os.fsdecode(name)) for done in (differing, unknown) for name in done.stdout.split(b"\0") if name
    }
    return [path for path in paths if os.path.realpath(path) in found]


def stored(path: str, reference: str) -> bytes:
    """The file at `path` as it was in the revision `reference`. Raises GateError."""
    top = _top(beginning([path]))
    commit = _commit(reference, top)
    inside = Path(os.path.relpath(os.path.realpath(path), top)).as_posix()
    done = _git(top, "show", f"{commit}:{inside}")
    if done.returncode:
        raise GateError(f"版本“{reference}”里没有“{inside}”", f"there is no {inside} in {reference}")
    return done.stdout


def _top(folder: Path) -> Path:
    while not folder.is_dir():
        folder = folder.parent
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise GateError(f"“{folder.as_posix()}”不在 git 仓库里", f"{folder.as_posix()} is not in a git repository")
    return Path(os.path.realpath(_said(done)))


def _commit(reference: str, top: Path) -> str:
    done = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    if done.returncode == 0:
        return _said(done)
    names = _said(_git(top, "for-each-ref", "--format=%(refname:short)")).split("\n")
    close = nearest(reference, filter(None, names))
    raise GateError(
        f"git 里没有“{reference}”这个版本" + (f"，是不是“{close}”？" if close else ""),
        f"git knows no revision {reference!r}" + (f"; did you mean {close!r}?" if close else ""),
    )


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # NOTE: in a hook git sets variables that would lead to another repository than the folder's own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        return subprocess.run(command, check=False, capture_output=True, cwd=folder, env=environment)  # noqa: S603
    except OSError as error:
        raise GateError("找不到 git 程序", "git was not found") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n") if done.returncode == 0 else ""
