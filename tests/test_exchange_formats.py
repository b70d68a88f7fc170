"""Reports for other programs, read back as those programs read them: against the standards, and with hostile words."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree  # type: ignore[attr-defined]
from report_sample import FILING, FINDINGS, PATH, RESULT, RULES, UNREADABLE, VERSION, checks, finding

from jixiao.filings.model import Filing, Place
from jixiao.reports import formats
from jixiao.reports.run import Acceptance, Accepted, Notice, Remembered, Run, Terminal
from jixiao.validators.finding import Crash, Finding, Result, Text

STANDARDS = Path(__file__).with_name("standards")
WORDS = "a,b:c\r\n::error::%0A<script>&amp;]]>@someone #1 [x](http://x.y) |`\x1b[31m\u202e\x00=1+1"
HOSTILE = replace(
    finding("operator_missing", 1, Place(line=17), WORDS, WORDS, found=f"={WORDS}"), message=Text(WORDS, WORDS), filing=PATH
)
CELL = replace(FINDINGS[5], place=Place(sheet="表 1", cell="C5"), table=2)
PAGE = replace(FINDINGS[0], place=Place(page=3, bbox=(1.0, 2.0, 3.0, 4.0)), table=1)
LEFT, KNOWN = FINDINGS[2], FINDINGS[4]
AGREED = Acceptance(
    "operator_missing", PATH, "第17行", None, "口径由区里统一", "财政局 李", "2027-01-01", "jixiao-accepted.toml", 3
)
NOTICE = Notice(
    "acceptance-expired", "error", "市本级/jixiao-accepted.toml", 9, Text("期限已过：2026-01-01", "expired: 2026-01-01")
)
PLAIN = Run((FILING, UNREADABLE), RESULT, RULES, VERSION)
RICH = Run(
    (FILING, UNREADABLE),
    Result((*(f for f in FINDINGS if f is not LEFT), HOSTILE, CELL, PAGE), checks(), (Crash("effect_vague", f"boom {WORDS}"),)),
    RULES,
    VERSION,
    fail_on="warning",
    known=frozenset({KNOWN}),
    accepted=(Accepted(LEFT, AGREED),),
    mended=(Remembered("f" * 32, "rate_wrong", "旧/填报.txt", "85%"),),
    notices=(NOTICE,),
)
RUNS = pytest.mark.parametrize("run", [PLAIN, RICH, replace(RICH, language="en")], ids=["plain", "rich", "english"])


def _said(name: str, run: Run) -> str:
    return formats.document(name, run).decode("utf-8")


# --- SARIF


@RUNS
def test_sarif_keeps_its_schema(run: Run) -> None:
    schema = json.loads((STANDARDS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(json.loads(_said("sarif", run)))


def test_sarif_names_rules_levels_and_regions() -> None:
    (told,) = json.loads(_said("sarif", PLAIN))["runs"]
    by_id = {rule["id"]: rule for rule in told["tool"]["driver"]["rules"]}
    assert by_id["rate_wrong"]["defaultConfiguration"] == {"level": "error"}
    assert "The rate is B / A." not in json.dumps(by_id["rate_wrong"])
    assert by_id["rate_wrong"]["help"]["text"].startswith("应当：执行率算错")
    results = told["results"]
    assert [(r["ruleId"], r["level"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in results] == [
        ("leader_blank", "note", 3),
        ("rate_wrong", "error", 6),
        ("operator_missing", "warning", 17),
        ("operator_missing", "warning", 18),
        ("effect_vague", "warning", 20),
        ("goal_blank", "warning", 33),
    ]
    assert all(told["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert uris == {"%E5%B8%82%E6%9C%AC%E7%BA%A7/%E5%9B%AD%E6%9E%97%E5%A4%84%E8%87%AA%E8%AF%84.txt"}
    assert len({r["partialFingerprints"]["jixiao/v1"] for r in results}) == len(results)
    assert not any({"baselineState", "suppressions"} & r.keys() for r in results)


def test_sarif_tells_new_known_mended_and_accepted() -> None:
    (told,) = json.loads(_said("sarif", RICH))["runs"]
    states = [(r["ruleId"], r["baselineState"]) for r in told["results"]]
    assert ("effect_vague", "unchanged") in states
    assert ("rate_wrong", "absent") in states
    assert states.count(("rate_wrong", "new")) == 1
    (left,) = [r for r in told["results"] if "suppressions" in r]
    assert left["suppressions"][0]["justification"] == "口径由区里统一"
    assert left["suppressions"][0]["properties"] == {"approver": "财政局 李", "expires": "2027-01-01"}
    (invocation,) = told["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolConfigurationNotifications"][0]["descriptor"] == {"id": "acceptance-expired"}


def test_sarif_names_a_cell_and_a_page_where_there_is_no_line() -> None:
    (told,) = json.loads(_said("sarif", RICH))["runs"]
    named = [r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for r in told["results"] if _named(r)]
    assert named == ["表 1!C5", "第3页"]


def _named(result: dict[str, Any]) -> bool:
    return "logicalLocations" in result["locations"][0]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c#1?.txt", "a%20b/c%231%3F.txt"),
        ("/srv/表.txt", "file:///srv/%E8%A1%A8.txt"),
        ("C:/表 1.txt", "file:///C:/%E8%A1%A8%201.txt"),
        ("c:x.txt", "c%3Ax.txt"),
        ("100%.txt", "100%25.txt"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    from jixiao.reports.as_sarif import uri as made

    assert made(path) == uri


# --- GitHub


def _annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in `text`, as the runner of GitHub Actions reads them: a command on a line, values unescaped."""
    read = []
    for line in text.splitlines():
        command = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert command, line
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        read.append(
            (
                command[1],
                {key: _unescaped(value, {"%3A": ":", "%2C": ","}) for key, value in properties.items()},
                _unescaped(command[3], {}),
            )
        )
    return read


