from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..rule import Frame, rule
from ..vacancy import in_shifted_row, valueless


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=1,
    title=("有指标值没有指标名称", "Target without an indicator"),
    requirement="每个指标值都应当有对应的三级指标名称。",
    why=(
        "只有指标值而没有名称，就不知道考核的是什么。单元格错位的行，名称可能在别的列里，不作判断；"
        "整张表都没有三级指标名称的，说明表式没有这一栏，也不作判断。"
    ),
    zh="“{under}”下的指标值“{target_text}”没有对应的三级指标名称，不知道考核什么",
    en="The target {target_text} under “{under}” has no indicator's name: what it measures is not said",
    fix_zh="在三级指标栏写明考核什么，例如“培训人数”对应“≥300人”",
    fix_en="Name what is measured in the level-3 column, such as “persons trained” for ≥300人",
    found="{target_text}",
)
def name_missing(indicators: Frame, repairs: Frame) -> Frame:
    """A target belongs to a named indicator.

    Rows whose cells moved may have the name elsewhere and are not judged, nor is a form without any names: it has no
    column for them.

    | table | level2   | level3   | target | found |
    | ----- | -------- | -------- | ------ | ----- |
    | 1     | 数量指标 |          | ≥300人 | yes   |
    | 1     | 质量指标 | 通过率   | ≥90%   |       |
    | 1     | 时效指标 |          | ≥      |       |
    | 2     | 数量指标 |          | ≥300人 |       |
    | 2     | 质量指标 |          | ≥90%   |       |
    """
    rows = indicators.loc[~valueless(indicators) & indicators.target_kind.ne("unasked")]
    nameless = rows.plain.eq("")
    throughout = nameless.groupby([rows.filing, rows.table]).transform("all").astype(bool)
    unclear = nameless & (throughout | in_shifted_row(rows, repairs))
    return rows.assign(
        offends=nameless.astype("boolean").mask(unclear, pd.NA),
        under=rows.level2.fillna(rows.level1).fillna("绩效指标"),
        reason_zh="表内没有三级指标名称一栏，或该行单元格有错位",
        reason_en="the form has no column of names, or the row's cells moved",
    )
