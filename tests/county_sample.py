"""A small county for the tests of audits, and what an audit of it writes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

HEAD = """项目支出绩效目标表
{year}年
单位：万元
项目名称\t{project}\t主管部门\t{department}
年度资金总额\t{amount}\t财政拨款\t{amount}
年度绩效目标\t{goal}
一级指标\t二级指标\t三级指标\t指标值
"""
ROWS = (
    ("产出指标", "数量指标", "巡护路线里程", "≥36公里"),
    ("产出指标", "质量指标", "巡护记录完整率", "≥95%"),
    ("产出指标", "时效指标", "巡护完成时间", "{year}年11月底前"),
    ("产出指标", "成本指标", "巡护补助", "≤{amount}万元"),
    ("效益指标", "生态效益指标", "林地火情次数", "≤2次"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
)  # fmt: skip


def filing(
    project: str = "护林巡查",
    department: str = "青禾镇林业站",
    year: int = 2026,
    amount: str = "12.00",
    goal: str = "",
    rows: Sequence[tuple[str, str, str, str]] = ROWS,
) -> str:
    """The text of a project's target form without a fault, unless one is put in."""
    goal = goal or f"{year}年完成{project}路线36公里，记录完整率95%以上，火情不超过2次，村民满意度90%以上。"
    filled = ["\t".join(row).format(year=year, amount=amount) for row in rows]
    return HEAD.format(year=year, project=project, department=department, amount=amount, goal=goal) + "\n".join(filled) + "\n"


def without_comparison(project: str = "苗圃管护", department: str = "青禾镇林业站") -> str:
    """A filing whose first target has no comparison."""
    return filing(project, department, amount="15.50", rows=(("产出指标", "数量指标", "管护苗木数量", "800株"), *ROWS[1:]))


def county(folder: Path, filings: int = 6) -> Path:
    """A folder with `filings` sound filings of two departments, a faulty one, an empty file and one that is no form."""
    for number in range(filings):
        department = ("青禾镇林业站", "柳溪镇水利站")[number % 2]
        path = folder / department / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filing(f"{number + 1}号片区管护", department, amount=f"{10 + number}.00"), "utf-8")
    (folder / "青禾镇林业站" / "faulty.txt").write_text(without_comparison(), "utf-8")
    (folder / "柳溪镇水利站" / "empty.txt").write_text("", "utf-8")
    (folder / "letter.txt").write_text("关于报送材料的函\n请于月底前报送。\n", "utf-8")
    return folder


def written(output: Path) -> dict[str, str]:
    """Every file that an audit wrote for its readers, with the hash of its content."""
    files = [path for path in sorted(output.rglob("*")) if path.is_file() and ".jixiao" not in path.parts]
    return {path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def touched(output: Path) -> dict[str, int]:
    """When every file of an audit was written, in nanoseconds."""
    files = [path for path in output.rglob("*") if path.is_file() and ".jixiao" not in path.parts]
    return {path.relative_to(output).as_posix(): os.stat(path).st_mtime_ns for path in files}  # noqa: PTH116
