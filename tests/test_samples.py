"""The sample filings: what is found in the faulty ones, and nothing in the clean ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from jixiao.filings.canonical import frames
from jixiao.filings.model import Filing
from jixiao.filings.reading import read_bytes
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run
from jixiao.validators.finding import FAMILIES, Finding

SAMPLES = Path(__file__).parents[1] / "sample_data"
LAYOUTS = ("approval", "self-evaluation", "department-and-projects", "two-period", "project-list")


def sample(layout: str, kind: str) -> str:
    return (SAMPLES / f"{layout}-{kind}.txt").read_text("utf-8")


@cache
def findings_of(layout: str, kind: str) -> list[Finding]:
    return found(read(sample(layout, kind)))


def read(text: str) -> Filing:
    return read_bytes("filing.txt", text.encode())


def found(filing: Filing) -> list[Finding]:
    result = run(frames([filing]), discover())
    assert result.crashes == ()
    return [finding for finding in result.findings if finding.severity != "info"]


def listed(findings: list[Finding]) -> str:
    rows = [(f.place.line or 0, f.severity, f.rule, (f.found or "").replace("|", "/").replace("\n", " ")) for f in findings]
    lines = [f"| {line} | {severity} | {rule} | {text[:60]} |" for line, severity, rule, text in sorted(rows)]
    return "\n".join(["| line | severity | rule | found |", "| ---: | --- | --- | --- |", *lines])


def sayings(findings: list[Finding]) -> list[tuple[str, int | None, str | None]]:
    """What findings say, wherever in the file."""
    return sorted((f.rule, f.table, f.found) for f in findings)  # type: ignore[type-var]


def test_every_sample_is_tested() -> None:
    names = {f"{layout}-{kind}" for layout in LAYOUTS for kind in ("clean", "faulty")}
    assert {path.stem for path in SAMPLES.glob("*.txt")} == names


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_clean_filing_yields_nothing(layout: str) -> None:
    assert [(f.place.line, f.rule, f.found) for f in findings_of(layout, "clean")] == []


def test_faulty_filings_yield_what_a_reviewer_would_send_back(golden: Callable[[str, str], None]) -> None:
    parts = [f"## {layout}-faulty.txt\n\n{listed(findings_of(layout, 'faulty'))}\n" for layout in LAYOUTS]
    golden("samples.md", "# Errors and warnings in the faulty samples\n\n" + "\n".join(parts))


def test_the_faulty_samples_show_every_family_of_rules() -> None:
    shown = {f.family for layout in LAYOUTS for f in findings_of(layout, "faulty")}
    assert shown == set(FAMILIES) - {"file"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["clean", "faulty"])
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
def test_findings_do_not_depend_on_white_space_or_encoding(layout: str, kind: str, changed: Callable[[str], bytes]) -> None:
    assert found(read_bytes("filing.txt", changed(sample(layout, kind)))) == findings_of(layout, kind)


@pytest.mark.parametrize("kind", ["clean", "faulty"])
@pytest.mark.parametrize("layout", ["approval", "project-list"])
def test_findings_do_not_depend_on_blank_lines_inside_cells(layout: str, kind: str) -> None:
    text = sample(layout, kind)
    assert sayings(found(read(text.replace("\n", "\n\n")))) == sayings(findings_of(layout, kind))
