"""Project lists whose indicators are one coded string a project."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes

CODES = (
    "1、1-产出指标,11-数量指标,养护公园座数；实施周期指标值:≥14座,年度指标值:≥14座;,"
    "2、1-产出指标,13-时效指标,市民投诉处理时间；实施周期指标值:≤24小时,年度指标值: ≤24小时;,"
    "3、2-效益指标,23-生态效益,植被成活率；实施周期指标值:成活良好。补栽及时、养护到位,年度指标值:95%以上;,"
    "1、3-满意度指标,31-服务对象满意度,游园市民满意度；实施周期指标值:≥92%,年度指标值:≥92%;"
)
GOAL = "全年养护城区公园14座，绿地完好率达到98%以上，市民投诉24小时内处理完毕。"
PAGE_HEAD = """部门名称：望湖区园林绿化中心(部门) 单位：万元

项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标
"""
SECOND = """
    行道树补植与养护
专项经费

54.40 50.40 4.00

在12条道路补植行道树。

1、1-产出指标,12-质量指标,验收合格率；实施周期指标值:=100%,年度指标值:=100%;
"""


def text_of(goal: str = GOAL, codes: str = CODES) -> str:
    return (
        f"项目支出绩效目标表（含转移支付项目）\n\n{PAGE_HEAD}\n合计 140.40 140.40\n\n望湖区园林绿化中心 140.40 140.40\n\n"
        f"    城市公园日常养护经费 86.00 86.00\n\n{goal}\n\n{codes}\n\n\n{PAGE_HEAD}{SECOND}"
    )


def tables(goal: str = GOAL, codes: str = CODES) -> tuple[Table, ...]:
    return read_bytes("list.txt", text_of(goal, codes).encode()).tables


def rows(of: Table) -> list[tuple[object, ...]]:
    return [(i.sequence, i.level1, i.level2, i.level2_code, i.level3, i.period, i.target.text) for i in of.indicators]


ROWS = [
    (1, "产出指标", "数量指标", "11", "养护公园座数", "medium-term", "≥14座"),
    (1, "产出指标", "数量指标", "11", "养护公园座数", "annual", "≥14座"),
    (2, "产出指标", "时效指标", "13", "市民投诉处理时间", "medium-term", "≤24小时"),
    (2, "产出指标", "时效指标", "13", "市民投诉处理时间", "annual", "≤24小时"),
    (3, "效益指标", "生态效益指标", "23", "植被成活率", "medium-term", "成活良好。补栽及时、养护到位"),
    (3, "效益指标", "生态效益指标", "23", "植被成活率", "annual", "95%以上"),
    (1, "满意度指标", "服务对象满意度指标", "31", "游园市民满意度", "medium-term", "≥92%"),
    (1, "满意度指标", "服务对象满意度指标", "31", "游园市民满意度", "annual", "≥92%"),
]


def test_every_project_is_a_table() -> None:
    first, second = tables()
    assert (first.project, second.project) == ("城市公园日常养护经费", "行道树补植与养护专项经费")
    assert {first.department, second.department} == {"望湖区园林绿化中心(部门)"}
    assert (first.form, first.unit, first.two_periods) == ("project-target", "万元", True)
    assert [goal.text for goal in first.goals] == [GOAL]
    assert [goal.text for goal in second.goals] == ["在12条道路补植行道树。"]


def test_codes_are_read_in_full() -> None:
    first, second = tables()
    assert rows(first) == ROWS
    assert rows(second) == [
        (1, "产出指标", "质量指标", "12", "验收合格率", "medium-term", "=100%"),
        (1, "产出指标", "质量指标", "12", "验收合格率", "annual", "=100%"),
    ]


def test_amounts_stand_under_their_headings_where_they_add_up() -> None:
    first, second = tables()
    assert [(fund.role, str(fund.amount)) for fund in first.funds if fund.amount is not None] == [
        ("total", "86.00"),
        ("appropriation", "86.00"),
    ]
    assert first.doubts == ()
    assert [(fund.role, str(fund.amount)) for fund in second.funds if fund.amount is not None] == [
        ("total", "54.40"),
        ("appropriation", "50.40"),
        ("special_account", "4.00"),
    ]


def test_places_follow_the_text_over_its_line_breaks() -> None:
    codes = "\n".join(CODES[at : at + 20] for at in range(0, len(CODES), 20))
    lines = text_of(codes=codes).split("\n")
    first, _ = tables(codes=codes)
    for indicator in first.indicators:
        place = indicator.place
        stands = "".join(lines[(place.line or 1) - 1 : place.end_line or place.line])
        assert indicator.target.text in stands


@settings(max_examples=100, deadline=None)
@given(st.integers(8, 60), st.lists(st.booleans(), max_size=40), st.integers(8, 60))
def test_wrapping_changes_nothing(width: int, blanks: list[bool], goal_width: int) -> None:
    def wrapped(text: str, width: int) -> str:
        blank = iter(blanks)
        pieces = [text[at : at + width] for at in range(0, len(text), width)]
        return "".join(piece + ("\n\n" if next(blank, False) else "\n") for piece in pieces)

    first, second = tables(wrapped(GOAL, goal_width), wrapped(CODES, width))
    assert rows(first) == ROWS
    assert [goal.text for goal in first.goals] == [GOAL]
    assert second.project == "行道树补植与养护专项经费"


@given(st.permutations(range(4)))
def test_indicators_may_stand_in_any_order(order: list[int]) -> None:
    codes = CODES.rstrip(";").split(";,")
    first, _ = tables(codes=";,".join(codes[number] for number in order) + ";")
    assert sorted(map(str, rows(first))) == sorted(map(str, ROWS))
