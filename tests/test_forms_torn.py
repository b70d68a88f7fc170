"""Text whose table was lost: goals side by side, money items above their amounts, labels and contents on one line."""

from __future__ import annotations

import pytest

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes

TITLE = ("项目支出绩效自评表", "（2023年度）", "项目名称", "渡口浮桥检修", "主管部门", "芦汀县交通运输局")
INDICATORS = (
    "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "产出指标", "数量指标", "检修浮桥座数", "≥6座", "6座", "30", "30",
    "质量指标", "检修合格率", "≥95%", "100%", "20", "20",
    "效益指标", "社会效益指标", "过渡群众人次", "≥2万人次", "2.1万人次", "30", "30",
    "满意度指标", "服务对象满意度指标", "过渡群众满意度", "≥90%", "94%", "10", "10",
)  # fmt: skip


def read(*lines: str) -> Table:
    (table,) = read_bytes("form.txt", ("\n".join(lines) + "\n").encode()).tables
    return table


def goals(table: Table) -> list[tuple[str | None, str, str]]:
    return [(goal.period, goal.kind, goal.text) for goal in table.goals]


BESIDE = [("annual", "expected", "检修浮桥6座，保障过渡安全。"), ("annual", "actual", "检修浮桥6座，无事故。")]


@pytest.mark.parametrize(
    "block",
    [
        ("年度总体目标", "预期目标", "实际完成情况", "检修浮桥6座，保障过渡安全。", "检修浮桥6座，无事故。"),
        ("年度总体目标 预期目标 实际完成情况", "检修浮桥6座，保障过渡安全。 检修浮桥6座，无事故。"),
        ("年度总体目标", "预期目标", "实际完成情况", "检修浮桥6座，保障", "过渡安全。", "检修浮桥6座，", "无事故。"),
        ("年度总体目标", "预期目标", "检修浮桥6座，保障过渡安全。", "实际完成情况", "检修浮桥6座，无事故。"),
        ("预期目标 检修浮桥6座，保障过渡安全。 实际完成情况 检修浮桥6座，无事故。",),
        ("预期目标：检修浮桥6座，保障过渡安全。", "实际完成情况：检修浮桥6座，无事故。"),
    ],
)
def test_goals_side_by_side(block: tuple[str, ...]) -> None:
    table = read(*TITLE, *block, *INDICATORS)
    assert goals(table) == BESIDE
    assert not table.doubts


def test_goals_that_run_together_are_doubted() -> None:
    table = read(*TITLE, "预期目标", "实际完成情况", "检修浮桥", "6座，保障过渡安全", "检修浮桥6座，无事故", *INDICATORS)
    assert [part for part, *_ in table.doubts] == ["goals"]


def test_goals_of_the_whole_period_and_of_the_year_one_below_the_other() -> None:
    table = read(
        "项目支出绩效目标申报表", "项目名称", "渡口浮桥检修", "长期绩效目标", "浮桥常年安全通行", "年度绩效目标",
        "检修浮桥6座", "一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "检修浮桥座数", "≥6座",
        "质量指标", "检修合格率", "≥95%", "效益指标", "社会效益指标", "过渡群众人次", "≥2万人次",
    )  # fmt: skip
    assert goals(table) == [("medium-term", "expected", "浮桥常年安全通行"), ("annual", "expected", "检修浮桥6座")]


@pytest.mark.parametrize(
    "funds",
    [
        ("预算（万元）", "资金总额", "财政拨款", "其他资金", "86.40", "80.00", "6.40"),
        ("预算（万元） 资金总额 财政拨款 其他资金", "86.40 80.00 6.40"),
        ("预算（万元）", "资金总额", "86.40", "财政拨款", "80.00", "其他资金", "6.40"),
    ],
)
def test_money_items_above_their_amounts(funds: tuple[str, ...]) -> None:
    table = read(*TITLE, *funds, "预期目标", "检修浮桥6座。", *INDICATORS)
    assert [(fund.role, fund.text, fund.unit) for fund in table.funds] == [
        ("total", "86.40", "万元"),
        ("appropriation", "80.00", "万元"),
        ("other", "6.40", "万元"),
    ]


