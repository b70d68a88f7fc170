"""Invented filings for the tests of the gate: one form, as text, as a workbook, and wrapped anew."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROWS = (
    ("产出指标", "数量指标", "栽植行道树", "420株"),
    ("产出指标", "质量指标", "苗木成活率", "≥95%"),
    ("产出指标", "时效指标", "栽植完成时间", "2026年4月30日前"),
    ("产出指标", "成本指标", "苗木采购单价", "≤260元/株"),
    ("效益指标", "生态效益指标", "新增绿荫道路", "6公里"),
    ("满意度指标", "服务对象满意度指标", "沿街住户满意度", "≥90%"),
)
HEAD = (
    ("项目支出绩效目标表",),
    ("单位：万元",),
    ("2026年",),
    ("项目名称", "示例大道行道树栽植", "主管部门", "示例区绿化站"),
    ("年度资金总额", "18.00", "财政拨款", "18.00"),
    ("年度绩效目标", "栽植行道树420株，成活率不低于95%，沿街住户满意度达到90%以上。"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
)
ONLY = ("--select", "operator_missing")  # what this rule finds is what the tests speak of: two targets without a comparison


def text(rows: tuple[tuple[str, ...], ...] = ROWS, above: int = 0) -> str:
    """The form, tab-separated, `above` blank lines over it."""
    return "\n" * above + "".join("\t".join(row) + "\n" for row in (*HEAD, *rows))


def workbook(path: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> None:
    """The same form as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*HEAD, *rows):
        sheet.append(list(row))
    book.save(path)


def replaced(number: int, target: str) -> tuple[tuple[str, ...], ...]:
    """The rows with another target in row `number`."""
    return tuple((*row[:3], target) if at == number else row for at, row in enumerate(ROWS))


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder` as nobody in particular."""
    who = ("-c", "user.name=tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], check=True, capture_output=True, text=True, cwd=folder)
    return done.stdout
