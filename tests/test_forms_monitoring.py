"""Monitoring forms: the targets of the year, and interim results that are none of the year."""

from __future__ import annotations

import pytest

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes

ROWS = (
    "项目名称 | 古桥结构监测 ||||||||",
    "项目资金（万元） || 年初预算数 | 1-7月执行数 | 1-7月执行率 | 全年预计执行数 ||||",
    " | 年度资金总额 | 60 | 25.8 | 43% | 60 ||||",
    "年度总体目标 | 监测古桥12座 ||||||||",
    "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月实际完成值 | 全年预计完成情况 | 偏差原因分析 | 完成目标可能性 ||",
    "产出指标 | 数量指标 | 监测古桥座数 | ≥12座 | 5座 | 12座 || 确定能 ||",
    " | 质量指标 | 监测数据有效率 | ≥98% | 97% | 98% | 雨季信号中断 | 有可能 ||",
    "效益指标 | 社会效益指标 | 险情预警及时率 | ＝100% | 100% | 100% || 确定能 ||",
    "满意度指标 | 服务对象满意度指标 | 管护单位满意度 | ≥90% | 92% | 92% || 确定能 ||",
)


def read(title: str, *, drawn: bool = True) -> Table:
    cells = [[cell.strip() for cell in row.split("|")] for row in ROWS]
    if drawn:
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        data = f"<html><body><p>{title}</p><p>（2024年度）</p><table>{body}</table></body></html>"
    else:
        data = "\n".join((title, "（2024年度）", *(cell for row in cells for cell in row if cell), ""))
    (table,) = read_bytes("form.html" if drawn else "form.txt", data.encode()).tables
    return table


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("项目支出绩效运行监控表", "project-monitoring"),
        ("部门预算项目绩效目标监控情况表", "project-monitoring"),
        ("部门整体支出绩效运行监控表", "department-monitoring"),
        ("附表", "project-monitoring"),
    ],
)
def test_interim_results_are_no_results(title: str, form: str) -> None:
    table = read(title)
    assert table.form == form
    assert [(i.level3, i.target.text, i.actual) for i in table.indicators] == [
        ("监测古桥座数", "≥12座", None),
        ("监测数据有效率", "≥98%", None),
        ("险情预警及时率", "＝100%", None),
        ("管护单位满意度", "≥90%", None),
    ]


def test_without_rulings_the_values_of_a_row_are_doubted() -> None:
    table = read("项目支出绩效运行监控表", drawn=False)
    assert [part for part, *_ in table.doubts] == ["indicators"]
