"""Word documents: lines, tables with spans, text boxes, tracked changes."""

from __future__ import annotations

import random

import pytest
from documents import docx, zipped

from jixiao.filings.model import Cell, Document, Grid, Line
from jixiao.filings.readers import word, word_table
from jixiao.filings.readers.failure import ReadError


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*texts: str) -> str:
    return "".join(f"<w:p>{run(text)}</w:p>" for text in texts)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def read(body: str) -> Document:
    return word.read("表.docx", docx(body))


def lines(body: str) -> list[str]:
    return [block.text for block in read(body).blocks if isinstance(block, Line)]


def cells(body: str) -> list[tuple[str, int, int, int, int]]:
    found: list[Cell] = [cell for block in read(body).blocks if isinstance(block, Grid) for cell in block.cells]
    return [(c.text, c.row, c.column, c.rows, c.columns) for c in found]


def test_lines_and_tables_in_reading_order_with_places() -> None:
    title, grid, foot = read(
        paragraph("申报表", "") + table(cell("甲") + cell("乙"), cell("丙") + cell("丁")) + paragraph("填表人")
    ).blocks
    assert isinstance(title, Line)
    assert isinstance(foot, Line)
    assert isinstance(grid, Grid)
    assert (title.place.line, foot.place.line, grid.place.grid) == (1, 3, 1)
    assert [(c.text, c.place.grid, c.place.row, c.place.column) for c in grid.cells] == [
        ("甲", 1, 1, 1), ("乙", 1, 1, 2), ("丙", 1, 2, 1), ("丁", 1, 2, 2),
    ]  # fmt: skip


def test_spans() -> None:
    body = table(
        cell("标题", '<w:gridSpan w:val="3"/>'),
        cell("产出", '<w:vMerge w:val="restart"/>') + cell("数量") + cell("5"),
        cell("", "<w:vMerge/>") + cell("质量") + cell("6"),
        cell("效益", '<w:vMerge w:val="restart"/>') + cell("合并", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>"),
    )
    assert cells(body) == [
        ("标题", 0, 0, 1, 3), ("产出", 1, 0, 2, 1), ("数量", 1, 1, 1, 1), ("5", 1, 2, 1, 1), ("质量", 2, 1, 1, 1),
        ("6", 2, 2, 1, 1), ("效益", 3, 0, 1, 1), ("合并", 3, 1, 1, 2),
    ]  # fmt: skip


def test_a_row_may_begin_in_a_later_column() -> None:
    body = (
        "<w:tbl><w:tr>"
        + cell("甲")
        + cell("乙")
        + '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        + cell("丙")
        + "</w:tr></w:tbl>"
    )
    assert cells(body)[-1] == ("丙", 1, 1, 1, 1)


def test_tracked_changes_are_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>"
    assert lines(f"<w:p>{run('目标')}{deleted}<w:ins>{run('新')}</w:ins>{moved}</w:p>") == ["目标新移来"]
    row = "<w:trPr><w:del/></w:trPr>" + cell("删去的行") + cell("1")
    assert [text for text, *_ in cells(table(cell("留") + cell("2"), row))] == ["留", "2"]


def test_characters_that_are_no_text() -> None:
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = (
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{symbol}{run('95%')}{hidden}{field}<w:r><w:br/></w:r>{run('次行')}</w:p>"
    )
    assert lines(body) == ["≥95%", "次行"]


def test_content_controls_are_looked_into() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format(table(control.format(cell("甲")) + cell("乙")))
    assert [text for text, *_ in cells(body)] == ["甲", "乙"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}{table(cell('一') + cell('二'))}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    anchored = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = read(f"<w:p>{run('正文')}{anchored}</w:p>" + paragraph("后文")).blocks
    assert [block.text if isinstance(block, Line) else [c.text for c in block.cells] for block in blocks] == [
        "正文",
        "框内",
        ["一", "二"],
        "后文",
    ]


def test_nested_tables() -> None:
    inner = table(cell("项目名称") + cell("乡道养护工程"), cell("主管部门") + cell("交通局"))
    holds = f"<w:tc>{inner}{paragraph('')}</w:tc>"
    assert [c[0] for c in cells(table(holds))] == ["项目名称", "乡道养护工程", "主管部门", "交通局"]
    assert [c[0] for c in cells(table(cell("很长的说明文字" * 5) + holds))] == [
        "很长的说明文字" * 5,
        "项目名称 乡道养护工程\n主管部门 交通局",
    ]


def test_paragraphs_in_a_cell_are_lines() -> None:
    assert cells(table(f"<w:tc>{paragraph('项目起', '止时间', '')}</w:tc>" + cell("2024")))[0][0] == "项目起\n止时间"


def test_the_main_part_may_have_another_name() -> None:
    relation = '<Relationship Id="r" Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/>'
    members = {
        "_rels/.rels": f"<Relationships>{relation}</Relationships>",
        "word/document2.xml": '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>',
    }
    assert [block.text for block in word.read("表.docx", zipped(members)).blocks if isinstance(block, Line)] == ["甲"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"a": ""}), zipped({"word/document.xml": "<w:document"})])
def test_broken_documents_say_so(data: bytes) -> None:
    with pytest.raises(ReadError, match="unreadable_file"):
        word.read("表.docx", data)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_table, "MOST_CELLS", 3)
    with pytest.raises(ReadError, match="sheet_too_large"):
        read(table(cell("1") + cell("2"), cell("3") + cell("4")))


def test_a_bomb_is_not_unfolded() -> None:
    with pytest.raises(ReadError, match="archive_limit"):
        word.read("表.docx", zipped({"word/document.xml": b" " * 20_000_000}))


def test_whatever_the_bytes_nothing_but_a_read_error() -> None:
    data = docx(
        paragraph("申报表") + table(cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙"), cell("", "<w:vMerge/>") + cell("丁"))
    )
    chance = random.Random(5)
    for _ in range(200):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            word.read("表.docx", bytes(broken[: chance.choice([len(broken), chance.randrange(1, len(broken))])]))
        except ReadError as error:
            assert error.rule
