"""Forms drawn otherwise than most: other headings, levels one column further left, blocks one below the other."""

from __future__ import annotations

from documents import web_page

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes


def drawn(*rows: str, title: str = "项目支出绩效目标表", year: str = "（2023年度）") -> tuple[Table, ...]:
    """What is read of a web page whose table is written with bars."""
    return read_bytes("form.html", web_page(*rows, title=title, year=year)).tables


def targets(table: Table) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.level3, i.target.text) for i in table.indicators]


def funds(table: Table) -> list[tuple[str, str, str]]:
    return [(fund.role, fund.measure, fund.text) for fund in table.funds if fund.text]


def test_the_kinds_of_output_stand_under_the_first_heading_and_the_names_under_the_second() -> None:
    (table,) = drawn(
        "绩效指标 | 一级指标 | 二级指标 | 绩效标准 | 当年预期实现值",
        "^ | 数量指标 | 更换路牌数量 | 反映更换情况 | 60块",
        "^ | ^ | 巡查路段次数 | 反映巡查情况 | ≥24次",
        "^ | 质量指标 | 路牌完好率 | 反映完好情况 | ≥98%",
        "绩效目标实现措施 | 按月检查 | < | < | <",
    )
    assert targets(table) == [
        ("产出指标", "数量指标", "更换路牌数量", "60块"),
        ("产出指标", "数量指标", "巡查路段次数", "≥24次"),
        ("产出指标", "质量指标", "路牌完好率", "≥98%"),
    ]


def test_a_place_s_own_level_stands_above_the_usual_ones() -> None:
    (table,) = drawn(
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "^ | 实施成效指标 | 产出指标 | 建成蓄水池个数 | 3个",
        "^ | ^ | 效益指标 | 新增灌溉面积 | ≥200亩",
        "^ | ^ | 满意度指标 | 用水户满意度 | ≥90%",
        "^ | 过程管理指标 | 计划管理指标 | 计划下达及时率 | 100%",
    )
    assert [(i.level1, i.level3) for i in table.indicators] == [
        ("产出指标", "建成蓄水池个数"),
        ("效益指标", "新增灌溉面积"),
        ("满意度指标", "用水户满意度"),
        ("过程管理指标", "计划下达及时率"),
    ]


def test_the_block_of_the_whole_period_stands_above_that_of_the_year() -> None:
    (table,) = drawn(
        "项目绩效目标 | 长期目标 | < | 年度目标 | <",
        "^ | 建成全县档案查询网络，实现资源共享 | < | 完成馆藏扫描20万页 | <",
        "长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值",
        "^ | 产出指标 | 数量指标 | 扫描页数 | ≥60万页",
        "^ | 效益指标（社会、经济等方面指标） | 社会效益指标 | 查档用时 | ≤10分钟",
        "年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值",
        "^ | 产出指标 | 数量指标 | 扫描页数 | ≥20万页",
        "^ | 效益指标（社会、经济等方面指标） | 社会效益指标 | 查档用时 | ≤15分钟",
    )
    assert table.two_periods
    assert [(i.period, i.level1, i.level2, i.target.text) for i in table.indicators] == [
        ("medium-term", "产出指标", "数量指标", "≥60万页"),
        ("medium-term", "效益指标", "社会效益指标", "≤10分钟"),
        ("annual", "产出指标", "数量指标", "≥20万页"),
        ("annual", "效益指标", "社会效益指标", "≤15分钟"),
    ]
    assert [(level.name, level.text) for level in table.levels if level.level == 1] == [
        ("产出指标", "产出指标"),
        ("效益指标", "效益指标（社会、经济等方面指标）"),
    ] * 2
    assert [(goal.period, goal.text[:4]) for goal in table.goals] == [("medium-term", "建成全县"), ("annual", "完成馆藏")]


