"""Acceptances: what is agreed to is listed and fails nothing, until its day."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from gate_repository import ONLY, replaced, text

from jixiao.cli.main import main
from jixiao.gate.checking import Circumstances, gated
from jixiao.gate.configuration import Configuration, Setting
from jixiao.reports.run import Run

ENTRY = """
[[accepted]]
rule = "operator_missing"
filing = "2026/trees.txt"
place = "第8行"
reason = "系统导出不带比较符"
approver = "预算股 陈某"
expires = 2026-06-30
"""
DAY = date(2026, 6, 30)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "filings" / "2026").mkdir(parents=True)
    (tmp_path / "filings" / "2026" / "trees.txt").write_text(text(), "utf-8")
    (tmp_path / "filings" / "jixiao-accepted.toml").write_text(ENTRY, "utf-8")
    return tmp_path


def ran(folder: Path, today: date = DAY, *, fail_on: str = "warning", rule: str = "operator_missing") -> Run:
    """The gate on the folder's filings, on a day."""
    settings = {"select": Setting((rule,), ""), "fail-on": Setting(fail_on, "")}
    paths = sorted(path.relative_to(folder).as_posix() for path in (folder / "filings").rglob("*.txt"))
    return gated(paths, Configuration(folder, settings), Circumstances(today, "1.0"))


def found(run: Run) -> list[str | None]:
    return [finding.found for finding in run.result.findings]


def test_what_is_agreed_to_is_listed_and_does_not_stand(folder: Path) -> None:
    run = ran(folder)
    assert found(run) == ["6公里"]
    (one,) = run.accepted
    assert (one.finding.found, one.by.approver, one.by.expires) == ("420株", "预算股 陈某", "2026-06-30")
    assert run.notices == ()


def test_the_day_after_it_fails_even_where_nothing_else_would(folder: Path) -> None:
    run = ran(folder, date(2026, 7, 1), fail_on="never")
    assert found(run) == ["420株", "6公里"]
    assert [(notice.id, notice.severity, notice.line) for notice in run.notices] == [("acceptance-expired", "error", 2)]
    assert run.failed


@pytest.mark.parametrize("place", ["第8行", "line 8", "8", "8-8", "第 8 行"])
def test_a_place_is_written_as_reports_print_it_or_as_a_line(folder: Path, place: str) -> None:
    (folder / "filings" / "jixiao-accepted.toml").write_text(ENTRY.replace("第8行", place), "utf-8")
    assert found(ran(folder)) == ["6公里"]


def test_a_fingerprint_stays_true_when_lines_move_and_a_place_does_not(folder: Path) -> None:
    run = ran(folder)
    fingerprint = run.fingerprints[run.accepted[0].finding]
    (folder / "filings" / "2026" / "trees.txt").write_text(text(above=2), "utf-8")
    run = ran(folder)
    assert found(run) == ["420株", "6公里"]
    assert [notice.id for notice in run.notices] == ["acceptance-unused"]
    entry = ENTRY.replace('place = "第8行"', f'fingerprint = "{fingerprint}"')
    (folder / "filings" / "jixiao-accepted.toml").write_text(entry, "utf-8")
    assert found(ran(folder)) == ["6公里"]


def test_an_entry_that_fits_nothing_is_reported_and_fails_nothing(folder: Path) -> None:
    (folder / "filings" / "2026" / "trees.txt").write_text(text(replaced(0, "≥420株")), "utf-8")
    run = ran(folder, fail_on="error")
    assert [(notice.id, notice.severity) for notice in run.notices] == [("acceptance-unused", "warning")]
    assert not run.failed


def test_an_entry_is_unused_only_if_its_rule_ran_on_its_filing(folder: Path) -> None:
    assert ran(folder, rule="totals").notices == ()
    (folder / "filings" / "2026" / "trees.txt").rename(folder / "filings" / "2026" / "moved.txt")
    assert [notice.id for notice in ran(folder).notices] == ["acceptance-unused"]


