"""Workbooks: what stands in a cell is what the spreadsheet shows there."""

from __future__ import annotations

import random
import struct

import pytest
from documents import inline, ods, ole2, xlsx, zipped

from jixiao.filings.model import Cell, Document, Grid
from jixiao.filings.readers import workbook
from jixiao.filings.readers.failure import ReadError
from jixiao.filings.readers.number_format import BUILT_IN, shown


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Grid) for row in block.by_row()]


def cells_by_name(document: Document) -> dict[str, Cell]:
    return {str(cell.place.cell): cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells}


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("1", "0%", "100%"),
        ("0.95499999999999996", "0.00%", "95.50%"),
        ("12", "0.00", "12.00"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("2.675", "0.00", "2.68"),
        ("0.30000000000000004", "General", "0.3"),
        ("33.333333333333336", "", "33.33333333"),
        ("510000199001011234", "0", "510000199001011000"),
        ("12", '"≥"0"人次"', "≥12人次"),
        ("1.5", 'General"万元"', "1.5万元"),
        ("-5", "0.00_);[Red](0.00)", "(5.00)"),
        ("0", BUILT_IN[43], "-"),
        ("0", "0.00;;", ""),
        ("5", '[>=10]"高"0;"低"0', "低5"),
        ("12.50", "#.##", "12.5"),
        ("7", "000", "007"),
        ("1234567", "0.0,", "1234.6"),
        ("1234", "0.00E+00", "1.23E+03"),
        ("44561", BUILT_IN[14], "2021/12/31"),
        ("44561", 'yyyy"年"m"月"d"日";@', "2021年12月31日"),
        ("44561", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2021年12月31日"),
        ("44561.75", BUILT_IN[55], "下午6时00分"),
        ("44561.5", "yyyy-mm-dd hh:mm", "2021-12-31 12:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("44561", "@", "44561"),
        ("-3", "yyyy/m/d", "-3"),
        ("1E+999999999", "0.00", "1E+999999999"),
        ("不是数", "0.00", "不是数"),
    ],
)
def test_numbers_as_displayed(stored: str, code: str, expected: str) -> None:
    assert shown(stored, code) == expected


def test_days_since_1904() -> None:
    assert shown("43099", "yyyy/m/d", since_1904=True) == "2021/12/31"


def test_cells_of_every_kind() -> None:
    rows = (
        f'<row r="2">{inline("B2", "经费")}<c r="C2" s="1"><v>0.5</v></c><c r="D2" t="b"><v>1</v></c></row>'
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="str"><f>A1</f><v>公式</v></c>'
        '<c r="D3" t="e"><v>#DIV/0!</v></c></row>'
        '<row><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row>'
    )
    strings = "<si><r><t>满意</t></r><r><t>度_x000D_\n指标</t></r><rPh><t>man</t></rPh></si><si><t>次行</t></si>"
    document = workbook.read("目标.xlsx", xlsx({"表": rows}, formats=["0.00%"], strings=strings))
    assert texts(document) == [["", "经费", "50.00%", "TRUE"], ["", "满意度\n指标", "公式", "#DIV/0!"], ["次行", "", "", ""]]
    place = cells_by_name(document)["C2"].place
    assert (place.sheet, place.cell, place.row, place.column) == ("表", "C2", 2, 3)


def test_a_number_of_no_shared_string_is_no_text() -> None:
    """Not the first of them, which is the form's title."""
    cells = f'{inline("A1", "分值")}<c r="B1" t="s"><v>x</v></c><c r="C1" t="s"><v>0</v></c>'
    document = workbook.read("目标.xlsx", xlsx({"表": f'<row r="1">{cells}</row>'}, strings="<si><t>标题</t></si>"))
    assert texts(document) == [["分值", "", "标题"]]


def test_cells_that_do_not_say_where_they_stand_follow_those_that_do() -> None:
    cells = f'{inline("B1", "甲")}<c/><c t="str"><v>乙</v></c>{inline("G1", "丙")}<c><v>5</v></c>'
    document = workbook.read("目标.xlsx", xlsx({"表": f'<row r="1">{cells}</row>'}))
    assert {name: cell.text for name, cell in cells_by_name(document).items() if cell.text} == {
        "B1": "甲", "D1": "乙", "G1": "丙", "H1": "5",
    }  # fmt: skip


def test_a_formula_shows_its_result_whatever_else_the_cell_holds() -> None:
    cells = '<c r="A1" t="str"><f>B1</f><v>合计</v></c><c r="B1"><f>C1</f><v>12</v><extLst/></c>'
    document = workbook.read("目标.xlsx", xlsx({"表": f'<row r="1">{cells}</row>'}))
    assert texts(document) == [["合计", "12"]]
    assert document.notes == ()


def test_merged_cells_are_spans_within_what_is_filled() -> None:
    rows = f'<row r="1">{inline("A1", "标题")}</row><row r="2">{inline("A2", "产出")}{inline("B2", "数量")}</row>'
    rows += f'<row r="3">{inline("A3", "盖住的")}{inline("B3", "质量")}</row>'
    document = workbook.read("目标.xlsx", xlsx({"表": rows}, merged=["A1:XFD1", "A2:A1048576"]))
    found = cells_by_name(document)
    assert texts(document) == [["标题"], ["产出", "数量"], ["质量"]]
    assert (found["A1"].rows, found["A1"].columns) == (1, 2)
    assert (found["A2"].rows, found["A2"].columns) == (2, 1)


def test_blank_cells_between_filled_ones_are_cells() -> None:
    document = workbook.read("目标.xlsx", xlsx({"表": f'<row r="1">{inline("A1", "总额")}{inline("C1", "5")}</row>'}))
    assert [(cell.text, cell.place.cell) for cell in cells_by_name(document).values()] == [
        ("总额", "A1"),
        ("", "B1"),
        ("5", "C1"),
    ]


def test_sheets_in_order_and_hidden_ones_named() -> None:
    row = '<row r="1">{}</row>'
    document = workbook.read(
        "目标.xlsx", xlsx({"甲": row.format(inline("A1", "一")), "乙": row.format(inline("A1", "二")), "空": ""}, hidden=["乙"])
    )
    assert [block.place.sheet for block in document.blocks] == ["甲", "乙"]
    assert document.notes == ("隐藏的工作表 / hidden sheet: 乙",)


def test_formulas_without_results_are_noted() -> None:
    document = workbook.read("目标.xlsx", xlsx({"表": f'<row r="1">{inline("A1", "合计")}<c r="B1"><f>SUM(C1)</f></c></row>'}))
    assert document.notes == ("公式没有保存结果的工作表 / sheet with formulas without stored results: 表",)


def test_cells_in_opposite_corners_cost_nothing() -> None:
    rows = f'<row r="1">{inline("A1", "左上")}</row><row r="1048576">{inline("XFD1048576", "右下")}</row>'
    document = workbook.read("目标.xlsx", xlsx({"表": rows}))
    assert [[cell.text for cell in block.cells if cell.text] for block in document.blocks if isinstance(block, Grid)] == [
        ["左上"],
        ["右下"],
    ]
    assert sum(len(block.cells) for block in document.blocks if isinstance(block, Grid)) < 100


def test_a_million_blank_rows_are_no_grid() -> None:
    blanks = "".join(f'<row r="{number}" ht="15"><c r="A{number}" s="0"/></row>' for number in range(2, 50_000))
    document = workbook.read("目标.xlsx", xlsx({"表": f'<row r="1">{inline("A1", "标题")}</row>' + blanks}))
    assert texts(document) == [["标题"]]


def test_rows_out_of_order_are_put_in_order() -> None:
    rows = f'<row r="3">{inline("B3", "丁")}{inline("A3", "丙")}</row><row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row>'
    assert texts(workbook.read("目标.xlsx", xlsx({"表": rows}))) == [["甲", "乙"], ["丙", "丁"]]


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 5)
    rows = "".join(f'<row r="{n}">{inline(f"A{n}", "甲")}{inline(f"B{n}", "乙")}</row>' for n in range(1, 5))
    with pytest.raises(ReadError, match="sheet_too_large"):
        workbook.read("目标.xlsx", xlsx({"表": rows}))


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", zipped({"xl/workbook.xml": "<workbook"}), zipped({"xl/workbook.xml": "<workbook/>"}), xlsx({"表": "<row>"})],
)
def test_broken_workbooks_say_so(data: bytes) -> None:
    with pytest.raises(ReadError, match="unreadable_file"):
        workbook.read("目标.xlsx", data)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    data = zipped({"xl/workbook.xml": bomb + "<workbook>&b;</workbook>", "xl/_rels/workbook.xml.rels": "<Relationships/>"})
    with pytest.raises(ReadError, match="unreadable_file"):
        workbook.read("目标.xlsx", data)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls(cells: bytes, *, strings: bytes = b"", code: str = "0.00%", locked: bool = False, state: int = 0) -> bytes:
    """An Excel 97 workbook with one sheet. Style 0 is General, style 1 has the format `code`."""
    name = "目标".encode("utf-16-le")
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + (record(0x2F, bytes(6)) if locked else b"")
    formats = record(0x41E, struct.pack("<HHB", 164, len(code), 0) + code.encode()) + record(0xE0, bytes(20))
    formats += record(0xE0, struct.pack("<HH", 0, 164) + bytes(16))
    rest = formats + strings + record(0x0A, b"")
    listed = record(0x85, struct.pack("<IBBBB", 0, state, 0, 2, 1) + name)
    at = len(start) + len(listed) + len(rest)
    listed = record(0x85, struct.pack("<IBBBB", at, state, 0, 2, 1) + name)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + record(0x0A, b"")
    return ole2({"Workbook": start + listed + rest + sheet})


