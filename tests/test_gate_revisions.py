"""Git: only what changed, and two versions of a filing side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gate_repository import ONLY, ROWS, git, replaced, text, workbook

from jixiao.cli.main import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """In a repository with three filings in one commit on `main`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "填报").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("甲.txt", "乙.txt", "丙.txt"):
        (tmp_path / "填报" / name).write_text(text().replace("示例大道", f"示例{name[0]}路"), "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--lang", "en"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def checked(run: Any, reference: str, *paths: str) -> list[str]:
    code, out, err = run("check", *(paths or ("填报",)), "--changed-since", reference, "--format", "json", *ONLY)
    assert code in (0, 1), err
    return [filing["path"] for filing in json.loads(out)["filings"]]


def test_only_what_differs_from_a_revision_is_checked(run: Any, tmp_path: Path) -> None:
    assert checked(run, "HEAD") == []
    (tmp_path / "填报" / "甲.txt").write_text(text(replaced(0, "430株")), "utf-8")
    (tmp_path / "填报" / "新增.txt").write_text(text(), "utf-8")
    (tmp_path / "填报" / "丙.txt").unlink()
    assert checked(run, "HEAD") == ["填报/新增.txt", "填报/甲.txt"]
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "second")
    assert checked(run, "HEAD") == []
    assert checked(run, "HEAD~1") == ["填报/新增.txt", "填报/甲.txt"]


def test_what_others_changed_on_the_branch_compared_with_does_not_count(run: Any, tmp_path: Path) -> None:
    git(tmp_path, "checkout", "-qb", "mine")
    (tmp_path / "填报" / "甲.txt").write_text(text(replaced(0, "430株")), "utf-8")
    git(tmp_path, "commit", "-qam", "mine")
    git(tmp_path, "checkout", "-q", "main")
    (tmp_path / "填报" / "乙.txt").write_text(text(replaced(0, "440株")), "utf-8")
    git(tmp_path, "commit", "-qam", "theirs")
    git(tmp_path, "checkout", "-q", "mine")
    assert checked(run, "main") == ["填报/甲.txt"]


def test_with_nothing_changed_the_run_is_clean(run: Any) -> None:
    code, _, err = run("check", "填报", "--changed-since", "HEAD", "--fail-on", "info")
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("mian", "git knows no revision 'mian'; did you mean 'main'?"),
        ("--upload-pack=x", "git knows no revision '--upload-pack=x'"),
        ("HEAD~9", "git knows no revision 'HEAD~9'"),
    ],
)
def test_a_revision_that_is_none_is_one_sentence(run: Any, reference: str, said: str) -> None:
    code, out, err = run("check", "填报", f"--changed-since={reference}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_outside_a_repository_is_one_sentence(
    run: Any, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.txt").write_text(text(), "utf-8")
    code, out, err = run("check", str(elsewhere), "--changed-since", "main")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "is not in a git repository" in err
    monkeypatch.setenv("PATH", str(elsewhere))
    assert "git was not found" in run("check", str(elsewhere), "--changed-since", "main")[2]


# --- diff


def test_diff_tells_findings_and_values_apart(run: Any, tmp_path: Path) -> None:
    edited = {0: ("产出指标", "数量指标", "栽植行道树和灌木", "≥420株"), 1: ("产出指标", "质量指标", "苗木成活率", "95%")}
    rows = [edited.get(at, row) for at, row in enumerate(ROWS) if at != 2]
    rows.append(("效益指标", "社会效益指标", "新增休憩座椅", "≥24组"))
    form = text(tuple(rows)).replace("示例大道", "示例甲路").replace("18.00", "19.50")
    (tmp_path / "填报" / "甲.txt").write_text(form, "utf-8")
    code, out, err = run("diff", "HEAD", "填报/甲.txt", "--format", "json", "--fail-on", "warning")
    assert (code, err) == (1, "")
    document = json.loads(out)
    new, mended = ({(f["rule"], f["found"]) for f in document["findings"][key]} for key in ("new", "mended"))
    assert ("operator_missing", "95%") in new
    assert ("operator_missing", "420株") in mended
    assert ("operator_missing", "6公里") in {(f["rule"], f["found"]) for f in document["findings"]["remaining"]}
    changes = {(c["part"]["en"], c["name"]): (c["old"], c["new"]) for c in document["changes"]}
    assert changes["name", "数量指标 › 栽植行道树和灌木"] == ("栽植行道树", "栽植行道树和灌木")
    assert changes["target", "数量指标 › 栽植行道树和灌木"] == ("420株", "≥420株")
    assert changes["target", "质量指标 › 苗木成活率"] == ("≥95%", "95%")
    assert changes["indicator", "时效指标 › 栽植完成时间"] == ("2026年4月30日前", None)
    assert changes["indicator", "社会效益指标 › 新增休憩座椅"] == (None, "≥24组")
    assert {change for (part, _), change in changes.items() if part == "funds"} == {("18.00", "19.50")}


def test_diff_of_the_same_content_in_another_format_is_empty(run: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(text(above=4), "utf-8")
    workbook(tmp_path / "two.xlsx")
    code, out, err = run("diff", "one.txt", "two.xlsx")
    assert code == 0, err
    assert out.startswith("New findings (0)\n\nMended (0)\n\nRemaining (")
    assert out.endswith("Values that changed (0)\n")


def test_diff_says_what_is_wrong_with_its_arguments(run: Any) -> None:
    assert "there is no file or folder 填报/甲2.txt; did you mean 填报/甲.txt?" in run("diff", "填报/甲2.txt", "填报/甲.txt")[2]
    assert "填报 is a folder: name two files" in run("diff", "填报/甲.txt", "填报")[2]
    assert "git knows no revision 'mian'; did you mean 'main'?" in run("diff", "mian", "填报/甲.txt")[2]


def test_diff_of_a_filing_that_the_revision_lacks(run: Any, tmp_path: Path) -> None:
    (tmp_path / "填报" / "新.txt").write_text(text(), "utf-8")
    code, _, err = run("diff", "HEAD", "填报/新.txt")
    assert (code, err) == (2, "jixiao: there is no 填报/新.txt in HEAD\n")
