"""Text with one cell on each line, as a crawler leaves a table: rows are found again by what suits which column."""

from __future__ import annotations

import pytest

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes

HEAD = ("项目支出绩效目标表", "（2022年度）", "项目名称", "村级文化广场修缮", "主管部门", "梧岭县文旅局")
MONEY = ("资金情况（万元）", "年度资金总额：", "36.50", "其中：财政拨款", "36.50", "其他资金", "0.00")
GOALS = ("总体目标", "年度目标", "修缮文化广场3处，方便村民活动")
TABLE = (
    "绩效指标", "一级指标", "二级指标", "三级指标", "指标值",
    "产出指标", "数量指标", "修缮广场数量", "3处", "质量指标", "验收合格率", "100%",
    "效益指标", "社会效益指标", "村民文化生活", "更加丰富", "可持续影响指标", "广场管护机制", "长期坚持",
    "满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "填报人：", "沈某",
)  # fmt: skip


def read(*cells: str, between: str = "\n\n") -> tuple[Table, ...]:
    return read_bytes("form.txt", (between.join(cells) + "\n").encode()).tables


def targets(table: Table) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators]


@pytest.mark.parametrize("between", ["\n\n", "\n", " |\n", " |\n|\n"])
def test_words_for_values_end_with_their_cell(between: str) -> None:
    (table,) = read(*HEAD, *MONEY, *GOALS, *TABLE, between=between)
    assert (table.project, table.year, table.unit) == ("村级文化广场修缮", 2022, "万元")
    assert targets(table) == [
        ("产出指标", "数量指标", "修缮广场数量", "3处"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
        ("效益指标", "社会效益指标", "村民文化生活", "更加丰富"),
        ("效益指标", "可持续影响指标", "广场管护机制", "长期坚持"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
    ]


def test_an_amount_stands_on_the_line_below_its_label() -> None:
    (table,) = read(*HEAD, *MONEY, *GOALS, *TABLE)
    assert [(fund.role, fund.text, fund.unit) for fund in table.funds] == [
        ("total", "36.50", "万元"),
        ("appropriation", "36.50", "万元"),
        ("other", "0.00", "万元"),
    ]


def test_two_halves_of_a_row() -> None:
    (table,) = read(
        "项目支出绩效目标申报表", "项目名称", "站房改造", "实施期资金总额：", "90", "年度资金总额：", "30",
        "其中：财政拨款", "90",
        "其中：财政拨款", "30", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值",
        "产出指标", "数量指标", "改造站房数", "9座", "数量指标", "改造站房数", "3座",
        "质量指标", "验收合格率", "100%", "质量指标", "验收合格率", "100%",
        "效益指标", "社会效益指标", "受益人口", "≥6000人", "社会效益指标", "受益人口", "≥2000人",
    )  # fmt: skip
    assert [(i.period, i.level2, i.target.text) for i in table.indicators] == [
        ("medium-term", "数量指标", "9座"),
        ("annual", "数量指标", "3座"),
        ("medium-term", "质量指标", "100%"),
        ("annual", "质量指标", "100%"),
        ("medium-term", "社会效益指标", "≥6000人"),
        ("annual", "社会效益指标", "≥2000人"),
    ]
    assert [(fund.role, fund.period, fund.text) for fund in table.funds] == [
        ("total", "medium-term", "90"),
        ("total", "annual", "30"),
        ("appropriation", "medium-term", "90"),
        ("appropriation", "annual", "30"),
    ]


def test_explanations_and_kinds_under_the_first_heading() -> None:
    (table,) = read(
        "项目支出绩效目标表", "一级指标", "二级指标", "绩效标准", "当年预期实现值",
        "数量指标", "巡查路段次数", "反映全年巡查情况", "≥24次", "更换路牌数量", "反映全年更换情况", "60块",
        "质量指标", "路牌完好率", "反映路牌完好情况", "≥98%",
        "时效指标", "报修处理时间", "反映报修处理情况", "≤2天",
        "产出成本指标", "路牌单价", "反映采购单价", "≤300元",
        "社会效益指标", "问路投诉", "反映投诉变化情况", "减少",
    )  # fmt: skip
    assert [(i.level2, i.level3, i.target.text) for i in table.indicators] == [
        ("数量指标", "巡查路段次数", "≥24次"),
        ("数量指标", "更换路牌数量", "60块"),
        ("质量指标", "路牌完好率", "≥98%"),
        ("时效指标", "报修处理时间", "≤2天"),
        ("成本指标", "路牌单价", "≤300元"),
        ("社会效益指标", "问路投诉", "减少"),
    ]


def test_rows_with_bars_lose_what_is_merged_on_their_left() -> None:
    (table,) = read(
        "项目支出绩效自评表 | |||||",
        "项目名称 | 河道保洁 | 主管部门 | 梧岭县水利局 ||||",
        "项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |",
        "年度资金总额 | 20.00 | 18.00 | 18.00 | 10 | 100% | 10 |",
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |",
        "产出指标 | 数量指标 | 保洁河道长度 | ≥42公里 | 42公里 | 30 | 30 |",
        "质量指标 | 水面清洁率 | ≥95% | 96% | 20 | 20 |",
        "成本指标 | 公里成本 | ≤5000元 | 4800元 | 10 | 10 |",
        "效益指标 | 生态效益指标 | 断面达标率 | ≥90% | 92% | 30 | 30 |",
        between="\n",
    )
    assert targets(table) == [
        ("产出指标", "数量指标", "保洁河道长度", "≥42公里"),
        ("产出指标", "质量指标", "水面清洁率", "≥95%"),
        ("产出指标", "成本指标", "公里成本", "≤5000元"),
        ("效益指标", "生态效益指标", "断面达标率", "≥90%"),
    ]
    assert [(fund.measure, fund.text) for fund in table.funds] == [
        ("opening", "20.00"),
        ("adjusted", "18.00"),
        ("executed", "18.00"),
        ("points", "10"),
        ("rate", "100%"),
        ("score", "10"),
    ]


def test_a_reading_that_understands_little_is_doubted() -> None:
    (table,) = read(
        "项目绩效自评表", "一级指标", "二级指标", "三级指标", "指标值", "指标值说明",
        "统筹管理", "目标编制管理", "目标相关性", "相关", "目标与职责相关",
        "收支管理", "编制完整性", "完整", "收支全部入账", "内控管理", "制度健全性", "健全", "制度齐全",
    )  # fmt: skip
    assert [part for part, *_ in table.doubts] == ["indicators"]


def test_other_lists_of_indicators_are_no_form() -> None:
    assert read("门店考核", "考核指标", "目标值", "权重", "销售额", "300万元", "60", "回款率", "95%", "40") == ()


def test_results_expected_later_in_the_year_are_no_further_indicators() -> None:
    (table,) = read(
        "2023年项目绩效目标表", "一级指标", "二级指标", "三级指标", "年度指标值", "1-6月完成情况说明", "全年预计",
        "产出指标", "数量指标", "储备编织袋数量", "≥2万条", "1.2万条", "2万条",
        "时效指标", "储备完成时间", "5月底前", "5月20日", "5月20日",
        "效益指标", "社会效益指标", "保障乡镇个数", "16个", "16个", "16个",
    )  # fmt: skip
    assert [(i.level2, i.level3) for i in table.indicators] == [
        ("数量指标", "储备编织袋数量"),
        ("时效指标", "储备完成时间"),
        ("社会效益指标", "保障乡镇个数"),
    ]


def test_a_cell_before_a_bar_may_be_wrapped() -> None:
    (table,) = read(
        "项目支出绩效目标表 |", "项目名称 |", "站前广场改造 |", "项目资金\n（万元） |", "年度资金总额： |", "80 |",
        "绩\n效\n指\n标 |", "一级\n指标 |", "二级指标 |", "三级指标 |", "指标值 |",
        "产出指标 |", "数量指标 |", "改造广场\n面积 |", "≥3000平方米 |", "质量指标 |", "验收合格率 |", "100% |",
        "效益指标 |", "社会效益指标 |", "方便旅客\n出行 |", "效果良好 |",
        between="\n",
    )  # fmt: skip
    assert targets(table) == [
        ("产出指标", "数量指标", "改造广场面积", "≥3000平方米"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
        ("效益指标", "社会效益指标", "方便旅客出行", "效果良好"),
    ]
    assert [(fund.role, fund.text, fund.unit) for fund in table.funds] == [("total", "80", "万元")]


def test_a_form_on_one_line_is_read_word_by_word_and_points_into_the_line() -> None:
    cells = (*HEAD, *MONEY, *GOALS, *TABLE)
    (table,), (apart,) = read(*cells, between=" "), read(*cells, between="\n")
    assert targets(table) == targets(apart)
    assert [(fund.role, fund.text) for fund in table.funds] == [(fund.role, fund.text) for fund in apart.funds]
    assert (table.project, table.year, table.unit) == (apart.project, apart.year, apart.unit)
    line = " ".join(cells)
    assert [(i.level3_place.line, i.level3_place.column) for i in table.indicators] == [
        (1, line.index(f" {i.level3} ") + 2) for i in table.indicators
    ]


def test_a_line_of_a_lost_table_that_is_no_whole_form_is_left_as_it_is() -> None:
    (table,) = read(*HEAD, *MONEY, *GOALS, *TABLE[:5], " ".join(TABLE[5:15]), *TABLE[15:], between="\n")
    assert {i.level3_place.column for i in table.indicators} == {None}


def test_what_the_template_prints_where_nothing_was_filled_in_is_no_cell() -> None:
    cells = (
        "项目支出绩效自评表 （2022年度） 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
        "产出指标 数量指标 指标1更换路灯盏数 ≥60盏 58盏 30 29 两盏待并网 指标2 …… "
        "质量指标 指标1亮灯率 ≥98% 99% 30 30 指标2 …… "
        "效益指标 社会效益指标 指标1夜间事故下降率 ≥5% 6% 30 30 指标2 …… "
        "满意度指标 服务对象满意度指标 指标1居民满意度 ≥90% 93% 10 10 总分 100 99"
    )
    (table,) = read_bytes("form.txt", "\n".join(cells.split()).encode()).tables
    assert [(i.level3, i.target.text, i.score, i.reason) for i in table.indicators] == [
        ("指标1更换路灯盏数", "≥60盏", 29, "两盏待并网"),
        ("指标1亮灯率", "≥98%", 30, ""),
        ("指标1夜间事故下降率", "≥5%", 30, ""),
        ("指标1居民满意度", "≥90%", 10, ""),
    ]
