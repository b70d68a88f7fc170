"""Writes what is made from the schemas and rules themselves; a test compares it.

    python docs/make_reference.py

shipped.json, profiles/index.json, the JSON Schemas for editors,
docs/rules.md, docs/rules.zh-CN.md, and the reference in docs/schemas.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from jixiao.schemas.additions import Additions
from jixiao.schemas.form_addition import FormAddition
from jixiao.schemas.profile_file import Profile, index
from jixiao.schemas.shipping import shipped_text

TOP = Path(__file__).parent.parent
_TITLES = {
    "form": "jixiao: a form schema, or what is added to one that ships / 表式",
    "profile": "jixiao: a profile / 口径",
    "vocabulary": "jixiao: further spellings / 词表",
}


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


if __name__ == "__main__":
    for path, text in written():
        path.write_text(text, "utf-8", newline="\n")
