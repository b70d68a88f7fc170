"""Target forms of which a crawler left text: merged cells printed once, labels and values apart, the page's own title."""

from __future__ import annotations

import pytest

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes

LIST = (
    "| 部门预算项目绩效目标表（2023年度） |||||||||||",
    "| 金额单位：元 |||||||||||",
    "| 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |",
    "| 208-梧岭县林业部门 | 920,000.00 ||||||||||",
    "| 208001-梧岭县林业局 | 苗圃灌溉设施维护 | 620,000.00 | 维护苗圃灌溉管网14公里 |"
    " 产出指标 | 数量指标 | 维护管网长度 | ≥ | 14 | 公里 | 50 |",
    "| 效益指标 | 生态效益指标 | 节水比例 | ≥ | 10 | % | 40 |||||",
    "| 满意度指标 | 服务对象满意度指标 | 育苗户满意度 | ≥ | 90 | % | 10 |||||",
    "| 林区防火巡护 | 300,000.00 | 巡护林区道路120公里 | 产出指标 | 时效指标 | 巡护频次 | ≥ | 4 | 次/月 | 60 ||",
    "| 质量指标 | 隐患处置率 | ≥ | 95 | % | 40 ||||||",
)
PLAIN = (
    "一级指标 | 二级指标 | 三级指标 | 指标值 ||",
    "产出指标 | 数量指标 | 栽植行道树 | ≥800株 ||",
    "质量指标 | 苗木成活率 | ≥95% ||",
    "时效指标 | 栽植完成时间 | 4月底前 ||",
    "效益指标 | 生态效益指标 | 新增绿地 | ≥2公顷 ||",
    "满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90% ||",
    "商户满意度 | ≥85% ||",
)


def read(*lines: str, between: str = "\n") -> tuple[Table, ...]:
    return read_bytes("form.txt", (between.join(lines) + "\n").encode()).tables


def targets(table: Table) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators]


def test_a_list_whose_merged_cells_are_printed_once_is_one_table_for_each_project() -> None:
    first, second = read(*LIST)
    assert (first.project, first.department) == ("苗圃灌溉设施维护", "208001-梧岭县林业局")
    assert targets(first) == [
        ("产出指标", "数量指标", "维护管网长度", "≥14公里"),
        ("效益指标", "生态效益指标", "节水比例", "≥10%"),
        ("满意度指标", "服务对象满意度指标", "育苗户满意度", "≥90%"),
    ]
    assert second.project == "林区防火巡护"
    assert targets(second) == [
        ("产出指标", "时效指标", "巡护频次", "≥4次/月"),
        ("产出指标", "质量指标", "隐患处置率", "≥95%"),
    ]
    assert [(table.funds[0].amount, table.goals[0].text) for table in (first, second)] == [
        (620000, "维护苗圃灌溉管网14公里"),
        (300000, "巡护林区道路120公里"),
    ]


def test_rows_that_all_begin_alike_have_no_displaced_cells() -> None:
    (table,) = read("绩效目标申报表 ||||||", "（2023年度）||||||", *PLAIN)
    assert [(i.level1, i.level2, i.level3) for i in table.indicators][-2:] == [
        ("满意度指标", "服务对象满意度指标", "居民满意度"),
        ("满意度指标", "服务对象满意度指标", "商户满意度"),
    ]
    assert not table.repairs


def test_a_row_that_lost_a_cell_where_blanks_are_kept_is_displaced() -> None:
    (table,) = read("绩效目标申报表 ||||||", "（2023年度）||||||", PLAIN[0], PLAIN[1], " | " + PLAIN[2], *PLAIN[3:6])
    assert [repair.text for repair in table.repairs] == ["时效指标 | 栽植完成时间 | 4月底前"]


