"""Self-evaluations whose table was lost: funds, both goals, targets, results, points, scores and reasons."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes

FORM = """附件2

部门整体支出绩效目标自评表
（2024年度）

单位（盖章）： 填报日期：2025年2月20日

部门（单位）名称 沂川区图书馆

部门（单位）总体
资金（万元）

资 金 来 源 年初预算数 全年预算数（A） 全年执行数（B） 分值 执行率 得分

年度资金总额： 486.30 502.60 492.55 10 98.00% 9.8

   基本支出 318.40 318.40 316.20 — — —

   项目支出 167.90 184.20 176.35 — — —

   其他资金 — — —

年度总
体目标

预期目标 实际完成情况

 目标1.全年开馆330天以上，读者
满意。 目标2.新购图书12000册。

目标1.全年开馆338天。 目标2.新购图书12460
册，全部上架。

绩
效
指
标

一级指标 二级指标 三级指标 年度指标值(A) 实际完成值(B) 分值 得分 未完成原因分析

产
出
指
标

(50分)

数量

全年开馆天数 ≥330天 338天 10 10

举办讲座、展览和亲子阅
读等读者活动场次

≥120场 109场 10 9

因闭馆维修停办活动

图书资源共享

全年

与3个乡镇图书室通借
通还，送书2400册

5 5

质量 新购图书编目合格率 ≥98% 99.1% 10 10

时效 新书上架时间 2024年11月30日前 2024年11月22日 5 5

成本

项目支出成本 ≤184.20万元 176.35万元 10 10

效
益
指
标

(30分)

社会效益
读者人次 ≥42万人次 45.3万人次 30 30

满意度指标
（10分）

服务对象
满意度

读者满意度 ≥90% 94.6% 10 10

总         分 100 98.8

自评
结论

达成预期指标

联系人：周砚秋 联系电话：

注：1.绩效自评采取打分评价的形式，满分为100分。
   2.未完成原因分析：说明原因和措施。
"""


def table(text: str) -> Table:
    tables = read_bytes("form.txt", text.encode()).tables
    assert len(tables) == 1
    return tables[0]


def test_the_head_is_read() -> None:
    read = table(FORM)
    assert (read.form, read.year, read.unit, read.department) == ("department-self-evaluation", 2024, "万元", "沂川区图书馆")
    assert {field.id: field.text for field in read.fields} == {
        "reporting_unit": "",
        "date": "2025年2月20日",
        "department": "沂川区图书馆",
        "total_weight": "100",
        "total_score": "98.8",
        "contact": "周砚秋",
        "telephone": "",
        "conclusion": "达成预期指标",
    }


def test_funds_stand_under_their_measures() -> None:
    funds = {(fund.role, fund.measure): (fund.amount, fund.unit) for fund in table(FORM).funds}
    assert funds["total", "opening"] == (Decimal("486.30"), "万元")
    assert funds["total", "adjusted"] == (Decimal("502.60"), "万元")
    assert funds["total", "executed"] == (Decimal("492.55"), "万元")
    assert funds["total", "points"] == (Decimal("10"), "分")
    assert funds["total", "rate"] == (Decimal("98.00"), "%")
    assert funds["total", "score"] == (Decimal("9.8"), "分")
    assert funds["project", "executed"] == (Decimal("176.35"), "万元")
    assert funds["project", "rate"] == (None, "%")
    assert [funds["other", measure][0] for measure in ("opening", "adjusted", "executed")] == [None, None, None]


def test_expected_and_actual_goals_are_told_apart() -> None:
    assert [(goal.kind, goal.text) for goal in table(FORM).goals] == [
        ("expected", "目标1.全年开馆330天以上，读者满意。 目标2.新购图书12000册。"),
        ("actual", "目标1.全年开馆338天。 目标2.新购图书12460册，全部上架。"),
    ]


def rows(of: Table) -> list[tuple[str | None, ...]]:
    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return [
        (i.level1, i.level2, i.level3, i.target.text, i.actual and i.actual.text, text(i.weight), text(i.score), i.reason)
        for i in of.indicators
    ]


ROWS = [
    ("产出指标", "数量指标", "全年开馆天数", "≥330天", "338天", "10", "10", ""),
    ("产出指标", "数量指标", "举办讲座、展览和亲子阅读等读者活动场次", "≥120场", "109场", "10", "9", "因闭馆维修停办活动"),
    ("产出指标", "数量指标", "图书资源共享", "全年", "与3个乡镇图书室通借通还，送书2400册", "5", "5", ""),
    ("产出指标", "质量指标", "新购图书编目合格率", "≥98%", "99.1%", "10", "10", ""),
    ("产出指标", "时效指标", "新书上架时间", "2024年11月30日前", "2024年11月22日", "5", "5", ""),
    ("产出指标", "成本指标", "项目支出成本", "≤184.20万元", "176.35万元", "10", "10", ""),
    ("效益指标", "社会效益指标", "读者人次", "≥42万人次", "45.3万人次", "30", "30", ""),
    ("满意度指标", "服务对象满意度指标", "读者满意度", "≥90%", "94.6%", "10", "10", ""),
]


def test_rows_are_read_in_full() -> None:
    assert rows(table(FORM)) == ROWS


def test_level_names_broken_over_lines_keep_their_points() -> None:
    points = {level.name: (str(level.points), level.text) for level in table(FORM).levels if level.points is not None}
    assert points == {
        "产出指标": ("50", "产出指标(50分)"),
        "效益指标": ("30", "效益指标(30分)"),
        "满意度指标": ("10", "满意度指标（10分）"),
    }


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("2024年11月30日前 2024年11月22日", "2024年11月\n30日前\n\n2024年11\n月22日"),
        ("新购图书编目合格率 ≥98% 99.1%", "新购图书\n编目合格率\n\n≥98%\n\n99.1%"),
        ("产\n出\n指\n标\n\n(50分)", "产出\n\n指标\n(50分)"),
        ("产\n出\n指\n标\n\n(50分)", "产出指标(50分)"),
        ("服务对象\n满意度", "服务对象满意度"),
        ("部门（单位）名称 沂川区图书馆", "部门（单位）名称    沂川区图书馆"),
        ("总         分 100 98.8", "总分\n100\n98.8"),
        ("自评\n结论", "自评结论"),
        ("109场 10 9\n\n因闭馆维修停办活动", "109场 10 9 因闭馆维修停办活动"),
        ("109场 10 9\n\n因闭馆维修停办活动", "109场 10 9 因闭馆维\n修停办活动"),
    ],
)
def test_other_breaks_change_nothing(text: str, broken: str) -> None:
    assert text in FORM
    other, whole = table(FORM.replace(text, broken)), table(FORM)
    assert rows(other) == ROWS
    assert [(field.id, field.text) for field in other.fields] == [(field.id, field.text) for field in whole.fields]
    assert [(fund.role, fund.measure, fund.amount) for fund in other.funds] == [
        (fund.role, fund.measure, fund.amount) for fund in whole.funds
    ]
    assert [(level.name, level.points) for level in other.levels] == [(level.name, level.points) for level in whole.levels]


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 20), st.booleans())
def test_names_may_be_wrapped_anywhere(width: int, blank: bool) -> None:
    name = "举办讲座、展览和亲子阅读等读者活动场次"
    pieces = [name[at : at + width] for at in range(0, len(name), width)]
    text = FORM.replace("举办讲座、展览和亲子阅\n读等读者活动场次", ("\n\n" if blank else "\n").join(pieces))
    assert rows(table(text)) == ROWS
