"""Annotated copies hold exactly the findings and leave the filing as it was; letters and receipts say what they should."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdf
import pytest
from docx import Document

from jixiao.audit.checking import check
from jixiao.cli.main import main
from jixiao.cli.watching import Watch, reloading
from jixiao.reports import as_annotated, as_html, as_letter
from jixiao.reports.notes import notes
from jixiao.reports.run import Run
from jixiao.validators.catalogue import discover

SAMPLES = Path(__file__).parent.parent / "sample_data"
NUMBER = re.compile(r"^\[(\d+)\]", re.MULTILINE)


def run_on(path: Path, language: str = "zh") -> Run:
    rules = discover()
    checked = check([str(path)], rules)
    return Run(checked.filings, checked.result, rules, "1.2.3", language)


def annotated(path: Path) -> tuple[Run, str, bytes]:
    run = run_on(path)
    (file,) = as_annotated.files(run)
    return run, file.name, file.content if isinstance(file.content, bytes) else file.content.encode()


def numbers(texts: Iterator[str]) -> list[int]:
    return sorted(int(number) for text in texts for number in NUMBER.findall(text))


def test_a_workbook_holds_the_findings_as_comments_and_is_otherwise_unchanged() -> None:
    path = SAMPLES / "originals" / "self-evaluation-faulty.xlsx"
    run, name, content = annotated(path)
    assert name == "self-evaluation-faulty.annotated.xlsx"
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in after for row in sheet.iter_rows() for cell in row]
    expected = [note.number for note in notes(run.filings[0], run)]
    assert expected
    assert numbers(cell.comment.text for cell in cells if cell.comment) == expected
    for cell in cells:
        filed = before[cell.parent.title][cell.coordinate]
        assert (cell.value, cell.number_format) == (filed.value, filed.number_format)
        assert [repr(getattr(cell, kind)) for kind in ("font", "border", "alignment")] == [
            repr(getattr(filed, kind)) for kind in ("font", "border", "alignment")
        ]
        if not cell.comment:
            assert repr(cell.fill) == repr(filed.fill)


def test_the_box_of_a_comment_is_as_wide_and_as_high_as_its_text_needs() -> None:
    """In columns and rows, of which Excel makes the box; the sheet's columns are of all widths."""
    path = SAMPLES / "originals" / "self-evaluation-faulty.xlsx"
    _, _, content = annotated(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    with zipfile.ZipFile(BytesIO(content)) as package:
        drawing = package.read("xl/drawings/vmlDrawingJ1.vml").decode()
    boxes = re.findall(r"<x:Anchor>([\d, ]+)</x:Anchor>", drawing)
    texts = [
        cell.comment.text.split("\n")
        for row in openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows()
        for cell in row
        if cell.comment
    ]
    stated = {n: some.width for some in sheet.column_dimensions.values() for n in range(some.min or 0, (some.max or 0) + 1)}
    assert len(boxes) == len(texts) == len(set(re.findall(r'id="_x0000_s(\d+)"', drawing))) > 3
    for box, lines in zip(boxes, texts, strict=True):
        left, _, top, _, right, _, bottom, _ = (int(number) for number in box.split(","))
        widths = [stated.get(n + 1, 8.43) for n in range(left, right)]
        assert 44 <= sum(widths) <= 44 + max(widths)
        height = sum(sheet.row_dimensions[n + 1].height or 15 for n in range(top, bottom))
        assert height >= 15 * sum(1 + 2 * len(line) // 44 for line in lines)


def test_a_comment_that_was_there_stays(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    book = openpyxl.load_workbook(SAMPLES / "originals" / "self-evaluation-faulty.xlsx")
    book.worksheets[0]["A1"].comment = Comment("留言", "某人")
    book.save(tmp_path / "a.xlsx")
    run, _, content = annotated(tmp_path / "a.xlsx")
    texts = [
        cell.comment.text
        for row in openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows()
        for cell in row
        if cell.comment
    ]
    assert any(text.startswith("留言") for text in texts)
    assert numbers(iter(texts)) == [note.number for note in notes(run.filings[0], run)]


def test_a_word_document_holds_the_findings_as_comments() -> None:
    path = SAMPLES / "originals" / "self-evaluation-faulty.docx"
    run, _, content = annotated(path)
    before, after = Document(str(path)), Document(BytesIO(content))
    assert numbers(comment.text for comment in after.comments) == [note.number for note in notes(run.filings[0], run)]
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert [[c.text for c in row.cells] for table in after.tables for row in table.rows] == [
        [c.text for c in row.cells] for table in before.tables for row in table.rows
    ]


def test_a_pdf_holds_the_findings_as_annotations_and_the_original_unchanged(tmp_path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(100, 700, "no form at all")
    canvas.save()
    run, name, content = annotated(tmp_path / "a.pdf")
    found = [item.get_object() for page in pypdf.PdfReader(BytesIO(content)).pages for item in page.get("/Annots", [])]
    assert name == "a.annotated.pdf"
    assert numbers(str(item["/Contents"]) for item in found) == [note.number for note in notes(run.filings[0], run)] != []
    assert content.startswith((tmp_path / "a.pdf").read_bytes())
    assert content == annotated(tmp_path / "a.pdf")[2]


@pytest.mark.parametrize("name", ["self-evaluation-faulty.txt", "two-period-faulty.txt"])
def test_text_becomes_a_page_with_all_lines_and_notes(name: str) -> None:
    run, written, content = annotated(SAMPLES / name)
    page = content.decode()
    assert written == f"{name}.annotated.html"
    assert sorted(map(int, re.findall(r"id=note(\d+)>", page))) == [note.number for note in notes(run.filings[0], run)]
    for line in (SAMPLES / name).read_text("utf-8").splitlines():
        assert all(cell.strip()[:6] in page for cell in line.split("\t"))


def test_a_letter_asks_for_corrections_and_leaves_the_signature_blank() -> None:
    run = run_on(SAMPLES / "self-evaluation-faulty.txt")
    (file,) = as_letter.files(run)
    assert isinstance(file.content, bytes)
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(file.content)).paragraphs)
    for words in ("预算绩效填报审核意见", "现退回修改", "一、关于", "请改正：", "审核人（签字）：____", "____年____月____日"):
        assert words in text
    for finding in run.result.findings:
        assert (finding.message.zh in text) == (finding.severity != "info" and finding.cause is None)


def test_a_letters_signature_never_stands_alone_on_a_page_and_pages_are_numbered() -> None:
    (file,) = as_letter.files(run_on(SAMPLES / "self-evaluation-faulty.txt"))
    assert isinstance(file.content, bytes)
    letter = Document(BytesIO(file.content))
    closing = next(n for n, paragraph in enumerate(letter.paragraphs) if paragraph.text == "审核意见补充：")
    assert all(paragraph.style and paragraph.style.paragraph_format.keep_with_next for paragraph in letter.paragraphs[closing:])
    footer = letter.sections[0].footer
    assert " PAGE " in footer._element.xml
    assert "".join(footer._element.xpath(".//w:t/text()")) == "— 1 —"


def test_a_receipt_knows_its_filing_and_whether_the_report_was_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filing = SAMPLES / "self-evaluation-faulty.txt"
    (made,) = as_html.files(run_on(filing))
    report, altered = tmp_path / "r.html", tmp_path / "altered.html"
    report.write_text(str(made.content), "utf-8")
    altered.write_text(str(made.content).replace("退回修改", "可报送"), "utf-8")
    assert main(["receipt", "verify", str(report), str(filing)]) == 0
    assert main(["receipt", "verify", str(report), str(SAMPLES / "self-evaluation-clean.txt")]) == 1
    assert main(["receipt", "verify", str(altered), str(filing)]) == 1
    assert main(["receipt", "verify", str(filing), str(filing)]) == 2
    said = capsys.readouterr()
    assert "校验的就是这份文件；结论：退回修改" in said.out
    assert "文件对不上" in said.out
    assert "被改动过" in said.out
    assert "不是带校验回执的 HTML 报告" in said.err


def test_watching_makes_the_page_anew_when_the_file_is_renamed_over(tmp_path: Path) -> None:
    filing = tmp_path / "a.txt"
    filing.write_text("甲", "utf-8")
    watch = Watch(filing, lambda: f"<html lang=zh><body>{filing.read_text('utf-8')}</body></html>")
    assert watch.look()
    assert not watch.look()
    (tmp_path / "b.tmp").write_text("甲乙", "utf-8")
    (tmp_path / "b.tmp").replace(filing)
    assert [watch.look(), watch.look(), watch.look()] == [False, True, False]  # still since the look before
    assert "甲乙" in watch.page
    assert watch.wait(1)
    filing.unlink()
    assert not watch.look()


def test_watching_waits_for_a_slow_save_to_end(tmp_path: Path) -> None:
    filing = tmp_path / "a.xlsx"
    saved = (SAMPLES / "originals" / "two-period-clean.xlsx").read_bytes()
    filing.write_bytes(saved)
    checked: list[bytes] = []
    watch = Watch(filing, lambda: checked.append(filing.read_bytes()) or "<html lang=zh><body></body></html>")
    assert watch.look()
    later = (SAMPLES / "originals" / "self-evaluation-clean.xlsx").read_bytes()
    with filing.open("wb") as stream:  # in pieces, with a look between and with pauses
        assert not watch.look()
        for piece in (later[:100], later[100:-500], later[-500:-1]):
            stream.write(piece)
            stream.flush()
            assert [watch.look(), watch.look(), watch.look()] == [False, False, False]
        stream.write(later[-1:])
    assert [watch.look(), watch.look(), watch.look()] == [False, True, False]
    assert checked == [saved, later]


def test_watching_waits_while_a_program_holds_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filing = tmp_path / "a.txt"
    filing.write_text("甲", "utf-8")
    watch = Watch(filing, lambda: "<html lang=zh><body></body></html>")
    assert watch.look()
    filing.write_text("甲乙", "utf-8")

    def locked(path: Path) -> bytes:
        raise PermissionError(path)

    with monkeypatch.context() as held:
        held.setattr(Path, "read_bytes", locked)
        assert not any(watch.look() for _ in range(10))
    assert watch.look()


def test_a_file_that_stays_broken_is_checked_in_the_end(tmp_path: Path) -> None:
    filing = tmp_path / "a.xlsx"
    filing.write_bytes(b"PK\x03\x04 cut short")
    watch = Watch(filing, lambda: "<html lang=zh><body></body></html>")
    assert sum(watch.look() for _ in range(30)) == 1


def test_the_reloading_page_may_ask_its_own_server_and_nobody_else() -> None:
    (made,) = as_html.files(run_on(SAMPLES / "self-evaluation-clean.txt"))
    page = reloading(str(made.content), 7)
    assert 'data-version="7"' in page
    assert "connect-src &#39;self&#39;; script-src &#39;sha256-" in page
