"""Writes what is made from the schemas and rules themselves; a test compares it.

    python docs/make_reference.py

shipped.json, profiles/index.json, the JSON Schemas for editors,
docs/rules.md, docs/rules.zh-CN.md, and the reference in docs/schemas.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from jixiao.reports import rulebook
from jixiao.schemas.additions import Additions
from jixiao.schemas.form import Item, Label, Recognition
from jixiao.schemas.form_addition import FormAddition
from jixiao.schemas.parameters import Parameters
from jixiao.schemas.profile import shipped
from jixiao.schemas.profile_file import Profile, When, Years, index
from jixiao.schemas.shipping import shipped_text
from jixiao.validators.catalogue import discover

TOP = Path(__file__).parent.parent
_TITLES = {
    "form": "jixiao: a form schema, or what is added to one that ships / 表式",
    "profile": "jixiao: a profile / 口径",
    "vocabulary": "jixiao: further spellings / 词表",
}


REFERENCE = "## 全部的项 / All keys"
_PARTS: tuple[tuple[str, type], ...] = (
    ("表式 / a form", FormAddition),
    ("recognise", Recognition),
    ("fields: 每个栏目 / each field", Label),
    ("funds: 每个资金项目 / each money item", Item),
    ("parameters", Parameters),
    ("口径 / a profile", Profile),
    ("when", When),
    ("when.years", Years),
)


def _reference() -> str:
    """All keys of schema files, and the profiles that ship."""
    lines = [REFERENCE, "", "由程序自身生成（docs/make_reference.py）。 / Made from the program itself.", ""]
    for title, model in _PARTS:
        lines += [f"### {title}", "", "| 项 / key | 含义 | meaning |", "| --- | --- | --- |"]
        for name, said in TypeAdapter(model).json_schema(by_alias=True)["properties"].items():
            zh, _, en = str(said.get("description", "")).replace("|", "\\|").partition(" / ")
            lines.append(f"| `{name}` | {zh} | {en} |")
        lines.append("")
    lines += ["### 自带的口径 / The profiles that ship", "", "| 名称 | 说明 | | 选用 / chosen |", "| --- | --- | --- | --- |"]
    for name, profile in shipped().items():
        how = "按表内所印 / by what is printed" if profile.when else "`--profile` 指定 / by name"
        lines.append(f"| `{name}` | {profile.title['zh']}：{profile.about['zh']} | {profile.about['en']} | {how} |")
    return "\n".join(lines) + "\n"


def written() -> Iterator[tuple[Path, str]]:
    """Each file that is made, and what it has to hold."""
    yield TOP / "schemas" / "shipped.json", shipped_text()
    yield TOP / "schemas" / "profiles" / "index.json", index()
    for kind, model in (("form", FormAddition), ("profile", Profile), ("vocabulary", Additions)):
        said = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(by_alias=True),
            "title": _TITLES[kind],
        }
        yield TOP / "schemas" / f"{kind}.schema.json", json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    yield TOP / "docs" / "rules.md", rulebook.as_markdown(discover(), "en")
    yield TOP / "docs" / "rules.zh-CN.md", rulebook.as_markdown(discover(), "zh")
    schemas = TOP / "docs" / "schemas.md"
    yield schemas, schemas.read_text("utf-8").partition(REFERENCE)[0] + _reference()


if __name__ == "__main__":
    for path, text in written():
        path.write_text(text, "utf-8", newline="\n")
