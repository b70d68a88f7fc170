"""Forms whose table was lost: what is read does not depend on where the text was wrapped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.filings.model import Indicator, Table
from jixiao.filings.reading import read_bytes

Row = tuple[str, str, str, str]
ROWS: list[Row] = [
    ("产出指标", "数量指标", "送戏下乡演出场次", "≥96场"),
    ("产出指标", "数量指标", "聘用讲解人员人数", "＝5人"),
    ("产出指标", "数量指标", "修订乡镇文化站的管理制度", "≥12项"),
    ("产出指标", "质量指标", "指导、督查乡镇（街道）文化站工作，基层服务能力提升", "不断提高"),
    ("产出指标", "质量指标", "传承人口述史料采集和记录的合格率", "＝100%"),
    ("产出指标", "时效指标", "全部演出完成时限", "2026年12月15日前"),
    ("产出指标", "成本指标", "演员劳务费", "≤1,288,000.50元"),
    ("产出指标", "成本指标", "项目或定额成本控制率", "＝100%"),
    ("效益指标", "社会效益指标", "丰富城乡居民文化生活，营造保护传统技艺的良好氛围。", "100%"),
    ("效益指标", "可持续影响指标", "“非遗进校园”长效机制的完善", "≥3个"),
    ("满意度指标", "服务对象满意度指标", "观众对演出的满意度", "≥90%"),
]
HEAD = """松泉县2026年项目支出绩效目标批复表
单位：万元

特定目标-单位发展专项 乡村文化活动专项经费

松泉县文化馆 松泉县文化馆

46.80

46.80

0.00

目标1：组织送戏下乡。目标2：完成传承人口述史料的采
集和整理。
"""


def table(text: str) -> Table:
    tables = read_bytes("form.txt", text.encode()).tables
    assert len(tables) == 1
    return tables[0]


def indicators(of: Table) -> list[Row]:
    return [(i.level1 or "", i.level2 or "", i.level3, i.target.text) for i in of.indicators]


def plainly(text: str, _: bool) -> str:
    return text


def typeset(rows: list[Row], cell: Callable[[str, bool], str] = plainly, breaks: frozenset[int] = frozenset()) -> str:
    """The rows as text, one cell below the other; level names where they change and after a page break."""
    lines = [HEAD]
    above: tuple[str, str] = ("", "")
    for number, (level1, level2, name, value) in enumerate(rows):
        if number in breaks:
            lines += ["", "", "\f"]
            above = ("", "")
        if level1 != above[0]:
            lines.append(cell(level1, False))
        if (level1, level2) != above:
            lines.append(cell(level2, False))
        above = (level1, level2)
        lines += [cell(name, False), cell(value, True)]
    return "\n".join(lines)


def wrapped(text: str, width: int, blanks: list[bool]) -> str:
    pieces = [text[at : at + width] for at in range(0, len(text), width)]
    blank = iter(blanks)
    return "".join(piece + ("\n\n" if next(blank, False) else "\n") for piece in pieces).rstrip("\n")


@st.composite
def settings_of_type(draw: st.DrawFn) -> Callable[[str, bool], str]:
    """A way to wrap cells: names at any width from 5 characters, values from 6."""

    def cell(text: str, is_value: bool) -> str:
        width = draw(st.integers(6 if is_value else 5, 24))
        return wrapped(text, width, draw(st.lists(st.booleans(), max_size=12)))

    return cell


def test_an_unlabelled_head_is_understood_where_the_amounts_add_up() -> None:
    read = table(typeset(ROWS))
    assert (read.form, read.year, read.unit) == ("project-approval", 2026, "万元")
    assert (read.department, read.project) == ("松泉县文化馆", "乡村文化活动专项经费")
    assert [(fund.role, str(fund.amount), fund.unit, fund.place.line) for fund in read.funds] == [
        ("total", "46.80", "万元", 8),
        ("appropriation", "46.80", "万元", 10),
        ("other", "0.00", "万元", 12),
    ]
    assert [(goal.kind, goal.text) for goal in read.goals] == [
        ("expected", "目标1：组织送戏下乡。目标2：完成传承人口述史料的采集和整理。")
    ]
    assert [repair.kind for repair in read.repairs] == ["unlabelled"]


def test_amounts_that_do_not_add_up_are_not_guessed() -> None:
    read = table(typeset(ROWS).replace("0.00", "3.00"))
    assert read.funds == ()
    assert [part for part, _, _ in read.doubts] == ["funds"]


LABELLED = """2025年项目支出绩效目标表

单位：万元

项目名称 乡村公路养护专项

主管部门 松坪县交通局 实施单位 松坪县公路养护中心

