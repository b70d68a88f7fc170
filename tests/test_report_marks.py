"""Which cell a finding marks, and how the form is redrawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_sample import EVALUATION, FILING, FINDINGS, TARGETS, at

from jixiao.filings.model import Field, Place, Table
from jixiao.reports.listing import Entry, sections
from jixiao.reports.marks import HEAD, Key, marks
from jixiao.reports.sheet import sheet
from jixiao.validators.finding import Finding, Text


def marked(table: Table, finding: Finding) -> tuple[set[Key], set[Key]]:
    """The cells marked as faulty and as related."""
    found = marks(1, table, [Entry(1, finding, None)])
    own = {key for key, listed in found.items() if not listed[0].related}
    return own, set(found) - own


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
        (about(2, at(18), "300株"), {("indicator", 2, "target")}),
        (about(2, at(18), "280株"), {("indicator", 2, "actual")}),
        (about(2, at(18), "补植乔木数量"), {("indicator", 2, "level3")}),
        (about(1, at(17), "12座"), {("indicator", 1, "target")}),
        (about(1, at(17), "12座", message="实际完成值照抄指标值"), {("indicator", 1, "actual")}),
        (about(2, at(18), "补植乔木数量 300株"), {("indicator", 2, "level3"), ("indicator", 2, "target")}),
        (about(2, at(18), "得25.5分"), {("indicator", 2, "score")}),
        (about(2, at(18), "什么都不像"), {("indicator", 2, "row")}),
        (about(2, at(18)), {("indicator", 2, "reason")}),
        (about(None, at(6), "80%"), {("fund", 2)}),
        (about(None, at(6)), {("funds", "年度资金总额")}),
        (about(None, at(7)), {("fund", 3)}),
        (about(None, at(12, 14)), {("goal", 1)}),
        (about(None, at(13)), {("goal", 1)}),
        (about(None, at(3)), {("field", 0)}),
        (about(None, at(2)), {("year",)}),
        (about(None, at(19)), {("level", 2, "时效指标", "产出指标")}),
        (about(None, at(1)), {HEAD}),
        (about(None, Place()), {HEAD}),
        (about(None, at(500)), {HEAD}),
        (about(2, at(18), "300株", table=2), set()),
    ],
)
def test_marks_the_cell_at_the_place_that_the_finding_quotes(finding: Finding, cells: set[Key]) -> None:
    assert marked(EVALUATION, finding) == (cells, set())


def test_columns_of_their_own_tell_cells_apart() -> None:
    target = Place(sheet="表1", cell="D7")
    second = EVALUATION.indicators[1]
    own = replace(second, target=replace(second.target, place=target), level3_place=Place(sheet="表1", cell="C7"))
    table = replace(EVALUATION, indicators=(EVALUATION.indicators[0], own))
    assert marked(table, about(2, target)) == ({("indicator", 2, "target")}, set())


def test_related_cells_are_marked_as_such_in_any_table() -> None:
    finding = about(3, at(20), "有所改善", related=(at(17), at(9, 11), at(33)))
    own, related = marked(EVALUATION, finding)
    assert own == {("indicator", 3, "target")}
    assert related == {("indicator", 1, "row"), ("goal", 0)}
    assert set(marks(2, TARGETS, [Entry(1, finding, None)])) == {("goal", 0), ("goal", 1)}


def test_blank_particulars_are_known_by_their_labels() -> None:
    blanks = tuple(Field(label, label, text, at(3)) for label, text in (("填报人", ""), ("电话", ""), ("日期", "2月1日")))
    table = replace(EVALUATION, fields=(*blanks, Field("seal", "单位盖章", "", at(4)), Field("day", "盖章日期", "", at(4))))
    finding = about(None, at(3), "“填报人”、“电话”、“单位盖章”", related=(at(4),))
    assert marked(table, finding) == ({("field", 0), ("field", 1)}, {("field", 3)})


def test_every_mark_has_an_anchor_of_its_own() -> None:
    entries = [entry for section in sections(FILING, FINDINGS) for entry in section.entries]
    anchors = [
        mark.anchor
        for number, table in enumerate(FILING.tables, 1)
        for listed in marks(number, table, entries).values()
        for mark in listed
    ]
    assert len(anchors) == len(set(anchors))
    assert {f"m{entry.number}" for entry in entries} <= set(anchors)


def test_level_cells_span_their_rows_and_empty_levels_are_shown() -> None:
    drawn = sheet(EVALUATION, {})
    assert [
        (
            row.level1 and (row.level1.text, row.level1.rows),
            row.level2 and (row.level2.text, row.level2.rows),
            row.cells["level3"].text,
        )
        for row in drawn.rows
    ] == [
        (("产出指标（50分）", 3), ("数量", 2), "养护公园数量"),
        (None, None, "补植乔木数量"),
        (None, ("时效", 1), ""),
        (("效益指标", 1), ("生态效益", 1), "空气质量"),
    ]
    assert drawn.columns == ("target", "actual", "weight", "score", "reason")


def test_two_periods_of_one_name_share_a_row() -> None:
    drawn = sheet(TARGETS, {})
    assert drawn.columns == ("medium_target", "annual_target")
    assert [{role: cell.text for role, cell in row.cells.items() if cell.text} for row in drawn.rows] == [
        {"level3": "更新花箱", "medium_target": "≥900个", "annual_target": "≥300个"},
        {"level3": "居民满意度", "medium_target": "≥90%"},
    ]


def test_funds_become_a_grid() -> None:
    drawn = sheet(EVALUATION, {})
    assert drawn.fund_columns == ("全年预算数（A）", "全年执行数（B）", "执行率")
    assert [(row.item.text, [cell and cell.text for cell in row.cells]) for row in drawn.funds] == [
        ("年度资金总额", ["80.00", "60.00", "80%"]),
        ("其他资金", ["", None, None]),
    ]


def test_no_mark_is_lost_where_the_form_has_no_cell_for_it() -> None:
    entry = Entry(1, FINDINGS[0], None)
    found = marks(1, EVALUATION, [entry])
    stray = {("level", 2, "没有这一级", None): next(iter(found.values()))}
    assert [mark.entry for mark in sheet(EVALUATION, stray).head] == [entry]
