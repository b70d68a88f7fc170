"""Configuration: where it is found, what wins, what each value's source is, and what is said of a mistake."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from gate_repository import text

from jixiao.cli.main import main
from jixiao.gate.configuration import DEFAULTS, configured, found
from jixiao.gate.error import GateError
from jixiao.gate.telling import schema


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    for folder in ("filings/2025", "filings/2026"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "form.txt").write_text(text(), "utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def rules(out: str) -> list[tuple[str, str, str]]:
    return [
        (filing["path"], finding["rule"], finding["severity"])
        for filing in json.loads(out)["filings"]
        for finding in filing["findings"]
    ]


OF_OPERATORS = [
    ("filings/2025/form.txt", "operator_missing", "warning"),
    ("filings/2025/form.txt", "operator_missing", "warning"),
    ("filings/2026/form.txt", "operator_missing", "warning"),
    ("filings/2026/form.txt", "operator_missing", "warning"),
]


def test_without_a_file_nothing_but_the_defaults_applies(run: Any) -> None:
    code, out, _ = run("config")
    assert code == 0
    assert out.startswith("# 没有配置文件\n")
    assert all(line.endswith("# 默认 / default") for line in out.splitlines()[1:])


@pytest.mark.parametrize("name", ["jixiao.toml", "pyproject.toml"])
def test_the_file_is_found_above_the_filings(run: Any, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "[tool.jixiao]\n" if name == "pyproject.toml" else ""
    (tmp_path / name).write_text(f'{head}select = ["operator_missing"]\nfail-on = "warning"\n', "utf-8")
    code, out, _ = run("check", "filings", "--format", "json")
    assert (code, rules(out)) == (1, OF_OPERATORS)
    monkeypatch.chdir(tmp_path / "filings")
    code, out, _ = run("check", "2025", "--format", "json")
    assert (code, [rule for _, rule, _ in rules(out)]) == (1, ["operator_missing"] * 2)
    assert f"../{name}:" in run("config")[1]


def test_a_pyproject_that_does_not_speak_of_us_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.other]\nname = "jixiao"\n', "utf-8")
    (tmp_path / "jixiao.toml").write_text("", "utf-8")
    assert found(tmp_path / "a" / "b") == tmp_path / "jixiao.toml"
    (tmp_path / "pyproject.toml").write_text("[tool.jixiao]\n", "utf-8")
    assert found(tmp_path) == tmp_path / "jixiao.toml"


def test_the_command_line_wins(run: Any, tmp_path: Path) -> None:
    (tmp_path / "jixiao.toml").write_text(
        'select = ["totals"]\nfail-on = "never"\nlang = "en"\n[folders."filings/2025"]\nselect = ["units"]\n', "utf-8"
    )
    code, out, _ = run("check", "filings", "--format", "json", "--select", "operator_missing", "--fail-on", "warning")
    assert (code, rules(out)) == (1, OF_OPERATORS)
    out = run("config", "--select", "operator_missing")[1]
    assert 'select = ["operator_missing"]  # 命令行 / command line' in out
    assert 'lang = "en"                    # jixiao.toml:3' in out
    assert run("config", "--no-config")[1].startswith("# 没有配置文件")


def test_a_file_can_be_named(run: Any, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "gate.toml").write_text('ignore = ["thresholds"]\noutput = "pages"\n', "utf-8")
    out = run("config", "--config", "other/gate.toml")[1]
    assert 'output = "other/pages"' in out
    code, out, err = run("check", "filings", "--config", "no.toml", "--lang", "en")
    assert (code, out) == (2, "")
    assert err == "jixiao: no.toml cannot be read (No such file or directory)\n"


def test_severities_and_rules_differ_by_folder(run: Any, tmp_path: Path) -> None:
    (tmp_path / "jixiao.toml").write_text(
        """
select = ["operator_missing"]

[severity]
operator_missing = "info"