def test_a_reason_column_is_no_end_of_the_funds() -> None:
    table = read(
        *TITLE, "预算执行情况（万元）", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因",
        "总额", "90.00", "88.00", "88.00", "100.00%", "10", "10", "预期目标", "检修浮桥6座。", *INDICATORS,
    )  # fmt: skip
    assert [(fund.measure, fund.text) for fund in table.funds] == [
        ("opening", "90.00"),
        ("adjusted", "88.00"),
        ("executed", "88.00"),
        ("rate", "100.00%"),
        ("points", "10"),
        ("score", "10"),
    ]


def test_a_label_may_end_in_a_colon_and_its_content_stand_below() -> None:
    table = read("部门整体支出绩效自评表", "部门（单位）名称：", "芦汀县交通运输局", "预期目标", "检修浮桥6座。", *INDICATORS)
    assert table.department == "芦汀县交通运输局"


def test_points_glued_to_results_are_parted() -> None:
    lines = "\n".join(INDICATORS).replace("6座\n30\n30", "6座3030").replace("100%\n20\n20", "100%20\n20").split("\n")
    table = read(*TITLE, "预期目标", "检修浮桥6座。", *lines)
    assert [(i.actual.text if i.actual else "", str(i.weight), str(i.score)) for i in table.indicators[:2]] == [
        ("6座", "30", "30"),
        ("100%", "20", "20"),
    ]
    assert [(repair.kind, repair.text) for repair in table.repairs] == [("glued", "6座3030"), ("glued", "100%20")]


TARGETS = ("项目支出绩效目标表", "项目名称", "渡口浮桥检修", "一级指标")


def test_what_stands_under_level_2_may_be_the_indicators() -> None:
    table = read(
        *TARGETS, "二级指标", "指标值", "产出指标", "检修浮桥座数", "≥6座", "检修合格率", "≥95%",
        "效益指标", "过渡群众人次", "≥2万人次", "满意度指标", "过渡群众满意率", "≥90%",
    )  # fmt: skip
    assert [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators] == [
        ("产出指标", None, "检修浮桥座数", "≥6座"),
        ("产出指标", None, "检修合格率", "≥95%"),
        ("效益指标", None, "过渡群众人次", "≥2万人次"),
        ("满意度指标", None, "过渡群众满意率", "≥90%"),
    ]
    assert not table.doubts


HALF_YEAR = ("二级指标", "三级指标", "半年指标值", "全年指标值", "备注")


def test_the_target_is_that_of_the_whole_year() -> None:
    table = read(
        *TARGETS, *HALF_YEAR, "产出指标", "数量指标", "检修浮桥座数", "≥3座", "≥6座", "质量指标", "检修合格率", "≥90%", "≥95%",
        "效益指标", "社会效益指标", "过渡群众人次", "≥1万人次", "≥2万人次",
    )  # fmt: skip
    assert [i.target.text for i in table.indicators] == ["≥6座", "≥95%", "≥2万人次"]


def test_rows_under_level_names_that_nobody_knows_are_doubted() -> None:
    table = read(
        *TARGETS, *HALF_YEAR, "立项", "论证", "论证程序规范性", "规范", "规范",
        "产出指标", "数量指标", "检修浮桥座数", "≥3座", "≥6座",
        "质量指标", "检修合格率", "≥90%", "≥95%", "效益指标", "社会效益指标", "过渡群众人次", "≥1万人次", "≥2万人次",
    )  # fmt: skip
    assert [part for part, *_ in table.doubts] == ["indicators"]


def test_the_total_of_the_project_beside_that_of_the_year() -> None:
    table = read(
        "项目支出绩效目标申报表", "项目名称 渡口浮桥检修", "项目资金总额（元） 1,860,000.00 年度资金申请总额（元） 620,000.00",
        "其中：财政资金 1,860,000.00 其中：当年财政拨款 600,000.00", "上年结转资金 20,000.00", "年度总体目标 检修浮桥6座。",
        *INDICATORS,
    )  # fmt: skip
    assert [(fund.role, fund.period, fund.text) for fund in table.funds] == [
        ("total", "medium-term", "1,860,000.00"),
        ("total", "annual", "620,000.00"),
        ("appropriation", "medium-term", "1,860,000.00"),
        ("appropriation", "annual", "600,000.00"),
        ("carry_over", "annual", "20,000.00"),
    ]