def _unescaped(text: str, more: dict[str, str]) -> str:
    for escape, character in ({"%0D": "\r", "%0A": "\n"} | more | {"%25": "%"}).items():
        text = text.replace(escape, character)
    return text


def test_github_annotations_name_file_line_and_title() -> None:
    read = _annotations(_said("github", PLAIN))
    assert [(level, about["file"], about["line"]) for level, about, _ in read] == [
        ("notice", PATH, "3"),
        ("error", PATH, "6"),
        ("warning", PATH, "17"),
        ("warning", PATH, "18"),
        ("warning", PATH, "20"),
        ("warning", PATH, "33"),
    ]
    assert read[1][1]["title"] == "执行率算错 (rate_wrong)"
    assert read[1][2].startswith("执行率填80%，按表内数字应为75.00%。60.00万元 ÷ 80.00万元 = 75.00%；")
    assert read[1][2].endswith("怎样改：照表头改正。")


def test_github_annotations_hold_hostile_words_as_words() -> None:
    read = _annotations(_said("github", RICH))
    (hostile,) = [message for _, _, message in read if "script" in message and "boom" not in message]
    assert hostile.startswith("a,b:c ::error::%0A<script>&amp;]]>@someone #1 [x](http://x.y) |`⟦U+001B⟧[31m⟦U+202E⟧⟦U+0000⟧=1+1")
    assert [about["title"] for _, about, _ in read][-2:] == ["acceptance-expired", "effect_vague"]


def test_github_annotations_leave_out_what_is_known_and_accepted() -> None:
    lines = {about.get("line") for _, about, _ in _annotations(_said("github", replace(RICH, notices=())))}
    assert "20" not in lines
    assert lines >= {"3", "6", "17", "18"}


def test_github_places_without_a_line_stand_in_the_message() -> None:
    page = [(about, message) for _, about, message in _annotations(_said("github", RICH)) if message.startswith("第3页：")]
    assert ["line" in about for about, _ in page] == [False]


# --- GitLab


@RUNS
def test_gitlab_keeps_its_schema_and_fingerprints_are_unlike_each_other(run: Run) -> None:
    issues = json.loads(_said("gitlab", run))
    jsonschema.validate(issues, json.loads((STANDARDS / "gitlab-codequality.schema.json").read_text("utf-8")))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 5