资金情况

{funds}

年度绩
效目标

完成县道养护128公里，路面完好
率95%以上。

产出指标
数量指标
养护县道里程
≥128公里
质量指标
路面完好率
≥95%
效益指标
社会效益指标
事故下降率
≥5%
"""


def test_a_labelled_head_is_read_by_its_labels() -> None:
    read = table(LABELLED.format(funds="年度资金总额： 320.00\n\n其中：财政拨款 300.00\n\n其他资金 20.00"))
    assert (read.project, read.year, read.unit) == ("乡村公路养护专项", 2025, "万元")
    assert {field.id: field.text for field in read.fields} == {
        "project": "乡村公路养护专项",
        "competent_department": "松坪县交通局",
        "implementing_unit": "松坪县公路养护中心",
    }
    assert [(fund.role, str(fund.amount), fund.unit, fund.period, fund.place.line) for fund in read.funds] == [
        ("total", "320.00", "万元", "annual", 11),
        ("appropriation", "300.00", "万元", "annual", 13),
        ("other", "20.00", "万元", "annual", 15),
    ]
    assert [goal.text for goal in read.goals] == ["完成县道养护128公里，路面完好率95%以上。"]
    assert len(read.indicators) == 3


def test_two_amounts_on_a_line_stand_for_the_two_periods() -> None:
    funds = "中期资金总额： 90.00 年度资金总额： 30.00\n其中：财政拨款 90.00 其中：财政拨款 30.00"
    read = table(LABELLED.format(funds=funds))
    assert [(fund.role, fund.period, str(fund.amount)) for fund in read.funds] == [
        ("total", "medium-term", "90.00"),
        ("total", "annual", "30.00"),
        ("appropriation", "medium-term", "90.00"),
        ("appropriation", "annual", "30.00"),
    ]


def test_rows_are_read_in_full() -> None:
    read = table(typeset(ROWS))
    assert indicators(read) == ROWS
    assert [(i.target.operator, i.target.number and str(i.target.number), i.target.unit) for i in read.indicators] == [
        ("≥", "96", "场"),
        ("=", "5", "人"),
        ("≥", "12", "项"),
        (None, None, None),
        ("=", "100", "%"),
        ("≤", None, None),
        ("≤", "1288000.50", "元"),
        ("=", "100", "%"),
        (None, "100", "%"),
        ("≥", "3", "个"),
        ("≥", "90", "%"),
    ]


def test_places_are_the_lines_of_name_and_value() -> None:
    text = typeset(ROWS[:1])
    lines = text.split("\n")
    first: Indicator = table(typeset(ROWS)).indicators[0]
    assert lines[(first.level3_place.line or 0) - 1] == "送戏下乡演出场次"
    assert lines[(first.place.line or 0) - 1] == "≥96场"


@settings(max_examples=150, deadline=None)
@given(settings_of_type())
def test_wrapping_changes_nothing(cell: Callable[[str, bool], str]) -> None:
    assert indicators(table(typeset(ROWS, cell))) == ROWS


@given(st.frozensets(st.integers(1, len(ROWS) - 1), max_size=3))
def test_page_breaks_that_repeat_level_names_change_nothing(breaks: frozenset[int]) -> None:
    broken, whole = table(typeset(ROWS, breaks=breaks)), table(typeset(ROWS))
    assert indicators(broken) == ROWS
    assert broken.text.split() == whole.text.split()


@given(st.permutations(range(4)))
def test_groups_may_stand_in_any_order(order: list[int]) -> None:
    groups = [[row for row in ROWS if row[0] == name] for name in ("产出指标", "效益指标", "满意度指标")] + [[]]
    rows = [row for number in order for row in groups[number]]
    assert indicators(table(typeset(rows))) == rows


@pytest.mark.parametrize("white", ["\r\n", " \n", "　\n"])
def test_white_space_at_line_ends_changes_nothing(white: str) -> None:
    assert table(typeset(ROWS).replace("\n", white)).indicators == table(typeset(ROWS)).indicators


@pytest.mark.parametrize("level2", ["服务对象满意度指标", "服务对象满意度", "满意度指标"])
@pytest.mark.parametrize("name", ["服务对象满意度", "满意度", "社会公众满意度"])
def test_an_indicator_may_be_called_like_its_level(level2: str, name: str) -> None:
    rows: list[Row] = [*ROWS[:-1], ("满意度指标", level2, name, "≥90%")]
    read = table(typeset(rows))
    assert indicators(read)[-1] == ("满意度指标", "服务对象满意度指标", name, "≥90%")
    assert len(read.indicators) == len(rows)