def test_an_excel_97_workbook() -> None:
    shared = "甲乙".encode("utf-16-le")
    # NOTE: the second string is cut by the end of its record; what continues it is in one byte a character.
    strings = record(0xFC, struct.pack("<IIHB", 2, 2, 2, 1) + shared + struct.pack("<HB", 4, 1) + shared) + record(0x3C, b"\0ab")
    cells = record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)) + record(0xFD, struct.pack("<HHHI", 0, 1, 0, 1))
    cells += record(0x203, struct.pack("<HHHd", 1, 0, 1, 0.955)) + record(0x27E, struct.pack("<HHHI", 1, 1, 0, (1250 << 2) | 3))
    cells += record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, (7 << 2) | 2, 1, (1 << 2) | 2, 1))
    cells += record(0x06, struct.pack("<HHHBBBBBBHHI", 2, 2, 0, 0, 0, 0, 0, 0, 0, 0xFFFF, 0, 0))
    cells += record(0x207, struct.pack("<HB", 2, 0) + b"ok") + record(0x205, struct.pack("<HHHBB", 1, 2, 0, 1, 0))
    cells += record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 1, 2))
    document = workbook.read("表.xls", xls(cells, strings=strings, state=1))
    assert texts(document) == [["甲乙", "甲乙ab"], ["95.50%", "12.5", "TRUE"], ["7", "100.00%", "ok"]]
    assert (cells_of := cells_by_name(document))["B1"].columns == 2
    assert cells_of["A1"].place.sheet == "目标"
    assert document.notes == ("隐藏的工作表 / hidden sheet: 目标",)


