"""Forms that stand in a filing twice, and what is left when they are left out."""

from __future__ import annotations

from dataclasses import replace

from jixiao.validators.cases import cases
from jixiao.validators.catalogue import discover
from jixiao.validators.repetition import without_copies

TEXT = "河道清淤24.50清淤河道≥12公里验收合格率≥95%"
TABLES = f"""
| table | year | project  | text              |
| ----- | ---- | -------- | ----------------- |
| 1     | 2024 | 河道清淤 | {TEXT}            |
| 2     | 2024 | 河道清淤 | {TEXT}            |
| 3     | 2024 | 山塘加固 | 加固山塘≥3座      |

goals:

| table | text         |
| ----- | ------------ |
| 1     | 清淤河道12公里 |
| 2     | 清淤河道12公里 |
| 3     | 加固山塘3座  |
"""


def test_what_a_copy_holds_is_left_out() -> None:
    rule = next(one for one in discover() if one.id == "table_repeated")
    frames = cases(replace(rule, cases=TABLES))[0].frames
    assert without_copies(frames["goals"], frames["tables"]).table.tolist() == [1, 3]
    assert without_copies(frames["goals"], frames["tables"].iloc[1:]).table.tolist() == [1, 2, 3]
