"""What a conversion does to a filing is mended or said, and not held against the filer."""

from __future__ import annotations

import runpy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from documents import docx, pdf

from jixiao.filings.canonical import frames
from jixiao.filings.forms import glued
from jixiao.filings.model import Grid, Line
from jixiao.filings.readers import pdf as pdf_reader
from jixiao.filings.readers import text, word
from jixiao.filings.reading import read_bytes
from jixiao.filings.value import parse
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run

DRAWN = runpy.run_path(str(Path(__file__).parents[1] / "sample_data" / "make_originals.py"))
FORM = DRAWN["SELF_EVALUATION"]
RUN = "<w:r>{}</w:r>"


def told(form: Any) -> tuple[set[tuple[str, str, str | None]], list[list[str]]]:
    """What is found in a form, (rule, severity, words), and what was repaired in it, (kind, text, expected)."""
    read = frames([read_bytes("表.docx", DRAWN["docx"]((form,)))])
    result = run(read, discover())
    assert result.crashes == ()
    found = {(finding.rule, finding.severity, finding.found) for finding in result.findings}
    return found, read["repairs"][["kind", "text", "expected"]].values.tolist()


def with_rows(change: Any) -> Any:
    return replace(FORM, rows=tuple(change(list(FORM.rows))))


def texts(row: Sequence[Any]) -> list[str]:
    return [getattr(item, "text", item) for item in row]


