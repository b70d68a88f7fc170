"""One task of an audit: a group of files, read, checked in one pass, and reported on.

What it yields depends on nothing but the order: not on the process or the machine, nor on what was kept from an earlier run.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import pandas as pd

from ..filings.canonical import frames
from ..filings.model import Filing, Place
from ..filings.reading import read, read_data
from ..reports import as_html, as_json
from ..reports.page_names import page_name
from ..reports.tally import Line
from ..reports.verdict import verdict
from ..schemas.frames import MODELS
from ..schemas.layers import name_profiles, named_profiles
from ..validators.catalogue import across_filings, selected
from ..validators.finding import Check, Finding, Outcome, Result
from ..validators.rule import Rule
from .checking import NO_CONTENT, doubts, judged
from .kept import Ended, Ends, ended, kept, restored
from .order import WHOLE, Account, Delivery, Order, Setting, Source
from .output import write
from .severities import at_severities

DOUBTS = "doubts"  # the column that names what was read in doubt
_PLACE = {"line": "int64", "page": "int64", "sheet": "str", "cell": "str", "grid": "int64", "row": "int64", "column": "int64"}
_Noticed = Callable[[int], None]


def done(order: Order, noticed: _Noticed = lambda number: None) -> Delivery:
    """Carry out `order`. `noticed` is told the number of each file before it is read, and WHOLE before all are judged."""
    _put_in_force(order.setting.profiles)
    rules = _rules(order.setting)
    read_now: dict[int, list[Filing]] = {}
    parts: dict[int, list[tuple[Filing, Result]]] = {}
    for number, source in enumerate(order.sources):
        noticed(number)
        if source.entry:
            parts[number] = list(restored(source.path, source.entry))
        else:
            read_now[number] = [_light(filing) for filing in _read(source)]
    noticed(WHOLE)
    new = [filing for filings in read_now.values() for filing in filings]
    all_frames = frames(new) if not parts or not order.with_frames else None
    if order.careful:
        found: dict[str, tuple[Filing, Result]] = {}
        for number, filings in read_now.items():
            noticed(number)
            found |= _one_by_one(filings, rules)
        noticed(WHOLE)
    else:
        found = _judged(new, frames(new) if all_frames is None else all_frames, rules)
    parts |= {number: [found[filing.path] for filing in filings] for number, filings in read_now.items()}
    pairs = [
        (number, filing, _said(result, order.setting, order.sources[number].added.get(filing.path, ())))
        for number in range(len(order.sources))
        for filing, result in parts[number]
    ]
    # NOTE: rules saw filings as they were read; frames that leave hold what is shown of them (masking.py).
    if order.with_frames and (all_frames is None or any(found[filing.path][0] is not filing for filing in new)):
        all_frames = frames(filing for _, filing, _ in pairs)
    outcomes: dict[str, Counter[Outcome]] = {}
    for ends, filings in Counter(ended(result.checks).common for _, _, result in pairs).items():
        for rule, _, outcome, _ in ends:
            outcomes.setdefault(rule, Counter())[outcome] += filings
    return Delivery(
        order.number,
        tuple(_account(number, filing, result, rules, order) for number, filing, result in pairs),
        {number: kept(order.sources[number].path, parts[number]) for number in read_now if not _crashed(parts[number])},
        _streams(all_frames or {}, [filing for _, filing, _ in pairs]) if order.with_frames else {},
        outcomes,
        tuple(dict.fromkeys(crash for _, _, result in pairs for crash in result.crashes)),
    )  # fmt: skip


def place_of(row: Mapping[str, Any]) -> Place:
    """The Place that a row of a delivered frame states in its columns; those that no row fills may be left out."""
    return Place(**{name: row.get(f"at_{name}") for name in _PLACE})


def _put_in_force(profiles: tuple[str, ...]) -> None:
    if named_profiles() != profiles:
        name_profiles(profiles)


def columns_of(name: str) -> list[str]:
    """The columns that the frame `name` has as it is delivered."""
    own = [column for column, said in MODELS[name].columns.items() if said.kind != "object"]
    return [*own, *([DOUBTS] if name == "tables" else []), *(f"at_{part}" for part in _PLACE)]


@cache
def _rules(setting: Setting) -> tuple[Rule, ...]:
    return selected(setting.select, setting.ignore, setting.severity)


@cache
def _version() -> str:
    return version("jixiao")


def _read(source: Source) -> Iterator[Filing]:
    digest = source.digest or NO_CONTENT
    if source.failure:
        yield Filing(source.path, digest, "unreadable", failure=source.failure)
        return
    try:
        yield from list(read(source.file, source.path) if source.data is None else read_data(source.path, source.data))
    except OSError as error:
        yield Filing(source.path, digest, "unreadable", failure=("unopenable_file", error.strerror or "OSError"))
    except MemoryError:
        yield Filing(source.path, digest, "unreadable", failure=("reading_out_of_memory", ""))
    except Exception as error:  # noqa: BLE001 - whatever one file does to a reader, the others go on
        yield Filing(source.path, digest, "unreadable", failure=("reader_crashed", type(error).__name__))


def _light(filing: Filing) -> Filing:
    """`filing` without its document, which no report needs, and which is most of it."""
    return filing if filing.document is None else replace(filing, document=None)


def _judged(
    filings: Sequence[Filing], all_frames: Mapping[str, pd.DataFrame], rules: Sequence[Rule]
) -> dict[str, tuple[Filing, Result]]:
    """Each filing as reports show it, and its result. Where a rule fails on one, the others are none the worse for it."""
    done = judged(filings, all_frames, rules)
    whole = done.result
    if whole.crashes and len(filings) > 1:
        half = len(filings) // 2
        return {
            path: judgement
            for part in (filings[:half], filings[half:])
            for path, judgement in _judged(part, frames(part), rules).items()
        }
    findings: dict[str, list[Finding]] = {filing.path: [] for filing in filings}
    checks: dict[str, list[Check]] = {filing.path: [] for filing in filings}
    for finding in whole.findings:
        findings[finding.filing].append(finding)
    for check in whole.checks:
        checks[check.filing].append(check)
    return {
        filing.path: (filing, Result(tuple(findings[filing.path]), tuple(checks[filing.path]), whole.crashes))
        for filing in done.filings
    }


def _one_by_one(filings: Sequence[Filing], rules: Sequence[Rule]) -> dict[str, tuple[Filing, Result]]:
    return {path: judgement for filing in filings for path, judgement in _judged([filing], frames([filing]), rules).items()}


def _crashed(parts: Sequence[tuple[Filing, Result]]) -> bool:
    """What a defect of ours left unfinished is not kept: the next version may do better."""
    return any(result.crashes for _, result in parts)


def _said(result: Result, setting: Setting, added: Sequence[Finding]) -> Result:
    """`result` with the findings `added`, at the severities of the setting."""
    findings = result.findings
    if added:
        findings = tuple(sorted((*findings, *added), key=lambda f: (f.place.order, f.table or 0, f.rule)))
    return replace(result, findings=at_severities(findings, setting.severity))


def _account(number: int, filing: Filing, result: Result, rules: Sequence[Rule], order: Order) -> Account:
    return Account(
        number,
        Line(
            filing.path,
            filing.status,
            verdict(filing, result.findings, result.checks, result.crashes).code,
            _department(filing),
            next((table.project for table in filing.tables if table.project), ""),
            tuple(sorted({table.year for table in filing.tables if table.year})),
            tuple(table.form for table in filing.tables),
            result.findings,
        ),
        _piece(filing, result),
        _paged(filing, result, rules, order) if order.sources[number].paged else "",
    )


def _piece(filing: Filing, result: Result) -> bytes:
    """The filing's part of the findings document."""
    told = as_json.filing_object(filing, result.findings, ())
    common, terms = ended(result.checks)
    checks = list(_checks(common))
    for number, _ in terms:
        checks[number] = msgspec.json.encode(as_json.check_object(result.checks[number]))
    return msgspec.json.encode(told | {"checks": msgspec.Raw(b"[" + b",".join(checks) + b"]")})


