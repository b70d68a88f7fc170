"""Annotated copies of originals that are out of the ordinary: pages on their side, workbooks in the strict dialect."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from jixiao.audit.checking import check
from jixiao.reports import as_annotated
from jixiao.reports.run import File, Run
from jixiao.validators.catalogue import discover

SAMPLES = Path(__file__).parent.parent / "sample_data"
ROWS = (
    ("项目名称", "湖滨步道维护", "", ""),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "维护步道长度", "12公里"),
    ("产出指标", "质量指标", "验收合格率", "100%"),
    ("效益指标", "社会效益指标", "游客便利", "有所提升"),
    ("满意度指标", "服务对象满意度指标", "游客满意度", "90%"),
)


def annotated(path: Path) -> tuple[Run, File]:
    rules = discover()
    checked = check([str(path)], rules)
    run = Run(checked.filings, checked.result, rules, "1.2.3")
    (file,) = as_annotated.files(run)
    return run, file


def form(path: Path, turn: int) -> None:
    """A ruled form with faults, on a page that is upright, or lies on its side and is shown upright."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), A4, invariant=True)
    if turn:
        canvas.setPageRotation(turn)
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(200, 550, "项目支出绩效目标申报表")
    canvas.setFont("STSong-Light", 9)
    for down, row in enumerate(ROWS):
        for across, text in enumerate(row):
            canvas.rect(50 + 125 * across, 500 - 30 * down, 125, 30)
            canvas.drawString(54 + 125 * across, 511 - 30 * down, text)
    canvas.save()


@pytest.mark.parametrize("turn", [0, 90])
def test_a_frame_stands_around_the_cell_however_the_page_lies(tmp_path: Path, turn: int) -> None:
    form(tmp_path / "a.pdf", turn)
    run, file = annotated(tmp_path / "a.pdf")
    assert isinstance(file.content, bytes)
    notes = cast(Iterable[Any], PdfReader(io.BytesIO(file.content)).pages[0]["/Annots"])
    frames = {str(one["/Contents"]): one["/Rect"] for one in notes}
    placed = [finding for finding in run.result.findings if finding.place.bbox and finding.indicator]
    assert placed
    for finding in placed:
        (rect,) = [rect for text, rect in frames.items() if finding.message.zh in text]
        assert finding.place.bbox
        left, top, right, bottom = finding.place.bbox
        middle = ((top + bottom) / 2, (left + right) / 2) if turn else ((left + right) / 2, A4[1] - (top + bottom) / 2)
        edges = [float(edge) for edge in rect]
        assert ((edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2) == pytest.approx(middle, abs=1)


def test_a_workbook_that_cannot_be_annotated_becomes_a_page(tmp_path: Path) -> None:
    """The strict dialect has other namespaces; it is read, and a report on it may not end the run."""
    strict = tmp_path / "a.xlsx"
    with zipfile.ZipFile(SAMPLES / "originals" / "self-evaluation-faulty.xlsx") as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            )
            new.writestr(
                name,
                part.replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            )
    run, file = annotated(strict)
    assert run.result.findings
    assert file.name.endswith(".html")
    content = file.content if isinstance(file.content, str) else file.content.decode()
    assert all(re.sub(r"\s", "", one.message.zh)[:6] in re.sub(r"\s|<[^>]*>", "", content) for one in run.result.findings)
