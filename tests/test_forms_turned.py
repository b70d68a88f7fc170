"""Tables that lie on their side, and forms side by side in one sheet."""

from __future__ import annotations

from documents import inline, xlsx

from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes


def read(*rows: str, merged: tuple[str, ...] = ()) -> tuple[Table, ...]:
    cells = "".join(
        f'<row r="{number}">'
        + "".join(inline(f"{chr(65 + at)}{number}", cell.strip()) for at, cell in enumerate(row.split("|")) if cell.strip())
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return read_bytes("form.xlsx", xlsx({"Sheet1": cells}, merged=merged)).tables


def targets(table: Table) -> list[tuple[str | None, str | None, str, str, str | None]]:
    return [(i.level1, i.level2, i.level3, i.target.text, i.place.cell) for i in table.indicators]


def test_a_column_for_each_indicator() -> None:
    (table,) = read(
        "项目支出绩效目标表",
        "项目名称 | 碑刻拓印保护",
        "一级指标 | 产出指标 | | 效益指标",
        "二级指标 | 数量指标 | 质量指标 | 社会效益指标",
        "三级指标 | 拓印碑刻数量 | 拓片合格率 | 展览观众人次",
        "指标值 | ≥40通 | ≥95% | ≥3000人次",
        merged=("B3:C3",),
    )
    assert table.project == "碑刻拓印保护"
    assert targets(table) == [
        ("产出指标", "数量指标", "拓印碑刻数量", "≥40通", "B6"),
        ("产出指标", "质量指标", "拓片合格率", "≥95%", "C6"),
        ("效益指标", "社会效益指标", "展览观众人次", "≥3000人次", "D6"),
    ]


def test_two_forms_side_by_side() -> None:
    found = read(
        "项目支出绩效目标表 |||| | 项目支出绩效目标表",
        "项目名称 | 碑刻拓印保护 ||| | 项目名称 | 古井清淤",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 拓印碑刻数量 | ≥40通 | | 产出指标 | 数量指标 | 清淤古井数量 | ≥8口",
        "效益指标 | 社会效益指标 | 展览观众人次 | ≥3000人次 | | 效益指标 | 社会效益指标 | 受益居民户数 | ≥260户",
    )
    assert [(table.project, targets(table)) for table in found] == [
        (
            "碑刻拓印保护",
            [
                ("产出指标", "数量指标", "拓印碑刻数量", "≥40通", "D4"),
                ("效益指标", "社会效益指标", "展览观众人次", "≥3000人次", "D5"),
            ],
        ),
        (
            "古井清淤",
            [
                ("产出指标", "数量指标", "清淤古井数量", "≥8口", "I4"),
                ("效益指标", "社会效益指标", "受益居民户数", "≥260户", "I5"),
            ],
        ),
    ]
