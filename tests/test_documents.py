"""What the documents say is true: links lead somewhere, commands and rules exist, examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao.cli.main import main
from jixiao.schemas.additions import Additions
from jixiao.schemas.form_file import load_form
from jixiao.schemas.loading import load
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
def test_commands_options_and_rules_exist(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [line.split("#")[0].split() for block in blocks(page, "sh") for line in block.splitlines()]
    shown = [words[words.index("jixiao") + 1 :] for words in commands if "jixiao" in words]
    assert {words[0] for words in shown} == {"check", "inspect", "rules", "explain", "schema"}
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


def test_the_example_of_a_form_schema_loads(tmp_path: Path) -> None:
    form, _ = blocks("docs/form-schemas.md", "yaml")
    (tmp_path / "example.yaml").write_text(form, "utf-8")
    assert load_form(tmp_path / "example.yaml").form == "project-target"


def test_the_example_of_own_spellings_loads(tmp_path: Path) -> None:
    _, spellings = blocks("docs/form-schemas.md", "yaml")
    (tmp_path / "vocabulary.yaml").write_text(spellings, "utf-8")
    assert load(tmp_path / "vocabulary.yaml", Additions).columns["target"] == ("应达标准",)


def test_the_example_of_a_rule_finds_what_its_cases_say() -> None:
    (example,) = blocks("docs/rules.md", "python")
    names = {"__name__": "jixiao.validators.thresholds.satisfaction_capped", "SYSTEM_CHECK": basis.SYSTEM_CHECK}
    names |= {"rule": rule, "Frame": Frame, "Mask": Mask}
    exec(example, names)
    declared = names["satisfaction_capped"]
    assert isinstance(declared, Rule)
    assert [frozenset(f.place.line for f in judged(declared, case.frames)) for case in cases(declared)] == [
        case.expected for case in cases(declared)
    ]
