"""The checks across filings run as Great Expectations: what the Checkpoint says, a bureau's own suites, and the project."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
import pyarrow.parquet as pq
import pytest
from county_sample import ROWS, filing, written
from test_network import BLOCK

from jixiao.audit.collection import collected
from jixiao.audit.county import Options, audit
from jixiao.audit.inputs import InputError
from jixiao.audit.own_suite import own_suite
from jixiao.audit.parts import LOOKED_AT, looked_at
from jixiao.audit.roster import roster
from jixiao.cli.main import main
from jixiao.filings.canonical import framed
from jixiao.validators.cases import Case, cases
from jixiao.validators.catalogue import across_filings
from jixiao.validators.engine import judged
from jixiao.validators.expectations import ExpectRowsToFollowJixiaoRule, across, beside
from jixiao.validators.rule import Rule

ON_FILINGS = [rule for rule in across_filings() if rule.over not in ("roster", "expectations")]
CASES = [(rule, case) for rule in ON_FILINGS for case in cases(rule)]
TOO_HIGH = {
    "type": "expect_column_values_to_be_between",
    "kwargs": {"column": "target_number", "max_value": 500},
    "meta": {"jixiao": {"severity": "error", "zh": "目标值超过本县的上限", "en": "the target is above this county's limit"}},
}
NAMED = {"type": "expect_column_values_to_not_match_regex", "kwargs": {"column": "level3", "regex": "苗木"}, "meta": {}}
MEAN = {"type": "expect_column_mean_to_be_between", "kwargs": {"column": "target_number", "max_value": 5}, "meta": {}}
MET = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "level3"}, "meta": {}}
ONLY_COSTS = {
    "type": "expect_column_values_to_be_in_set",
    "kwargs": {
        "column": "target_unit", "value_set": ["元"],
        "row_condition": {
            "type": "comparison", "column": {"name": "level2"}, "operator": "==", "parameter": "成本指标",
        },
    },
    "meta": {},
}  # fmt: skip
NURSERY = (("产出指标", "数量指标", "管护苗木数量", "≥800株"), ("产出指标", "数量指标", "补植苗木数量", "≥900株"), *ROWS[1:])
FILED = {
    "甲/护林.txt": filing(),
    "甲/护林副本.txt": filing(),
    "乙/苗圃.txt": filing("苗圃管护", amount="15.50", rows=NURSERY),
}


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    exit_code: int
    output: str
    stderr: str


def jixiao(*arguments: str | Path) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(one) for one in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def suite_file(path: Path, *expectations: Any, name: str = "indicators", **more: Any) -> Path:
    path.write_text(json.dumps({"name": name, "expectations": list(expectations), **more}, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with filings, a roster and a suite, and what an audit of them wrote and exported."""
    top = tmp_path_factory.mktemp("suite")
    for name, text in FILED.items():
        path = top / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (top / "名册.csv").write_text("青禾镇林业站\n石桥乡文化站\n", "utf-8")
    suite_file(top / "要求.json", TOO_HIGH, NAMED, MEAN, MET, ONLY_COSTS)
    ran = jixiao(
        "audit", top / "in", "-o", top / "out", "--roster", top / "名册.csv", "--suite", top / "要求.json",
        "--export-gx", top / "project", "--processes", "1",
    )  # fmt: skip
    assert ran.exit_code == 1, ran.output
    assert f"Great Expectations 项目写在 {top / 'project'}" in ran.output
    return top


def rows(top: Path, name: str = "findings") -> list[dict[str, Any]]:
    return pq.read_table(top / "out" / "data" / f"{name}.parquet").to_pylist()


def own(top: Path) -> list[dict[str, Any]]:
    return [row for row in rows(top) if row["rule"] == "own_expectation_unmet"]


# The rules across filings as expectations


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.id}-{number}" for number, (rule, _) in enumerate(CASES)])
def test_an_expectation_finds_the_forms_that_its_rule_finds(rule: Rule, case: Case) -> None:
    """In the columns that an audit loads, and no others."""
    batch = gx.get_context(mode="ephemeral").data_sources.add_pandas("cases").add_dataframe_asset("tables")
    tables = case.frames["tables"]
    seen = {name: case.frames[name].loc[:, [*looked_at(rule, name), "place"]] for name in LOOKED_AT}
    with beside(seen) as examined:
        whole = batch.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": tables.drop(columns="place")})
        result = whole.validate(ExpectRowsToFollowJixiaoRule(rule=rule.id), result_format="COMPLETE")
    named = {(tables["filing"][row], tables["table"][row]) for row in result.result["unexpected_index_list"]}
    assert named == {(finding.filing, finding.table) for finding in judged(rule, case.frames)}
    assert result.success == (not named)
    assert set(examined) == {rule.id}


