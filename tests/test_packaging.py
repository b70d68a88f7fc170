"""What is installed is what stands in the folders: no sub-package forgotten, no data file left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FOLDERS = PROJECT["tool"]["setuptools"]["package-dir"]
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def _tracked() -> list[str]:
    """The files of the project, those not yet committed included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a clone: git cannot say which files belong to the project")
    return [name for name in os.fsdecode(listed).splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing an earlier build left behind gets in."""
    copy, built = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("built")
    for name in _tracked():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run([sys.executable, "-c", BUILD, str(built)], check=True, capture_output=True, cwd=copy)
    (made,) = built.glob("*.whl")
    return made


def test_the_wheel_holds_every_file_of_the_folders_and_no_other(wheel: Path) -> None:
    wanted = {f"jixiao/{name}" for name in _tracked() if name.split("/")[0] in FOLDERS.values()}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_the_wheel_carries_licence_command_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/entry_points.txt") for name in names)
    assert {f"jixiao/{folder}/py.typed" for folder in FOLDERS.values()} <= set(names)


def test_no_package_of_ours_lies_where_another_project_puts_its_own(wheel: Path) -> None:
    assert {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()} == {"jixiao", f"jixiao-{_version()}.dist-info"}
    assert "jixiao/__init__.py" not in zipfile.ZipFile(wheel).namelist()


def test_the_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    sample = next((ROOT / "sample_data").glob("*.txt"))
    program = f"""
import sys
sys.path[:0] = [{str(tmp_path / "site")!r}]
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in repr(finder)]
import jixiao.cli.main as entry
assert entry.__file__.startswith(sys.path[0]), entry.__file__
raise SystemExit(entry.main(["check", {str(sample)!r}, "--output", "reports", "--fail-on", "never"]))
"""
    ran = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [f"{sample.name}.html"]


def test_the_version_is_the_one_in_the_change_log() -> None:
    headings = [line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## ")]
    assert headings[0].split()[1] in ("Unreleased", _version())


def test_every_dependency_that_was_tried_is_written_down() -> None:
    tried = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line}
    needed = {name.split(">")[0].split("[")[0].lower() for name in PROJECT["project"]["dependencies"]}
    assert needed <= tried


def _version() -> str:
    return PROJECT["project"]["version"]
