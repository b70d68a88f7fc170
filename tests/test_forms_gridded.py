"""Tab-separated forms: columns by their headings, halves of a form, rows that have lost or gained cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes


def tables(text: str) -> tuple[Table, ...]:
    return read_bytes("form.txt", text.encode()).tables


def tabbed(*rows: str) -> str:
    """Rows written with bars, as tab-separated text."""
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows) + "\n"


DEPARTMENT = "2026年部门整体支出绩效目标表\n\n2026.2.3\n单位：万元\n填报单位（盖章）：\n\n" + tabbed(
    "部门（单位）名称 | 梧岭区老年大学 ||||||",
    "年度履职目标 | 办好老年教育。 ||||||",
    "年度主要任务 | 任务名称 ||| 主要内容 |||",
    " | 老年教育 ||| 一是扩大招生。 |||",
    "预算情况 | 资金总额 | 按收入性质分 |||| 按支出性质分 |",
    " | 298.60 | 一般公共预算 | 政府性基金拨款 | 财政专户管理资金 | 其他资金 | 基本支出 | 项目支出",
    " | | 278.60 | | 20 | | 178.60 | 120",
    "一级指标 | 二级指标 | 三级指标 | 指标值类型 | 指标值 | 度量单位 | 指标值说明（指标解释） | 备注",
    "产出指标 | 数量指标 | 在校学员人数 | ≥ | 2600 | 人 | 按注册名册统计 |",
    " | | 社区教学点数量 | 大于等于 | 18 | 个 | |",
    " | 质量指标 | 课程出勤率 | 定性 | 高于平均水平 | | |",
    "时效指标 | 教学计划按期完成率 | = | 95 | % | | | ",
    "效益指标 | 经济效益 ||||||",
    " | 社会效益 | 学员社会参与率 | ≥ | 40 | % | |",
    "满意度指标 | 服务对象满意度 | 学员满意度 | ≥ | 98 | 百分比 | |",
    "成本指标 | 经济成本指标 | 项目经费成本 | ≤ | 120 | 万元 | |",
    "生态环境成本指标 |||||||",
)
PROJECT = "2026年项目支出绩效目标表\n单位：万元\n" + tabbed(
    "项目名称 | 社区教学点建设专项 ||||||",
    "项目金额 | 80 || 项目类别 | 特定目标类 |||",
    "项目支出实施期 | 2026年 ||||||",
    "本年度绩效目标 | 新建社区教学点6个。 ||||||",
    "本年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 指标值类型 | 备注",
    " | 产出指标 | 数量指标 | 新建社区教学点数量 | 6 | 个 | ≥ |",
    " | | 质量指标 | 教学设备验收合格率 | 100 | % | = |",
    " | 效益指标 | 社会效益 | 服务老年人数 | 1200 | 人次 | ≥ |",
    " | 满意度 | 服务对象满意度 | 学员满意度 | 90 | % | ≥ |",
    " | 成本指标 | 经济成本指标 | 教学点建设费 | 80 | 万元 | ≤ |",
)


def targets(of: Table) -> list[tuple[str | None, ...]]:
    return [
        (i.level1, i.level2, i.level3, i.target.operator, str(i.target.number or i.target.text), i.target.unit)
        for i in of.indicators
    ]


def test_a_department_form_is_read_in_full() -> None:
    (read,) = tables(DEPARTMENT)
    assert (read.form, read.year, read.unit, read.department, read.project) == (
        "department-target",
        2026,
        "万元",
        "梧岭区老年大学",
        None,
    )
    assert [(fund.role, fund.amount) for fund in read.funds] == [
        ("total", Decimal("298.60")),
        ("general_budget", Decimal("278.60")),
        ("government_fund", None),
        ("special_account", Decimal("20")),
        ("other", None),
        ("basic", Decimal("178.60")),
        ("project", Decimal("120")),
    ]
    assert [(goal.kind, goal.text) for goal in read.goals] == [("expected", "办好老年教育。")]
    assert targets(read) == [
        ("产出指标", "数量指标", "在校学员人数", "≥", "2600", "人"),
        ("产出指标", "数量指标", "社区教学点数量", "≥", "18", "个"),
        ("产出指标", "质量指标", "课程出勤率", None, "高于平均水平", None),
        ("产出指标", "时效指标", "教学计划按期完成率", "=", "95", "%"),
        ("效益指标", "社会效益指标", "学员社会参与率", "≥", "40", "%"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥", "98", "百分比"),
        ("成本指标", "经济成本指标", "项目经费成本", "≤", "120", "万元"),
    ]
    assert [i.declared for i in read.indicators] == [None, None, "定性", None, None, None, None]
    assert [i.note for i in read.indicators][:2] == ["按注册名册统计", ""]


def test_rows_that_lost_their_level_1_cell_are_repaired_and_recorded() -> None:
    (read,) = tables(DEPARTMENT)
    shifted = [(repair.kind, repair.text.split(" | ")[0], repair.place.line) for repair in read.repairs]
    assert shifted == [("shifted", "时效指标", 18), ("shifted", "生态环境成本指标", 23)]


def test_level_names_without_indicators_are_kept() -> None:
    (read,) = tables(DEPARTMENT)
    names = [(level.level, level.name) for level in read.levels]
    assert (2, "经济效益指标") in names and (2, "生态环境成本指标") in names


def test_columns_are_bound_by_their_headings() -> None:
    department, project = tables(DEPARTMENT + "\n\n" + PROJECT)
    assert department.indicators == tables(DEPARTMENT)[0].indicators
    assert (project.project, project.period_start, project.period_end) == ("社区教学点建设专项", 2026, 2026)
    assert targets(project) == [
        ("产出指标", "数量指标", "新建社区教学点数量", "≥", "6", "个"),
        ("产出指标", "质量指标", "教学设备验收合格率", "=", "100", "%"),
        ("效益指标", "社会效益指标", "服务老年人数", "≥", "1200", "人次"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥", "90", "%"),
        ("成本指标", "经济成本指标", "教学点建设费", "≤", "80", "万元"),
    ]


@given(st.permutations(["度量单位", "指标值类型", "指标值", "备注"]))
def test_the_order_of_columns_does_not_matter(order: list[str]) -> None:
    cells = {"度量单位": ["个", "%", "万元"], "指标值类型": ["≥", "=", "≤"], "指标值": ["6", "100", "80"], "备注": ["", "", ""]}
    rows = [" | ".join(cells[column][number] for column in order) for number in range(3)]
    (read,) = tables(
        "项目支出绩效目标表\n"
        + tabbed(
            "一级指标 | 二级指标 | 三级指标 | " + " | ".join(order),
            "产出指标 | 数量指标 | 新建教学点数量 | " + rows[0],
            " | 质量指标 | 验收合格率 | " + rows[1],
            "成本指标 | 经济成本指标 | 教学点建设费 | " + rows[2],
        )
    )
    assert [(i.target.operator, i.target.number, i.target.unit) for i in read.indicators] == [
        ("≥", Decimal(6), "个"),
        ("=", Decimal(100), "%"),
        ("≤", Decimal(80), "万元"),
    ]


TWO_PERIODS = "项目支出绩效目标申报表\n\n（ 2023 年度）\n\n项目负责人（签字）：\n\n单位（盖\n\n" + tabbed(
    "项目名称 || 青少年心理辅导站建设经费 |||||",
    "主管部门及代码 || [033]霁川市教育体育局 || 实施单位 || 霁川市青少年活动中心 |",
    "项目属性 || 阶段项目 || 项目期 || 3年 |",
    "项目资金 (万元) || 中期资金总额： || 36.00 | 年度资金总额： || 12.00",
    " || 其中：财政拨款 || 30.00 | 其中：财政拨款 || 10.00",
    " || 其他资金 || 6.00 | 其他资金 || 2.00",
    "总体目标 | 中期目标（2023年—2025年） |||| 年度目标 ||",
    " | 三年建成辅导站36个。 |||| 建成辅导站12个。 ||",
    "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值",
    " | 产出指标 | 数量指标 | 建成辅导站个数 | ≥36个 | 数量指标 | 聘用辅导员人数 | 3人",
    " | | | 参加培训教师 | ≥4千 | | 建成辅导站个数 | ≥12个",
    " | | 成本指标 | 成本指标 | 一季度完成预算 | ≤9万元 | 成本指标 |",
    " | | 四季度完成预算 | 3万元 ||||",
    " | 效益指标 | 经济效益 | | 经济效益 |||",
    " | | 社会效益指标 | 建立长效机制 | 机制在预防学生心 | 社会效益指标 | 建立长效机制 | 机制在预防",
    " | 可持续影 | 机制持续运行年限 | ≥5年 | 可持续影 |||",
    " | 满意度指 | 满意度指 | 学生家长满意度 | ≥97百分比 | 满意度指 | 学生家长满意度 | ≥98百分比",
)


def test_both_halves_of_a_two_period_form_are_read() -> None:
    (read,) = tables(TWO_PERIODS)
    assert (read.two_periods, read.year, read.period_start, read.period_end, read.period_years) == (True, 2023, 2023, 2025, 3)
    assert (read.project, read.department, read.unit) == ("青少年心理辅导站建设经费", "[033]霁川市教育体育局", "万元")
    assert [(fund.role, fund.period, str(fund.amount)) for fund in read.funds] == [
        ("total", "medium-term", "36.00"),
        ("total", "annual", "12.00"),
        ("appropriation", "medium-term", "30.00"),
        ("appropriation", "annual", "10.00"),
        ("other", "medium-term", "6.00"),
        ("other", "annual", "2.00"),
    ]
    assert [(goal.period, goal.text) for goal in read.goals] == [
        ("medium-term", "三年建成辅导站36个。"),
        ("annual", "建成辅导站12个。"),
    ]


def test_rows_with_lost_or_gained_cells_find_their_columns() -> None:
    (read,) = tables(TWO_PERIODS)
    assert [(i.period, i.level1, i.level2, i.level3, i.target.text) for i in read.indicators] == [
        ("medium-term", "产出指标", "数量指标", "建成辅导站个数", "≥36个"),
        ("annual", "产出指标", "数量指标", "聘用辅导员人数", "3人"),
        ("medium-term", "产出指标", "数量指标", "参加培训教师", "≥4千"),
        ("annual", "产出指标", "数量指标", "建成辅导站个数", "≥12个"),
        ("medium-term", "产出指标", "成本指标", "一季度完成预算", "≤9万元"),
        ("medium-term", "产出指标", "成本指标", "四季度完成预算", "3万元"),
        ("medium-term", "效益指标", "社会效益指标", "建立长效机制", "机制在预防学生心"),
        ("annual", "效益指标", "社会效益指标", "建立长效机制", "机制在预防"),
        ("medium-term", "效益指标", "可持续影响指标", "机制持续运行年限", "≥5年"),
        ("medium-term", "满意度指标", "服务对象满意度指标", "学生家长满意度", "≥97百分比"),
        ("annual", "满意度指标", "服务对象满意度指标", "学生家长满意度", "≥98百分比"),
    ]
    assert next(i.target for i in read.indicators if i.level3 == "参加培训教师").number == 4000


def test_clipped_labels_are_completed_and_recorded() -> None:
    (read,) = tables(TWO_PERIODS)
    clipped = {(repair.text, repair.expected) for repair in read.repairs if repair.kind == "clipped-label"}
    assert clipped == {
        ("单位（盖", "单位(盖章)"),
        ("可持续影", "可持续影响指标"),
        ("满意度指", "满意度指标"),
        ("满意度指", "服务对象满意度指标"),
    }


@pytest.mark.parametrize("form", [DEPARTMENT, PROJECT, TWO_PERIODS], ids=["department", "project", "two periods"])
def test_white_space_changes_nothing(form: str) -> None:
    (whole,) = tables(form)
    for other in (
        form.replace("\n", "\t\t\n").replace("\n\t\t\n", "\n\n"),
        form.replace("\t", " \t "),
        form.replace("\n", "  \n"),
        form.replace("\n", "\r\n"),
        form.replace("\t\n", "\n"),
    ):
        (read,) = tables(other)
        assert read.indicators == whole.indicators
        assert [(fund.role, fund.period, fund.amount) for fund in read.funds] == [
            (fund.role, fund.period, fund.amount) for fund in whole.funds
        ]


@given(st.permutations(range(4)))
def test_groups_may_stand_in_any_order(order: list[int]) -> None:
    groups = [
        (" | 产出指标 | 数量指标 | 新建教学点数量 | 6 | 个 | ≥ |", " | | 质量指标 | 验收合格率 | 100 | % | = |"),
        (" | 效益指标 | 社会效益 | 服务人次 | 1200 | 人次 | ≥ |",),
        (" | 满意度 | 服务对象满意度 | 学员满意度 | 90 | % | ≥ |",),
        (" | 成本指标 | 经济成本指标 | 教学点建设费 | 80 | 万元 | ≤ |",),
    ]
    head = "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 指标值类型 | 备注"
    (read,) = tables("项目支出绩效目标表\n" + tabbed(head, *(row for number in order for row in groups[number])))
    (usual,) = tables("项目支出绩效目标表\n" + tabbed(head, *(row for group in groups for row in group)))
    assert sorted(targets(read)) == sorted(targets(usual))  # type: ignore[type-var]


@pytest.mark.parametrize("name", ["服务对象满意度", "公众满意度", "满意度"])
def test_an_indicator_may_be_called_like_its_level(name: str) -> None:
    rows = (
        "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95%",
        f" | | {name} | ≥90%",
        f"满意度指标 | 服务对象满意度 | {name} | ≥85%",
    )
    form = "2026年项目支出绩效目标表\n" + tabbed(
        "一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 开课门数 | ≥6门", *rows
    )
    (read,) = tables(form)
    assert [(i.level2, i.level3, i.target.text) for i in read.indicators[1:]] == [
        ("服务对象满意度指标", "学员满意度", "≥95%"),
        ("服务对象满意度指标", name, "≥90%"),
        ("服务对象满意度指标", name, "≥85%"),
    ]
    assert "nested-label" not in [repair.kind for repair in read.repairs]


@pytest.mark.parametrize("line", ["2026年 单位：万元", "单位：万元    2026年", "（2026年度）   （单位：万元）"])
def test_year_and_unit_may_share_a_line(line: str) -> None:
    rows = tabbed("一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 开课门数 | ≥6门")
    (read,) = tables(f"项目支出绩效目标表\n{line}\n{rows}")
    assert (read.year, read.unit) == (2026, "万元")
