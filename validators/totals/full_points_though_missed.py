from __future__ import annotations

from ..basis import FORMULA_NOTE
from ..points import points_shown, proportional, reached, scored
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="warning",
    basis=FORMULA_NOTE,
    opinion=11,
    title=("未达标却得满分", "Full points though the target was missed"),
    requirement="没有完成的指标不应得满分。",
    why="没有比较符或单位不同的，无法判断；“＝”的成本少支出、“＝”的数量多完成，都算完成。",
    zh="“{level3}”指标值{target_text}，实际只有{actual_text}，没有达到目标，却得满分{score}分",
    en="“{level3}” has the target {target_text} and the result {actual_text}, which misses it, yet scores all {score} points",
    fix_zh="按完成比例计分（按比例约为{expected}），并在原因栏说明未完成的原因",
    fix_en="Score in proportion (about {right}) and state why the target was missed",
    found="{score}分",
    needs=(
        "indicators.score",
        "indicators.actual_text",
    ),
    follows=("satisfaction_capped", "cost_rewards_overspending"),
    at="score_place",
)
def full_points_though_missed(indicators: Frame) -> Frame:
    """A target that was missed does not earn full points.

    Where the comparison is missing, or the units differ, nothing can be said; an exact target of a cost is met by spending
    less, and one of a count by reaching more.

    | level2   | level3     | target    | actual  | weight | score | found |
    | -------- | ---------- | --------- | ------- | ------ | ----- | ----- |
    | 数量指标 | 铺设管网   | ≥5公里    | 4公里   | 10     | 10    | yes   |
    | 成本指标 | 设备购置费 | ≤40000元  | 4.2万元 | 5      | 5     | yes   |
    | 成本指标 | 人员支出   | ＝40000元 | 39000元 | 5      | 5     |       |
    | 数量指标 | 检修闸门   | ＝4扇     | 5扇     | 10     | 10    |       |
    | 数量指标 | 培训场次   | 10场      | 9场     | 10     | 10    |       |
    | 数量指标 | 培训人数   | ≥300人    | 290人次 | 10     | 10    |       |
    | 数量指标 | 新建泵站   | ≥2座      | 1座     | 10     | 5     |       |
    """
    met = reached(indicators)
    rows = indicators.loc[met.notna() & scored(indicators)]
    met = met.reindex(rows.index).astype(bool)
    more = rows.target_operator.eq("=") & rows.actual_number.gt(rows.target_number) & rows.target_fen.isna()
    return judged(rows, (~met & ~more & rows.score.ge(rows.weight)).astype("boolean"), _told)


def _told(rows: Frame) -> Frame:
    right = proportional(rows).direct.round(2)
    return rows.assign(
        right=right,
        expected=points_shown(right),
        arithmetic=points_shown(rows.weight) + " × 完成比例 = " + points_shown(right),
    )
