"""Web pages: tables with spans, lines between them, no furniture."""

from __future__ import annotations

import random

import pytest

from jixiao.filings.model import Document, Grid, Line
from jixiao.filings.readers import web
from jixiao.filings.readers.failure import ReadError
from jixiao.filings.reading import read_bytes


def read(text: str) -> Document:
    return web.read("页.html", text.encode())


def shape(document: Document) -> list[str | list[list[tuple[str, int, int, int]]]]:
    """Lines as they are; grids as rows of text, column, rows, columns."""
    return [
        block.text
        if isinstance(block, Line)
        else [[(c.text, c.column, c.rows, c.columns) for c in row] for row in block.by_row()]
        for block in document.blocks
    ]


def test_spans_push_later_cells_to_the_right() -> None:
    document = read(
        "<table><thead><tr><th colspan=2>一级</th><th>值</th></tr></thead>"
        "<tr><td rowspan=2>产出</td><td>数量</td><td>5</td></tr><tr><td>质量</td><td rowspan=9></td></tr></table>"
    )
    assert shape(document) == [
        [
            [("一级", 0, 1, 2), ("值", 2, 1, 1)],
            [("产出", 0, 2, 1), ("数量", 1, 1, 1), ("5", 2, 1, 1)],
            [("质量", 1, 1, 1), ("", 2, 1, 1)],
        ]
    ]


def test_places() -> None:
    document = read("<p>题\n<table>\n<tr><td>甲<td>乙\n<tr><td>丙<td>丁</table>\n<p>表后")
    title, grid, foot = document.blocks
    assert isinstance(grid, Grid)
    assert (title.place.line, foot.place.line) == (1, 5)
    last = grid.cells[-1].place
    assert (last.grid, last.row, last.column, last.line) == (1, 2, 2, 4)


def test_lines_within_cells_are_kept_and_source_breaks_are_not() -> None:
    document = read("<table><tr><td><p>绩效</p><p>目\n  标</p></td><td>一级<br>指标&nbsp;</td><td>a\nb</td></tr></table>")
    assert [cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells] == [
        "绩效\n目标",
        "一级\n指标",
        "a b",
    ]


def test_furniture_is_left_out() -> None:
    document = read(
        "<title>站</title><div class=header><ul class=nav><li>首页</ul></div><nav>导航</nav><script>var a</script>"
        "<style>td{}</style>"
        "<form><input value=搜索></form><div class='crumb'>当前位置</div><h1>绩效目标表</h1><span style='display: none'>暗</span>"
        "<footer>版权</footer><div id=footer>备案</div>"
    )
    assert shape(document) == ["绩效目标表"]


def test_a_filing_inside_a_form_is_read_with_what_was_filled_in() -> None:
    document = read(
        "<form><table><tr><td>名称</td><td><input value='乡道'></td><td><select><option>否<option selected>是</select></td>"
        "<td><textarea>多\n行</textarea></td><td style='display:none'>隐</td></tr></table></form>"
    )
    assert shape(document) == [[[("名称", 0, 1, 1), ("乡道", 1, 1, 1), ("是", 2, 1, 1), ("多\n行", 3, 1, 1)]]]


def test_layout_tables_are_descended() -> None:
    document = read(
        "<table><tr><td>左栏</td><td>前言<table><tr><td>项目名称</td><td>道路养护与管护</td></tr><tr><td>主管</td><td>交通</td></tr></table>"
        "<table><tr><td>第二表的内容在此</td><td>乙</td></tr></table></td></tr></table>"
    )
    assert shape(document) == [
        "左栏",
        "前言",
        [[("项目名称", 0, 1, 1), ("道路养护与管护", 1, 1, 1)], [("主管", 0, 1, 1), ("交通", 1, 1, 1)]],
        [[("第二表的内容在此", 0, 1, 1), ("乙", 1, 1, 1)]],
    ]
    assert [block.place.grid for block in document.blocks if isinstance(block, Grid)] == [2, 3]


def test_a_small_table_within_a_cell_is_its_text() -> None:
    document = read(
        "<table><tr><td>资金情况及其余各项说明文字</td><td>合计"
        "<table><tr><td>财政</td><td>5</td></tr><tr><td>自筹</td><td>3</td></tr></table></td></tr></table>"
    )
    assert shape(document) == [[[("资金情况及其余各项说明文字", 0, 1, 1), ("合计\n财政 5\n自筹 3", 1, 1, 1)]]]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff<p>绩效".encode(),
        "\ufeff<p>绩效".encode("utf-16-le"),
        "<p>绩效".encode("gb18030"),
        '<meta charset="gb2312"><p>绩效'.encode("gbk"),
        '<meta charset="utf-8"><p>绩效'.encode("gbk"),
        '<meta charset="base64"><p>绩效'.encode(),
        '<?xml version="1.0" encoding="gbk"?><html><p>绩效'.encode(),
    ],
)
def test_encodings(data: bytes) -> None:
    assert shape(web.read("页.html", data)) == ["绩效"]


def test_a_page_saved_whole() -> None:
    data = (
        b'From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset="gbk"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        b"<table><tr><td>=BC=A8=D0=A7</td><td>1</td></table>\r\n--b--\r\n"
    )
    assert shape(web.read("页.mht", data)) == [[[("绩效", 0, 1, 1), ("1", 1, 1, 1)]]]


