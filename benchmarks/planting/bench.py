"""Filings of every layout and format, checked in one pass."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from jixiao.audit.checking import doubts
from jixiao.audit.severities import as_schemas_say
from jixiao.filings.canonical import frames
from jixiao.filings.model import Filing, Place
from jixiao.filings.reading import read_bytes
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run
from jixiao.validators.finding import Finding

from .faults import Fault
from .formats import FORMATS, places, written
from .layouts import LAYOUTS, Key, Layout, drawn
from .sheet import Sheet, sheet, subjects
from .texts import TEXTS, Text


@dataclass(frozen=True)
class Way:
    """A layout in a format."""

    layout: Layout | Text
    ending: str

    def __str__(self) -> str:
        return f"{self.layout.form} · {self.layout.name} · {self.ending}"


@dataclass(frozen=True)
class Made:
    """A filing as a file, read, and where its cells stand."""

    name: str
    way: Way
    data: bytes
    filing: Filing
    places: Mapping[Key, Place]


WAYS = tuple([Way(layout, ending) for layout in LAYOUTS for ending in FORMATS] + [Way(text, "txt") for text in TEXTS])


def filled(way: Way, seed: int) -> list[Sheet]:
    """The forms of the clean filing number `seed`."""
    layout = way.layout
    drawn = partial(sheet, layout.form, two_periods=layout.two_periods, unit=layout.unit, one_level=layout.one_level)
    first = drawn(seed)
    more = (drawn(seed + number, year=first.year) for number in range(1, layout.tables))
    return [first, *(replace(other, place=first.place, office=first.office) for other in more)]


def made(name: str, way: Way, forms: Sequence[Sheet]) -> Made:
    """A filing in one layout and format."""
    path = f"{name}.{way.ending}"
    if isinstance(way.layout, Text):
        data, at = way.layout.written(forms)
        return Made(path, way, data, read_bytes(path, data), at)
    tables = drawn(way.layout, forms)
    data = written(tables, way.ending)
    filing = read_bytes(path, data)
    assert filing.document is not None
    return Made(path, way, data, filing, places(tables, filing.document))


def found(filings: Iterable[Filing]) -> dict[str, list[Finding]]:
    """What is found in each filing, by path."""
    filings = tuple(filings)
    result = as_schemas_say(filings, run(frames(filings), discover(), doubts(filings)))
    if result.crashes:
        raise RuntimeError("; ".join(f"{crash.rule}: {crash.error}" for crash in result.crashes))
    by_path: dict[str, list[Finding]] = {filing.path: [] for filing in filings}
    for finding in result.findings:
        by_path[finding.filing].append(finding)
    return by_path


def planted(way: Way, fault: Fault, seed: int) -> Case | None:
    """A fault planted in the clean filing number `seed`, or a later one that can have it; None if none of them can.

    Where the labels of the head are lost, amounts are told apart by their sum alone, and the title is the first line: what
    depends on either cannot be seen there.
    """
    if isinstance(way.layout, Text) and not way.layout.labelled and fault.needs_labels:
        return None
    for more in range(len(subjects())):
        clean = filled(way, seed + more)
        done = fault.plant(clean, random.Random(f"{way}:{fault.name}:{seed}"))
        if done is not None and (isinstance(way.layout, Text) or len(done.sheets) <= len(clean) or way.layout.funds != "list"):
            before = made(f"{way}/{fault.name}/{seed + more}/clean", way, clean)
            after = made(f"{way}/{fault.name}/{seed + more}/planted", way, done.sheets)
            if before.data != after.data:  # else this layout does not print what the fault changed
                return Case(fault, before, after, done.cells)
    return None


@dataclass(frozen=True)
class Case:
    """A fault in a way."""

    fault: Fault
    clean: Made
    planted: Made
    cells: tuple[Key, ...]


@dataclass(frozen=True)
class Verdict:
    """Whether the fault was found, where it stands, and what else was found that was not before."""

    found: bool
    placed: bool
    others: tuple[Finding, ...]
    said: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Found, at its place, and nothing else."""
        return self.placed and not self.others


def judged(cases: Sequence[Case]) -> list[Verdict]:
    """What is found of each fault."""
    everything = found(made.filing for case in cases for made in (case.clean, case.planted))
    return [_judged(case, everything[case.clean.name], everything[case.planted.name]) for case in cases]


def _judged(case: Case, before: Sequence[Finding], after: Sequence[Finding]) -> Verdict:
    known = {(finding.rule, finding.table, finding.message.zh) for finding in before}
    new = [finding for finding in after if (finding.rule, finding.table, finding.message.zh) not in known]
    ours = [finding for finding in new if finding.rule in case.fault.rules]
    places = [case.planted.places[cell] for cell in case.cells if cell in case.planted.places]
    placed = any(not places or any(same(finding.place, place) for place in places) for finding in ours)
    # A finding that only names its file's rows anew (a count, a list) was there before.
    earlier = {finding.rule for finding in before}
    allowed = case.fault.rules | case.fault.follows
    others = tuple(
        f for f in new if f.rule not in allowed and f.cause is None and not (f.rule in earlier and f.severity == "info")
    )
    return Verdict(bool(ours), placed, others, tuple(new))


def same(found: Place, cell: Place) -> bool:
    """Whether a finding stands at a cell."""
    if cell.cell is not None:
        return (found.sheet, found.cell) == (cell.sheet, cell.cell)
    if cell.bbox is not None:
        return found.page == cell.page and found.bbox is not None and _overlap(found.bbox, cell.bbox)
    if cell.row is not None and cell.line is None:
        return (found.grid, found.row, found.column) == (cell.grid, cell.row, cell.column)
    if found.line is None or cell.line is None:
        return False
    if cell.column is not None and found.column is not None and found.column != cell.column:
        return False
    return found.line <= (cell.end_line or cell.line) and cell.line <= (found.end_line or found.line)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def alarms(ways: Iterable[Way], seeds: Iterable[int]) -> dict[str, list[Finding]]:
    """What is found in clean filings, by name. That labels of a head are lost is true of a layout without them."""
    clean = [made(f"{way}/{seed}", way, filled(way, seed)) for way in ways for seed in seeds]
    results = found(filing.filing for filing in clean)
    false = {one.name: [finding for finding in results[one.name] if not _without_labels(one, finding)] for one in clean}
    return {name: findings for name, findings in false.items() if findings}


def _without_labels(one: Made, finding: Finding) -> bool:
    return finding.rule == "label_lost" and isinstance(one.way.layout, Text) and not one.way.layout.labelled
