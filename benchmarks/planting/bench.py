"""Filings of every layout and format, checked in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jixiao.audit.checking import as_schemas_say, doubts
from jixiao.filings.canonical import frames
from jixiao.filings.model import Filing, Place
from jixiao.filings.reading import read_bytes
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run
from jixiao.validators.finding import Finding

from .formats import FORMATS, places, written
from .layouts import LAYOUTS, Key, Layout, drawn
from .sheet import Sheet, sheets
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
    options = {"two_periods": layout.two_periods, "unit": layout.unit, "one_level": layout.one_level}
    first = sheets(layout.form, seed, **options)
    more = [sheets(layout.form, seed + number, **options) for number in range(1, layout.tables)]
    head = {"place": first.place, "office": first.office, "year": first.year}
    return [first, *(type(first)(**{**sheet.__dict__, **head}) for sheet in more)]


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
