"""Tables with any spans, written in each format: every text is read where it was put, and its place says where that is."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from documents import Printed, Ruling, docx, pdf

from jixiao.filings.model import Cell, Document, Grid
from jixiao.filings.readers import pdf as pdf_reader
from jixiao.filings.readers import web, word, word_table, workbook
from jixiao.filings.readers.xml_part import tree

SEEDS = range(40)
WIDTH, HEIGHT, LEFT, TOP = 60, 30, 40, 50
WORDS = ("甲", "产出指标", "≥95%", "12,500.00", "2024年12月31日前", "—", "数 量", "A&B<C>", "", "第一行\n第二行", "“引号”", "%")
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Box:
    """A cell as it is put: from which row and column, over how many."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def tiled(seed: int) -> list[Box]:
    """A table of boxes without gaps, of which some begins in each row and column; the outer ones are not blank."""
    chance = random.Random(seed)
    while True:
        boxes = _tiled(chance)
        rows, columns = max(box.row + box.rows for box in boxes), max(box.column + box.columns for box in boxes)
        if {box.row for box in boxes} == {*range(rows)} and {box.column for box in boxes} == {*range(columns)}:
            return boxes


def _tiled(chance: random.Random) -> list[Box]:
    rows, columns = chance.randint(2, 7), chance.randint(2, 6)
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            across = 1
            while column + across < columns and (row, column + across) not in taken and chance.random() < 0.25:
                across += 1
            across = min(across, columns - 1)
            down = 1
            while row + down < rows - 1 and chance.random() < 0.25:
                down += 1
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            word = chance.choice(WORDS)
            outer = row == 0 or column == 0 or row == rows - 1 or column + across == columns
            boxes.append(Box(row, column, down, across, f"{word}{row}.{column}" if word or outer else ""))
    return boxes


def grid(document: Document) -> Grid:
    (only,) = [block for block in document.blocks if isinstance(block, Grid)]
    return only


