"""What applies to a run and to each folder of filings: `[tool.jixiao]` in pyproject.toml, or jixiao.toml, found upwards.

    fail-on = "warning"
    select = ["levels", "totals"]
    baseline = "jixiao-baseline.json"

    [severity]
    operator_missing = "error"

    [folders."2023"]
    profile = ["frame-2015"]
    ignore = ["operator_missing"]

Keys and their meaning: configuration.schema.json, which editors understand. Paths are relative to the file. What the command
line says wins. Of the folders in `folders` that hold a filing the deepest wins; a folder's `severity` is laid over that of the
folders above it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .error import GateError, unknown
from .toml_file import TomlFile, read

OWN = "jixiao.toml"
SHARED = "pyproject.toml"
LEVELS = ("error", "warning", "info")
PATHS = ("output", "schema", "baseline", "cache")
OF_FOLDERS = ("profile", "select", "ignore", "severity")
DEFAULTS: Mapping[str, Any] = {
    "format": (),
    "output": None,
    "lang": "zh",
    "fail-on": "error",
    "schema": None,
    "profile": (),
    "select": (),
    "ignore": (),
    "severity": {},
    "baseline": None,
    "cache": None,
    "folders": {},
}
_LISTS = ("format", "profile", "select", "ignore")
_CHOICES = {"lang": ("zh", "en"), "fail-on": (*LEVELS, "never")}
_SAID = "命令行 / command line"
_DEFAULT = "默认 / default"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it comes from: 'jixiao.toml:3', the command line, or the default."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What applies to a filing. Filings with the same scope are checked together."""

    profile: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Configuration:
    """What applies to a run. `root` is the folder of the configuration file, or where there is none, of the run."""

    root: Path
    settings: Mapping[str, Setting] = field(default_factory=dict)
    folders: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)
    file: str | None = None

    def __getitem__(self, key: str) -> Any:
        return self.settings[key].value if key in self.settings else DEFAULTS[key]

    def scope(self, path: str) -> Scope:
        """What applies to the filing at `path`."""
        place = _absolute(path)
        found = [folder for folder, top in self._tops.items() if place == top or place.startswith(f"{top}{os.sep}")]
        values = {key: self[key] for key in OF_FOLDERS}
        severity = dict(values["severity"])
        for folder in sorted(found, key=lambda folder: len(self._tops[folder])):
            own = {key: setting.value for key, setting in self.folders[folder].items()}
            severity |= own.pop("severity", {})
            values |= own
        lists = {key: tuple(values[key]) for key in ("profile", "select", "ignore")}
        return Scope(**lists, severity=tuple(sorted(severity.items())))

    @cached_property
    def _tops(self) -> dict[str, str]:
        return {folder: _absolute(self.root / folder) for folder in self.folders}


def found(start: Path) -> Path | None:
    """The configuration file for `start`: in it or the nearest folder above. jixiao.toml goes before pyproject.toml."""
    for folder in (start, *start.parents):
        if (folder / OWN).is_file():
            return folder / OWN
        shared = folder / SHARED
        if shared.is_file() and _speaks_of_us(shared):
            return shared
    return None


def beginning(paths: Iterable[str]) -> Path:
    """Where to look upwards from: the folder that holds all of `paths`, of which there may be none."""
    places = [Path(_absolute(path)) for path in paths]
    tops = [str(place if place.is_dir() else place.parent) for place in places]
    if not tops:
        return Path.cwd()
    try:
        return Path(os.path.commonpath(tops))
    except ValueError:  # on different drives
        return Path.cwd()


def configured(file: Path | None, given: Mapping[str, Any], start: Path) -> Configuration:
    """What `file` says, with the options in `given` above it. Raises GateError. For names of rules see `names`."""
    over = {key: Setting(value, _SAID) for key, value in given.items()}
    if file is None:
        return Configuration(start, over)
    shown = _shown(file)
    whole = read(file, shown)
    prefix: tuple[str, ...] = ("tool", "jixiao") if file.name == SHARED else ()
    table = whole.tables
    for key in prefix:
        table = table.get(key, {})
    if not isinstance(table, dict):
        raise GateError(f"{whole.spot(*prefix)}：应为表", f"{whole.spot(*prefix)}: should be a table")
    settings = {key: _setting(whole, (*prefix, key), value, file.parent) for key, value in table.items() if key != "folders"}
    folders = _folders(whole, (*prefix, "folders"), table.get("folders", {}), over)
    return Configuration(file.parent, settings | over, folders, shown)


