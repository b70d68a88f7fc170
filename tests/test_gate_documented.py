"""What docs/gate.md and its Chinese twin show is what happens."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from gate_repository import replaced, text

from jixiao.cli.main import main
from jixiao.gate.configuration import DEFAULTS
from jixiao.gate.telling import schema
from jixiao.reports.formats import FORMATS

DOCS = Path(__file__).parent.parent / "docs"
BOTH = pytest.mark.parametrize("name", ["gate.md", "gate.zh-CN.md"])


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "filings" / "2026").mkdir(parents=True)
    (tmp_path / "filings" / "2019").mkdir()
    (tmp_path / "filings" / "2026" / "trees.txt").write_text(text(), "utf-8")

    def run(command: str) -> str:
        main(command.split()[1:])
        return capsys.readouterr().out

    return run


@BOTH
def test_the_worked_example_of_a_baseline_works(run: Any, tmp_path: Path, name: str) -> None:
    shows = blocks(name, "text")
    assert len(shows) == 2
    for number, block in enumerate(shows):
        command, _, shown = block.removeprefix("$ ").partition("\n")
        if number == 1:
            (tmp_path / "filings" / "2026" / "trees.txt").write_text(text(replaced(1, "95%")), "utf-8")
        assert run(command).rstrip() == shown.rstrip()


@BOTH
def test_the_worked_example_of_an_acceptance_works(run: Any, tmp_path: Path, name: str) -> None:
    entry = blocks(name, "toml")[1]
    assert tomllib.loads(entry)["accepted"]
    (tmp_path / "filings" / "jixiao-accepted.toml").write_text(entry.replace("2026-12-31", "9999-12-31"), "utf-8")
    document = json.loads(run("jixiao check filings --format json --select operator_missing"))
    assert [finding["found"] for finding in document["filings"][0]["accepted"]] == ["420株"]
    assert [finding["found"] for finding in document["filings"][0]["findings"]] == ["6公里"]


@BOTH
def test_the_configuration_shown_is_valid(run: Any, tmp_path: Path, name: str) -> None:
    shown = blocks(name, "toml")[0]
    jsonschema.validate(tomllib.loads(shown), json.loads(schema()))
    (tmp_path / "jixiao.toml").write_text(shown, "utf-8")
    assert 'fail-on = "warning"' in run("jixiao config filings --lang en")


@BOTH
def test_every_format_and_every_key_is_documented(name: str) -> None:
    written = (DOCS / name).read_text("utf-8")
    table = set(re.findall(r"^\| `(\w+)` \|", written, re.MULTILINE))
    assert set(FORMATS) - {"annotated", "letter"} <= table
    cells = re.findall(r"^\| ((?:`[\w-]+`[、,]? ?)+) \|", written, re.MULTILINE)
    keys = {key for cell in cells for key in re.findall(r"[\w-]+", cell)}
    assert set(DEFAULTS) <= keys


@BOTH
def test_the_set_ups_are_yaml(name: str) -> None:
    hook, workflow, template = map(yaml.safe_load, blocks(name, "yaml"))
    (published,) = yaml.safe_load((DOCS.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["repos"][0]["hooks"][0]["id"] == published["id"]
    given = workflow["jobs"]["check"]["steps"][1]["with"]
    assert given.keys() <= yaml.safe_load((DOCS.parent / "action.yml").read_text("utf-8"))["inputs"].keys()
    job = yaml.safe_load((DOCS / "jixiao.gitlab-ci.yml").read_text("utf-8"))["jixiao"]
    assert template["jixiao"]["variables"].keys() <= job["variables"].keys()