def test_a_file_beside_the_filing_counts_and_one_elsewhere_does_not(folder: Path) -> None:
    entry = (folder / "filings" / "jixiao-accepted.toml").read_text("utf-8")
    (folder / "filings" / "jixiao-accepted.toml").unlink()
    (folder / "jixiao-accepted.toml").write_text(entry, "utf-8")
    assert found(ran(folder)) == ["420株", "6公里"]
    (folder / "filings" / "2026" / "jixiao-accepted.toml").write_text(entry.replace("2026/trees", "trees"), "utf-8")
    assert found(ran(folder)) == ["6公里"]


@pytest.mark.parametrize("key", ["rule", "filing", "place", "reason", "approver", "expires"])
def test_every_key_is_required(folder: Path, capsys: pytest.CaptureFixture[str], key: str) -> None:
    lines = [line for line in ENTRY.splitlines() if not line.startswith(key)]
    (folder / "filings" / "jixiao-accepted.toml").write_text("\n".join(lines), "utf-8")
    assert main(["check", "filings", "--lang", "en", *ONLY]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"jixiao: filings/jixiao-accepted.toml:2: {key} ")
    assert "missing" in err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("approver", "aprover", ":7: there is no key 'aprover'; did you mean 'approver'?"),
        ("operator_missing", "operator_mising", ":3: there is no rule 'operator_mising'; did you mean 'operator_missing'?"),
        ("[[accepted]]", "[[acepted]]", ":2: there is no table 'acepted'; did you mean 'accepted'?"),
        ("[[accepted]]", "[accepted]", ": should be written as [[accepted]]"),
        ("2026-06-30", '"30.6.2026"', ":8: expires should be a date such as 2026-12-31"),
        ('"预算股 陈某"', "3", ":7: approver should be a string"),
        ('"第8行"', "8", ":5: place should be a string"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    (folder / "filings" / "jixiao-accepted.toml").write_text(ENTRY.replace(old, new), "utf-8")
    assert main(["check", "filings", "--lang", "en", *ONLY]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"filings/jixiao-accepted.toml{said}" in err


def test_reports_list_what_is_accepted_by_whom_and_until_when(
    folder: Path, capsys: pytest.CaptureFixture[str], contract: dict[str, Any]
) -> None:
    far = ENTRY.replace("2026-06-30", "9999-12-31")
    (folder / "filings" / "jixiao-accepted.toml").write_text(far, "utf-8")
    formats = "text,json=found.json,html=pages"
    assert main(["check", "filings", "--format", formats, "--lang", "en", "--fail-on", "never", *ONLY]) == 0
    out = capsys.readouterr().out
    assert (
        "Accepted, 1:\n  filings/2026/trees.txt:8: operator_missing by 预算股 陈某 until 9999-12-31: 系统导出不带比较符\n" in out
    )
    document = json.loads((folder / "found.json").read_text("utf-8"))
    jsonschema.validate(document, contract)
    (filing,) = document["filings"]
    assert [finding["found"] for finding in filing["findings"]] == ["6公里"]
    assert [(one["found"], one["acceptance"]["approver"], one["acceptance"]["expires"]) for one in filing["accepted"]] == [
        ("420株", "预算股 陈某", "9999-12-31")
    ]
    assert document["summary"]["warnings"] == 1
    (page,) = (folder / "pages").iterdir()
    html = page.read_text("utf-8")
    start = re.search(r'<h2 id="?accepted"?>', html)
    assert start
    section = html[start.start() : html.index("</section>", start.start())]
    for words in ("预算股 陈某", "9999-12-31", "系统导出不带比较符", "operator_missing"):
        assert words in section


def test_an_expired_entry_fails_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "filings" / "jixiao-accepted.toml").write_text(ENTRY.replace("2026-06-30", "2001-01-01"), "utf-8")
    assert main(["check", "filings", "--fail-on", "never", "--lang", "en", *ONLY]) == 1
    assert "filings/jixiao-accepted.toml:2: Error what 预算股 陈某 agreed to in 2026/trees.txt" in capsys.readouterr().out
