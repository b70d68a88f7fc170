"""The list of those who must file: a .csv or .xlsx with one department on a row."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from ..filings.canonical import plain
from ..filings.model import Place
from ..validators.system_error import reason
from .inputs import InputError

_HEADINGS = ("部门名称", "单位名称", "预算单位", "预算部门", "部门", "单位", "department", "unit", "name")
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One department of the roster; `key` is its name as it is compared."""

    name: str
    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Roster:
    """Who must file: the name and the hash of the file, and its departments in their order, each once."""

    path: str
    sha256: str
    entries: tuple[Entry, ...]


def roster(path: Path) -> Roster:
    """Read the roster at `path`. Raises InputError where it cannot be read or names nobody.

    The departments stand in the first column whose heading says so (部门, 单位, department …), or, without a heading, in the
    first column.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"名册“{path.name}”超过 16 MB，不像一份名册", f"the roster {path.name} is larger than 16 MB")
        data = path.read_bytes()
    except OSError as error:
        why = reason(error)
        raise InputError(f"无法打开名册“{path}”（{why.zh}）", f"the roster {path} cannot be opened ({why.en})") from error
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        rows = _delimited(data, "\t" if suffix == ".tsv" else ",")
    elif suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        rows = _sheet(path, data)
    else:
        raise InputError(f"名册“{path.name}”要用 .csv 或 .xlsx 格式", f"the roster {path.name} must be a .csv or .xlsx file")
    entries = _entries(rows)
    if not entries:
        raise InputError(f"名册“{path.name}”里没有单位名称", f"the roster {path.name} names no department")
    return Roster(path.name, hashlib.sha256(data).hexdigest(), entries)


def _entries(rows: list[list[str]]) -> tuple[Entry, ...]:
    first, column = _heading(rows)
    found: dict[str, Entry] = {}
    for number, row in enumerate(rows[first:], first + 1):
        name = row[column].strip() if column < len(row) else ""
        if plain(name):
            found.setdefault(plain(name), Entry(name, plain(name), Place(row=number, column=column + 1)))
    return tuple(found.values())


def _heading(rows: list[list[str]]) -> tuple[int, int]:
    """Where the names begin: the number of the first row of names, and of their column."""
    for number, row in enumerate(rows[:10]):
        cells = [cell.strip().lower() for cell in row]
        for heading in _HEADINGS:
            if heading in cells:
                return number + 1, cells.index(heading)
    return 0, 0


def _delimited(data: bytes, delimiter: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))
        except UnicodeDecodeError:
            continue
    raise InputError("名册的编码无法识别，请存为 UTF-8 的 .csv", "the encoding of the roster is unknown; save it as UTF-8")


def _sheet(path: Path, data: bytes) -> list[list[str]]:
    from ..filings.model import Grid
    from ..filings.readers import workbook
    from ..filings.readers.failure import ReadError

    try:
        document = workbook.read(path.name, data)
    except ReadError as error:
        raise InputError(
            f"名册“{path.name}”打不开（{error.detail}）", f"the roster {path.name} cannot be read ({error.detail})"
        ) from error
    grid = next((block for block in document.blocks if isinstance(block, Grid)), None)
    if grid is None:
        return []
    rows: list[list[str]] = []
    for cell in grid.cells:
        while len(rows) <= cell.row:
            rows.append([])
        while len(rows[cell.row]) <= cell.column:
            rows[cell.row].append("")
        rows[cell.row][cell.column] = cell.text
    return rows