[folders."filings/2026"]
severity = {operator_missing = "error"}
""",
        "utf-8",
    )
    assert {(path[8:12], severity) for path, _, severity in rules(run("check", "filings", "--format", "json")[1])} == {
        ("2025", "info"),
        ("2026", "error"),
    }
    (tmp_path / "jixiao.toml").write_text('[folders."filings/2025"]\nseverity = {operator_missing = "off"}\n', "utf-8")
    _, out, _ = run("check", "filings", "--format", "json")
    assert {path for path, rule, _ in rules(out) if rule == "operator_missing"} == {"filings/2026/form.txt"}


def test_filings_keep_their_order_across_folders_with_rules_of_their_own(run: Any, tmp_path: Path) -> None:
    (tmp_path / "jixiao.toml").write_text('[folders."filings/2025"]\nselect = ["units"]\n', "utf-8")
    _, out, _ = run("check", "filings/2026", "filings/2025", "--format", "json")
    assert [filing["path"] for filing in json.loads(out)["filings"]] == ["filings/2026/form.txt", "filings/2025/form.txt"]


def test_a_profile_applies_to_its_folder_alone(run: Any, tmp_path: Path) -> None:
    (tmp_path / "jixiao.toml").write_text('[folders."filings/2025"]\nprofile = ["frame-2015"]\n', "utf-8")
    own = run("config", "filings/2025/form.txt")[1]
    assert '#   profile = ["frame-2015"]' in own
    code, out, err = run("check", "filings", "--format", "json")
    assert code in (0, 1), err
    assert [bool(filing["tables"]) for filing in json.loads(out)["filings"]] == [True, True]
    from jixiao.schemas.layers import named_profiles

    assert named_profiles() == ()


def test_formats_and_their_files_come_from_the_configuration(run: Any, tmp_path: Path) -> None:
    (tmp_path / "jixiao.toml").write_text('format = ["concise", "sarif=out/found.sarif"]\n', "utf-8")
    _, out, _ = run("check", "filings", "--select", "operator_missing")
    assert out.startswith("filings/2025/form.txt:8: ")
    assert json.loads((tmp_path / "out" / "found.sarif").read_bytes())["version"] == "2.1.0"


MISTAKES = [
    ('fail_on = "error"', "jixiao.toml:1: there is no setting 'fail_on'; did you mean 'fail-on'?"),
    ('\n\nfail-on = "errors"', "jixiao.toml:3: there is no value of fail-on 'errors'; did you mean 'error'?"),
    ("select = 3", "jixiao.toml:1: select should be a list of strings"),
    ('lang = "zh"\nselect = ["opertor_missing"]', "jixiao.toml:2: there is no rule or family 'opertor_missing'; did you mean "),
    (
        "[severity]\noperator_missing = 'fatal'",
        "jixiao.toml:2: there is no severity 'fatal'; there are: error, info, off, warning",
    ),
    ("[severity]\noperator_mising = 'info'", "jixiao.toml:1: there is no rule or family 'operator_mising'; did you mean "),
    ("severity = 1", "jixiao.toml:1: severity should be a table"),
    ("[folders.nowhere]\nselect = []", "jixiao.toml:1: there is no folder 'nowhere'"),
    ("[folders.filings]\nprofiles = []", "jixiao.toml:2: there is no setting 'profiles'; did you mean 'profile'?"),
    ("[folders.filings]\nbaseline = 'x'", "jixiao.toml:2: there is no setting 'baseline'; there are: "),
    ("folders = 3", "jixiao.toml:1: folders should be written as "),
    ("profile = ['frame-2051']", "jixiao.toml:1: there is no profile 'frame-2051'; did you mean 'frame-20"),
    ("select = [", "jixiao.toml is not valid TOML ("),
    ("format = ['jsno']", "there is no format 'jsno'; did you mean 'json'?"),
]


@pytest.mark.parametrize(("content", "said"), MISTAKES, ids=[content.split("\n")[-1] for content, _ in MISTAKES])
def test_a_mistake_is_one_sentence_with_its_line(run: Any, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "jixiao.toml").write_text(content + "\n", "utf-8")
    code, out, err = run("check", "filings", "--lang", "en")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"jixiao: {said}")
    chinese = run("check", "filings")[2]
    assert chinese.count("\n") == 1
    assert chinese != err


# --- the published schema


GOOD = (
    "",
    'format = ["text", "sarif=x.sarif"]\noutput = "o"\nlang = "en"\nfail-on = "never"\nschema = "s"\nprofile = "frame-2015"\n'
    'select = []\nignore = ["units"]\nbaseline = "b.json"\ncache = ".cache"\n[severity]\noperator_missing = "off"\n'
    '[folders.filings]\nselect = ["totals"]\n[folders.filings.severity]\noperator_missing = "info"\n',
)


def test_the_published_schema_knows_every_key() -> None:
    published = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(published)
    assert set(published["properties"]) == set(DEFAULTS)


@pytest.mark.parametrize("content", GOOD)
def test_the_published_schema_takes_what_the_reader_takes(tmp_path: Path, content: str) -> None:
    (tmp_path / "filings").mkdir()
    (tmp_path / "jixiao.toml").write_text(content, "utf-8")
    configured(tmp_path / "jixiao.toml", {}, tmp_path)
    jsonschema.validate(tomllib.loads(content), json.loads(schema()))


BAD = ["fail_on = 'error'", "fail-on = 'errors'", "select = 3", "severity = 1", "[severity]\na = 'fatal'", "folders = 3",
       "[folders.filings]\nbaseline = 'x'", "lang = 'de'", "output = ''", "cache = true"]  # fmt: skip


@pytest.mark.parametrize("content", BAD)
def test_the_published_schema_refuses_what_the_reader_refuses(tmp_path: Path, content: str) -> None:
    (tmp_path / "filings").mkdir()
    (tmp_path / "jixiao.toml").write_text(content, "utf-8")
    with pytest.raises(GateError):
        configured(tmp_path / "jixiao.toml", {}, tmp_path)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(content), json.loads(schema()))


def test_the_schema_is_printed(run: Any) -> None:
    assert run("config", "--schema-json") == (0, schema(), "")
