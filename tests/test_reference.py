"""What is made from the schemas and rules is as they are: run docs/make_reference.py after changing one."""

from __future__ import annotations

import json
import runpy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

TOP = Path(__file__).parent.parent
MADE: list[tuple[Path, str]] = list(runpy.run_path(str(TOP / "docs" / "make_reference.py"))["written"]())


@pytest.mark.parametrize(("path", "text"), MADE, ids=[path.name for path, _ in MADE])
def test_what_is_made_is_as_it_was_made(path: Path, text: str) -> None:
    assert path.read_text("utf-8") == text, "run python docs/make_reference.py"


def _schema(kind: str) -> Draft202012Validator:
    said = json.loads(files("jixiao.schemas").joinpath(f"{kind}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(said)
    return Draft202012Validator(said)


def _read(path: Any) -> Any:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, list) else "off" if value is False else value

    return plain(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize(("folder", "kind"), [("forms", "form"), ("profiles", "profile")])
def test_the_json_schemas_allow_what_ships(folder: str, kind: str) -> None:
    validator = _schema(kind)
    for path in files("jixiao.schemas").joinpath(folder).iterdir():
        if path.name.endswith(".yaml"):
            assert [error.message for error in validator.iter_errors(_read(path))] == []


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("form", {"form": "project-target", "equation": []}),
        ("form", {"form": "project-target", "levels": {"产出指标": {"any": "fatal"}}}),
        ("profile", {"profile": "a", "title": {"zh": "甲", "en": "A"}, "parameters": {"overshot": 2}}),
        ("vocabulary", {"colums": {"target": ["应达标准"]}}),
    ],
)
def test_the_json_schemas_refuse_what_is_wrong(kind: str, wrong: Any) -> None:
    assert not _schema(kind).is_valid(wrong)