def test_gitlab_says_what_where_and_how_bad() -> None:
    told = [(i["check_name"], i["severity"], i["location"]["path"], i["location"]["lines"]["begin"]) for i in _gitlab(PLAIN)]
    assert told[:3] == [
        ("leader_blank", "info", PATH, 3),
        ("rate_wrong", "major", PATH, 6),
        ("operator_missing", "minor", PATH, 17),
    ]


def test_gitlab_fingerprints_of_two_copies_of_a_filing_differ() -> None:
    path = "另存/园林处自评.txt"
    copies = tuple(replace(one, filing=path) for one in FINDINGS)
    both = Run((FILING, replace(FILING, path=path)), Result((*FINDINGS, *copies), (), ()), RULES, VERSION)
    assert len({issue["fingerprint"] for issue in _gitlab(both)}) == 2 * len(FINDINGS)


def _gitlab(run: Run) -> list[dict[str, Any]]:
    return json.loads(_said("gitlab", run))


# --- JUnit


@RUNS
def test_junit_keeps_its_schema(run: Run) -> None:
    schema = etree.XMLSchema(etree.parse(STANDARDS / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(formats.document("junit", run)))


def test_junit_counts_what_it_holds() -> None:
    for run in (PLAIN, RICH):
        root = etree.fromstring(formats.document("junit", run))
        for node in (root, *root.iterfind("testsuite")):
            assert node.get("failures") == str(len(node.findall(".//failure")))
            assert node.get("tests") == str(len(node.findall(".//testcase")))
            assert node.get("errors") == str(len(node.findall(".//error")))


def test_junit_fails_what_fails_the_run_and_nothing_else() -> None:
    def failing(run: Run) -> list[str | None]:
        root = etree.fromstring(formats.document("junit", run))
        return [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]

    assert failing(PLAIN) == ["rate_wrong (第6行)"]
    assert failing(replace(PLAIN, fail_on="never")) == []
    assert "effect_vague (第20行)" not in failing(RICH)
    assert failing(RICH)[-1] == "acceptance-expired (市本级/jixiao-accepted.toml:9)"


def test_junit_passes_and_skips_rules_as_they_ended() -> None:
    suite = etree.fromstring(formats.document("junit", PLAIN)).find("testsuite")
    assert suite is not None
    skipped = {case.get("name") for case in suite if case.find("skipped") is not None}
    assert skipped == set()
    alone = replace(PLAIN, result=replace(RESULT, findings=()))
    suite = etree.fromstring(formats.document("junit", alone)).find("testsuite")
    assert suite is not None
    assert [(case.get("name"), case[0].get("message")) for case in suite if len(case)] == [
        ("goal_blank", "两段文字的先后无法确定")
    ]


# --- CSV


def test_csv_has_a_row_for_every_finding_with_its_state() -> None:
    text = _said("csv", RICH)
    assert text.startswith("\ufefffiling,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    states = {(row["rule"], row["line"]): row["state"] for row in rows}
    assert states["effect_vague", "20"] == "known"
    assert states["operator_missing", "17"] in ("accepted", "new")
    assert {row["state"] for row in rows} == {"new", "known", "accepted"}
    (accepted,) = [row for row in rows if row["state"] == "accepted"]
    assert (accepted["approver"], accepted["until"], accepted["reason"]) == ("财政局 李", "2027-01-01", "口径由区里统一")
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_csv_cells_are_no_formulas() -> None:
    rows = list(csv.reader(io.StringIO(_said("csv", RICH).removeprefix("\ufeff"), newline="")))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any(cell.startswith("'=a,b:c") for row in rows for cell in row)


# --- Markdown


def test_markdown_parts_new_mended_and_remaining() -> None:
    text = _said("markdown", replace(RICH, language="en"))
    heads = [line for line in text.splitlines() if line.startswith(("#", "<details>"))]
    assert heads == [
        "### Performance filings: failed",
        "#### New (7)",
        "#### Mended (1)",
        "<details><summary>Remaining (1)</summary>",
        "<details><summary>Accepted (1)</summary>",
        "#### Configuration",
        "#### Rules that failed to run",
    ]
    assert "| `rate_wrong` | 旧/填报.txt | 85% |" in text
    assert "| 2027-01-01 |" in text


def test_markdown_holds_hostile_words_as_words() -> None:
    text = _said("markdown", RICH)
    assert "<script" not in text
    assert "@someone" not in text
    assert "](http" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ") and "a,b" in line]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [5]


def test_markdown_without_a_baseline_lists_the_findings_and_no_time() -> None:
    text = _said("markdown", replace(PLAIN, language="en"))
    assert "#### Findings (6)" in text
    assert "Mended" not in text
    assert "Took" not in text
    assert "Took 1.2 s." in _said("markdown", replace(PLAIN, language="en", seconds=1.234))


# --- for people


def test_text_is_grouped_by_filing_and_plain_unless_the_terminal_can_more(tmp_path: Path) -> None:
    text = _said("text", PLAIN)
    assert text.startswith(f"{PATH}\n  第3行   ● 提示  没有填项目负责人。 leader_blank\n  第6行   ■ 错误  ")
    assert "\x1b" not in text
    coloured = _said("text", replace(PLAIN, terminal=Terminal(colour=True)))
    assert "\x1b[31m■ 错误\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == text


def test_text_links_to_the_file_where_it_is_one(tmp_path: Path) -> None:
    path = tmp_path / "表 1.txt"
    path.write_text("x", "utf-8")
    filing = Filing(str(path), "0" * 64, "checked", FILING.tables)
    run = Run((filing,), Result((replace(FINDINGS[0], filing=str(path)),), (), ()), RULES, VERSION, terminal=Terminal(links=True))
    assert _said("text", run).startswith(f"\x1b]8;;{path.as_uri()}\x1b\\{path}\x1b]8;;\x1b\\\n")
    assert "\x1b" not in _said("text", replace(PLAIN, terminal=Terminal(links=True)))


def test_text_obeys_no_escape_sequence_of_a_filing() -> None:
    for name in ("text", "concise", "statistics", "github"):
        assert "\x1b" not in _said(name, RICH)


def test_text_says_what_was_accepted_known_and_mended() -> None:
    lines = _said("text", replace(RICH, language="en")).splitlines()
    assert "Against the baseline: 7 new, 1 known, 1 mended" in lines
    assert f"  {PATH}:17: operator_missing by 财政局 李 until 2027-01-01: 口径由区里统一" in lines
    assert "市本级/jixiao-accepted.toml:9: Error expired: 2026-01-01." in lines
    assert not any("effect_vague" in line and "第20行" in line for line in lines)


def test_what_follows_from_another_is_folded_under_it() -> None:
    follower = replace(FINDINGS[3], cause=FINDINGS[2])
    run = replace(PLAIN, language="en", result=Result((FINDINGS[2], follower), (), ()))
    text = _said("text", run)
    assert "补植乔木数量" not in text
    assert "mending this is likely to mend 1 more that follow from it" in text
    assert [about["line"] for _, about, _ in _annotations(_said("github", run))] == ["17"]
    assert [row["line"] for row in csv.DictReader(io.StringIO(_said("csv", run).removeprefix("\ufeff")))] == ["17", "18"]


def test_statistics_count_rules_by_how_often_they_found_something() -> None:
    lines = _said("statistics", replace(PLAIN, language="en")).splitlines()
    assert lines[0].split() == ["Findings", "Filings", "Severity", "Rule", "What"]
    assert lines[1].split()[:4] == ["2", "1", "Warning", "operator_missing"]
    assert [line.split()[3] for line in lines[2:6]] == ["rate_wrong", "effect_vague", "goal_blank", "leader_blank"]


def test_a_follower_of_what_is_known_is_not_hidden() -> None:
    cause = FINDINGS[2]
    follower: Finding = replace(FINDINGS[3], cause=cause)
    run = replace(PLAIN, result=Result((cause, follower), (), ()), known=frozenset({cause}), mended=())
    assert "补植乔木数量" in _said("text", run)
