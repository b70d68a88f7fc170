"""The configuration in words: as TOML, each value with its source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from ..reports.as_text import width
from .configuration import DEFAULTS, OF_FOLDERS, Configuration, Setting, defaults

_NONE = {"zh": "没有配置文件", "en": "no configuration file"}
_FILE = {"zh": "配置文件 {}", "en": "configuration file {}"}
_APPLIES = {"zh": "对 {} 生效", "en": "what applies to {}"}


def settings(configuration: Configuration, paths: Iterable[str] = ()) -> str:
    """Every setting and its source; below it those of folders, and what that makes of each of `paths`."""
    language = configuration["lang"]
    head = _FILE[language].format(configuration.file) if configuration.file else _NONE[language]
    lines = [f"# {head}", *_listed({**defaults(), **configuration.settings})]
    for folder, own in configuration.folders.items():
        lines += ["", f"[folders.{_toml(folder)}]", *_listed(own)]
    for path in paths:
        scope = configuration.scope(path)
        values = {key: dict(scope.severity) if key == "severity" else getattr(scope, key) for key in OF_FOLDERS}
        lines += ["", f"# {_APPLIES[language].format(path)}", *(f"#   {key} = {_toml(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def schema() -> str:
    """The JSON Schema of jixiao.toml and of [tool.jixiao]."""
    return files("jixiao.gate").joinpath("configuration.schema.json").read_text("utf-8")


def _listed(values: Mapping[str, Setting]) -> list[str]:
    order = list(DEFAULTS)
    rows = [
        (f"{'# ' if setting.value is None else ''}{key} = {_toml(setting.value)}", setting.source)
        for key, setting in sorted(values.items(), key=lambda item: order.index(item[0]))
    ]
    wide = max((width(text) for text, _ in rows), default=0)
    return [f"{text}{' ' * (wide - width(text))}  # {source}" for text, source in rows]


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '""' if value is None else json.dumps(value, ensure_ascii=False)