def found(cells: tuple[Cell, ...]) -> list[Box]:
    return [Box(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in cells]


def by_row(boxes: list[Box]) -> Iterator[list[Box]]:
    for row in range(max(box.row for box in boxes) + 1):
        yield [box for box in boxes if box.row == row]


@pytest.mark.parametrize("seed", SEEDS)
def test_workbooks(seed: int) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    boxes, down, right = tiled(seed), seed % 4, seed % 3
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "表"
    for box in boxes:
        at = {"row": box.row + down + 1, "column": box.column + right + 1}
        sheet.cell(**at).value = box.text or None
        sheet.cell(**at).data_type = "s" if box.text else "n"
        if (box.rows, box.columns) != (1, 1):
            sheet.merge_cells(None, at["row"], at["column"], at["row"] + box.rows - 1, at["column"] + box.columns - 1)
    file = io.BytesIO()
    book.save(file)
    cells = grid(workbook.read("表.xlsx", file.getvalue())).cells
    assert [Box(b.row, b.column - right, b.rows, b.columns, b.text) for b in found(cells)] == boxes
    for cell, box in zip(cells, boxes, strict=True):
        row, column = box.row + down + 1, box.column + right + 1
        assert (cell.place.sheet, cell.place.row, cell.place.column) == ("表", row, column)
        assert cell.place.cell == f"{get_column_letter(column)}{row}"


def run(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{html.escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def drawn_by_word(boxes: list[Box], wrap: Callable[[str], str] = run) -> str:
    rows: list[dict[int, str]] = [{} for _ in by_row(boxes)]
    for box in boxes:
        span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
        for below in range(box.rows):
            merge = "" if box.rows == 1 else f'<w:vMerge w:val="{"continue" if below else "restart"}"/>'
            text = wrap("" if below else box.text)
            rows[box.row + below][box.column] = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>"
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(row[at] for at in sorted(row)) + '</w:tr>' for row in rows)}</w:tbl>"


@pytest.mark.parametrize("seed", SEEDS)
def test_word_documents(seed: int) -> None:
    boxes = tiled(seed)
    cells = grid(word.read("表.docx", docx(run("表") + drawn_by_word(boxes)))).cells
    assert found(cells) == boxes
    assert [(cell.place.grid, cell.place.row, cell.place.column) for cell in cells] == [
        (1, box.row + 1, box.column + 1) for box in boxes
    ]


MARKED = (
    run,
    lambda text: f"<w:sdt><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>",
    lambda text: f'<w:p><w:ins w:id="1"><w:r><w:t>{html.escape(text)}</w:t></w:r></w:ins></w:p>',
    lambda text: f"<w:p><w:del><w:r><w:delText>去</w:delText></w:r></w:del><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>",
    lambda text: f"<w:p><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>",
    lambda text: f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{html.escape(text)}</w:t><w:tab/></w:r></w:p>",
    lambda text: f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>",
    lambda text: f"<w:p><w:hyperlink><w:r><w:t>{html.escape(text)}</w:t></w:r></w:hyperlink></w:p>",
)  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_one_pass_over_a_word_table_finds_what_a_closer_look_finds(seed: int) -> None:
    chance = random.Random(seed)
    boxes = tiled(seed)

    def marked(text: str) -> str:
        return chance.choice(MARKED)(text)

    body = drawn_by_word(boxes, marked)
    change = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="9"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    body = body.replace("</w:tcPr>", f"{change}</w:tcPr>", chance.randrange(4))
    for mark in ("<w:trPr><w:del/></w:trPr>", '<w:trPr><w:gridBefore w:val="2"/></w:trPr>', ""):
        changed = body.replace("<w:tr>", f"<w:tr>{mark}", chance.randrange(2))
        table = next(tree(f'<w:body xmlns:w="{_SPACE}">{changed}</w:body>'.encode(), "body").iter("{*}tbl"))
        assert told(word_table._plain_rows(table)) == told(word_table._rows(table))


def told(rows: Iterator[word_table._Row]) -> list[tuple[int, list[tuple[str, list[str]]]]]:
    spans = ("gridSpan", "vMerge")
    return [
        (row.before, [(piece.text, [name for name in spans if name in piece.marks]) for piece in row.pieces])
        for row in rows
        if not row.deleted
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_web_pages(seed: int) -> None:
    boxes = tiled(seed)
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{box.rows}" colspan="{box.columns}">{html.escape(box.text).replace(chr(10), "<br>")}</td>'
            for box in row
        )
        + "</tr>"
        for row in by_row(boxes)
    )
    read = grid(web.read("表.html", f"<p>表</p>\n<table>\n{rows}\n</table>".encode()))
    assert found(read.cells) == boxes
    assert [(cell.place.grid, cell.place.row, cell.place.column, cell.place.line) for cell in read.cells] == [
        (1, box.row + 1, box.column + 1, box.row + 3) for box in boxes
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_pdf_documents(seed: int) -> None:
    boxes = [Box(b.row, b.column, b.rows, b.columns, b.text.replace("\n", "").replace(" ", "")[:5]) for b in tiled(seed)]
    printed: list[Printed] = []
    lines: list[Ruling] = []
    for box in boxes:
        left, top = LEFT + WIDTH * box.column, TOP + HEIGHT * box.row
        right, bottom = left + WIDTH * box.columns, top + HEIGHT * box.rows
        lines += [(left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom)]
        if box.text:
            printed.append((left + 4, top + 18, box.text))
    cells = grid(pdf_reader.read("表.pdf", pdf([(printed, lines)]))).cells
    assert found(cells) == boxes
    for cell, box in zip(cells, boxes, strict=True):
        left, top = LEFT + WIDTH * box.column, TOP + HEIGHT * box.row
        assert cell.place.page == 1
        assert cell.place.bbox == pytest.approx((left, top, left + WIDTH * box.columns, top + HEIGHT * box.rows), abs=1.5)