def test_a_locked_excel_97_workbook_says_so() -> None:
    with pytest.raises(ReadError, match="encrypted_file"):
        workbook.read("表.xls", xls(b"", locked=True))


def test_an_opendocument_workbook_shows_what_it_displayed() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2">'
        "<text:p>经<text:s/>费</text:p><text:p>次行</text:p></table:table-cell><table:covered-table-cell/>"
        '<table:table-cell office:value="0.5"><text:p>50.00%</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"><text:p>一</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    document = workbook.read("表.ods", ods(f'<table:table table:name="表">{rows}</table:table>'))
    assert texts(document) == [["经 费\n次行", "50.00%"], ["一", "一", "一"], ["一", "一", "一"]]
    first = cells_by_name(document)["A1"]
    assert (first.rows, first.columns) == (2, 2)


MADE = {
    "xlsx": xlsx(
        {"表": f'<row r="1">{inline("A1", "甲")}<c r="B1" s="1"><v>0.5</v></c></row>'}, formats=["0.00%"], merged=["A1:A2"]
    ),
    "xls": xls(
        record(0x203, struct.pack("<HHHd", 0, 0, 1, 0.5)) + record(0x204, struct.pack("<HHHHB", 0, 1, 0, 1, 1) + b"\x32\x75")
    ),
    "ods": ods(
        "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table>"
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_whatever_the_bytes_nothing_but_a_read_error(name: str) -> None:
    data = MADE[name]
    assert workbook.read("表", data).blocks
    chance = random.Random(name)
    for _ in range(200):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            workbook.read("表", bytes(broken[: chance.choice([len(broken), chance.randrange(1, len(broken))])]))
        except ReadError as error:
            assert error.rule