def test_limits() -> None:
    with pytest.raises(ReadError, match="sheet_too_large"):
        read("<table>" + "<tr><td rowspan=60000 colspan=1000>x" * 500 + "</table>")


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "span", "ul><li"])
def test_deep_nesting_ends(tag: str) -> None:
    read(f"<{tag}>" * 5000 + "底")


def test_whatever_the_bytes_nothing_but_a_read_error() -> None:
    chance = random.Random(3)
    page = (
        "<html><table><tr><td rowspan=2>甲<td><table><tr><td>乙</table><td colspan=2>丙<tr><td>丁</table>"
        "<!-- 注 --><p>后<select><option>一"
    ).encode()
    for _ in range(200):
        broken = bytearray(page)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            web.read("页.html", bytes(broken[: chance.randrange(1, len(broken))]))
        except ReadError as error:
            assert error.rule


FRAMES = '<html><head><meta charset="gb2312"></head><frameset rows="*,39"><frame src="a.files/sheet001.htm"></frameset></html>'


def test_a_page_of_frames_is_named() -> None:
    with pytest.raises(ReadError) as caught:
        web.read("form.htm", FRAMES.encode("gb18030"))
    assert caught.value.rule == "unsupported_format"
    assert "框架网页" in caught.value.detail


def test_a_workbook_saved_as_one_page_holds_a_page_for_each_sheet() -> None:
    sheets = [f'<html><head><meta charset="gb2312"></head><body><p>{name}</p></body></html>' for name in ("甲表", "乙表")]
    parts = "".join(f"--cut\r\nContent-Type: text/html\r\n\r\n{part}\r\n" for part in (FRAMES, *sheets))
    page = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="cut"\r\n\r\n{parts}--cut--\r\n'
    blocks = web.read("form.mht", page.encode("gb18030")).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        "甲表",
        "乙表",
    ]


FORM = "<h1>项目支出绩效目标申报表</h1><p>（2023年度）</p>{rows}"
ROWS = (
    ("项目名称", "芦苇收割", "主管部门", "湖口县林业局"),
    ("项目资金（万元）", "年度资金总额", "40.00", ""),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "收割芦苇面积", "≥800亩"),
    ("", "质量指标", "收割质量合格率", "≥95%"),
    ("效益指标", "社会效益指标", "带动务工人数", "≥60人"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
)


def understood(rows: str, encoding: str = "utf-8", declared: str = "") -> tuple[object, ...]:
    page = f'<html><head><meta charset="{declared or encoding}"></head><body>{FORM.format(rows=rows)}</body></html>'
    (table,) = read_bytes("page.html", page.encode(encoding)).tables
    held = [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators]
    return table.year, table.project, [f"{fund.amount}" for fund in table.funds], held


READ = (
    2023,
    "芦苇收割",
    ["40.00"],
    [
        ("产出指标", "数量指标", "收割芦苇面积", "≥800亩"),
        ("产出指标", "质量指标", "收割质量合格率", "≥95%"),
        ("效益指标", "社会效益指标", "带动务工人数", "≥60人"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
    ],
)


def drawn(rows: tuple[tuple[str, ...], ...], cell: str = "{}") -> str:
    written = (f"<tr>{''.join(f'<td>{cell.format(text)}</td>' for text in row)}</tr>" for row in rows)
    return f"<table>{''.join(written)}</table>"


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "gb2312")])
def test_a_page_may_declare_an_encoding_that_it_is_not_in(encoding: str, declared: str) -> None:
    assert understood(drawn(ROWS), encoding, declared) == READ


@pytest.mark.parametrize(
    "rows",
    [
        "".join(drawn((row,)) for row in ROWS),
        drawn(ROWS[:2]) + drawn(ROWS[2:3]) + drawn(ROWS[3:]),
        drawn(ROWS, "<p class=MsoNormal style='mso-pagination:none'><span lang=EN-US>{}<o:p>&nbsp;</o:p></span></p>"),
        drawn(ROWS, "&nbsp;&nbsp;{}&nbsp;"),
        "".join(f"<div>{''.join(f'<div>{text}</div>' for text in row)}</div>" for row in ROWS),
    ],
    ids=["a table for each row", "headings apart", "from Word", "blanks", "blocks"],
)
def test_a_form_as_editors_leave_it(rows: str) -> None:
    assert understood(rows) == READ


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<a href="/f/7.xlsx">项目支出绩效自评表.xlsx</a>', "项目支出绩效自评表.xlsx"),
        ('<a href="/f/7.pdf?id=3"><img src="icon.png"></a>', "7.pdf?id=3"),
        ('<iframe src="/f/7.pdf"></iframe>', "框架"),
        ('<img src="7.jpg">', "图片"),
    ],
)
def test_a_page_without_a_table_says_where_the_form_may_be(body: str, told: str) -> None:
    filing = read_bytes("page.html", f"<html><body><h1>绩效自评公开</h1>{body}</body></html>".encode())
    assert filing.failure is not None
    assert filing.failure[0] == "no_known_form"
    assert told in filing.failure[1]
