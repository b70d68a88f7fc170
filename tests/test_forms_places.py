"""Layouts of different places: what differs is bound by headings and contents, never by position."""

from __future__ import annotations

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes


def read(text: str, name: str = "form.txt") -> Table:
    (table,) = read_bytes(name, text.encode()).tables
    return table


def targets(table: Table) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators]


def funds(table: Table) -> list[tuple[str, str, str]]:
    return [(fund.role, fund.measure, fund.text) for fund in table.funds]


def test_operators_as_words_beside_a_column_of_directions() -> None:
    table = read(
        "项目支出绩效目标表\n（2024年度）\n"
        "一级指标\t二级指标\t三级指标\t指标性质\t指标方向\t目标值\t计量单位\t分值\n"
        "产出指标(50分)\t数量指标\t清障河道数量\t正向\t大于等于\t3\t条\t20\n"
        "\t时效指标\t清障完成时间\t反向\t小于等于\t10\t月\t15\n"
    )
    assert targets(table) == [
        ("产出指标", "数量指标", "清障河道数量", "≥3条"),
        ("产出指标", "时效指标", "清障完成时间", "≤10月"),
    ]
    assert [level.points for level in table.levels if level.level == 1] == [50]


def test_a_short_form_without_levels() -> None:
    table = read(
        "2023年项目绩效目标表\n指标\t指标权重\t计量单位\t指标性质\t指标值\n维护供水设施数量\t30\t处\t≥\t42\n水质达标率\t30\t%\t≥\t98\n"
    )
    assert targets(table) == [(None, None, "维护供水设施数量", "≥42处"), (None, None, "水质达标率", "≥98%")]
    assert [indicator.weight for indicator in table.indicators] == [30, 30]


def test_amounts_stand_beside_the_names_of_their_columns() -> None:
    table = read(
        "2019年部门预算项目绩效目标自评\n"
        "预算执行情况(万元)\t预算数:\t110\t执行数:\t108.5\n\t其中-财政拨款:\t110\t其中-财政拨款:\t108.5\n"
        "年度目标完成情况\t预期目标\t\t实际完成目标\t\n\t完成库房改造工程\t\t完成库房改造工程2间\t\n"
        "绩效指标\t一级指标\t二级指标\t三级指标\t预期指标值(包含数字及文字描述)\t实际完成指标值(包含数字及文字描述)\n"
        "\t项目完成指标\t数量指标\t改造库房\t2间\t2间\n"
    )
    assert funds(table) == [
        ("total", "adjusted", "110"),
        ("total", "executed", "108.5"),
        ("appropriation", "adjusted", "110"),
        ("appropriation", "executed", "108.5"),
    ]
    assert [(goal.kind, goal.text) for goal in table.goals] == [
        ("expected", "完成库房改造工程"),
        ("actual", "完成库房改造工程2间"),
    ]
    assert (table.form, table.year) == ("project-self-evaluation", 2019)


def test_execution_points_stand_on_the_label_of_the_block() -> None:
    table = read(
        "项目支出绩效自评表\n2021年度 单位：万元\n"
        "预算执行情况（万元）（20分）\t年度财政资金总额\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分（20分*执行率）\n"
        "\t\t200\t190\t95%\t19\n"
        "一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\t得分\n"
        "产出指标（40分）\t数量指标（20分）\t更新消防栓数量\t120个\t120个\t20\n"
        "总分\t98\n偏差大或目标未完成原因分析\t少数住户未配合入户整改\n"
    )
    assert table.year == 2021
    assert funds(table) == [
        ("total", "points", "20"),
        ("total", "adjusted", "200"),
        ("total", "executed", "190"),
        ("total", "rate", "95%"),
        ("total", "score", "19"),
    ]
    assert [(field.id, field.text) for field in table.fields] == [("total_score", "98")]
    assert [indicator.level3 for indicator in table.indicators] == ["更新消防栓数量"]


def test_half_a_years_value_is_a_milestone_and_own_levels_stay() -> None:
    table = read(
        "2022年度部门项目绩效目标申报表\n"
        "一级指标\t二级指标\t三级指标\t半年（程）指标值\t全年（程）指标值\n"
        "决策\t立项依据\t立项依据充分性\t充分\t充分\n产出\t数量指标\t开放天数\t≥150天\t≥300天\n"
    )
    assert targets(table) == [("决策", "立项依据", "立项依据充分性", "充分"), ("产出指标", "数量指标", "开放天数", "≥300天")]


def test_one_cell_a_line_with_operator_and_unit_apart() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"]
    rows = [
        *("产出指标", "数量指标", "购置图书", "≥", "1200", "册", "1260", "20", "20"),
        *("质量指标", "图书上架率", "≥", "98", "%", "99", "15", "15"),
        *("效益指标", "社会效益指标", "读者增长率", "定性", "明显", "明显", "30", "30"),
    ]
    table = read(
        "\n".join(["2023年项目支出绩效自评表", "单位：万元", "项目名称", "图书购置经费", *head, *rows, "合计", "75", "75"])
    )
    assert targets(table) == [
        ("产出指标", "数量指标", "购置图书", "≥1200册"),
        ("产出指标", "质量指标", "图书上架率", "≥98%"),
        ("效益指标", "社会效益指标", "读者增长率", "明显"),
    ]
    assert [(i.actual.text if i.actual else None, i.weight, i.score) for i in table.indicators] == [
        ("1260", 20, 20),
        ("99", 15, 15),
        ("明显", 30, 30),
    ]


def test_a_list_of_projects_is_a_table_for_each() -> None:
    text = (
        "项目绩效目标表\n单位：万元\n单位\t项目\t预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n"
        + "".join(
            f"城管局\t{project}\t{amount}\t{goal}\t产出指标\t数量指标\t{name}\t≥\t6\t处\n城管局\t{project}\t\t\t产出指标\t质量指标\t合格率\t≥\t95\t%\n"
            for project, amount, goal, name in (
                ("路灯维护", "12.5", "维护路灯。", "路灯"),
                ("公厕保洁", "3", "做好保洁。", "公厕"),
            )
        )
    )
    found = read_bytes("list.txt", text.encode()).tables
    assert [(table.project, table.department, [fund.text for fund in table.funds]) for table in found] == [
        ("路灯维护", "城管局", ["12.5"]),
        ("公厕保洁", "城管局", ["3"]),
    ]
    assert [targets(table)[0][2:] for table in found] == [("路灯", "≥6处"), ("公厕", "≥6处")]
    assert [[goal.text for goal in table.goals] for table in found] == [["维护路灯。"], ["做好保洁。"]]


def test_a_table_most_of_whose_values_are_missing_is_doubted() -> None:
    rows = "".join(f"\t质量指标\t事项{n}\t\n" for n in range(5))
    head = "项目支出绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t开放天数\t≥300天\n"
    assert [part for part, *_ in read(head + rows).doubts] == ["indicators"]
    assert read(head + rows[:20]).doubts == ()


def test_a_blank_half_is_no_reason_to_doubt_the_other() -> None:
    rows = "".join(f"\t质量指标\t指标{n}\t\t≥{n}0%\n" for n in range(1, 6))
    head = "项目支出绩效目标表\n一级指标\t二级指标\t三级指标\t实施周期指标值\t年度指标值\n"
    assert read(head + rows).doubts == ()