def test_the_expectations_across_filings_are_listed_by_frame() -> None:
    assert [expectation.rule for expectation in across("tables")] == [rule.id for rule in ON_FILINGS]
    assert [(one.rule, one.column_list) for one in across("roster")] == [
        ("department_has_not_filed", ["filing", "department"]),
    ]


def test_a_rule_that_fails_is_a_crash_and_the_others_still_run(top: Path, tmp_path: Path) -> None:
    shutil.copytree(top / "out" / "data", tmp_path / "data")
    broken = next(rule for rule in across_filings() if rule.id == "unit_differs_between_departments")

    def fails(indicators: pd.DataFrame, tables: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
        raise ZeroDivisionError("three")

    rules = tuple(replace(rule, function=fails) if rule.id == broken.id else rule for rule in across_filings())
    found = collected(tmp_path / "data", None, [rule for rule in rules if rule.id in ("project_filed_twice", broken.id)])
    assert [(crash.rule, "three" in crash.error) for crash in found.crashes] == [(broken.id, True)]
    assert {finding.rule for findings in found.findings.values() for finding in findings} == {"project_filed_twice"}


def test_what_each_rule_examined_is_kept(top: Path) -> None:
    verdicts = {(row["rule"], row["filing"], row["department"]): row["offends"] for row in rows(top, "verdicts")}
    assert verdicts["department_has_not_filed", "名册.csv", "青禾镇林业站"] is False
    assert verdicts["department_has_not_filed", "名册.csv", "石桥乡文化站"] is True
    assert [key for key, offends in verdicts.items() if offends and key[0] == "project_filed_twice"] == [
        ("project_filed_twice", "甲/护林副本.txt", None)
    ]


def test_shares_and_mix_are_told_of_by_department(tmp_path: Path) -> None:
    """Two years of three filings: last year's are measured and counted, this year's are words of effect."""
    measured = tuple(("产出指标", "数量指标", f"巡护路线里程{n}", "≥36公里") for n in range(4)) + ROWS[-1:]
    vague = tuple(("效益指标", "社会效益指标", f"护林面貌{n}", "明显改善") for n in range(4)) + ROWS[-1:]
    for number in range(3):
        for year, shown in ((2025, measured), (2026, vague)):
            for department in ("青禾镇林业站", "柳溪镇林业站"):
                told = shown if department == "青禾镇林业站" else measured
                path = tmp_path / "in" / department / f"{year}-{number}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(filing(f"{number}号林场", department, year, f"{number + 3}{year % 10}.00", rows=told), "utf-8")
    assert audit(str(tmp_path / "in"), tmp_path / "out", Options()).crashes == ()
    names = ("department_targets_unmeasurable", "indicator_mix_differs_from_last_year")
    found = pq.read_table(tmp_path / "out" / "data" / "findings.parquet").to_pylist()
    said = [(row["rule"], row["filing"], row["severity"], row["message_zh"]) for row in found if row["rule"] in names]
    assert sorted(said) == [
        (
            "department_targets_unmeasurable", "青禾镇林业站/2026-0.txt", "info",
            "“青禾镇林业站”2026年的15条指标中有12条无法衡量，占80%，本表最多",
        ),
        (
            "indicator_mix_differs_from_last_year", "青禾镇林业站/2026-0.txt", "info",
            "“青禾镇林业站”2026年各类指标的比例与上年差别很大：数量指标 80%→0%，社会效益指标 0%→80%",
        ),
    ]  # fmt: skip


# A bureau's own suite


def test_what_does_not_meet_a_suite_is_found_at_its_place(top: Path) -> None:
    said = {(row["filing"], row["expected"].partition("(")[0]): row for row in own(top)}
    assert set(said) == {
        ("乙/苗圃.txt", "expect_column_values_to_be_between"),
        ("乙/苗圃.txt", "expect_column_values_to_not_match_regex"),
        *((name, "expect_column_values_to_be_in_set") for name in FILED),
        ("要求.json", "expect_column_mean_to_be_between"),
    }
    high = said["乙/苗圃.txt", "expect_column_values_to_be_between"]
    assert (high["severity"], high["table"], high["indicator"], high["at_line"]) == ("error", 1, 1, 8)
    assert high["found"] == "800"
    assert high["message_zh"] == "不符合本地的要求：目标值超过本县的上限（本表共2行）"
    assert high["message_en"] == "Not as the bureau requires: the target is above this county's limit (2 rows of this form)"
    plain = said["乙/苗圃.txt", "expect_column_values_to_not_match_regex"]
    assert plain["severity"] == "warning"
    assert plain["message_zh"] == (
        "不符合本地的要求：“管护苗木数量”，期望 expect_column_values_to_not_match_regex"
        '(column="level3", regex="苗木")（本表共2行）'
    )


def test_a_condition_leaves_other_rows_alone(top: Path) -> None:
    found = [row for row in own(top) if "expect_column_values_to_be_in_set" in row["expected"]]
    assert {(row["filing"], row["found"], row["at_line"]) for row in found} == {
        ("甲/护林.txt", "万元", 11), ("甲/护林副本.txt", "万元", 11), ("乙/苗圃.txt", "万元", 12),
    }  # fmt: skip


def test_what_all_filings_show_together_stands_with_the_suite(top: Path) -> None:
    document = json.loads((top / "out" / "findings.json").read_text("utf-8"))
    last = {one["path"]: one["findings"] for one in document["filings"][-2:]}
    assert list(last) == ["名册.csv", "要求.json"]
    assert [finding["rule"] for finding in last["要求.json"]] == ["own_expectation_unmet"]
    assert document["summary"]["filings"] == len(FILED) + 2
    assert "目标值超过本县的上限" in (top / "out" / "filings" / "乙" / "苗圃.txt.html").read_text("utf-8")


def test_a_suite_as_great_expectations_writes_it_is_taken(tmp_path: Path) -> None:
    from great_expectations.expectations.core.expect_column_value_lengths_to_be_between import (
        ExpectColumnValueLengthsToBeBetween,
    )
    from great_expectations.expectations.row_conditions import Column

    suite = gx.ExpectationSuite(
        "goals",
        expectations=[
            ExpectColumnValueLengthsToBeBetween(
                column="text", min_value=5, row_condition=(Column("kind") == "expected") & Column("plain").is_not_null()
            )
        ],
    )
    path = tmp_path / "goals.json"
    path.write_text(json.dumps(suite.to_json_dict()), "utf-8")
    read = own_suite(path)
    assert (read.suite.name, read.suite.frame, len(read.suite.expectations)) == ("goals", "goals", 1)


def test_a_suite_that_changed_is_run_anew(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(filing(), "utf-8")
    asked = [Options(suites=(own_suite(suite_file(tmp_path / "s.json", one)),)) for one in (MET, TOO_HIGH, MEAN)]
    found = [audit(str(tmp_path / "in"), tmp_path / "out", options) for options in asked]
    assert [one.severities.get("warning", 0) - found[0].severities.get("warning", 0) for one in found] == [0, 0, 1]
    assert [one.unchanged for one in found] == [False, False, False]
    assert audit(str(tmp_path / "in"), tmp_path / "out", asked[-1]).unchanged


def test_an_expectation_that_cannot_be_judged_ends_in_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(filing(), "utf-8")
    mixed = {"type": "expect_column_mean_to_be_between", "kwargs": {"column": "level3", "max_value": 5}, "meta": {}}
    suite_file(tmp_path / "s.json", mixed, MET)
    ran = jixiao("audit", tmp_path / "in", "-o", tmp_path / "out", "--suite", tmp_path / "s.json")
    assert ran.exit_code == 2
    assert "expect_column_mean_to_be_between" in ran.stderr
    assert "Traceback" not in ran.stderr


HOSTILE = {
    "not-json": (b"{", "不是 JSON 文件"),
    "deep": (b"[" * 200_000, "不是 JSON 文件"),
    "list": (b"[]", "缺少 name 或 expectations"),
    "no-name": (b'{"expectations": []}', "缺少 name 或 expectations"),
    "empty": (b'{"name": "indicators", "expectations": []}', "里没有期望"),
    "frame": ({"name": "indicatorss", "expectations": [MET]}, "“indicatorss”不是：是不是“indicators”？"),
    "meta": ({"name": "indicators", "meta": [1], "expectations": [MET]}, "meta 或 meta.jixiao 不是对象"),
    "no-type": ({"name": "indicators", "expectations": [{"kwargs": {}}]}, "第1项期望缺少 type 或 kwargs"),
    "kind": (
        {"name": "indicators", "expectations": [MET, {**MET, "type": "expect_column_values_to_not_be_nul"}]},
        "第2项期望“expect_column_values_to_not_be_nul”不存在，是不是“expect_column_values_to_not_be_null”？",
    ),
    "ours": ({"name": "tables", "expectations": [{"type": "expect_rows_to_follow_jixiao_rule", "kwargs": {}}]}, "不存在"),
    "column": (
        {"name": "indicators", "expectations": [{**MET, "kwargs": {"column": "level4"}}]},
        "indicators 没有“level4”这一列，是不是“level3”？",
    ),
    "arguments": ({"name": "indicators", "expectations": [{**TOO_HIGH, "kwargs": {"column": "level3", "most": 3}}]}, "不能用"),
    "severity": (
        {"name": "indicators", "expectations": [{**MET, "meta": {"jixiao": {"severity": "fatal"}}}]},
        "severity 只能是 error、warning、info",
    ),
    "parameter": (
        {"name": "indicators", "expectations": [{**TOO_HIGH, "kwargs": {"column": "weight", "max_value": {"$PARAMETER": "x"}}}]},
        "不能用",
    ),
    "query": (
        {"name": "tables", "expectations": [
            {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "SELECT 1"}}
        ]},
        "不能用",
    ),
}  # fmt: skip
RUNS_CODE = (
    "@pd.io.common.os.system('touch caught')",
    "level3.to_csv('caught')",
    {"type": "pass_through", "pass_through_filter": "level3.to_csv('caught')"},
    {"type": "and", "conditions": [{"type": "pass_through", "pass_through_filter": "level3.to_csv('caught')"}]},
    {"type": "comparison", "column": {"name": "level3` + level3.to_csv('caught') + `level3"}, "operator": "==", "parameter": "a"},
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_suite_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, said = HOSTILE[name]
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (tmp_path / "s.json").write_bytes(data)
    with pytest.raises(InputError) as refused:
        own_suite(tmp_path / "s.json")
    assert said in refused.value.says.zh
    assert "s.json" in refused.value.says.en
    assert "\n" not in refused.value.says.zh + refused.value.says.en


@pytest.mark.parametrize("condition", RUNS_CODE, ids=range(len(RUNS_CODE)))
def test_a_condition_that_would_run_code_is_refused(tmp_path: Path, condition: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kwargs = {**MET["kwargs"], "row_condition": condition, "condition_parser": "pandas"}
    suite_file(tmp_path / "s.json", {**MET, "kwargs": kwargs})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(filing(), "utf-8")
    ran = jixiao("audit", "in", "-o", "out", "--suite", "s.json")
    assert ran.exit_code == 2
    assert "row_condition" in ran.stderr or "没有" in ran.stderr
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "caught").exists()


def test_what_a_suite_says_is_escaped(tmp_path: Path) -> None:
    words = {"zh": "<script>alert(1)</script>", "en": "=HYPERLINK(1)", "severity": "warning"}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(filing(), "utf-8")
    path = suite_file(
        tmp_path / "s.json", {**TOO_HIGH, "kwargs": {"column": "target_number", "max_value": 1}, "meta": {"jixiao": words}}
    )
    audit(str(tmp_path / "in"), tmp_path / "out", Options(suites=(own_suite(path),)))
    pages = [page.read_text("utf-8") for page in (tmp_path / "out").rglob("*.html")]
    assert not any("<script>alert(1)" in page for page in pages)
    assert any("&lt;script&gt;alert(1)" in page for page in pages)


# The project of Great Expectations

PLAIN = """
import json, sys
sys.modules["jixiao"] = None  # whoever opens the project has only Great Expectations
import great_expectations as gx

result = gx.get_context(mode="file").checkpoints.get("jixiao").run()
for part in result.run_results.values():
    for one in part.results:
        assert not one.exception_info.get("raised_exception"), one
        rows = one.result.get("unexpected_index_list") or []
        print(json.dumps([
            one.expectation_config.type, one.expectation_config.meta["jixiao"], one.success,
            [[row["filing"], None if row["table"] != row["table"] else int(row["table"])] for row in rows],
        ]))
"""


@pytest.fixture(scope="module")
def opened(top: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """What Great Expectations alone says of the project, with every socket blocked."""
    block = tmp_path_factory.mktemp("block")
    (block / "sitecustomize.py").write_text(BLOCK, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", PLAIN], cwd=top / "project", capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(block), "GX_ANALYTICS_ENABLED": ""},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_the_project_opens_without_jixiao_and_finds_the_same(top: Path, opened: list[list[Any]]) -> None:
    across = {rule.id for rule in across_filings()} - {"own_expectation_unmet"}
    found = {(row["filing"], row["table"], row["rule"]) for row in rows(top) if row["rule"] in across}
    assert found
    assert {(*place, notes["rule"]) for _, notes, _, places in opened if "rule" in notes for place in places} == found


def test_the_bureaus_suite_is_in_the_project(top: Path, opened: list[list[Any]]) -> None:
    failed = {
        kind: {tuple(place) for place in places} for kind, notes, success, places in opened if not success and "rule" not in notes
    }
    wanted: dict[str, set[tuple[str, int]]] = {}
    for row in own(top):
        place = {(row["filing"], row["table"])} if row["table"] else set()
        wanted.setdefault(row["expected"].partition("(")[0], set()).update(place)
    assert failed == wanted


def test_an_export_is_the_same_every_time_and_names_no_folder(top: Path, tmp_path: Path) -> None:
    arguments = ["--roster", str(top / "名册.csv"), "--suite", str(top / "要求.json"), "--export-gx", str(tmp_path / "again")]
    ran = jixiao("audit", top / "in", "-o", top / "out", *arguments)
    assert "材料没有变化" in ran.output
    fresh = written(tmp_path / "again")
    assert fresh
    assert {name: digest for name, digest in written(top / "project").items() if name in fresh} == fresh
    for path in _texts(tmp_path / "again"):
        text = path.read_text("utf-8")
        assert str(top) not in text
        assert str(tmp_path) not in text


def _texts(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in (".json", ".yml", ".md"))


@pytest.mark.parametrize(
    ("project", "said"),
    [("in", "里有别的文件"), ("名册.csv", "不是文件夹"), ("out/gx", "不能在 --output 里面"), ("out", "不能在 --output 里面")],
)
def test_a_project_overwrites_nothing_else(top: Path, project: str, said: str) -> None:
    ran = jixiao("audit", top / "in", "-o", top / "out", "--export-gx", top / project)
    assert ran.exit_code == 2
    assert said in ran.stderr


# Manners

# An audit speaks to its workers through pipes, which are sockets of the machine itself.
ONLY_PIPES = BLOCK.replace(', "socketpair"', "").replace(
    "    __init__ = blocked",
    "    def __init__(self, family=-1, *rest, **named):\n"
    "        if family != socket.AF_UNIX:\n            blocked()\n"
    "        super().__init__(family, *rest, **named)",
)
PROGRESS = {"清点文件", "读取和校验", "相互比对", "补写报告", "写汇总", "导出"}


def test_an_audit_with_suites_asks_nothing_of_the_network(top: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(ONLY_PIPES, "utf-8")
    ran = subprocess.run(
        [
            sys.executable, "-m", "jixiao.cli", "audit", top / "in", "-o", tmp_path / "out", "--processes", "1",
            "--suite", top / "要求.json", "--export-gx", tmp_path / "project",
        ],
        capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tmp_path), "GX_ANALYTICS_ENABLED": "true"},
    )  # fmt: skip
    assert "def __init__" in ONLY_PIPES
    assert ran.returncode == 1, ran.stderr
    assert "network" not in ran.stderr
    assert {line.split()[0] for line in ran.stderr.splitlines()} <= {
        "清点文件",
        "读取和校验",
        "相互比对",
        "补写报告",
        "写汇总",
        "导出",
    }


def test_an_unchanged_audit_does_not_load_great_expectations(top: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from jixiao.audit.county import Options, audit\nfrom jixiao.audit.roster import roster\n"
        "audit(sys.argv[1], Path(sys.argv[2]), Options())\n"
        "loaded = 'great_expectations' in sys.modules\n"
        "print(loaded, audit(sys.argv[1], Path(sys.argv[2]), Options()).unchanged)"
    )
    out = top / "plain"
    first = _python(code, str(top / "in"), str(out))
    assert first.split() == ["True", "True"]
    assert _python(code, str(top / "in"), str(out)).split() == ["False", "True"]


def _python(code: str, *arguments: str) -> str:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True).stdout


def test_the_roster_of_an_earlier_run_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(filing(), "utf-8")
    (tmp_path / "r.csv").write_text("青禾镇林业站\n", "utf-8")
    audit(str(tmp_path / "in"), tmp_path / "out", Options(roster=roster(tmp_path / "r.csv")))
    assert (tmp_path / "out" / "data" / "roster.parquet").is_file()
    audit(str(tmp_path / "in"), tmp_path / "out", Options())
    assert not (tmp_path / "out" / "data" / "roster.parquet").exists()


def test_the_frame_of_expectations_may_be_empty() -> None:
    rule = next(rule for rule in across_filings() if rule.id == "own_expectation_unmet")
    assert rule.function(framed("expectations", [])).empty
