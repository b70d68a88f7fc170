"""The originals of one filing say the same in every format, each with the places of its own."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from jixiao.filings.canonical import frames
from jixiao.filings.model import Filing, Grid, Place
from jixiao.filings.reading import read, read_bytes
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run
from jixiao.validators.finding import Finding

FOLDER = Path(__file__).parents[1] / "sample_data"
CLEAN = ("self-evaluation-clean", "two-period-clean")
FORMATS = ("xlsx", "xls", "ods", "docx", "pdf", "html")
WORKBOOKS = FORMATS[:3]
PLACES = re.compile(r"(.+_)?place(_.+)?")


@cache
def filing(name: str) -> Filing:
    (only,) = read(str(FOLDER / "originals" / name))
    return only


@cache
def read_in(name: str) -> Mapping[str, pd.DataFrame]:
    return frames([filing(name)])


def content(name: str, frame: str) -> Sequence[tuple[object, ...]]:
    """The rows of a frame without what a format may tell in its own way: the path, the places, the whole text.

    A workbook has the head lines in its grid, other formats beside it, so particulars may come in another order.
    """
    found = read_in(name)[frame]
    kept = [column for column in found if column != "filing" and not PLACES.fullmatch(column)]
    kept = [column for column in kept if (frame, column) != ("tables", "text")]
    rows = [tuple(None if pd.isna(value) else value for value in row) for row in found[kept].itertuples(index=False)]
    return sorted(rows, key=repr) if frame == "fields" else rows


def places(name: str) -> list[Place]:
    """All places of cells that the frames of a filing hold."""
    found = [
        value
        for frame in ("funds", "goals", "indicators", "levels")
        for column in read_in(name)[frame]
        if PLACES.fullmatch(column)
        for value in read_in(name)[frame][column]
        if isinstance(value, Place)
    ]
    assert found
    return found


def cells(name: str) -> dict[Place, str]:
    document = filing(name).document
    assert document is not None
    return {cell.place: cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells}


@cache
def findings(name: str) -> list[Finding]:
    result = run(read_in(name), discover())
    assert result.crashes == ()
    return [finding for finding in result.findings if finding.severity != "info"]


@pytest.mark.parametrize("stem", CLEAN)
def test_every_part_is_filled(stem: str) -> None:
    blank = {name for name, frame in read_in(f"{stem}.xlsx").items() if frame.empty}
    assert blank == {"repairs"}


@pytest.mark.parametrize("frame", ["filings", "tables", "fields", "funds", "goals", "levels", "indicators", "repairs"])
@pytest.mark.parametrize("ending", FORMATS[1:])
@pytest.mark.parametrize("stem", CLEAN)
def test_all_formats_of_one_filing_give_the_same_frames(stem: str, ending: str, frame: str) -> None:
    assert content(f"{stem}.{ending}", frame) == content(f"{stem}.xlsx", frame)


@pytest.mark.parametrize("ending", WORKBOOKS)
@pytest.mark.parametrize("stem", CLEAN)
def test_a_workbook_has_sheets_and_cells(stem: str, ending: str) -> None:
    sheets = {"self-evaluation-clean": {"部门自评表"}, "two-period-clean": {"数字化扫描", "恒温恒湿"}}[stem]
    assert {place.sheet for place in places(f"{stem}.{ending}")} == sheets
    assert all(re.fullmatch(r"[A-I]\d+", place.cell or "") and place.page is None for place in places(f"{stem}.{ending}"))
    assert places(f"{stem}.{ending}") == places(f"{stem}.xlsx")


@pytest.mark.parametrize("stem", CLEAN)
def test_a_pdf_has_pages_and_boxes(stem: str) -> None:
    found = places(f"{stem}.pdf")
    assert {place.page for place in found} == {1, 2}
    for place in found:
        assert place.bbox is not None and place.sheet is None
        left, top, right, bottom = place.bbox
        assert 0 < left < right < 842 and 0 < top < bottom < 595


@pytest.mark.parametrize("ending", ["docx", "html"])
@pytest.mark.parametrize("stem", CLEAN)
def test_a_document_has_tables_rows_and_columns(stem: str, ending: str) -> None:
    found = places(f"{stem}.{ending}")
    assert len({place.grid for place in found}) == len(filing(f"{stem}.{ending}").tables)
    assert all(place.grid and place.row and place.column for place in found)
    assert all(place.page is None and place.sheet is None and place.bbox is None for place in found)


@pytest.mark.parametrize("name", [f"{stem}.{ending}" for stem in CLEAN for ending in FORMATS])
def test_places_are_those_of_the_cells_that_hold_the_texts(name: str) -> None:
    texts = {place: re.sub(r"\s", "", text) for place, text in cells(name).items()}
    indicators = read_in(name)["indicators"]
    for place, text in zip(indicators["target_place"], indicators["target_text"], strict=True):
        assert texts[place] == text
    for place, text in zip(indicators["level3_place"], indicators["level3"], strict=True):
        assert texts[place] == text


@pytest.mark.parametrize("name", [f"{stem}.{ending}" for stem in CLEAN for ending in FORMATS])
def test_clean_originals_yield_nothing(name: str) -> None:
    assert [(finding.place, finding.rule) for finding in findings(name)] == []


FAULTS = {
    ("natures_do_not_add_up", "486.30"),
    ("execution_rate_wrong", "101.28%"),
    ("operator_missing", "98%"),
    ("satisfaction_capped", "≤90%"),
    ("full_points_though_missed", "10"),
    ("scores_do_not_total", "98.8"),
}


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_findings_stand_on_the_faulty_cells(ending: str) -> None:
    name = f"self-evaluation-faulty.{ending}"
    texts = cells(name)
    assert {(finding.rule, texts.get(finding.place)) for finding in findings(name)} == FAULTS


def test_the_originals_are_what_their_script_draws() -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("reportlab")
    pytest.importorskip("xlwt")
    drawn = runpy.run_path(str(FOLDER / "make_originals.py"))["originals"]()
    kept = {path.name: path.read_bytes() for path in (FOLDER / "originals").iterdir()}
    assert set(drawn) == set(kept)
    for name, data in drawn.items():
        # NOTE: the bytes may differ with the versions of the libraries that write them.
        assert read_bytes(name, data).document == read_bytes(name, kept[name]).document