def test_one_period_is_the_year_s_and_the_label_of_the_block_is_no_second_half() -> None:
    (table,) = drawn(
        "总体目标 | 修缮危旧校舍，保障师生安全 | < | < | <",
        "绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值",
        "^ | 产出指标 | 数量指标 | 修缮校舍面积 | ≥1200平方米",
    )
    assert not table.two_periods
    assert [goal.period for goal in table.goals] == ["annual"]
    assert [level.period for level in table.levels] == [None, None]


def test_the_value_of_the_year_before_is_no_result() -> None:
    (table,) = drawn(
        "一级指标 | 二级指标 | 三级指标 | 指标值 | < | 指标标准或依据",
        "^ | ^ | ^ | 2022年实际实现值 | 预期2023年实现值 | ^",
        "产出指标 | 数量指标 | 开班期数 | 5期 | 6期 | 年度计划",
        title="项目支出绩效目标批复表",
    )
    assert (table.form, table.year) == ("project-approval", 2023)
    assert [(i.target.text, i.actual) for i in table.indicators] == [("6期", None)]


def test_of_four_grades_the_best_is_the_target() -> None:
    (table,) = drawn(
        "绩效指标分类 | 绩效指标 | 绩效指标描述 | 绩效指标评价标准 | < | < | < | 评价标准确定依据",
        "^ | ^ | ^ | 优 | 良 | 中 | 差 | ^",
        "产出指标 | 站点巡查覆盖率 | 巡查过的站点所占比例 | 100% | 90% | 80% | 70% | 工作计划",
        "效果指标 | 居民知晓率 | 知道站点的居民所占比例 | 85% | 80% | 70% | 60% | 抽样调查",
    )
    assert targets(table) == [
        ("产出指标", None, "站点巡查覆盖率", "100%"),
        ("效益指标", None, "居民知晓率", "85%"),
    ]


def test_points_of_the_levels_are_not_those_of_the_indicator() -> None:
    (table,) = drawn(
        "一级指标 | 权重 | 二级指标 | 分值 | 三级指标 | 目标值 | 分值",
        "业务绩效 | 60 | 展览组织 | 40 | 举办展览场次 | 4场 | 15",
        "^ | ^ | ^ | ^ | 观众人次 | 8000人次 | 25",
    )
    assert [(i.level1, i.level2, i.level3, i.weight) for i in table.indicators] == [
        ("业务绩效", "展览组织", "举办展览场次", 15),
        ("业务绩效", "展览组织", "观众人次", 25),
    ]


def test_a_place_s_own_levels_lose_their_points() -> None:
    (table,) = drawn(
        "一级指标 | 二级指标 | 三级指标 | 参考分值 | 年度指标值(A) | 全年实际值(B) | 得分 | 原因分析",
        "项目管理（20分） | 财务管理 | 制度健全性 | 20 | 健全 | 健全 | 20 | ",
        "项目产出（40分） | 数量指标（20分） | 维护站点数 | 20 | 8个 | 8个 | 20 | ",
        title="项目支出绩效自评表",
    )
    assert [(i.level1, i.level2, i.weight, i.score) for i in table.indicators] == [
        ("项目管理", "财务管理", 20, 20),
        ("产出指标", "数量指标", 20, 20),
    ]


def test_a_list_of_projects_numbers_its_columns() -> None:
    first, second = drawn(
        "单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标内容",
        "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9",
        "梧岭乡文化站 | | | | | | | | ",
        "流动书屋补助 | 全年送书下乡，方便村民借阅 | 产出指标 | 数量指标 | 送书次数 | >= | 12 | 次 | 反映送书次数",
        " | | 满意度指标 | 服务对象满意度指标 | 村民满意度 | >= | 90 | % | 反映满意程度",
        "戏台维修补助 | 修好戏台，保障演出安全 | 产出指标 | 质量指标 | 验收合格率 | = | 100 | % | 反映维修质量",
    )
    assert (first.project, second.project) == ("流动书屋补助", "戏台维修补助")
    assert [i.target.text for i in first.indicators] == [">=12次", ">=90%"]
    assert [i.target.text for i in second.indicators] == ["=100%"]
    assert [goal.text for goal in second.goals] == ["修好戏台，保障演出安全"]


