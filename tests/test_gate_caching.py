"""The gate's cache: what did not change is not read again, and nothing in a report tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from gate_repository import replaced, text

from jixiao.audit import checking
from jixiao.cli.main import main

OWN_RULE = """
from jixiao.validators.basis import METHOD
from jixiao.validators.rule import Frame, Mask, rule

@rule(family="thresholds", severity="info", basis=METHOD, title=("多", "Many"), zh="太多了", en="many",
      fix_zh="改", fix_en="mend")
def too_many(indicators: Frame) -> Mask:
    return indicators.level3.notna()
"""


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The working folder with three filings; the list gets the paths of what is really checked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "filings").mkdir()
    for number, name in enumerate("abc"):
        (tmp_path / "filings" / f"{name}.txt").write_text(text().replace("420株", f"{number + 4}20株"), "utf-8")
    done: list[str] = []
    real = checking.check

    def noticed(paths: Iterable[str], rules: Sequence[Any]) -> checking.Checked:
        paths = list(paths)
        done.extend(paths)
        return real(paths, rules)

    monkeypatch.setattr(checking, "check", noticed)
    return done


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["check", "filings", *arguments]) in (0, 1)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["text", "concise", "statistics", "csv", "markdown", "github", "gitlab", "sarif", "json", "junit"]
)
def test_a_report_from_the_cache_is_the_same(read: list[str], capsys: pytest.CaptureFixture[str], name: str) -> None:
    plain = ran(capsys, "--format", name)
    cold = ran(capsys, "--format", name, "--cache", ".cache")
    read.clear()
    warm = ran(capsys, "--format", name, "--cache", ".cache")
    assert read == []
    assert plain == cold == warm


def test_only_what_changed_is_checked(read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, "--cache", ".cache")
    assert read == ["filings/a.txt", "filings/b.txt", "filings/c.txt"]
    read.clear()
    Path("filings/b.txt").write_text(text(replaced(1, "95%")), "utf-8")
    Path("filings/c.txt").rename("filings/d.txt")
    out = ran(capsys, "--cache", ".cache", "--format", "concise")
    assert read == ["filings/b.txt"]
    assert "filings/b.txt:9: 警告 operator_missing" in out
    assert "filings/d.txt:8: 警告 operator_missing" in out
    assert out == ran(capsys, "--format", "concise")


def test_other_rules_are_other_results(read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, "--cache", ".cache")
    read.clear()
    assert "operator_missing" not in ran(capsys, "--cache", ".cache", "--ignore", "operator_missing")
    assert len(read) == 3
    read.clear()
    Path("jixiao.toml").write_text('[severity]\noperator_missing = "error"\n', "utf-8")
    assert "错误 operator_missing" in ran(capsys, "--cache", ".cache", "--format", "concise")
    assert read == []


def test_a_baseline_and_acceptances_hold_for_what_comes_from_the_cache(
    read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "create", "filings"])
    Path("filings/jixiao-accepted.toml").write_text(
        '[[accepted]]\nrule = "operator_missing"\nfiling = "a.txt"\nplace = "8"\nreason = "r"\napprover = "p"\n'
        "expires = 9999-01-01\n",
        "utf-8",
    )
    capsys.readouterr()
    options = ("--baseline", "jixiao-baseline.json", "--format", "csv")
    plain = ran(capsys, *options)
    ran(capsys, *options, "--cache", ".cache")
    read.clear()
    assert ran(capsys, *options, "--cache", ".cache") == plain
    assert read == []
    assert ",accepted," in plain
    assert ",new," not in plain


def test_a_page_is_never_made_from_the_cache(read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, "--cache", ".cache")
    read.clear()
    ran(capsys, "--cache", ".cache", "--output", "pages")
    assert len(read) == 3


def test_a_file_that_cannot_be_opened_is_a_finding(read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("filings/gone.txt").symlink_to("nowhere.txt")
    for _ in range(2):
        assert "filings/gone.txt: 错误 unopenable_file" in ran(capsys, "--cache", ".cache", "--format", "concise")


def test_an_archive_is_known_as_a_whole(read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    import zipfile

    with zipfile.ZipFile("filings/z.zip", "w") as archive:
        archive.writestr("inner/e.txt", text())
        archive.writestr("inner/f.txt", text(replaced(1, "95%")))
    plain = ran(capsys, "--format", "csv")
    ran(capsys, "--format", "csv", "--cache", ".cache")
    read.clear()
    assert ran(capsys, "--format", "csv", "--cache", ".cache") == plain
    assert read == []
    assert "filings/z.zip/inner/f.txt" in plain


def test_a_changed_file_of_own_rules_is_another_result(read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.py").write_text(OWN_RULE, "utf-8")
    options = ("--rules", "own.py", "--cache", ".cache", "--format", "concise")
    assert "提示 too_many 太多了" in ran(capsys, *options)
    Path("own.py").write_text(OWN_RULE.replace("太多了", "多了"), "utf-8")
    assert "提示 too_many 多了" in ran(capsys, *options)
