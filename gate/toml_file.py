"""TOML with the lines on which things stand, so that a mistake can be found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..validators.system_error import reason
from .error import GateError

_HEAD = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)""")


@dataclass(frozen=True)
class TomlFile:
    """A TOML file: where it is, how it is shown, its tables, and its text."""

    path: Path
    shown: str
    tables: dict[str, Any]
    text: str

    def line(self, *keys: str | int) -> int | None:
        """The line on which the key stands that is reached by `keys`, or that of the nearest one above it.

        A number is the place, from 0, in an array of tables.
        """
        lines = _lines(self.text)
        for length in range(len(keys), 0, -1):
            if keys[:length] in lines:
                return lines[keys[:length]]
        return None

    def spot(self, *keys: str | int) -> str:
        """'file:line' of a key."""
        line = self.line(*keys)
        return f"{self.shown}:{line}" if line else self.shown


def read(path: Path, shown: str) -> TomlFile:
    """The file at `path`. Raises GateError where it cannot be read or is no TOML."""
    import tomllib

    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        why = reason(error)
        raise GateError(f"无法读取“{shown}”（{why.zh}）", f"{shown} cannot be read ({why.en})") from error
    except UnicodeDecodeError as error:
        raise GateError(f"“{shown}”不是 UTF-8 编码", f"{shown} is not UTF-8") from error
    try:
        return TomlFile(path, shown, tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise GateError(f"“{shown}”不是有效的 TOML（{error}）", f"{shown} is not valid TOML ({error})") from error


def _lines(text: str) -> dict[tuple[str | int, ...], int]:
    """For each key, table and entry of an array of tables the line on which it is first written."""
    at: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = _keys(head[2])
            at.setdefault(table, number)
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            at.setdefault(table, number)
        elif key := _KEY.match(line):
            at.setdefault((*table, *_keys(key[1])), number)
    return at


def _keys(dotted: str) -> tuple[str | int, ...]:
    return tuple(next(part for part in found if part) for found in _PART.findall(dotted) if any(found))
