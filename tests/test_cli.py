"""The commands as a user meets them: what is printed where, what is written, which exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from jixiao.cli.main import main
from jixiao.schemas.frames import FORMS
from jixiao.schemas.loading import SchemaError
from jixiao.validators import catalogue
from jixiao.validators.catalogue import across_filings, discover
from jixiao.validators.finding import FAMILIES
from jixiao.validators.rule import Frame, Mask, rule

FORM = """项目支出绩效目标表
单位：万元
2026年
项目名称\t社区图书角\t主管部门\t示例街道办事处
年度资金总额\t12.00\t财政拨款\t12.00
年度绩效目标\t建成图书角6处，开展读书会24场，居民满意度达到90%以上。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t图书角建成数量\t{target}
产出指标\t质量指标\t图书角验收合格率\t=100%
产出指标\t时效指标\t图书角建成时间\t2026年9月30日前
效益指标\t社会效益指标\t居民借阅人次\t≥3000人次
满意度指标\t服务对象满意度指标\t居民满意度\t≥90%
"""
ONE_RULE = ("--select", "operator_missing")  # so that what other rules think of the form does not matter here


@dataclass
class Ran:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str | Path) -> Ran:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a clean filing, one with a warning, and an empty one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.txt").write_text(FORM.format(target="≥6处"), "utf-8")
    (tmp_path / "flawed.txt").write_text(FORM.format(target="6处"), "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def _process(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **settings.pop("env", {})}
    command = [sys.executable, "-m", "jixiao.cli", *arguments]
    return subprocess.run(command, check=False, capture_output=True, env=environment, **settings)


# --- check: exit codes


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("clean.txt", "info", 0),
        ("flawed.txt", "error", 0),
        ("flawed.txt", "warning", 1),
        ("flawed.txt", "info", 1),
        ("flawed.txt", "never", 0),
        ("empty.txt", "error", 1),
        ("empty.txt", "never", 0),
    ],
)
def test_the_exit_code_follows_the_level_asked_for(run: Any, folder: Path, name: str, level: str, code: int) -> None:
    assert run("check", name, "--fail-on", level, *ONE_RULE).code == code


def test_errors_fail_a_run_by_default(run: Any, folder: Path) -> None:
    assert run("check", "flawed.txt", *ONE_RULE).code == 0
    assert run("check", "flawed.txt", "empty.txt", *ONE_RULE).code == 1


# --- check: what is printed and written


def test_without_a_format_the_findings_and_a_summary_are_printed(run: Any, folder: Path) -> None:
    ran = run("check", "flawed.txt", *ONE_RULE)
    assert re.match(r"flawed\.txt\n  第8行  ▲ 警告  .* operator_missing\n", ran.out)
    assert re.search(r"^flawed\.txt +1 +0 +1 +0 ", ran.out, re.MULTILINE)
    assert ran.err == ""


def test_the_language_is_chosen(run: Any, folder: Path) -> None:
    assert re.match(
        r"flawed\.txt\n  line 8  ▲ Warning  .* operator_missing\n", run("check", "flawed.txt", "--lang", "en", *ONE_RULE).out
    )


def test_json_stands_alone_on_stdout(run: Any, folder: Path) -> None:
    ran = run("check", "flawed.txt", "clean.txt", "--format", "json", *ONE_RULE)
    assert ran.document["format"] == "filing-findings/1"
    assert ran.document["summary"] == {"filings": 2, "tables": 2, "errors": 0, "warnings": 1, "infos": 0}
    assert [filing["path"] for filing in ran.document["filings"]] == ["flawed.txt", "clean.txt"]
    assert "flawed.txt" in ran.err


def test_output_alone_means_html(run: Any, folder: Path) -> None:
    ran = run("check", "flawed.txt", "--output", "reports", *ONE_RULE)
    (report,) = (folder / "reports").iterdir()
    assert "operator_missing" in report.read_text("utf-8")
    assert "reports" in ran.out
    assert "operator_missing" not in ran.out


def test_several_filings_have_a_report_each_and_an_index(run: Any, folder: Path) -> None:
    ran = run("check", ".", "--output", "a/b/reports", *ONE_RULE)
    names = {path.name for path in (folder / "a/b/reports").iterdir()}
    assert names == {"clean.txt.html", "empty.txt.html", "flawed.txt.html", "index.html"}
    assert str(Path("a/b/reports/index.html")) in ran.out


@pytest.mark.parametrize(
    "formats", [("--format", "html,json"), ("--format", "json", "--format", "html"), ("--format", "json，html")]
)
def test_formats_are_listed_or_repeated(run: Any, folder: Path, formats: tuple[str, ...]) -> None:
    ran = run("check", "flawed.txt", *formats, "--output", "reports", *ONE_RULE)
    assert ran.document["summary"]["warnings"] == 1
    assert [path.name for path in (folder / "reports").iterdir()] == ["flawed.txt.html"]


def test_json_goes_to_stdout_even_with_an_output_folder(run: Any, folder: Path) -> None:
    assert run("check", "clean.txt", "--format", "json", "--output", "reports", *ONE_RULE).document["filings"]
    assert list((folder / "reports").iterdir()) == []


def test_html_needs_a_folder(run: Any, folder: Path) -> None:
    ran = run("check", "clean.txt", "--format", "html", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "--output" in ran.err


def test_a_report_that_cannot_be_written_is_one_sentence_and_leaves_nothing(run: Any, folder: Path) -> None:
    (folder / "reports").write_text("a file", "utf-8")
    ran = run("check", "clean.txt", "--output", "reports")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    (folder / "other" / "clean.txt.html").mkdir(parents=True)
    ran = run("check", "clean.txt", "--output", "other", *ONE_RULE)
    assert ran.code == 2
    assert [path.name for path in (folder / "other").iterdir()] == ["clean.txt.html"]


def test_an_old_report_is_replaced(run: Any, folder: Path) -> None:
    for name in ("flawed.txt", "clean.txt"):
        (folder / "filing.txt").write_bytes((folder / name).read_bytes())
        run("check", "filing.txt", "--output", "reports", *ONE_RULE)
    (report,) = (folder / "reports").iterdir()
    assert "6处”没有写比较符" not in report.read_text("utf-8")


# --- check: which files


def test_a_folder_is_walked_in_order_and_hidden_files_stay_out(run: Any, folder: Path) -> None:
    for name in ("sub/b.txt", "sub/a.TXT", ".hidden/c.txt", "sub/.d.txt", "sub/notes.md", "sub/~$e.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(FORM.format(target="≥6处"), "utf-8")
    paths = [filing["path"] for filing in run("check", ".", "--format", "json", *ONE_RULE).document["filings"]]
    assert paths == ["clean.txt", "empty.txt", "flawed.txt", "sub/a.TXT", "sub/b.txt"]


def test_a_named_file_is_taken_whatever_it_is_called(run: Any, folder: Path) -> None:
    (folder / ".filing.md").write_text(FORM.format(target="≥6处"), "utf-8")
    assert run("check", ".filing.md", "--format", "json", *ONE_RULE).document["filings"][0]["status"] == "checked"


def test_a_file_given_twice_is_checked_once(run: Any, folder: Path) -> None:
    filings = run("check", "clean.txt", "./clean.txt", ".", "--format", "json", *ONE_RULE).document["filings"]
    assert [filing["path"] for filing in filings] == ["clean.txt", "empty.txt", "flawed.txt"]


def test_reports_in_the_folder_are_not_checked_as_filings(run: Any, folder: Path) -> None:
    (folder / "reports").mkdir()
    (folder / "reports" / "old.txt").write_text("x", "utf-8")
    filings = run("check", ".", "--output", "reports", "--format", "json", *ONE_RULE).document["filings"]
    assert [filing["path"] for filing in filings] == ["clean.txt", "empty.txt", "flawed.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_that_leads_nowhere_is_a_finding(run: Any, folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    ran = run("check", ".", "--format", "json", *ONE_RULE)
    (gone,) = [filing for filing in ran.document["filings"] if filing["path"] == "gone.txt"]
    assert [finding["rule"] for finding in gone["findings"]] == ["unopenable_file"]
    assert ran.code == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        Random(7).randbytes(5000),
        b"\x00" * 5000,
        "没有任何表".encode(),
        b"x" * 50_000_000,
        FORM.encode("utf-8")[:-1] + b"\xff\xfe\xfa",
    ],
    ids=["empty", "random", "zeros", "no form", "50 MB on one line", "broken encoding"],
)
def test_a_bad_file_is_a_finding_and_the_rest_goes_on(run: Any, folder: Path, content: bytes) -> None:
    (folder / "bad.txt").write_bytes(content)
    ran = run("check", "bad.txt", "clean.txt", "--format", "json", *ONE_RULE)
    bad, clean = ran.document["filings"]
    assert [finding["family"] for finding in bad["findings"]] == ["file"]
    assert (bad["status"] == "checked", clean["status"], ran.code) == (False, "checked", 1)
    assert "Traceback" not in ran.err


# --- check: rules


def test_rules_are_chosen_by_name_and_family_and_listed_or_repeated(run: Any, folder: Path) -> None:
    def ran(*options: str) -> set[str]:
        document = run("check", "flawed.txt", "--format", "json", *options).document
        return {check["rule"] for check in document["filings"][0]["checks"]}

    always = {rule.id for rule in discover() if rule.family == "file"}
    assert ran("--select", "operator_missing") == {"operator_missing"} | always
    assert (
        ran("--select", "thresholds", "--ignore", "operator_missing")
        == {rule.id for rule in discover() if rule.family == "thresholds" and rule.id != "operator_missing"} | always
    )
    assert ran("--ignore", "levels,truncation", "--ignore", "thresholds") == {
        rule.id for rule in discover() if rule.family not in ("levels", "truncation", "thresholds")
    }
    assert ran() == {rule.id for rule in discover()}


def test_a_rule_that_crashes_is_named_and_the_others_report(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_rule(indicators: Frame) -> Mask:
        """Breaks."""
        raise ZeroDivisionError("on purpose")

    broken_rule.__module__ = "jixiao.validators.thresholds.broken_rule"
    model = next(known for known in discover() if known.id == "operator_missing")
    texts = {"zh": "一", "en": "one", "fix_zh": "二", "fix_en": "two", "title": ("三", "three")}
    broken = rule(severity="error", basis=model.basis, **texts)(broken_rule)  # type: ignore[arg-type]
    monkeypatch.setattr(catalogue, "selected", lambda *_: (broken, model))
    for options in ((), ("--format", "json"), ("--output", "reports")):
        ran = run("check", "flawed.txt", "--fail-on", "never", *options)
        assert ran.code == 2
        assert "broken_rule" in ran.err
        assert "on purpose" in ran.err
        assert "Traceback" not in ran.err
    assert [f["rule"] for f in run("check", "flawed.txt", "--format", "json").document["filings"][0]["findings"]] == [
        "operator_missing"
    ]


# --- wrong usage: one sentence, the nearest right name, exit code 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "claen.txt"], "clean.txt"),
        (["check", "nowhere/claen.txt"], "nowhere"),
        (["check", "hollow"], "hollow"),
        (["check", "clean.txt", "hollow"], "hollow"),
        (["check"], "PATH"),
        (["check", "clean.txt", "--lang", "chinese"], "zh"),
        (["check", "clean.txt", "--format", "jsn"], "json"),
        (["check", "clean.txt", "--format", "json,htm"], "html"),
        (["check", "clean.txt", "--fail-on", "warnings"], "warning"),
        (["check", "clean.txt", "--select", "operator_mising"], "operator_missing"),
        (["check", "clean.txt", "--select", "operator-missing"], "operator_missing"),
        (["check", "clean.txt", "--ignore", "treshold"], "thresholds"),
        (["check", "clean.txt", "--fromat", "json"], "--format"),
        (["chek", "clean.txt"], "check"),
        (["explain", "operator_mising"], "operator_missing"),
        (["explain", "operator"], "operator_missing"),
        (["explain"], "RULE"),
        (["rules", "--format", "xml"], "json"),
        (["schema", "show", "project-targets"], "project-target"),
        (["schema", "lst"], "list"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_answered_in_one_sentence(run: Any, folder: Path, arguments: list[str], said: str) -> None:
    (folder / "hollow").mkdir()
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("jixiao: ")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_a_mistake_is_answered_in_the_language_asked_for(run: Any, folder: Path) -> None:
    assert run("check", "claen.txt").err == "jixiao: 找不到“claen.txt”，是不是“clean.txt”？\n"
    assert (
        run("check", "claen.txt", "--lang", "en").err == "jixiao: there is no file or folder claen.txt; did you mean clean.txt?\n"
    )


def test_a_defect_of_ours_is_one_sentence_too(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("jixiao.audit.checking.check", fails)
    ran = run("check", "clean.txt", "--lang", "en")
    assert ran.code == 2
    assert "RuntimeError: on purpose" in ran.err
    assert ran.err.count("\n") == 1


def test_a_mistake_in_a_schema_file_is_said_in_its_own_words(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise SchemaError("ours.yaml:3: unknown key 'titel'; did you mean 'title'?")

    monkeypatch.setattr("jixiao.schemas.form.forms", fails)
    ran = run("schema", "list")
    assert (ran.code, ran.err) == (2, "jixiao: 表式文件不能用：ours.yaml:3: 没有“titel”这一项，是不是“title”？\n")
    ran = run("schema", "list", "--lang", "en")
    assert ran.err == "jixiao: a schema file cannot be used: ours.yaml:3: unknown key 'titel'; did you mean 'title'?\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--fromat", "json"], "没有 --fromat 这个选项，是不是 --format？"),
        (["check"], "缺少 PATH...，用法见 jixiao check --help"),
        (["audit", "."], "缺少 -o / --output，用法见 jixiao audit --help"),
        (["check", "clean.txt", "--lang"], "选项 --lang 后面要写内容"),
        (["check", "clean.txt", "--statistics=3"], "选项 --statistics 后面不写内容"),
        (["audit", ".", "-o", "o", "--processes", "x"], "--processes 的内容不对：应为整数、不小于 1、不大于 256"),
        (["rules", "more"], "多写了内容 more，含空格的文件名要加引号"),
        (["--bad"], "没有 --bad 这个选项"),
        (["check", "--lang", "en", "--fromat"], "No such option '--fromat'. Did you mean '--format'?"),
        (["check", "--lang=en"], "Missing argument 'PATH...'."),
    ],
)
def test_a_wrong_command_line_is_one_sentence_in_its_language(run: Any, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"jixiao: {said}\n")


@pytest.mark.parametrize("command", [[], ["check"], ["schema"], ["schema", "new"], ["receipt", "verify"]])
def test_help_is_headed_in_both_languages(run: Any, command: list[str]) -> None:
    said = run(*command, "--help").out
    assert said.startswith("用法 / Usage: jixiao ")
    assert "选项 / Options:" in said
    assert "显示本说明 / show this message" in said
    assert "Show this" not in said


def test_what_a_folder_holds_beside_filings_is_told(run: Any, folder: Path) -> None:
    inside = folder / "in"
    inside.mkdir()
    (inside / "a.txt").write_bytes((folder / "clean.txt").read_bytes())
    for name in ("~$a.xlsx", ".hidden.txt", "jixiao.toml", "one.jpg", "two.JPG", "README"):
        (inside / name).write_bytes(b"")
    assert run("check", "in").err == "jixiao: 另有 3 个文件不是可校验的格式，没有校验（.jpg 2、无后缀 1）\n"
    assert run("check", "in", "--lang", "en").err == (
        "jixiao: 3 more files are of other kinds and were not checked (.jpg 2, no ending 1)\n"
    )
    assert run("check", "in/a.txt").err == ""


@pytest.mark.parametrize(("name", "data"), [("a.rar", b"Rar!\x1a\x07\x01\x00"), ("b.7z", b"7z\xbc\xaf\x27\x1c")])
def test_an_archive_that_cannot_be_read_is_a_finding(run: Any, folder: Path, name: str, data: bytes) -> None:
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(data + bytes(20))
    ran = run("check", "in", "--format", "json")
    (filing,) = json.loads(ran.out)["filings"]
    assert [finding["rule"] for finding in filing["findings"]] == ["unsupported_format"]
    assert ".zip" in filing["findings"][0]["fix"]["zh"]


# --- the catalogue and the schemas


def test_rules_lists_every_rule_by_family(run: Any) -> None:
    rules = (*discover(), *across_filings())
    ran = run("rules")
    assert ran.code == 0
    assert [word for line in ran.out.splitlines() if line.startswith("  ") for word in line.split()[:1]] == [
        rule.id for family in FAMILIES for rule in rules if rule.family == family
    ]
    assert [entry["rule"] for entry in json.loads(run("rules", "--format", "json").out)] == [rule.id for rule in rules]


def test_explain_shows_requirement_cases_remedy_and_basis(run: Any) -> None:
    ran = run("explain", "operator_missing")
    for part in ("要求", "理由", "| level2", "怎样改", "依据", "警告"):
        assert part in ran.out
    english = run("explain", "operator_missing", "--lang", "en").out
    assert "A numeric target states its comparison." in english
    assert "How to mend" in english


def test_schema_lists_and_shows_the_forms(run: Any) -> None:
    listed = run("schema", "list")
    assert listed.code == 0
    for form in FORMS:
        assert form in listed.out
        shown = run("schema", "show", form)
        assert (shown.code, form in shown.out) == (0, True)


# --- the process itself


def test_help_and_version() -> None:
    assert b"check" in _process("--help").stdout
    assert re.fullmatch(rb"jixiao \d+\.\d+\.\d+\S*\s+", _process("--version").stdout)
    bare = _process()
    assert (bare.returncode, bare.stdout) == (2, b"")


def test_json_is_the_same_byte_for_byte(folder: Path) -> None:
    arguments = ("check", ".", "--format", "json")
    first, second = (_process(*arguments, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2"))
    assert first == second
    assert b"\r" not in first
    assert str(folder).encode() not in first


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb18030"])
def test_chinese_goes_through_a_pipe_of_any_encoding(folder: Path, encoding: str) -> None:
    settings = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    assert "警告" in _process("check", "flawed.txt", *ONE_RULE, env=settings).stdout.decode("utf-8")
    assert json.loads(_process("check", "flawed.txt", "--format", "json", env=settings).stdout)


@pytest.mark.skipif(os.name == "nt", reason="no such signal on Windows")
def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "jixiao.cli", "check", ".", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 141
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