def test_money_items_behind_the_name_of_their_group() -> None:
    (table,) = drawn(
        "部门（单位）名称 | 梧岭县水务局 | < | <",
        "预算情况 | 部门预算总额（万元） | 820.50 | <",
        "^ | 1、资金来源：（1）政府预算资金 | 800.50 | <",
        "^ | （2）单位资金 | 20.00 | <",
        "^ | 2、资金结构：（1）基本支出 | 520.50 | <",
        "^ | （2）项目支出 | 300.00 | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "投入管理指标 | 预算和财务管理 | 预算编制完整性 | 完整",
        "产出指标 | 重点工作任务完成 | 巡查堤防次数 | ≥12次",
        title="部门（单位）整体绩效目标表",
    )
    assert table.form == "department-target"
    assert funds(table) == [
        ("total", "budget", "820.50"),
        ("appropriation", "budget", "800.50"),
        ("own", "budget", "20.00"),
        ("basic", "budget", "520.50"),
        ("project", "budget", "300.00"),
    ]


def test_points_for_execution_stand_in_a_cell_of_a_target_form() -> None:
    (table,) = drawn(
        "项目资金（万元） | 年度资金总额 | 260.00 | 执行率分值（10）",
        "^ | 其中：市财政资金 | 260.00 | ^",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值权重（90）",
        "产出指标 | 数量指标 | 举办讲座场次 | ≥20场 | 90",
    )
    assert funds(table) == [("total", "budget", "260.00"), ("appropriation", "budget", "260.00"), ("total", "points", "10")]
    assert [i.weight for i in table.indicators] == [90]


def test_an_amount_without_a_colon_behind_its_label() -> None:
    (table,) = drawn(
        "专项资金名称 | 薄弱学校补助 | <",
        "资金情况（万元） | 年度资金总额：16 | <",
        "^ | 其中 ：上级资金16 | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 改造教室间数 | 6间",
    )
    assert table.project == "薄弱学校补助"
    assert funds(table) == [("total", "budget", "16"), ("upper_appropriation", "budget", "16")]


def test_half_a_year_s_value_is_no_target() -> None:
    (table,) = drawn(
        "一级指标 | 二级指标 | 三级指标 | 半年（程）指标值 | 全年（程）指标值",
        "过程 | 资金管理 | 预算执行率 | ≥50% | =100%",
        "产出 | 产出数量 | 养护道路里程 | ≥15公里 | =30公里",
    )
    assert targets(table) == [
        ("过程", "资金管理", "预算执行率", "=100%"),
        ("产出指标", "数量指标", "养护道路里程", "=30公里"),
    ]


def test_levels_are_known_by_what_stands_under_a_heading_that_does_not_name_them() -> None:
    (table,) = drawn(
        "指标类型 | 指标名称 | 指标值 | 指标说明",
        "产出数量 | 补贴食堂数 | 8家 | 按协议",
        "产出质量 | 食品抽检合格率 | 100% | 按报告",
        "产出时效 | 补贴发放时间 | 每季度末 | 按协议",
        "社会效益 | 就餐老年人次 | ≥6万人次 | 按台账",
        title="2021年项目支出绩效目标申报表",
    )
    assert [(i.level2, i.level3) for i in table.indicators] == [
        ("数量指标", "补贴食堂数"),
        ("质量指标", "食品抽检合格率"),
        ("时效指标", "补贴发放时间"),
        ("社会效益指标", "就餐老年人次"),
    ]


