"""Each cause of each exit code, as docs/gate.md lists them; and the same bytes from any folder, at any hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gate_repository import git, replaced, text

from jixiao.cli.main import main
from jixiao.reports.formats import FORMATS

CLEAN = text(replaced(0, "≥420株")).replace("6公里", "≥6公里")
ACCEPTED = """[[accepted]]
rule = "operator_missing"
filing = "{filing}"
place = "8"
reason = "r"
approver = "p"
expires = {expires}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a clean filing and a flawed one, both committed; a gate at warnings of one rule."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean").mkdir()
    (tmp_path / "flawed").mkdir()
    (tmp_path / "clean" / "a.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "flawed" / "b.txt").write_text(text(), "utf-8")
    (tmp_path / "jixiao.toml").write_text('select = ["operator_missing"]\nfail-on = "warning"\n', "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def accept(folder: Path, filing: str, expires: str) -> None:
    path = folder / filing
    entry = ACCEPTED.format(filing=path.name, expires=expires)
    (path.parent / "jixiao-accepted.toml").write_text(entry + entry.replace('"8"', '"12"'), "utf-8")


def baseline(folder: Path) -> None:
    main(["baseline", "create", "flawed"])


Prepared = Callable[[Path], Any]
CASES: list[tuple[int, str, list[str], Prepared | None]] = [
    (0, "clean", ["check", "clean"], None),
    (0, "below the level", ["check", "flawed", "--fail-on", "error"], None),
    (0, "never", ["check", "flawed", "--fail-on", "never"], None),
    (0, "known", ["check", "flawed", "--baseline", "jixiao-baseline.json"], baseline),
    (0, "accepted", ["check", "flawed"], lambda folder: accept(folder, "flawed/b.txt", "9999-12-31")),
    (0, "accepted for nothing", ["check", "clean"], lambda folder: accept(folder, "clean/a.txt", "9999-12-31")),
    (0, "unchanged", ["check", "flawed", "--changed-since", "HEAD"], None),
    (0, "the same version", ["diff", "HEAD", "flawed/b.txt"], None),
    (0, "baseline", ["baseline", "create", "flawed"], None),
    (0, "pruned", ["baseline", "prune", "flawed"], baseline),
    (0, "config", ["config"], None),
    (1, "a finding", ["check", "flawed"], None),
    (1, "a file that cannot be read", ["check", "clean"], lambda folder: (folder / "clean" / "x.txt").write_bytes(b"")),
    (1, "an expired acceptance", ["check", "clean", "--fail-on", "never"],
     lambda folder: accept(folder, "clean/a.txt", "2001-01-01")),
    (1, "a new finding beside a baseline", ["check", "flawed", "clean", "--baseline", "jixiao-baseline.json"],
     lambda folder: (baseline(folder), (folder / "clean" / "a.txt").write_text(text().replace("示例大道", "示例西路"), "utf-8"))),
    (1, "a changed filing", ["check", ".", "--changed-since", "HEAD"],
     lambda folder: (folder / "clean" / "a.txt").write_text(text(), "utf-8")),
    (1, "a worse version", ["diff", "clean/a.txt", "flawed/b.txt"], None),
    (2, "no such path", ["check", "claen"], None),
    (2, "no such option", ["check", "clean", "--fial-on", "error"], None),
    (2, "no such format", ["check", "clean", "--format", "jsno"], None),
    (2, "no such rule", ["check", "clean", "--select", "operator_mising"], None),
    (2, "no such setting", ["check", "clean"], lambda folder: (folder / "jixiao.toml").write_text("selct = []", "utf-8")),
    (2, "no such configuration", ["check", "clean", "--config", "no.toml"], None),
    (2, "a faulty acceptance", ["check", "clean"], lambda folder: accept(folder, "clean/a.txt", '"soon"')),
    (2, "no such baseline", ["check", "clean", "--baseline", "no.json"], None),
    (2, "nothing to prune", ["baseline", "prune", "clean"], None),
    (2, "no such revision", ["check", "clean", "--changed-since", "mian"], None),
    (2, "no such schema", ["check", "clean", "--schema", "nowhere"], None),
    (2, "no such profile", ["check", "clean", "--profile", "frame-2051"], None),
    (2, "a report that cannot be written", ["check", "clean", "--format", "json=clean/a.txt/x.json"], None),
    (2, "two documents on standard output", ["check", "clean", "--format", "json,sarif"], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "arguments", "prepare"), [(c, a, p) for c, _, a, p in CASES], ids=[name for _, name, _, _ in CASES]
)
def test_every_cause_ends_with_its_code(
    folder: Path, capsys: pytest.CaptureFixture[str], code: int, arguments: list[str], prepare: Prepared | None
) -> None:
    if prepare:
        prepare(folder)
    capsys.readouterr()
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert (out == "", err.count("\n")) == (True, 1) if code == 2 else err == ""


# --- the same bytes


def process(folder: Path, seed: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "jixiao.cli", *arguments]
    return subprocess.run(command, check=False, capture_output=True, cwd=folder, env=environment)


def test_everything_written_is_the_same_in_another_folder_at_another_seed(folder: Path, tmp_path_factory: Any) -> None:
    baseline(folder)
    accept(folder, "flawed/b.txt", "9999-12-31")
    (folder / "clean" / "a.txt").write_text(text(replaced(1, "95%")), "utf-8")
    other = tmp_path_factory.mktemp("another place") / "deeper"
    shutil.copytree(folder, other)
    formats = ",".join(f"{name}=out/{name}" for name in FORMATS)
    options = ("--format", formats, "--baseline", "jixiao-baseline.json", "--no-config", "--fail-on", "warning")
    first, second = (process(place, seed, "check", ".", *options) for place, seed in ((folder, "1"), (other, "2")))
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    assert first.returncode == 1
    written = {path.relative_to(folder): path.read_bytes() for path in sorted((folder / "out").rglob("*")) if path.is_file()}
    again = {path.relative_to(other): path.read_bytes() for path in sorted((other / "out").rglob("*")) if path.is_file()}
    assert written == again
    assert {path.parts[1] for path in written} == set(FORMATS)
    for path, content in written.items():
        assert str(folder).encode() not in content, path


@pytest.mark.parametrize(
    "arguments",
    [["diff", "clean/a.txt", "flawed/b.txt", "--format", "json"], ["config", "flawed"], ["diff", "HEAD", "clean/a.txt"]],
)
def test_what_is_printed_is_the_same_too(folder: Path, tmp_path_factory: Any, arguments: list[str]) -> None:
    other = tmp_path_factory.mktemp("another") / "place"
    shutil.copytree(folder, other)
    first, second = (process(place, seed, *arguments) for place, seed in ((folder, "1"), (other, "2")))
    assert first.stdout == second.stdout != b""