def names(configuration: Configuration, rules: Callable[[], set[str]], profiles: Callable[[], set[str]]) -> None:
    """Hold the rules, families and profiles that `configuration` names against those known. Raises GateError.

    Apart from reading, because to know all rules takes longer.
    """
    for where in (configuration.settings, *configuration.folders.values()):
        for key in ("select", "ignore", "severity"):
            if where.get(key) and where[key].source != _SAID:
                _known(where[key], rules(), "规则或类别" if key != "severity" else "规则", "rule or family")
        if where.get("profile") and where["profile"].source != _SAID:
            _known(where["profile"], profiles(), "口径", "profile")


def defaults() -> Mapping[str, Setting]:
    """Every key with its default."""
    return {key: Setting(value, _DEFAULT) for key, value in DEFAULTS.items() if key != "folders"}


def _known(setting: Setting, names: set[str], zh: str, en: str) -> None:
    for name in setting.value:
        if name not in names:
            raise unknown(setting.source, zh, en, name, names)


def _folders(whole: TomlFile, keys: tuple[str, ...], table: Any, over: Mapping[str, Setting]) -> dict[str, dict[str, Setting]]:
    spot = whole.spot(*keys)
    if not isinstance(table, dict) or not all(isinstance(value, dict) for value in table.values()):
        raise GateError(
            f'{spot}：folders 应写成 [folders."文件夹"] 的形式', f'{spot}: folders should be written as [folders."folder"]'
        )
    made: dict[str, dict[str, Setting]] = {}
    for folder, values in table.items():
        if not (whole.path.parent / folder).is_dir():
            here = whole.spot(*keys, folder)
            raise GateError(f"{here}：没有文件夹“{folder}”", f"{here}: there is no folder {folder!r}")
        made[folder] = {
            key: _setting(whole, (*keys, folder, key), value, whole.path.parent, OF_FOLDERS) for key, value in values.items()
        }
        made[folder] = {key: setting for key, setting in made[folder].items() if key not in over}
    return made


def _setting(whole: TomlFile, keys: tuple[str, ...], value: Any, root: Path, allowed: Sequence[str] = tuple(DEFAULTS)) -> Setting:
    key, spot = keys[-1], whole.spot(*keys)
    if key not in allowed:
        raise unknown(spot, "配置项", "setting", key, set(allowed))
    if key in _LISTS:
        value = (value,) if isinstance(value, str) else value
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise GateError(f"{spot}：{key} 应为文字的列表", f"{spot}: {key} should be a list of strings")
        return Setting(tuple(_beside(item, root) for item in value) if key == "format" else tuple(value), spot)
    if key == "severity":
        return Setting(_severities(whole, keys, value), spot)
    if not isinstance(value, str) or not value:
        raise GateError(f"{spot}：{key} 应为文字", f"{spot}: {key} should be a string")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise unknown(spot, f"{key} 取值", f"value of {key}", value, set(_CHOICES[key]))
    return Setting(_relative(root / value) if key in PATHS else value, spot)


def _beside(format: str, root: Path) -> str:  # noqa: A002
    """NAME=PATH with the path seen from the working folder."""
    name, given, path = format.partition("=")
    return f"{name}={_relative(root / path)}" if given and path.strip() not in ("", "-") else format


def _severities(whole: TomlFile, keys: tuple[str, ...], value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        spot = whole.spot(*keys)
        raise GateError(f"{spot}：severity 应为“规则 = 级别”的表", f"{spot}: severity should be a table of rule = severity")
    for rule, severity in value.items():
        if severity not in (*LEVELS, "off"):
            raise unknown(whole.spot(*keys, rule), "级别", "severity", str(severity), {*LEVELS, "off"})
    return dict(value)


def _speaks_of_us(shared: Path) -> bool:
    """Whether a pyproject.toml has our table; parsed only where its text could."""
    try:
        text = shared.read_text("utf-8", "replace")
    except OSError:
        return False
    if "jixiao" not in text:
        return False
    tool = read(shared, _shown(shared)).tables.get("tool", {})
    return isinstance(tool, dict) and "jixiao" in tool


def _shown(path: Path) -> str:
    """`path` as seen from the working folder, where it is below or above it."""
    return _relative(path)


def _relative(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def _absolute(path: str | Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute() leaves '..' standing
