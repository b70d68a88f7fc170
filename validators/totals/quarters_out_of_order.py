from __future__ import annotations

from ..basis import METHOD
from ..quarters import quarter_items
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("季度次序颠倒或缺季度", "Quarters out of order"),
    requirement="按季度列的指标应当按一至四季度排列。",
    why="三个季度的，说明缺了一个；只有一两个季度的，不算按季度排列。",
    zh="按季度列的指标依次是{listed}，没有按一至四季度排列或缺少季度",
    en="The quarters stand as {listed}: not in the order 1 to 4, or one is missing",
    fix_zh="按一、二、三、四季度的次序排列，缺少的季度补齐",
    fix_en="Put the quarters in the order 1, 2, 3, 4 and add the missing one",
    found="{listed}",
    expected="一季度、二季度、三季度、四季度",
)
def quarters_out_of_order(indicators: Frame) -> Frame:
    """Indicators by quarter stand in the order of the year.

    A series of three quarters lacks one; one or two quarters are no series.

    | table | level2   | level3         | target  | found |
    | ----- | -------- | -------------- | ------- | ----- |
    | 1     | 成本指标 | 一季度支出     | ≤10万元 | yes   |
    | 1     | 成本指标 | 三季度支出     | ≤10万元 |       |
    | 1     | 成本指标 | 二季度支出     | ≤10万元 |       |
    | 1     | 成本指标 | 四季度支出     | ≤10万元 |       |
    | 2     | 数量指标 | 第一季度巡查   | ≥3次    |       |
    | 2     | 数量指标 | 第二季度巡查   | ≥3次    |       |
    | 2     | 数量指标 | 第三季度巡查   | ≥3次    |       |
    | 2     | 数量指标 | 第四季度巡查   | ≥3次    |       |
    | 3     | 数量指标 | 第二季度巡查   | ≥3次    | yes   |
    | 3     | 数量指标 | 第三季度巡查   | ≥3次    |       |
    | 3     | 数量指标 | 第四季度巡查   | ≥3次    |       |
    | 4     | 数量指标 | 第四季度巡查   | ≥3次    |       |
    | 4     | 数量指标 | 第二季度巡查   | ≥3次    |       |
    """
    rows = quarter_items(indicators)
    if rows.empty:
        return rows.assign(offends=False)
    groups = [rows[name] for name in ("filing", "table", "period", "level2", "series")]
    series = rows.loc[rows.quarter.groupby(groups, dropna=False).transform("nunique").ge(3)]
    keys = ["filing", "table", "period", "level2", "series"]
    series = series.assign(fell=series.quarter.groupby([series[key] for key in keys], dropna=False).diff().le(0))
    lists = series.groupby(keys, dropna=False, sort=False, as_index=False).agg(
        place=("level3_place", "first"), listed=("quarter", _listed), fell=("fell", "any"), count=("quarter", "nunique"),
        related=("level3_place", lambda places: tuple(places)[1:]),
    )  # fmt: skip
    return lists.assign(offends=lists.fell.astype(bool) | lists["count"].lt(4))


def _listed(quarters) -> str:
    return "、".join("一二三四"[int(number) - 1] + "季度" for number in quarters)
