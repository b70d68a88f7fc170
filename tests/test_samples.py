"""The sample filings: what is found in the faulty ones, and nothing in the clean ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from jixiao.filings.canonical import frames
from jixiao.filings.reading import read_bytes
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run
from jixiao.validators.finding import FAMILIES, Finding

SAMPLES = Path(__file__).parents[1] / "sample_data"
LAYOUTS = ("approval", "self-evaluation", "department-and-projects", "two-period", "project-list")
CLEAN = tuple(f"{layout}-clean.txt" for layout in LAYOUTS)
FAULTY = tuple(f"{layout}-faulty.txt" for layout in LAYOUTS)

Found = Mapping[str, list[Finding]]


def found(data: Mapping[str, bytes]) -> Found:
    """The errors and warnings in each of some filings, all checked in one pass."""
    result = run(frames(read_bytes(name, content) for name, content in data.items()), discover())
    assert result.crashes == ()
    weighed = [finding for finding in result.findings if finding.severity != "info"]
    return {name: [finding for finding in weighed if finding.filing == name] for name in data}


@cache
def texts() -> Mapping[str, str]:
    return {name: (SAMPLES / name).read_text("utf-8") for name in (*CLEAN, *FAULTY)}


@cache
def as_filed() -> Found:
    return found({name: text.encode() for name, text in texts().items()})


def listed(findings: list[Finding]) -> str:
    rows = [(f.place.line or 0, f.severity, f.rule, (f.found or "").replace("|", "/").replace("\n", " ")) for f in findings]
    lines = [f"| {line} | {severity} | {rule} | {text[:60]} |" for line, severity, rule, text in sorted(rows)]
    return "\n".join(["| line | severity | rule | found |", "| ---: | --- | --- | --- |", *lines])


def sayings(findings: list[Finding]) -> list[tuple[str, int, str]]:
    """What findings say, wherever in the file."""
    return sorted((f.rule, f.table or 0, f.found or "") for f in findings)


def test_every_sample_is_tested() -> None:
    assert {path.name for path in SAMPLES.glob("*.txt")} == {*CLEAN, *FAULTY}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_filing_yields_nothing(name: str) -> None:
    assert [(f.place.line, f.rule, f.found) for f in as_filed()[name]] == []


def test_faulty_filings_yield_what_a_reviewer_would_send_back(golden: Callable[[str, str], None]) -> None:
    parts = [f"## {name}\n\n{listed(as_filed()[name])}\n" for name in FAULTY]
    golden("samples.md", "# Errors and warnings in the faulty samples\n\n" + "\n".join(parts))


def test_the_faulty_samples_show_every_family_of_rules() -> None:
    assert {f.family for name in FAULTY for f in as_filed()[name]} == set(FAMILIES) - {"file"}


@pytest.mark.parametrize("name", [*CLEAN, *FAULTY])
def test_a_filing_is_judged_alone_as_among_others(name: str) -> None:
    assert found({name: texts()[name].encode()})[name] == as_filed()[name]


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "  \n").encode(),
        lambda text: text.replace("\n", "\u3000\n").encode(),
        lambda text: ("\ufeff" + text).encode(),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
    ],
    ids=["CRLF", "trailing blanks", "trailing wide blanks", "byte order mark", "gb18030", "utf-16"],
)
def test_findings_do_not_depend_on_white_space_or_encoding(changed: Callable[[str], bytes]) -> None:
    assert found({name: changed(text) for name, text in texts().items()}) == as_filed()


def test_findings_do_not_depend_on_blank_lines_inside_cells() -> None:
    stacked = [name for name in texts() if name.startswith(("approval", "project-list"))]
    spread = found({name: texts()[name].replace("\n", "\n\n").encode() for name in stacked})
    assert {name: sayings(spread[name]) for name in stacked} == {name: sayings(as_filed()[name]) for name in stacked}


def test_findings_do_not_depend_on_where_cells_are_wrapped() -> None:
    name = "project-list-faulty.txt"
    lines = texts()[name].split("\n")
    halved = [f"{line[: len(line) // 2]}\n{line[len(line) // 2 :]}" if "指标值" in line else line for line in lines]
    assert sayings(found({name: "\n".join(halved).encode()})[name]) == sayings(as_filed()[name])