def test_a_list_of_projects_may_call_its_goals_by_the_name_of_a_block() -> None:
    rows = (
        "项目名称\t本年拨款\t绩效目标\t一级指标\t二级指标\t三级指标\t指标值",
        "渡口浮桥检修\t24.5\t检修浮桥6座\t产出指标\t数量指标\t检修浮桥座数\t≥6座",
        "\t\t\t效益指标\t社会效益指标\t过渡群众人次\t≥2万人次",
    )
    table = read("部门预算项目绩效目标表", "单位：万元", *rows)
    assert (table.project, goals(table)) == ("渡口浮桥检修", [("annual", "expected", "检修浮桥6座")])
    assert [(fund.role, fund.text) for fund in table.funds] == [("total", "24.5")]


OWN = (
    "项目支出绩效目标申报表", "项目名称", "渡口浮桥检修", "一级指标", "二级指标", "三级指标", "指标值",
    "投入", "落实情况", "资金到位率", "≥98%", "过程", "制度执行", "检修记录完整率", "≥95%", "业务管理", "巡查次数", "≥50次",
    "产出", "检修数量", "检修浮桥座数", "≥6座", "检修质量", "检修合格率", "≥95%", "效果", "社会影响", "过渡群众人次", "≥2万人次",
)  # fmt: skip


def test_a_place_s_own_level_names_are_read_where_each_row_comes_out_whole() -> None:
    table = read(*OWN)
    assert [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators] == [
        ("投入", "落实情况", "资金到位率", "≥98%"),
        ("过程", "制度执行", "检修记录完整率", "≥95%"),
        ("过程", "业务管理", "巡查次数", "≥50次"),
        ("产出指标", "检修数量", "检修浮桥座数", "≥6座"),
        ("产出指标", "检修质量", "检修合格率", "≥95%"),
        ("效益指标", "社会影响", "过渡群众人次", "≥2万人次"),
    ]
    assert not table.doubts


def test_a_place_s_own_level_names_stay_doubted_where_a_row_has_no_value() -> None:
    table = read(*(cell for cell in OWN if cell != "≥50次"))
    assert [part for part, *_ in table.doubts] == ["indicators"]


RUNNING = "芦汀县2023年部门预算公开"


def on_pages(*between: tuple[str, ...]) -> Table:
    """A form whose parts are parted by what stands at the foot of a page and at the head of the next."""
    head = ("项目支出绩效目标申报表", "项目名称", "渡口浮桥检修", "一级指标", "二级指标", "三级指标", "指标值")
    parts = (
        ("产出指标", "数量指标", "检修浮桥座数", "≥6座"),
        ("质量指标", "检修合格率", "≥95%"),
        ("时效指标", "检修完成时间", "12月底前"),
        ("效益指标", "社会效益指标", "过渡群众人次", "≥2万人次"),
    )
    lines = [*head, *parts[0]]
    for gap, part in zip(between, parts[1:], strict=True):
        lines += [*gap, *part]
    return read(*lines)


@pytest.mark.parametrize(
    "between",
    [
        (("- 12 -", RUNNING), ("- 13 -", RUNNING), ("- 14 -", RUNNING)),
        ((RUNNING, "第 12 页 共 40 页"), (RUNNING, "第 13 页 共 40 页"), (RUNNING, "14")),
        (("第12页", RUNNING), ("第13页", RUNNING), (RUNNING,)),
    ],
)
def test_running_heads_beside_page_numbers_are_no_names(between: tuple[tuple[str, ...], ...]) -> None:
    table = on_pages(*between)
    assert [i.level3 for i in table.indicators] == ["检修浮桥座数", "检修合格率", "检修完成时间", "过渡群众人次"]


def test_a_title_beside_page_numbers_still_opens_a_form() -> None:
    form = ("项目支出绩效目标申报表", "项目名称", "{}", *OWN[3:7], "产出指标", "数量指标", "检修浮桥座数", "≥6座",
            "质量指标", "检修合格率", "≥95%", "效益指标", "社会效益指标", "过渡群众人次", "≥2万人次")  # fmt: skip
    text = "\n".join(f"- {n} -\n" + "\n".join(form).format(name) for n, name in enumerate(("东渡", "西渡", "南渡"), 1))
    assert [table.project for table in read_bytes("form.txt", text.encode()).tables] == ["东渡", "西渡", "南渡"]
