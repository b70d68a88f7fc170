"""Scoring tables: what each indicator may earn and what it earned, without targets and results."""

from __future__ import annotations

from pathlib import Path

from documents import web_page

from jixiao.audit import checking
from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes
from jixiao.validators.catalogue import discover

TITLE = "2022年度部门整体支出绩效自评指标评分表"
HEADS = "一级指标 | 分值 | 二级指标 | 三级指标 | 分值 | 指标解释 | 评分标准 | 自评得分 | 扣分原因"
ROWS = (
    "投入 | 20 | 目标设定 | 目标明确性 | 8 | 目标是否清晰 | 每缺一项扣2分 | 6 | 两项没有量化",
    "^ | ^ | 预算配置 | 在职人员控制率 | 12 | 在职人数÷编制数 | 不超过编制得满分 | 12 |",
    "过程 | 40 | 预算执行 | 预算完成率 | 25 | 完成数÷预算数 | 每低1%扣1分 | 24 | 采购延期",
    "^ | ^ | 预算管理 | 公用经费控制率 | 15 | 支出数÷预算数 | 超支不得分 | 15 |",
    "产出及效果 | 40 | 职责履行 | 巡护里程完成率 | 20 | 实际里程÷计划里程 | 按比例得分 | 20 |",
    "^ | ^ | 履职效益 | 社会效益 | 10 | 对社会的影响 | 酌情得分 | 10 |",
    "^ | ^ | ^ | 社会公众满意度 | 10 | 调查结果 | 90%以上得满分 | 9 | 样本偏少",
)
TOTAL = "合计 | 100 | | | 100 | | | 96 |"


def read(*rows: str, title: str = TITLE) -> tuple[Table, ...]:
    return read_bytes("form.html", web_page(*rows, title=title)).tables


def found(tmp_path: Path, *rows: str, title: str = TITLE) -> set[str]:
    form = tmp_path / "form.html"
    form.write_bytes(web_page(*rows, title=title))
    return {finding.rule for finding in checking.check([str(form)], discover()).result.findings}


def test_points_scores_and_reasons_are_bound_and_nothing_is_missed_that_the_form_does_not_ask(tmp_path: Path) -> None:
    (table,) = read(HEADS, *ROWS, TOTAL)
    assert (table.form, table.year) == ("department-self-evaluation", 2022)
    assert [(i.level1, i.level2, i.level3, i.target.kind, i.weight, i.score) for i in table.indicators][:3] == [
        ("投入", "目标设定", "目标明确性", "unasked", 8, 6),
        ("投入", "预算配置", "在职人员控制率", "unasked", 12, 12),
        ("过程", "预算执行", "预算完成率", "unasked", 25, 24),
    ]
    assert table.indicators[0].reason == "两项没有量化"
    assert {field.id: field.text for field in table.fields} == {"total_weight": "100", "total_score": "96"}
    assert found(tmp_path, HEADS, *ROWS, TOTAL) <= {"weight_concentrated"}


def test_what_does_not_add_up_is_found(tmp_path: Path) -> None:
    faulty = [row.replace("| 8 | 目标是否清晰 | 每缺一项扣2分 | 6 |", "| 8 | 目标是否清晰 | 每缺一项扣2分 | 9 |") for row in ROWS]
    assert {"score_over_weight", "scores_do_not_total"} <= found(tmp_path, HEADS, *faulty, TOTAL)
    fewer = [row.replace("| 15 | 支出数÷预算数 | 超支不得分 | 15 |", "| 14 | 支出数÷预算数 | 超支不得分 | 12 |") for row in ROWS]
    assert {"weights_do_not_total_100", "points_deducted_without_reason"} <= found(tmp_path, HEADS, *fewer, TOTAL)


def test_points_in_the_names_are_the_indicators() -> None:
    (table,) = read(
        "一级指标 | 二级指标 | 三级指标 | 得分",
        "项目决策（20分） | 科学决策（12分） | 必要性（5分） | 5",
        "^ | ^ | 可行性（7分） | 6",
        "^ | 绩效目标（8分） | 明确性（8分） | 8",
        title="项目支出绩效评价得分表",
    )
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [
        ("必要性（5分）", 5, 5),
        ("可行性（7分）", 7, 6),
        ("明确性（8分）", 8, 8),
    ]
    assert [(level.name, level.points) for level in table.levels if level.points] == [
        ("项目决策", 20),
        ("科学决策", 12),
        ("绩效目标", 8),
    ]


def test_a_scoring_table_below_a_form_says_again_what_was_scored() -> None:
    form = web_page(
        "项目名称 | 古树名木复壮 | | | | |",
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        "产出指标 | 数量指标 | 复壮古树株数 | ≥40株 | 41株 | 50 | 50",
        "效益指标 | 生态效益指标 | 古树成活率 | ≥98% | 99% | 50 | 50",
        title="项目支出绩效自评表",
    ).decode()
    scoring = web_page(HEADS, *ROWS, TOTAL, title="附：打分明细").decode()
    (table,) = read_bytes("form.html", (form + scoring).encode()).tables
    assert [i.level3 for i in table.indicators] == ["复壮古树株数", "古树成活率"]
