"""How the form is redrawn, and which of its cells a finding marks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report_sample import EVALUATION, FILING, FINDINGS, TARGETS, at, indicator

from jixiao.filings.model import Cell, Field, Grid, Place, Table
from jixiao.filings.reading import read_bytes
from jixiao.reports.drawing import Attached, drawn
from jixiao.reports.listing import Entry, sections
from jixiao.reports.marks import Marks, marks
from jixiao.reports.sheet import sheet
from jixiao.validators.finding import Finding, Text

HEAD = "(form)"


def marked(table: Table, finding: Finding, number: int = 1) -> tuple[list[str], list[str]]:
    """The texts of the cells marked as faulty and as related; 'row: ' and its first cell where that is a row."""
    form = table.filed or sheet(table)
    index = finding.indicator
    found = marks(number, form, [Entry(1, finding, table.indicators[index - 1] if index and finding.table == number else None)])
    return texts(found, form, related=False), texts(found, form, related=True)


def texts(found: Marks, form: tuple[Grid, ...], *, related: bool) -> list[str]:
    def has(listed: list) -> bool:  # type: ignore[type-arg]
        return any(mark.related == related for mark in listed)

    cells = [cell for grid in form for cell in grid.cells]
    return [
        *([HEAD] if has(found.form) else []),
        *(cell.text for cell in cells if has(found.cells.get(id(cell), []))),
        *(f"row: {cell.text}" for cell in cells if has(found.rows.get(id(cell), []))),
    ]


def about(
    number: int | None,
    place: Place,
    found: str | None = None,
    related: tuple[Place, ...] = (),
    table: int = 1,
    message: str = "有问题",
) -> Finding:
    text = Text(message, "")
    return replace(FINDINGS[0], table=table, indicator=number, place=place, found=found, related=related, message=text)


@pytest.mark.parametrize(
    ("finding", "cells"),
    [
        (about(2, at(18), "300株"), ["300株"]),
        (about(2, at(18), "280株"), ["280株"]),
        (about(2, at(18), "补植乔木数量"), ["补植乔木数量"]),
        (about(2, at(18), "补植乔木数量 300株"), ["补植乔木数量", "300株"]),
        (about(2, at(18), "得25.5分"), ["25.5"]),
        (about(2, at(18), "什么都不像"), ["补植乔木数量"]),
        (about(None, at(6), "80%"), ["80%"]),
        (about(None, at(6)), ["row: 年度资金总额"]),
        (about(None, at(7)), [""]),
        (about(None, at(12, 14)), ["养护公园12座，绿地完好。"]),
        (about(None, at(3)), [""]),
        (about(None, at(2)), ["2024"]),
        (about(None, at(19)), ["时效"]),
        (about(None, at(1)), ["项目支出绩效自评表"]),
        (about(None, Place()), [HEAD]),
        (about(None, at(500)), [HEAD]),
        (about(2, at(18), "300株", table=2), []),
    ],
)
def test_marks_the_cell_at_the_place_that_the_finding_quotes(finding: Finding, cells: list[str]) -> None:
    assert marked(EVALUATION, finding) == (cells, [])


@pytest.mark.parametrize(("message", "column"), [("指标值没有比较符", 3), ("实际完成值照抄指标值", 4)])
def test_of_cells_that_read_alike_the_one_is_marked_of_which_the_finding_speaks(message: str, column: int) -> None:
    form = sheet(EVALUATION)
    entry = Entry(1, about(1, at(17), "12座", message=message), EVALUATION.indicators[0])
    found = marks(1, form, [entry])
    assert [cell.column for cell in form[-1].cells if id(cell) in found.cells] == [column]


def test_the_two_periods_of_one_row_are_told_apart() -> None:
    row = (
        indicator(5, "产出指标", "数量指标", "花箱", "90个", period="medium-term"),
        indicator(5, "产出指标", "数量指标", "花箱", "90个"),
    )
    cells = tuple(Cell(text, at(5), 0, n) for n, text in enumerate(("数量指标", "花箱", "90个", "数量指标", "花箱", "90个")))
    table = replace(TARGETS, indicators=row, filed=(Grid(cells, at(5)),))
    for n, column in ((1, 2), (2, 5)):
        found = marks(1, table.filed, [Entry(1, about(n, at(5), "90个"), row[n - 1])])
        assert list(found.cells) == [id(cells[column])]


def test_of_operator_number_and_unit_in_columns_of_their_own_the_number_is_marked() -> None:
    cells = tuple(Cell(text, at(5), 0, n) for n, text in enumerate(("质量指标", "结业率", "＝", "92", "%")))
    table = replace(EVALUATION, filed=(Grid(cells, at(5)),))
    assert marked(table, about(1, at(5), "=92%")) == (["92"], [])


def test_a_cell_with_a_place_of_its_own_is_marked_whatever_the_finding_quotes() -> None:
    cells = tuple(
        Cell(text, Place(sheet="表1", cell=name), 6, n) for n, (name, text) in enumerate((("C7", "养护"), ("D7", "12")))
    )
    table = replace(EVALUATION, filed=(Grid(cells, cells[0].place),))
    assert marked(table, about(2, cells[1].place, "别的")) == (["12"], [])


def test_related_cells_are_marked_as_such_in_any_table() -> None:
    finding = about(3, at(20), "有所改善", related=(at(17), at(9, 11), at(33)))
    assert marked(EVALUATION, finding) == (["有所改善"], ["养护公园12座，绿地完好。", "row: 产出指标（50分）"])
    assert marked(TARGETS, finding, 2) == ([], ["row: 中期目标"])


def test_blank_particulars_are_known_by_their_labels() -> None:
    blanks = tuple(Field(label, label, text, at(3)) for label, text in (("填报人", ""), ("电话", ""), ("日期", "2月1日")))
    table = replace(EVALUATION, fields=(*blanks, Field("seal", "单位盖章", "", at(4)), Field("day", "盖章日期", "", at(4))))
    form = sheet(table)
    found = marks(1, form, [Entry(1, about(None, at(3), "“填报人”、“电话”、“单位盖章”", related=(at(4),)), None)])
    before = {id(cell): label.text for grid in form for label, cell in zip(grid.cells, grid.cells[1:], strict=False)}
    assert {before[cell] for cell, listed in found.cells.items() if not listed[0].related} == {"填报人", "电话"}
    assert {before[cell] for cell, listed in found.cells.items() if listed[0].related} == {"单位盖章"}


def test_every_finding_leads_to_one_mark() -> None:
    entries = [entry for section in sections(FILING, FINDINGS) for entry in section.entries]
    first: list[int] = []
    for number, table in enumerate(FILING.tables, 1):
        found = marks(number, sheet(table), entries)
        listed = [mark for some in (*found.cells.values(), *found.rows.values(), found.form) for mark in some]
        first += [mark.entry.number for mark in listed if mark.first]
    assert sorted(first) == [entry.number for entry in entries]


def laid_out(table: Table) -> list[list[str]]:
    """The rows of the indicator table; a cell of several rows with their number."""
    rows = sheet(table)[-1].by_row()
    return [[f"{cell.text} ×{cell.rows}" if cell.rows > 1 else cell.text for cell in row] for row in rows]


def test_level_cells_span_their_rows_and_empty_levels_are_shown() -> None:
    assert laid_out(EVALUATION) == [
        ["一级指标", "二级指标", "三级指标", "年度指标值(A)", "实际完成值(B)", "分值", "得分", "原因分析"],
        ["产出指标（50分） ×3", "数量 ×2", "养护公园数量", "12座", "12座", "20", "20", ""],
        ["补植乔木数量", "300株", "280株", "30", "25.5", ""],
        ["时效", "", "", "", "", "", ""],
        ["效益指标", "生态效益", "空气质量", "有所改善", "有所改善", "50", "50", ""],
    ]


def test_two_periods_of_one_name_share_a_row() -> None:
    assert laid_out(TARGETS) == [
        ["一级指标", "二级指标", "三级指标", "中期指标值", "年度指标值"],
        ["产出指标", "数量指标", "更新花箱", "≥900个", "≥300个"],
        ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"],
    ]


def test_funds_become_a_grid() -> None:
    assert [[cell.text for cell in row] for row in sheet(EVALUATION)[2].by_row()] == [
        ["名目", "全年预算数（A）", "全年执行数（B）", "执行率"],
        ["年度资金总额", "80.00", "60.00", "80%"],
        ["其他资金", ""],
    ]


def rows_of(html: str) -> list[list[str]]:
    """The cells of each row: spans and text."""
    rows = [re.findall(r"<(?:td|th)([^>]*)>(.*?)</t[dh]>", row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html)]
    return [[" ".join((*re.findall(r"\w+span=\d+", kind), re.sub(r"<[^>]*>", "", text))) for kind, text in row] for row in rows]


def cell(name: str, text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(text, Place(sheet="表", cell=name, row=row + 1, column=column + 1), row, column, rows, columns)


def test_a_form_is_drawn_with_its_merged_cells() -> None:
    grid = Grid(
        (
            cell("A1", "自评表", 0, 0, columns=6),
            cell("A2", "产出", 1, 0, rows=3),
            cell("B2", "数量", 1, 1, columns=2),
            cell("F2", "5个", 1, 5),
            cell("B4", "质量", 3, 1, columns=2),
            cell("H4", "", 3, 7),
        ),
        Place(sheet="表"),
    )  # row 3 of the sheet is blank, and columns D, E begin no cell
    assert rows_of(drawn([grid])) == [
        ["", "A", "B", "F"],
        ["1", "colspan=3 自评表"],
        ["2", "rowspan=2 产出", "数量", "5个"],
        ["4", "质量", ""],
    ]


def test_marks_stand_in_their_cells_and_beside_their_rows() -> None:
    cells = (Cell("甲", at(3), 0, 0), Cell("", at(3), 0, 1), Cell("乙", at(4), 1, 0), Cell("丙", at(4, 6), 1, 1))
    html = drawn(
        [Grid(cells, at(3, 6))], {id(cells[1]): Attached("error", "①")}, {id(cells[2]): Attached("", "②")}, blank="(blank)"
    )
    assert rows_of(html) == [["3", "甲", "(blank) ①"], ["4–6 ②", "乙", "丙"]]
    assert '<td class="at error">' in html


def test_a_page_break_is_named_where_a_table_runs_over_it() -> None:
    cells = tuple(
        Cell(text, Place(page=page, grid=1, row=row + 1, column=1, bbox=(0, 0, 1, 1)), row, 0)
        for row, (text, page) in enumerate((("甲", 2), ("乙", 2), ("丙", 3)))
    )
    assert rows_of(drawn([Grid(cells, cells[0].place)])) == [["1", "甲"], ["2", "乙"], ["第3页page 33", "丙"]]


def test_the_rows_of_a_very_long_table_are_folded_and_no_cell_spans_two_stretches() -> None:
    cells = (Cell("产出", at(1), 0, 0, rows=250), *(Cell(f"{n}个", at(n), n - 1, 1) for n in range(1, 251)))
    html = drawn([Grid(cells, at(1))])
    shown, folded = html.split("<details class=rest>")
    assert rows_of(shown)[0] == ["1", "rowspan=200 产出", "1个"]
    assert rows_of(folded)[0] == ["201", "", "201个"]
    assert (len(rows_of(shown)), len(rows_of(folded))) == (200, 50)


def test_only_the_part_that_holds_the_form_is_drawn() -> None:
    long = ["第一部分 决算说明", *(f"说明第{n}段。" for n in range(60)), "项目支出绩效自评表", "（2024年度）"]
    rows = ["项目名称\t街心公园养护", "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分",
            "产出指标\t数量指标\t养护公园数量\t≥12座\t12座\t50\t50",
            "效益指标\t社会效益指标\t游客满意率\t≥90%\t95%\t50\t50"]  # fmt: skip
    filing = read_bytes("a.txt", "\n".join([*long, *rows, *(f"名词解释第{n}条。" for n in range(60))]).encode())
    (table,) = filing.tables
    shown = [cell.text for grid in table.filed for cell in grid.cells]
    assert shown[:4] == ["项目支出绩效自评表", "（2024年度）", "项目名称", "街心公园养护"]
    assert shown[-7:] == ["效益指标", "社会效益指标", "游客满意率", "≥90%", "95%", "50", "50"]


def test_each_project_of_a_list_is_drawn_with_the_headings_of_the_list() -> None:
    rows = ["项目名称\t一级指标\t二级指标\t三级指标\t指标值", "花箱更新\t产出指标\t数量指标\t更新花箱\t≥300个",
            "\t满意度指标\t服务对象满意度指标\t居民满意度\t≥90%", "路灯养护\t产出指标\t数量指标\t养护路灯\t≥80盏",
            "\t满意度指标\t服务对象满意度指标\t居民满意度\t≥95%"]  # fmt: skip
    filing = read_bytes("a.txt", "\n".join(["项目支出绩效目标表", *rows]).encode())
    assert [[cell.text for cell in table.filed[0].cells if cell.column == 3] for table in filing.tables] == [
        ["三级指标", "更新花箱", "居民满意度"],
        ["三级指标", "养护路灯", "居民满意度"],
    ]
