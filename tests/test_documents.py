"""What the documents say is true: links lead somewhere, commands and rules exist, examples load."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from jixiao.cli.main import commands, main
from jixiao.filings.canonical import frames
from jixiao.filings.reading import read_bytes
from jixiao.validators import basis
from jixiao.validators.cases import cases
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import judged
from jixiao.validators.finding import FAMILIES
from jixiao.validators.rule import Frame, Mask, Rule, rule

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "sample_data/README.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md"))))


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text(page), re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text(page))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_shown_and_commands_options_and_rules_exist(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.split("#")[0].split() for block in blocks(page, "sh") for line in block.splitlines()]
    shown = [words[words.index("jixiao") + 1 :] for words in lines if "jixiao" in words]
    assert {words[0] for words in shown} == set(commands.list_commands(click.Context(commands)))
    for name, *words in shown:
        assert main([name, "--help"]) == 0
        options = capsys.readouterr().out
        assert [word for word in words if word.startswith("--") and word not in options] == []
    rules = {rule.id for rule in discover()}
    assert {words[1] for words in shown if words[0] == "explain"} <= rules


@pytest.mark.parametrize("page", READMES)
def test_every_family_of_rules_is_introduced(page: str) -> None:
    assert set(re.findall(r"^\| (?:[一-鿿]+ )?([a-z]+)(?: [一-鿿]+)? \|", text(page), re.MULTILINE)) >= set(FAMILIES)


def test_both_readmes_give_the_same_commands_to_paste() -> None:
    pasted = [[line for block in blocks(page, "sh") for line in block.splitlines() if "venv" in line] for page in READMES]
    assert pasted[0] == pasted[1]
    assert len(pasted[0]) == 2


FILED = """河湾县专项资金绩效表
（2025年度）
单位：万元
专项名称\t社区书屋开放经费
专项编号\tHW-25-7
资金盘子\t30.00\t县级安排\t20.00\t社会筹集\t8.00
一级指标\t二级指标\t三级指标\t应达标准
产出指标\t数量指标\t新购图书数量\t2000册
效益指标\t经济效益指标\t带动消费\t≥5万元
"""


def test_the_worked_example_of_a_place_does_what_it_says(tmp_path: Path) -> None:
    """The form, the profile and the spellings in docs/schemas.md, as a finance bureau would use them."""
    folder = tmp_path / "本县"
    folder.mkdir()
    for name, block in zip(("专项表.yaml", "口径.yaml", "vocabulary.yaml"), blocks("docs/schemas.md", "yaml"), strict=True):
        (folder / name).write_text(block, "utf-8")
    (tmp_path / "form.txt").write_text(FILED, "utf-8")
    jixiao = [sys.executable, "-m", "jixiao.cli"]
    assert subprocess.run([*jixiao, "schema", "check", str(folder)], check=False, capture_output=True).returncode == 0
    command = [*jixiao, "check", str(tmp_path / "form.txt"), "--schema", str(folder), "--format", "json"]
    document = json.loads(subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8").stdout)
    (filing,) = document["filings"]
    (table,) = filing["tables"]
    assert (table["form"], table["schema"]) == ("project-target", "河湾专项表")
    assert [profile["name"] for profile in table["profiles"]] == ["hewan"]
    found = {(finding["rule"], finding["severity"]) for finding in filing["findings"]}
    assert {("field_malformed", "warning"), ("level_demanded_missing", "error"), ("operator_missing", "error")} <= found
    assert {"form_equation_unmet", "sources_do_not_add_up"} & {rule for rule, _ in found}


def test_the_examples_of_pandera_and_great_expectations_run() -> None:
    """In docs/writing-rules.md: both find the target that states no comparison."""
    _, pandera_example, gx_example = blocks("docs/writing-rules.md", "python")
    filed = FILED.replace("河湾县专项资金绩效表", "项目支出绩效目标表").replace("应达标准", "指标值")
    names: dict[str, Any] = {"frames": frames([read_bytes("form.txt", filed.encode())])}
    exec(pandera_example, names)
    assert "operator_missing" in names["failed"]
    exec(gx_example, names)
    assert names["rows"] == [0]


def test_the_example_of_a_rule_finds_what_its_cases_say() -> None:
    example, *_ = blocks("docs/writing-rules.md", "python")
    names = {"__name__": "jixiao.validators.thresholds.satisfaction_capped", "SYSTEM_CHECK": basis.SYSTEM_CHECK}
    names |= {"rule": rule, "Frame": Frame, "Mask": Mask}
    exec(example, names)
    declared = names["satisfaction_capped"]
    assert isinstance(declared, Rule)
    assert [frozenset(f.place.line for f in judged(declared, case.frames)) for case in cases(declared)] == [
        case.expected for case in cases(declared)
    ]
