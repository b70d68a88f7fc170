from __future__ import annotations

from collections import Counter

import pandas as pd

from ..basis import METHOD
from ..choice import either
from ..placing import gathered
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=METHOD,
    opinion=6,
    title=("单元格错位", "Cells out of their columns"),
    requirement="每个单元格的内容都应当填在对应的表头下面。",
    why=(
        "缺了单元格的行，内容会整体挪位，例如二级指标名称跑到一级指标栏里，看上去就成了另一级别的指标。"
        "这多是转换时合并单元格丢失造成的，因此按名称归位后再校验，每张表只说一次；只有空白栏目的名称错位时，或者半数以上的行都这样时"
        "（网页转成文字，合并单元格只留下第一行），仅作提示。"
    ),
    zh="有{count}行的内容不在表头对应的列里（{listed}），已按指标名称归位后校验",
    en="The cells of {count} row(s) do not stand under their headings ({listed}); they were put back by their names",
    fix_zh="对照表头检查这些行：一级、二级、三级指标和指标值各归各列，缺少的单元格补上（多为合并单元格丢失）",
    fix_en="Compare these rows with the headings: level 1, 2 and 3 and target each in its column (merged cells were lost)",
    found="{listed}",
)
def row_shifted(repairs: Frame, indicators: Frame) -> Frame:
    """Each cell stands under its heading.

    A row that lost a cell reads as if it belonged to another level: its second-level name stands in the first-level column.
    Often a merged cell was lost in conversion, so rows are put back by what their names are, and this is said once for a
    table, whatever follows from it. A hint only where nothing but an empty label moved, or where half of the rows did: then a
    conversion kept merged cells in their first row only, which is nobody's slip.

    repairs:

    | table | kind          | text                            | expected           | found |
    | ----- | ------------- | ------------------------------- | ------------------ | ----- |
    | 1     | shifted       | 时效指标 \\| 按期完工率 \\| ≥95% | 三级指标、二级指标 | yes   |
    | 1     | shifted       | 社会成本指标 \\| 社会成本指标   | 二级指标           |       |
    | 2     | shifted       | 社会成本指标                    | 二级指标           | yes   |
    | 3     | clipped-label | 满意度指                        | 满意度指标         |       |
    | 4     | shifted       | 质量指标 \\| 返修率 \\| ≤2%      | 三级指标、二级指标 | yes   |

    indicators:

    | table | level2   | level3     | target |
    | ----- | -------- | ---------- | ------ |
    | 1     | 数量指标 | 改造户数   | ≥80户  |
    | 1     | 质量指标 | 验收合格率 | ＝100% |
    | 1     | 时效指标 | 按期完工率 | ≥95%   |
    | 4     | 数量指标 | 改造户数   | ≥80户  |
    | 4     | 质量指标 | 返修率     | ≤2%    |
    """
    cells = repairs.text.str.replace(r"\s+", " ", regex=True).str.split(" | ", regex=False)
    moved = repairs.assign(brief=cells.str[:2].map(lambda first: "、".join(dict.fromkeys(first)), na_action="ignore"))
    moved = moved.assign(full=cells.map(lambda texts: len(set(texts)) > 1, na_action="ignore").astype(bool))
    moved = moved.loc[moved.kind.eq("shifted")]
    full = moved.groupby(["filing", "table"]).agg(full=("full", "any"), rows=("full", "size")).reset_index()
    full = full.assign(full=full.full & full.rows.mul(2).lt(_rows_in(indicators, full)))
    told = gathered(moved.drop(columns=["full", "expected"]), "brief").merge(full.drop(columns="rows"), on=["filing", "table"])
    passed = repairs.loc[repairs.kind.ne("shifted")].assign(offends=False)
    return pd.concat([told.assign(offends=True, severity=either(told.full, "warning", "info")), passed])


def _rows_in(indicators: Frame, tables: Frame) -> list[int]:
    """How many rows of indicators each of the `tables` has."""
    sizes = Counter(zip(indicators.filing.tolist(), indicators.table.tolist(), strict=True))
    return [sizes[key] for key in zip(tables.filing.tolist(), tables.table.tolist(), strict=True)]
