"""Fingerprints and the baseline: what survives an edit, what is new, what is stale."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gate_repository import ONLY, ROWS, replaced, text, workbook
from report_sample import FILING, FINDINGS, at

from jixiao.cli.main import main
from jixiao.filings.reading import read
from jixiao.gate.checking import Circumstances, gated
from jixiao.gate.configuration import Configuration
from jixiao.reports.fingerprint import fingerprints
from jixiao.validators.finding import Text


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "filings").mkdir()
    (tmp_path / "filings" / "trees.txt").write_text(text(), "utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--lang", "en"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def prints(path: Path) -> set[str]:
    """The fingerprints of everything found in a file."""
    from datetime import date

    run = gated([str(path)], Configuration(path.parent), Circumstances(date(2026, 1, 1), "0"))
    assert run.result.findings
    return set(run.fingerprints.values())


# --- fingerprints


@pytest.mark.parametrize(
    "edited",
    [
        text(above=7),
        text().replace("\n", "\r\n"),
        text().replace("420株", " 420 株"),
        text().replace("示例大道", "示例 大道"),
    ],
    ids=["moved", "line ends", "spaces", "spaces in the name"],
)
def test_a_fingerprint_survives_moved_lines_and_white_space(tmp_path: Path, edited: str) -> None:
    (tmp_path / "a.txt").write_text(text(), "utf-8")
    (tmp_path / "b.txt").write_text(edited, "utf-8", newline="")
    assert prints(tmp_path / "b.txt") == prints(tmp_path / "a.txt")


def test_a_fingerprint_survives_another_format_and_wrapping(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text(), "utf-8")
    workbook(tmp_path / "a.xlsx")
    wrapped = tuple((*row[:2], row[2][:3] + "\n" + row[2][3:], row[3]) for row in ROWS)
    workbook(tmp_path / "wrapped.xlsx", wrapped)
    assert next(read(str(tmp_path / "wrapped.xlsx"))).tables[0].indicators[0].level3.replace("\n", "") == "栽植行道树"
    assert prints(tmp_path / "a.xlsx") == prints(tmp_path / "a.txt")
    assert prints(tmp_path / "wrapped.xlsx") == prints(tmp_path / "a.txt")


def test_a_fingerprint_changes_with_the_words_the_row_the_project_and_the_year(tmp_path: Path) -> None:
    def of(name: str, content: str) -> set[str]:
        (tmp_path / name).write_text(content, "utf-8")
        return prints(tmp_path / name)

    first = of("a.txt", text())
    assert first - of("b.txt", text(replaced(0, "430株")))
    assert not first & of("c.txt", text().replace("示例大道", "示例西路"))
    assert not first & of("d.txt", text().replace("2026年\n", "2025年\n"))


def test_equal_findings_are_numbered_in_reading_order(tmp_path: Path) -> None:
    alike = [replace(FINDINGS[5], place=at(line), message=Text(str(line), str(line))) for line in (31, 32, 33)]
    first, second, third = (fingerprints([FILING], alike)[finding] for finding in alike)
    assert len({first, second, third}) == 3
    assert list(fingerprints([FILING], [*reversed(alike)]).values()) == [first, second, third]
    assert list(fingerprints([FILING], alike[1:]).values()) == [first, second]


# --- the baseline


def recorded(tmp_path: Path) -> list[tuple[str, str, str]]:
    document = json.loads((tmp_path / "jixiao-baseline.json").read_text("utf-8"))
    return [(entry["filing"], entry["rule"], entry["words"]) for entry in document["findings"]]


def check(run: Any, *more: str) -> tuple[int, str]:
    code, out, err = run(
        "check", "filings", "--baseline", "jixiao-baseline.json", "--fail-on", "warning", "--format", "concise", *ONLY, *more
    )
    assert err == ""
    return code, out


@pytest.fixture
def based(run: Any, tmp_path: Path) -> Any:
    assert run("baseline", "create", "filings")[0] == 0
    return run


def test_a_baseline_records_what_is_there_and_lets_it_pass(based: Any, tmp_path: Path) -> None:
    assert ("filings/trees.txt", "operator_missing", "栽植行道树 420株") in recorded(tmp_path)
    code, out = check(based)
    assert code == 0
    assert not re.search(r"^filings/trees\.txt:\d", out, re.MULTILINE)
    assert "Against the baseline: 0 new, 2 known, 0 mended" in out


def test_what_is_new_fails(based: Any, tmp_path: Path) -> None:
    (tmp_path / "filings" / "trees.txt").write_text(text(replaced(1, "95%"), above=3), "utf-8")
    code, out = check(based)
    assert code == 1
    assert re.findall(r"^(filings/trees\.txt:\d+): Warning (\w+)", out, re.MULTILINE) == [
        ("filings/trees.txt:12", "operator_missing")
    ]


def test_a_moved_and_exported_filing_stays_known(based: Any, tmp_path: Path) -> None:
    (tmp_path / "filings" / "trees.txt").unlink()
    (tmp_path / "filings" / "final").mkdir()
    workbook(tmp_path / "filings" / "final" / "trees 2.xlsx")
    code, out = check(based)
    assert (code, "0 new, 2 known, 0 mended" in out) == (0, True)


def test_a_copy_is_new_while_the_original_stands(based: Any, tmp_path: Path) -> None:
    (tmp_path / "filings" / "copy.txt").write_text(text(), "utf-8")
    code, out = check(based)
    assert (code, "2 new, 2 known, 0 mended" in out) == (1, True)


def test_what_is_mended_is_stale_and_can_be_pruned(based: Any, tmp_path: Path) -> None:
    before = recorded(tmp_path)
    (tmp_path / "filings" / "trees.txt").write_text(text(replaced(0, "≥420株")), "utf-8")
    code, out = check(based)
    assert code == 0
    assert "0 new, 1 known, 1 mended" in out
    assert "jixiao-baseline.json: Note 1 of the baseline's findings are gone" in out
    code, out, _ = based("baseline", "prune", "filings")
    assert code == 0
    assert "- filings/trees.txt operator_missing 栽植行道树 420株" in out
    gone = set(before) - set(recorded(tmp_path))
    assert ("filings/trees.txt", "operator_missing", "栽植行道树 420株") in gone
    assert "0 mended" in check(based)[1]
    assert based("baseline", "prune", "filings")[1].startswith("baseline jixiao-baseline.json: 0 removed")


def test_rules_that_did_not_run_and_filings_not_checked_leave_no_stale_entries(based: Any, tmp_path: Path) -> None:
    (tmp_path / "filings" / "other.txt").write_text(text().replace("示例大道", "示例西路"), "utf-8")
    arguments = ("check", "filings/other.txt", "--baseline", "jixiao-baseline.json", "--select", "totals")
    assert ", 0 mended" in based(*arguments)[1]


def test_a_filing_that_is_gone_leaves_stale_entries(based: Any, tmp_path: Path) -> None:
    (tmp_path / "filings" / "trees.txt").rename(tmp_path / "filings" / "trees.bak")
    (tmp_path / "filings" / "clean.txt").write_text(text(replaced(0, "≥420株")).replace("示例大道", "示例西路"), "utf-8")
    count = len(recorded(tmp_path))
    assert f", {count} mended" in based("check", "filings", "--baseline", "jixiao-baseline.json")[1]


def test_the_baseline_is_the_same_wherever_it_is_made_from(based: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (tmp_path / "jixiao-baseline.json").read_bytes()
    monkeypatch.chdir(tmp_path / "filings")
    based("baseline", "create", ".", "--baseline", "../jixiao-baseline.json")
    assert (tmp_path / "jixiao-baseline.json").read_bytes() == first
    assert str(tmp_path).encode() not in first


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read (No such file or directory); jixiao baseline create makes one"),
        ("[]", "is no valid baseline"),
        ("{", "is no valid baseline"),
        ('{"format": "jixiao-baseline/9", "fingerprints": "jixiao/v1", "findings": []}', "is of another version"),
    ],
)
def test_a_baseline_that_is_none_is_one_sentence(run: Any, tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / "b.json").write_text(content, "utf-8")
    code, out, err = run("check", "filings", "--baseline", "b.json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_json_marks_what_is_known(based: Any, contract: dict[str, Any], tmp_path: Path) -> None:
    import jsonschema

    (tmp_path / "filings" / "trees.txt").write_text(text(replaced(1, "95%")), "utf-8")
    _, out, _ = based("check", "filings", "--baseline", "jixiao-baseline.json", "--format", "json", *ONLY)
    document = json.loads(out)
    jsonschema.validate(document, contract)
    findings = document["filings"][0]["findings"]
    assert [(finding["found"], finding.get("known", False)) for finding in findings] == [
        ("420株", True),
        ("95%", False),
        ("6公里", True),
    ]