@lru_cache(maxsize=64)
def _checks(common: tuple[Ended, ...]) -> tuple[bytes, ...]:
    """What the rules did, each as JSON; filings that end alike have it in common."""
    return tuple(msgspec.json.encode(as_json.check_object(check)) for check in Ends(common, ()).checks(""))


def _paged(filing: Filing, result: Result, rules: Sequence[Rule], order: Order) -> str:
    """The report on a filing; '' where it was written at once."""
    name = page_name(filing.path)
    index = "../" * name.count("/") + as_html.INDEX
    page = as_html.page(filing, result, (*rules, *across_filings()), _version(), order.setting.language, index)
    if order.output is None:
        return page
    write(Path(order.output, name), page.encode("utf-8"))
    return ""


def _department(filing: Filing) -> str:
    """The department that a filing names, else the folder in which it stands."""
    named = next((table.department for table in filing.tables if table.department), None)
    return named or (PurePosixPath(filing.path).parts[0] if "/" in filing.path else "")


def _streams(all_frames: Mapping[str, pd.DataFrame], filings: Sequence[Filing]) -> dict[str, bytes]:
    """The frames as Arrow streams; `tables` says in a column of its own which parts of each were read in doubt."""
    known = {key: ",".join(sorted(parts)) for key, parts in doubts(filings).items()}
    tables = all_frames["tables"]
    keys = zip(tables["filing"].tolist(), tables["table"].tolist(), strict=True)
    said = pd.Series([known.get(key, "") for key in keys], index=tables.index, dtype="str")
    return {name: _streamed(frame.assign(**{DOUBTS: said}) if name == "tables" else frame) for name, frame in all_frames.items()}


def _streamed(frame: pd.DataFrame) -> bytes:
    """`frame` as an Arrow stream, the place of each row taken apart into columns."""
    import pyarrow as pa

    kinds = _arrow()
    columns: dict[str, Any] = {
        str(name): pa.Array.from_pandas(frame[name], type=kinds[str(frame[name].dtype)])
        for name in frame
        if frame[name].dtype != object
    }
    places = frame["place"].tolist()
    for name, kind in _PLACE.items():
        columns[f"at_{name}"] = pa.array([getattr(place, name) for place in places], type=kinds[kind])
    table = pa.table(columns)
    stream = io.BytesIO()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return stream.getvalue()


@cache
def _arrow() -> dict[str, Any]:
    import pyarrow as pa

    whole, real = pa.int64(), pa.float64()
    return {"str": pa.string(), "int64": whole, "Int64": whole, "float64": real, "bool": pa.bool_()}