def points_glued(name: str, points: str) -> Any:
    """The form with the points and the score of one indicator in one cell."""

    def change(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return [(*row[:-3], points, "", row[-1]) if name in texts(row) else row for row in rows]

    return with_rows(change)


@pytest.mark.parametrize("mark", ["□", "?", "？", "\ufffd", "\ue123", "工"])
def test_a_lost_operator_is_no_fault_of_the_filer(mark: str) -> None:
    found, repairs = told(FORM.changed({"≥330天": f"{mark}330天"}))
    assert found == {("comparison_lost", "info", f"{mark}330天")}
    assert repairs == []


@pytest.mark.parametrize(("code", "operator"), [("\uf0b3", "≥"), ("\uf0a3", "≤"), ("\uf0b1", "±")])
def test_the_code_of_a_symbol_font_is_the_sign_that_it_shows(code: str, operator: str) -> None:
    value = parse(f"{code}330天")
    assert (value.operator, value.number, value.unit) == (operator, 330, "天")
    _, repairs = told(FORM.changed({"≥330天": f"{code}330天"}))
    assert repairs == [["symbol", f"{code}330天", f"{operator}330天"]]


@pytest.mark.parametrize("text", ["□优 □良", "工程完工", "?", "□", "工作日内办结"])
def test_what_is_no_lost_operator_stays_a_text(text: str) -> None:
    assert (parse(text).kind, parse(text).glyph) == ("text", None)


@pytest.mark.parametrize(("filed", "weight", "score"), [("66", "6", "6"), ("66.0", "6", "6.0")])
def test_glued_points_are_parted_where_only_that_adds_up(filed: str, weight: str, score: str) -> None:
    found, repairs = told(points_glued("全年开馆天数", filed))
    assert found == {("cells_glued", "info", filed)}
    assert repairs == [["glued", filed, f"{weight} | {score}"]]


@pytest.mark.parametrize(
    ("filed", "pair"),
    [
        ("1010", ("10", "10")), ("108", ("10", "8")), ("2018", ("20", "18")), ("9.59.5", ("9.5", "9.5")), ("100", None),
        ("98", None), ("66", None), ("12.5", None), ("", None), ("十分", None), ("999999", None), ("10.0.5", None),
    ],
)  # fmt: skip
def test_impossible_points_have_one_way_to_be_parted(filed: str, pair: tuple[str, str] | None) -> None:
    assert glued.points(filed) == pair


@pytest.mark.parametrize(
    ("filed", "pair"),
    [
        ("≥330天338天", ("≥330天", "338天")), ("≥95%98.2%", ("≥95%", "98.2%")), ("8585%", ("85%", "85%")), ("≥95%", None),
        ("2023年2024年", None), ("3月12月", None), ("≥3台5辆", None), ("1010%", ("10%", "10%")), ("250250%", None),
    ],
)  # fmt: skip
def test_a_target_and_its_result_in_one_cell_are_parted(filed: str, pair: tuple[str, str] | None) -> None:
    assert glued.values(filed) == pair


def test_a_glued_result_is_read_as_result() -> None:
    def change(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return [
            tuple({"≥330天": "≥330天338天", "338天": ""}.get(item, item) if isinstance(item, str) else item for item in row)
            for row in rows
        ]

    found, repairs = told(with_rows(change))
    assert found == {("cells_glued", "info", "≥330天338天")}
    assert repairs == [["glued", "≥330天338天", "≥330天 | 338天"]]


def test_a_digit_for_the_sign_is_told_where_the_form_has_signs() -> None:
    found, _ = told(FORM.changed({"≥98%": "298%", "≥90%": "890%"}))
    assert {(rule, words) for rule, _, words in found} >= {("comparison_lost", "298%"), ("comparison_lost", "890%")}
    assert {severity for _, severity, _ in found} == {"info"}, found


@pytest.mark.parametrize("head", [FORM.title, "第2页 共3页", "- 2 -", "澜川区图书馆2024年度部门决算", "续表"])
def test_the_head_of_a_page_in_mid_table_changes_nothing(head: str) -> None:
    data = DRAWN["docx"]((FORM,))
    body = word.Package(data).read("word/document.xml").decode()
    before = next(row for row in body.split("<w:tr>") if "≥120场" in row)
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr><w:p>{RUN.format(f"<w:t>{head}</w:t>")}</w:p></w:tc></w:tr><w:tr>'
    broken = body[body.index("<w:body>") + 8 : body.index("</w:body>")].replace(before, cell + before)
    read, whole = (frames([read_bytes("表.docx", content)]) for content in (docx(broken), data))
    assert read["indicators"].level3.tolist() == whole["indicators"].level3.tolist()
    assert [(finding.rule, finding.found) for finding in run(read, discover()).findings] == []


@pytest.mark.parametrize("number", ["— 12 —", "- 3 -", "第12页 共30页", "第 2 页"])
def test_page_numbers_are_no_lines_of_a_text(number: str) -> None:
    lines = text.read("表.txt", f"甲\n{number}\n12\n乙".encode()).blocks
    assert [(line.text, line.place.line) for line in lines if isinstance(line, Line)] == [("甲", 1), ("12", 3), ("乙", 4)]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>\uf0b395%</w:t>', "≥95%"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fc</w:t>', "√"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Symbol" w:char="F0A3"/><w:t>3</w:t>', "≤3"),
        ("<w:t>\uf0b3</w:t>", "\uf0b3"),
    ],
)
def test_symbol_fonts_of_word_show_what_they_show(body: str, shown: str) -> None:
    paragraph = f"<w:p>{RUN.format(body)}</w:p>"
    two = f"<w:tc>{paragraph}</w:tc>" * 2
    line, grid = word.read("表.docx", docx(f"{paragraph}<w:tbl><w:tr>{two}</w:tr></w:tbl>")).blocks
    assert isinstance(line, Line) and isinstance(grid, Grid)
    assert (line.text, [cell.text for cell in grid.cells]) == (shown, [shown, shown])


@pytest.mark.parametrize(("font", "shown"), [("ABCDEF+SymbolMT", "≥95"), ("STSong-Light", "\uf0b395")])
def test_symbol_fonts_of_a_pdf_show_what_they_show(font: str, shown: str) -> None:
    (line,) = pdf_reader.read("表.pdf", pdf([([(50, 50, "\uf0b395")], [])], named=font)).blocks
    assert isinstance(line, Line)
    assert line.text == shown
