"""`--format`: which report goes where, and that every format of the table is one."""

from __future__ import annotations

import inspect
import json
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from report_sample import FILING, RESULT, RULES, UNREADABLE, VERSION

from jixiao.cli.main import main
from jixiao.filings.originals import original
from jixiao.filings.reading import read
from jixiao.reports import formats
from jixiao.reports.run import Run

SAMPLE = Path(__file__).parent.parent / "sample_data"
RUN = Run((FILING, UNREADABLE), RESULT, RULES, VERSION)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """A run of `check` on a copy of a sample: exit code, standard output, standard error."""
    (tmp_path / "a.txt").write_bytes((SAMPLE / "approval-faulty.txt").read_bytes())
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["check", "a.txt", "--fail-on", "never", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_is_one_function_of_a_run(name: str) -> None:
    known = formats.FORMATS[name]
    module = import_module(f"jixiao.reports.{known.module}")
    function = module.files if known.each else module.document
    assert list(inspect.signature(function).parameters) == ["run"]
    if known.each:
        written = dict(formats.files(name, RUN))
        assert len({file.casefold() for file in written}) == len(written) >= 2
        assert all(isinstance(content, bytes) and content for content in written.values())
    else:
        assert formats.document(name, RUN).strip()


def test_several_formats_go_each_to_its_own_file(run: Any, tmp_path: Path) -> None:
    code, out, err = run("--format", "text=told/a, b.txt,html=pages", "--format", "json")
    assert (code, json.loads(out)["format"]) == (0, "filing-findings/1")
    assert (tmp_path / "told" / "a, b.txt").read_text("utf-8").startswith("a.txt")
    assert [file.name for file in (tmp_path / "pages").iterdir()] == ["a.txt.html"]
    assert "pages" in err


def test_a_document_in_a_file_leaves_standard_output_to_the_summary(run: Any, tmp_path: Path) -> None:
    code, out, err = run("--format", "json=found.json", "--lang", "en")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("Filing ")
    assert out.splitlines()[-1] == "json: found.json"
    assert json.loads((tmp_path / "found.json").read_bytes())["summary"]["filings"] == 1


def test_a_document_in_a_file_is_what_standard_output_would_have_got(run: Any, tmp_path: Path) -> None:
    run("--format", "json=found.json")
    assert (tmp_path / "found.json").read_bytes().decode() == run("--format", "json=-")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "text,json"], "text and json cannot both go to standard output: name a file for one of them, such as "),
        (["--format", "text=x,json=x"], "text and json cannot both go to x"),
        (["--format", "html=-"], "html reports go to a folder"),
        (["--format", "html"], "html reports go to a folder: name it with --output"),
        (["--format", "json="], "a path is missing after json="),
        (["--format", "jsno=x"], "there is no format 'jsno'; did you mean 'json'?"),
        (["--format", "json=a.txt/x.json"], "the folder a.txt cannot be made"),
    ],
)
def test_a_wrong_format_is_one_sentence(run: Any, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments, "--lang", "en")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_originals_are_what_was_read_or_nothing(tmp_path: Path) -> None:
    data = (SAMPLE / "approval-faulty.txt").read_bytes()
    (tmp_path / "plain.txt").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("inner/b.txt", data)
    (plain,) = read(str(tmp_path / "plain.txt"))
    (member,) = read(str(tmp_path / "all.zip"))
    assert original(plain) == data
    assert original(member) == data
    (tmp_path / "plain.txt").write_bytes(b"changed since")
    (tmp_path / "all.zip").unlink()
    assert original(plain) is None
    assert original(member) is None