@pytest.mark.parametrize("opening", ["|", "||||||"])
def test_a_title_before_a_bar_is_no_part_of_the_next_cell(opening: str) -> None:
    cells = ("项目名称 |", "行道树补植 |", "一级指标 |", "二级指标 |", "三级指标 |", "指标值 |", "|", "产出指标 |", "数量指标 |",
             "栽植行道树 |", "≥800株 |", "|", "质量指标 |", "苗木成活率 |", "≥95% |", "|", "效益指标 |", "生态效益指标 |",
             "新增绿地 |", "≥2公顷 |")  # fmt: skip
    (table,) = read("2023年项目支出绩效目标申报表", opening, "填报单位：（盖章） 单位：万元 |", opening, *cells)
    assert (table.title, table.year, table.unit, table.project) == (
        "2023年项目支出绩效目标申报表", 2023, "万元", "行道树补植",
    )  # fmt: skip
    assert next((field.id, field.text) for field in table.fields) == ("reporting_unit", "")
    assert len(table.indicators) == 3


HEAD = ("绩效目标表", "项目名称", "行道树补植")
BODY = (
    "一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "栽植行道树", "≥800株", "质量指标", "苗木成活率",
    "≥95%", "效益指标", "生态效益指标", "新增绿地", "≥2公顷", "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%",
)  # fmt: skip


def test_the_page_s_title_dates_a_form_that_states_no_year() -> None:
    (table,) = read("2022年城区绿化项目绩效目标表", "发布时间：2022-03-01 来源：本站", *HEAD, *BODY)
    assert (table.title, table.year) == ("绩效目标表", 2022)
    (table,) = read("2022年城区绿化项目绩效目标表", "（2023年度）", *HEAD, "（2021年度）", *BODY)
    assert table.year == 2021