def test_level_names_carry_list_numbers() -> None:
    (table,) = drawn(
        "一级指标 | 二级指标 | 三级指标 | 年初目标值 | 全年完成值 | 分值 | 自评得分",
        "一、产出指标(50分) | 1.数量指标 | 加装电梯台数 | ≥30台 | 31台 | 30 | 30",
        "^ | （2）质量指标 | 验收合格率 | 100% | 100% | 20 | 20",
        title="项目绩效自评表",
    )
    assert [(i.level1, i.level2) for i in table.indicators] == [("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_an_unfilled_placeholder_is_no_indicator() -> None:
    (table,) = drawn(
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 指标1：巡查次数 | ≥12次",
        "^ | ^ | 指标2： | ",
        "^ | 质量指标 | 指标1： | ",
    )
    assert [i.level3 for i in table.indicators] == ["指标1：巡查次数"]
    assert [level.name for level in table.levels] == ["产出指标", "数量指标", "质量指标"]


def test_amounts_in_a_sentence() -> None:
    (table,) = drawn(
        "项目资金 | 预算资金120万元，其中财政拨款100万元，自筹资金20万元 | < | <",
        "项目目标 | 改造食堂4所，改善就餐条件 | < | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 改造食堂数 | 4所",
    )
    assert [(fund.role, fund.text, fund.unit) for fund in table.funds] == [
        ("total", "120万元", "万元"),
        ("appropriation", "100万元", "万元"),
        ("own", "20万元", "万元"),
    ]
    assert [goal.text for goal in table.goals] == ["改造食堂4所，改善就餐条件"]


def test_the_whole_and_the_year_stand_side_by_side() -> None:
    (table,) = drawn(
        "项目起止时间 | 202001-202112 | < | <",
        "资金总额 | 300万元 | 当年资金总额 | 100万元",
        "其中：财政拨款 | 300万元 | 其中：当年财政拨款 | 100万元",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 更换水表数 | 900块",
    )
    assert [(fund.role, fund.period, fund.text) for fund in table.funds] == [
        ("total", "medium-term", "300万元"),
        ("total", "annual", "100万元"),
        ("appropriation", "medium-term", "300万元"),
        ("appropriation", "annual", "100万元"),
    ]
    assert (table.period_start, table.period_end) == (2020, 2021)


def test_the_reviewer_s_signature_is_not_the_filer_s() -> None:
    (table,) = drawn(
        "项目名称 | 站房修缮 | < | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 修缮站房数 | 2座",
        "审核意见 | 主管部门审核意见 | 审核人： 日期： | <",
        "填报人： | < | 填报日期：2023年2月3日 | <",
    )
    assert [(field.id, field.text) for field in table.fields] == [
        ("project", "站房修缮"),
        ("contact", ""),
        ("date", "2023年2月3日"),
    ]


def test_indicators_of_other_fields_are_no_form() -> None:
    rows = (
        "考核指标 | 目标值 | 权重 | 实际完成值 | 得分",
        "销售额 | 300万元 | 60 | 310万元 | 60",
        "回款率 | 95% | 40 | 96% | 40",
    )
    assert drawn(*rows, title="门店月度考核", year="") == ()
    (table,) = drawn(*rows, title="项目绩效自评表", year="")
    assert [i.level3 for i in table.indicators] == ["销售额", "回款率"]


def test_a_table_of_ratings_or_a_library_of_indicators_is_no_form() -> None:
    assert (
        drawn(
            "一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 得分",
            "投入 | 目标设定 | 合理性 | 5 | 合理得5分 | 5",
            title="评分",
        )
        == ()
    )
    assert drawn("一级指标 | 二级指标 | 三级指标 | 计量单位", "产出指标 | 数量指标 | 资助学生人数 | 人", title="指标库") == ()


def test_subtotals_and_scores_in_words_end_no_level_and_are_no_indicators() -> None:
    (table,) = drawn(
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        "产出指标（60分） | 数量指标 | 维护场地数 | 3处 | 3处 | 60 | 60",
        "小计 | < | < | < | < | 60 | 60",
        "满意度指标（40分） | < | 参训人员满意度 | ≥90% | 93% | 40 | 40",
        "自评总分：100分 | < | < | < | < | < | <",
        "填表人：沈某 | < | < | 联系电话：1234567 | < | < | <",
        title="项目支出绩效自评表",
    )
    assert [(i.level1, i.level2, i.level3, i.score) for i in table.indicators] == [
        ("产出指标", "数量指标", "维护场地数", 60),
        ("满意度指标", None, "参训人员满意度", 40),
    ]
    assert [(field.id, field.text) for field in table.fields] == [("contact", "沈某"), ("telephone", "1234567")]


def test_the_amount_of_an_item_stands_behind_its_subtotal_and_a_particular_is_no_item() -> None:
    (table,) = drawn(
        "一级项目名称 | 文化发展资金 | < | <",
        "二级项目名称 | 流动书屋补助 | 资金性质 | 一般公共预算",
        "项目资金（万元） | 收入 | < | 全年（程）预算数",
        "^ | 资金总额 | < | 80",
        "^ | 财政拨款 | 小计 | 80",
        "^ | ^ | 一般公共预算资金 | 80",
        "一级指标 | 二级指标 | 三级指标 | 指标目标值",
        "产出指标 | 数量指标 | 送书次数 | >=12次",
    )
    assert table.project == "流动书屋补助"
    assert funds(table) == [("total", "budget", "80"), ("appropriation", "budget", "80"), ("general_budget", "budget", "80")]
    assert [i.target.text for i in table.indicators] == [">=12次"]


def test_amounts_of_tasks_are_no_funds_and_their_total_is() -> None:
    (table,) = drawn(
        "部门名称 | < | 渡口文化馆 | < | < | < | < | <",
        "年度主要任务 | 任务名称 | 主要内容 | 完成情况 | 预算数（万元） | < | 执行数（万元） | <",
        "^ | ^ | ^ | ^ | 总额 | 财政拨款 | 总额 | 财政拨款",
        "^ | 人员经费 | 保障在职人员 | 完成 | 300 | 300 | 298 | 298",
        "^ | 基层辅导 | 下乡辅导60次 | 完成 | 90 | 70 | 88 | 70",
        "^ | 金额合计 | < | < | 390 | 370 | 386 | 368",
        "年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <",
        "^ | 下乡辅导60次，培训文艺骨干400人。 | < | < | 下乡辅导64次，培训文艺骨干420人。 | < | < | <",
        "一级指标 | 二级指标 | 三级指标 | < | 年度指标值 | 实际完成值 | 分值 | 得分",
        "产出指标 | 数量指标 | 下乡辅导次数 | < | ≥60次 | 64次 | 60 | 60",
        "效益指标 | 社会效益指标 | 文艺骨干增长率 | < | ≥5% | 6% | 30 | 30",
        "预算执行率 | < | < | < | 100% | 98.97% | 10 | 9.9",
        "总分 | < | < | < | < | < | 100 | 99.9",
        title="部门整体支出绩效自评表",
    )
    assert funds(table) == [
        ("total", "adjusted", "390"),
        ("appropriation", "adjusted", "370"),
        ("total", "executed", "386"),
        ("appropriation", "executed", "368"),
        ("total", "points", "10"),
        ("total", "score", "9.9"),
    ]
    assert [goal.text for goal in table.goals] == ["下乡辅导60次，培训文艺骨干400人。", "下乡辅导64次，培训文艺骨干420人。"]
    assert [i.level3 for i in table.indicators] == ["下乡辅导次数", "文艺骨干增长率"]


def test_points_for_execution_are_given_once_though_a_row_of_indicators_says_them_again() -> None:
    (table,) = drawn(
        "项目资金（万元） | < | < | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分",
        "年度资金总额 | < | < | 50 | 45 | 90% | 10 | 9",
        "一级指标 | 二级指标 | 三级指标 | < | 年度指标值 | 实际完成值 | 分值 | 得分",
        "预算执行率 | 预算执行率 | 预算执行率 | < | 100% | 90% | 10 | 9",
        "过程 | 预算执行 | 预算调整率 | < | ≤5% | 2% | 20 | 20",
        "产出指标 | 数量指标 | 维护灯具数 | < | ≥80盏 | 84盏 | 70 | 70",
        title="项目支出绩效自评表",
    )
    assert [(fund.measure, fund.text) for fund in table.funds if fund.measure in ("points", "score")] == [
        ("points", "10"),
        ("score", "9"),
    ]
    assert [i.level3 for i in table.indicators] == ["预算调整率", "维护灯具数"]
