"""A bureau's own suite: expectations on the canonical frames, in a JSON file as Great Expectations writes it.

    {"name": "indicators", "expectations": [{"type": "expect_column_values_to_be_between",
     "kwargs": {"column": "weight", "max_value": 50},
     "meta": {"jixiao": {"severity": "warning", "zh": "单项指标权重超过50分", "en": "an indicator weighs more than 50"}}}]}

The frame is the one that `meta.jixiao.frame` of the suite names, else the one that is called like the suite. `meta.jixiao` of an
expectation may hold `severity`, `zh` and `en`; all of it may be left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ..schemas.frames import MODELS
from ..validators.finding import SEVERITIES
from ..validators.nearest import nearest
from ..validators.system_error import reason
from .group import columns_of
from .inputs import InputError
from .suite import NOTES, Suite, built_in_types, refused

_LARGEST = 16 * 1024 * 1024
_NAMING = ("column", "column_A", "column_B", "column_list", "column_set", "sum_total_column")
_NOT_OURS = (
    "query",
    "unexpected_rows_query",
    "template_dict",
    "other_data_source_name",
    "$PARAMETER",
)  # of databases and of runs


@dataclass(frozen=True, slots=True)
class OwnSuite:
    """A suite, and the name and the hash of its file."""

    path: str
    sha256: str
    suite: Suite


def own_suite(path: Path) -> OwnSuite:
    """Read the suite at `path`. Raises InputError where it cannot be used, and says why."""
    try:
        if path.stat().st_size > _LARGEST:
            _refuse(path, "超过 16 MB，不像一个套件", "is larger than 16 MB")
        data = path.read_bytes()
        said = json.loads(data)
    except OSError as error:
        why = reason(error)
        _refuse(path, f"打不开（{why.zh}）", f"cannot be opened ({why.en})", error)
    except (ValueError, RecursionError) as error:
        _refuse(path, f"不是 JSON 文件（{error}）", f"is not JSON ({error})", error)
    expectations = said.get("expectations") if isinstance(said, dict) else None
    if not isinstance(expectations, list) or not isinstance(said.get("name"), str):
        _refuse(path, "不是 Great Expectations 套件：缺少 name 或 expectations", "is no suite: it lacks name or expectations")
    if not expectations:
        _refuse(path, "里没有期望", "holds no expectation")
    frame = _frame(path, said)
    checked = tuple(_expectation(path, number, one, frame) for number, one in enumerate(expectations, 1))
    return OwnSuite(path.name, hashlib.sha256(data).hexdigest(), Suite(said["name"], frame, checked))


def _frame(path: Path, said: Mapping[str, Any]) -> str:
    notes = _notes(path, said)
    name = notes.get("frame", said["name"])
    if name not in MODELS:
        close = nearest(str(name), list(MODELS))
        near_zh = f"是不是“{close}”？" if close else f"可用的有 {'、'.join(MODELS)}"
        near_en = f"did you mean {close}?" if close else f"there are {', '.join(MODELS)}"
        _refuse(
            path,
            f"要在 meta.jixiao.frame 写明检查哪张数据表，“{name}”不是：{near_zh}",
            f"must name its frame in meta.jixiao.frame; {name} is none: {near_en}",
        )
    return name


def _expectation(path: Path, number: int, said: Any, frame: str) -> Mapping[str, Any]:
    if not isinstance(said, dict) or not isinstance(said.get("type"), str) or not isinstance(said.get("kwargs"), dict):
        _refuse(path, f"的第{number}项期望缺少 type 或 kwargs", f": expectation {number} lacks type or kwargs")
    kind, kwargs = said["type"], said["kwargs"]
    types = built_in_types()
    if kind not in types:
        close = nearest(kind, types)
        _refuse(
            path,
            f"的第{number}项期望“{kind}”不存在" + (f"，是不是“{close}”？" if close else ""),
            f": there is no expectation {kind} (number {number})" + (f"; did you mean {close}?" if close else ""),
        )
    _columns(path, number, kwargs, frame)
    _condition(path, number, kwargs.get("row_condition"), frame)
    notes = _notes(path, said)
    severity = notes.get("severity", "warning")
    words = [notes.get(language) for language in ("zh", "en")]
    if severity not in SEVERITIES or any(word is not None and not isinstance(word, str) for word in words):
        _refuse(
            path,
            f"的第{number}项期望：meta.jixiao 的 severity 只能是 error、warning、info，zh 和 en 要是文字",
            f": expectation {number}: in meta.jixiao severity is error, warning or info, and zh and en are text",
        )
    meta = {NOTES: {name: notes[name] for name in ("severity", "zh", "en") if name in notes}}
    taken = {"type": kind, "kwargs": kwargs, "meta": meta}
    if said.get("description"):
        taken["description"] = str(said["description"])
    unfit = [name for name in _NOT_OURS if name in kwargs or f'"{name}"' in json.dumps(kwargs)]
    why = f"{unfit[0]} is not supported" if unfit else refused(taken)
    if why:
        line = " ".join(why.split())[:200]
        _refuse(path, f"的第{number}项期望“{kind}”不能用（{line}）", f": expectation {number}, {kind}, cannot be used ({line})")
    return taken


def _columns(path: Path, number: int, kwargs: Mapping[str, Any], frame: str) -> None:
    """Hold the columns that an expectation names against those of its frame."""
    there = columns_of(frame)
    for name in _named(kwargs):
        if name not in there:
            close = nearest(name, there)
            _refuse(
                path,
                f"的第{number}项期望：{frame} 没有“{name}”这一列" + (f"，是不是“{close}”？" if close else ""),
                f": expectation {number}: {frame} has no column {name}" + (f"; did you mean {close}?" if close else ""),
            )


def _named(kwargs: Mapping[str, Any]) -> Iterator[str]:
    for key in _NAMING:
        value = kwargs.get(key)
        yield from (str(one) for one in (value if isinstance(value, list) else [value]) if one is not None)


def _condition(path: Path, number: int, condition: Any, frame: str) -> None:
    """Refuse a condition on rows that is more than comparisons of the frame's columns: pandas runs whatever stands there."""
    kind = condition.get("type") if isinstance(condition, dict) else None
    if kind in ("and", "or") and isinstance(condition.get("conditions"), list):
        for part in condition["conditions"]:
            _condition(path, number, part, frame)
    elif kind in ("comparison", "nullity") and isinstance(condition.get("column"), dict):
        _columns(path, number, {"column": condition["column"].get("name")}, frame)
    elif condition is not None:
        _refuse(
            path,
            f"的第{number}项期望：row_condition 要用 Great Expectations 的条件对象写（Column(…) 的比较），不能是文字表达式",
            f": expectation {number}: row_condition must be a condition object (a comparison of Column(…)), no expression",
        )


def _notes(path: Path, said: Mapping[str, Any]) -> Mapping[str, Any]:
    meta = said.get("meta") or {}
    notes = meta.get(NOTES, {}) if isinstance(meta, dict) else None
    if not isinstance(notes, dict):
        _refuse(path, "的 meta 或 meta.jixiao 不是对象", ": meta and meta.jixiao must be objects")
    return notes


def _refuse(path: Path, zh: str, en: str, cause: BaseException | None = None) -> NoReturn:
    raise InputError(f"套件“{path.name}”{zh}", f"the suite {path.name}{'' if en.startswith(':') else ' '}{en}") from cause
