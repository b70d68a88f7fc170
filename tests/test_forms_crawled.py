"""Forms as crawlers leave them: a bar behind each cell, merged cells left out, blank ones as bars of their own."""

from __future__ import annotations

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes


def tables(text: str) -> tuple[Table, ...]:
    return read_bytes("page.txt", text.encode()).tables


def rows(table: Table) -> list[tuple[str | None, str | None, str, str, str, str, str]]:
    return [
        (i.level1, i.level2, i.level3, i.target.text, i.actual.text if i.actual else "", f"{i.weight}", f"{i.score}")
        for i in table.indicators
    ]


def barred(*filed: tuple[str, ...], width: int, opening: str = "") -> str:
    """Rows whose cells a bar ends each, filled up to `width` with bars."""
    lines: list[str] = []
    for row in filed:
        lines += [*([opening] if opening else []), *(f"{cell} |" if cell else "|" for cell in row)]
        lines += ["|" * (width - len(row))] if len(row) < width else []
    return "\n".join(lines) + "\n"


FORM = (
    ("项目支出绩效自评表",),
    ("（2022年度）",),
    ("项目名称", "苇塘栈道养护"),
    ("主管部门", "", "实施单位", ""),
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年度资金总额", "60万", "60万", "54.3万", "10", "90.5%", "9"),
    ("其中：当年财政拨款", "60万", "60万", "54.3万", "—", "", "—"),
    ("年度总体目标", "预期目标", "实际完成情况"),
    ("养护栈道3200米，保障游人安全。", "养护栈道3200米，全年没有伤人事故。"),
    ("绩效指标", "一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ("产出指标", "数量指标", "养护栈道长度", "≥3200米", "3200米", "30", "30", ""),
    ("", "", "", "", "", "", ""),
    ("质量指标", "养护验收合格率", "≥95%", "98%", "30", "30", ""),
    ("时效指标", "", "", "", "", "", ""),
    ("效益指标", "社会效益指标", "栈道安全事故起数", "0起", "0起", "20", "20", ""),
    ("满意度指标", "服务对象满意度指标", "游人满意度", "≥90%", "93%", "10", "10", ""),
    ("总分", "100", "99", ""),
)
ROWS = [
    ("产出指标", "数量指标", "养护栈道长度", "≥3200米", "3200米", "30", "30"),
    ("产出指标", "质量指标", "养护验收合格率", "≥95%", "98%", "30", "30"),
    ("效益指标", "社会效益指标", "栈道安全事故起数", "0起", "0起", "20", "20"),
    ("满意度指标", "服务对象满意度指标", "游人满意度", "≥90%", "93%", "10", "10"),
]


def held(table: Table) -> None:
    assert rows(table) == ROWS
    assert not table.doubts
    assert not [repair for repair in table.repairs if repair.kind == "shifted"]
    assert [(goal.kind, goal.text) for goal in table.goals] == [
        ("expected", "养护栈道3200米，保障游人安全。"),
        ("actual", "养护栈道3200米，全年没有伤人事故。"),
    ]
    total = [(fund.measure, f"{fund.amount}", fund.unit) for fund in table.funds if fund.role == "total"]
    assert total == [
        ("opening", "60", "万元"), ("adjusted", "60", "万元"), ("executed", "54.3", "万元"), ("points", "10", "分"),
        ("rate", "90.5", "%"), ("score", "9", "分"),
    ]  # fmt: skip


def test_bars_fill_each_row_up() -> None:
    (table,) = tables(barred(*FORM, width=14))
    held(table)


def test_a_bar_before_each_row_is_no_cell() -> None:
    (table,) = tables("栈道养护的公示\n发布时间 2023-04-02\n" + barred(*FORM, width=9, opening="|"))
    held(table)


def test_what_stands_above_the_first_bar_is_no_part_of_its_cell() -> None:
    (table,) = tables("苇塘乡2022年项目支出绩效自评表\n" + barred(*FORM[1:], width=14))
    assert table.title == "苇塘乡2022年项目支出绩效自评表"
    assert rows(table) == ROWS


def test_a_blank_cell_keeps_its_column_where_nothing_ends_the_rows() -> None:
    text = "".join(
        f"{cell} |\n" if cell else "|\n"
        for cell in (
            "部门预算项目支出绩效自评表（2022年度）", "项目名称", "苇塘栈道养护", "主管部门", "苇塘乡政府",
            "项目年度目标", "年度目标完成情况", "养护栈道3200米，保障游人安全。", "养护栈道3200米，全年没有伤人事故。",
            "预算执行情况（10分）", "年度预算数（万元）",
            "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因",
            "总额", "60.00", "60.00", "54.30", "90.50%", "10", "", "执行率未达到90%的要说明原因。",
            "其中：财政资金", "60.00", "60.00", "54.30", "90.50%", "/", "/", "其他资金", "", "", "", "", "/", "/",
            "绩效指标（90分）",
            "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析",
            "产出指标", "数量指标", "养护栈道长度", "≥", "3200", "米", "", "60", "", "",
            "效益指标", "社会效益指标", "栈道安全事故起数", "=", "0", "起", "", "30", "", "",
            "合计", "100", "", "",
        )
    )  # fmt: skip
    (table,) = tables(text)
    assert rows(table) == [
        ("产出指标", "数量指标", "养护栈道长度", "≥3200米", "", "60", "None"),
        ("效益指标", "社会效益指标", "栈道安全事故起数", "=0起", "", "30", "None"),
    ]
    assert [(fund.role, fund.measure, f"{fund.amount}", fund.unit) for fund in table.funds if fund.measure == "executed"] == [
        ("total", "executed", "54.30", "万元"),
        ("appropriation", "executed", "54.30", "万元"),
        ("other", "executed", "None", "万元"),
    ]
    assert [goal.text for goal in table.goals] == ["养护栈道3200米，保障游人安全。", "养护栈道3200米，全年没有伤人事故。"]


def test_projects_of_a_list_whose_rows_lost_merged_cells_stay_whole() -> None:
    first, second = tables(
        "| 部门预算项目绩效目标申报表（2022年度） | ||||||||||\n"
        "| 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |\n"
        "| 311-苇塘乡 | 960,000.00 | |||||||||\n"
        "| 311001-苇塘乡 | 栈道养护 | 600,000.00 | 养护栈道3200米 | 产出指标 | 数量指标 | 养护栈道长度 | ≥ | 3200 | 米 | 60 |\n"
        "| 效益指标 | 社会效益指标 | 栈道安全事故起数 | = | 0 | 起 | 30 | ||||\n"
        "| 码头照明 | 360,000.00 | 照明不断 | 产出指标 | 数量指标 | 维护路灯盏数 | ≥ | 40 | 盏 | 60 | |\n"
        "| 满意度指标 | 服务对象满意度指标 | 船民满意度 | ≥ | 90 | % | 30 | ||||\n"
    )
    assert (first.project, second.project) == ("栈道养护", "码头照明")
    assert [(fund.role, f"{fund.amount}") for table in (first, second) for fund in table.funds] == [
        ("total", "600000.00"),
        ("total", "360000.00"),
    ]
    assert [(i.level1, i.level3, i.target.text) for table in (first, second) for i in table.indicators] == [
        ("产出指标", "养护栈道长度", "≥3200米"),
        ("效益指标", "栈道安全事故起数", "=0起"),
        ("产出指标", "维护路灯盏数", "≥40盏"),
        ("满意度指标", "船民满意度", "≥90%"),
    ]


def test_a_row_without_its_level_1_may_name_an_indicator_like_a_level_and_a_note_is_no_name() -> None:
    (table,) = tables(
        "苇塘乡2022年度部门整体支出绩效目标表 | ||||||\n"
        "部门（单位）名称 | 苇塘乡政府 | |||||\n"
        "年度绩效目标 | 养护栈道3200米。 | |||||\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 评（扣）分标准 |\n"
        "产出指标 | 数量指标 | 养护栈道长度 | ≥3200 | 米 | 没有做到的酌情扣分 |\n"
        "质量指标 | 养护验收合格率 | ≥95 | % | 没有做到的酌情扣分 | |\n"
        "成本指标 | 社会成本指标 | ≤2 | 起 | 没有做到的酌情扣分 | |\n"
        "效益指标 | 经济效益指标 | 没有做到的酌情扣分 | ||||\n"
        "满意度指标 | 服务对象满意度指标 | 游人满意度 | ≥90 | % | 没有做到的酌情扣分 |\n"
    )
    assert [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators] == [
        ("产出指标", "数量指标", "养护栈道长度", "≥3200米"),
        ("产出指标", "质量指标", "养护验收合格率", "≥95%"),
        ("产出指标", "成本指标", "社会成本指标", "≤2起"),
        ("满意度指标", "服务对象满意度指标", "游人满意度", "≥90%"),
    ]
    assert not [repair for repair in table.repairs if repair.kind == "shifted"]