def test_words_inside_brackets_are_one_cell() -> None:
    (table,) = read(
        *HEAD, "一级指标 二级指标 三级指标 指标值 备注", "产出指标 数量指标 栽植行道树( ≥**株 ) >=800株",
        "质量指标 苗木成活率 >=95%",
        "效益指标 生态效益指标 新增绿地（含 公园 ） >=2公顷", "满意度指标 服务对象满意度指标 居民满意度 >=90%",
        "财政部门业务股初审意见 （盖章）",
    )  # fmt: skip
    assert targets(table) == [
        ("产出指标", "数量指标", "栽植行道树(≥**株)", ">=800株"),
        ("产出指标", "质量指标", "苗木成活率", ">=95%"),
        ("效益指标", "生态效益指标", "新增绿地（含公园）", ">=2公顷"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", ">=90%"),
    ]


def test_the_label_of_the_block_of_goals_is_no_goal() -> None:
    (table,) = read(*HEAD, "总体目标", "年度目标", "补植行道树800株", *BODY)
    assert [(goal.period, goal.text) for goal in table.goals] == [("annual", "补植行道树800株")]
    assert not table.doubts


def test_a_target_form_that_prints_a_cell_for_results_leaves_it_blank() -> None:
    (table,) = read(*HEAD, "总体目标", "年度目标", "年度总体目标完成情况", "补植行道树800株", *BODY)
    assert [(goal.kind, goal.text) for goal in table.goals] == [("expected", "补植行道树800株"), ("actual", "")]
    assert not table.doubts


def test_goals_end_where_particulars_or_amounts_begin() -> None:
    (table,) = read(
        *HEAD[:1], "部门名称", "梧岭县林业局", "年度总体目标", "完成造林任务，", "守住防火底线。",
        "年度主要任务", "任务名称", "主要内容",
        "造林", "完成造林1200亩", "预算情况", "部门预算总额（万元）", "560.50", "1.资金来源：（1）政府预算资金", "500.50",
        "（2）单位资金", "60", *BODY,
    )  # fmt: skip
    assert [goal.text for goal in table.goals] == ["完成造林任务，守住防火底线。"]
    assert [(fund.role, fund.text, fund.unit) for fund in table.funds] == [
        ("total", "560.50", "万元"),
        ("appropriation", "500.50", "万元"),
        ("own", "60", "万元"),
    ]


def test_an_amount_may_carry_its_unit_and_what_it_is_made_of() -> None:
    (table,) = read(*HEAD, "年度资金总额：", "85万(造林60万元，防火25万元)", "其中：财政拨款", "85万", *BODY)
    assert [(fund.role, fund.amount, fund.unit) for fund in table.funds] == [("total", 85, "万元"), ("appropriation", 85, "万元")]


def test_points_behind_the_values_of_a_target_form() -> None:
    (table,) = read(
        *HEAD, *BODY[:4], "权重", "产出指标", "数量指标", "栽植行道树", "≥800株", "50", "质量指标", "苗木成活率", "≥95%", "20",
        "效益指标", "生态效益指标", "新增绿地", "≥2公顷", "20", "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "10",
    )  # fmt: skip
    assert [(i.target.text, i.weight) for i in table.indicators] == [
        ("≥800株", 50), ("≥95%", 20), ("≥2公顷", 20), ("≥90%", 10),
    ]  # fmt: skip


def test_levels_of_other_frameworks_and_a_short_level_1_above_a_level_2() -> None:
    (table,) = read(
        *HEAD, *BODY[:4], "决策", "项目立项", "立项依据充分性", "充分", "过程", "资金管理", "预算执行率", "≥95%", "产出",
        "数量指标", "栽植行道树", "≥800株", "质量指标", "苗木成活率", "≥95%", "效益", "生态效益", "新增绿地", "≥2公顷",
    )  # fmt: skip
    assert targets(table) == [
        ("决策", "项目立项", "立项依据充分性", "充分"),
        ("过程", "资金管理", "预算执行率", "≥95%"),
        ("产出指标", "数量指标", "栽植行道树", "≥800株"),
        ("产出指标", "质量指标", "苗木成活率", "≥95%"),
        ("效益指标", "生态效益指标", "新增绿地", "≥2公顷"),
    ]


DRAWN = (
    "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>上年度实际水平</td><td>本年度计划水平</td></tr>"
    "<tr><td>产出指标</td><td>数量指标</td><td>栽植行道树</td><td>620株</td><td>≥800株</td></tr>"
    "<tr><td>效益指标</td><td>生态效益指标</td><td>新增绿地</td><td>1公顷</td><td>≥2公顷</td></tr>"
)


def page(*rows: str, above: str = "") -> Table:
    body = "".join(f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    text = f"<html><body>{above}<p>项目支出绩效目标表</p><table>{body}{DRAWN}</table></body></html>"
    (table,) = read_bytes("form.html", text.encode()).tables
    return table


def test_amounts_and_values_of_the_year_before_are_not_this_year_s() -> None:
    table = page(
        "资金来源（万元） | 项目 | 上年度预算安排 | 上年度实际执行 | 本年度申请金额",
        " | 合计 | 80 | 78.5 | 90",
        " | 财政拨款 | 70 | 68.5 | 90",
    )
    assert [(fund.role, fund.text) for fund in table.funds] == [("total", "90"), ("appropriation", "90")]
    assert [i.target.text for i in table.indicators] == ["≥800株", "≥2公顷"]


def test_the_title_of_a_budget_dates_its_forms_unless_they_say_otherwise() -> None:
    above = "<p>梧岭县林业局2024年部门预算公开</p><p>2023年末在职42人，退休11人。</p>"
    assert page("项目名称 | 行道树补植", above=above).year == 2024
    assert page("预算年度（2025年）绩效目标 | 补植行道树800株", above=above).year == 2025
    assert page("项目名称 | 行道树补植", above="<p>根据2022年预算管理办法，现予公开。</p>").year is None


def test_amounts_behind_the_name_of_their_block() -> None:
    (table,) = read(*HEAD, "资金情况（万元） 年度金额： 85", "其中：中央补助 60", "地方资金 25", *BODY)
    assert [(fund.role, fund.text, fund.unit) for fund in table.funds] == [
        ("total", "85", "万元"),
        ("upper_appropriation", "60", "万元"),
        ("local_appropriation", "25", "万元"),
    ]


def test_the_projects_of_a_list_are_of_the_department_named_above_them() -> None:
    assert [table.department for table in read(*LIST)] == ["208001-梧岭县林业局"] * 2
