from __future__ import annotations

from math import isnan
from typing import cast

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..parameters import with_parameters
from ..points import apart, points_shown, weighted
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("下级分值合计与上级不符", "Points below a level do not add up to it"),
    requirement="下级指标的分值之和应当等于上级标明的分值。",
    why="分页后重复印出的级次名称只算一次。有指标没有分值的，不作判断。",
    zh="“{name}”标明{expected}，下面{count}条指标的分值合计{found}",
    en="“{name}” states {points:g} points; the {count} indicators below carry {sum:g}",
    fix_zh="调整下级指标的分值，使合计等于“{name}”的{expected}，或改正标明的分值",
    fix_en="Change the points below so that they add up to {points:g}, or correct the figure on “{name}”",
    needs=("levels.points",),
)
def children_weights_differ(levels: Frame, indicators: Frame, tables: Frame) -> Frame:
    """The points of the indicators under a level add up to the points printed on it.

    A level repeated after a page break counts once. An indicator without points leaves the sum open.

    | table | level | name       | parent   | points | found |
    | ----- | ----- | ---------- | -------- | ------ | ----- |
    | 1     | 1     | 产出指标   |          | 50     | yes   |
    | 1     | 1     | 效益指标   |          | 30     |       |
    | 1     | 2     | 数量指标   | 产出指标 | 25     |       |
    | 1     | 1     | 产出指标   |          | 50     |       |
    | 2     | 1     | 产出指标   |          | 50     |       |
    | 3     | 1     | 产出指标   |          |        |       |

    indicators:

    | table | level1   | level2       | level3     | weight |
    | ----- | -------- | ------------ | ---------- | ------ |
    | 1     | 产出指标 | 数量指标     | 铺设管网   | 25     |
    | 1     | 产出指标 | 质量指标     | 验收合格率 | 20     |
    | 1     | 效益指标 | 社会效益指标 | 受益人口   | 30     |
    | 2     | 产出指标 | 数量指标     | 铺设管网   | 25     |
    | 2     | 产出指标 | 质量指标     | 验收合格率 |        |
    | 3     | 产出指标 | 数量指标     | 铺设管网   | 25     |
    """
    heads = levels.loc[levels.points.notna()].drop_duplicates(["filing", "table", "level", "name", "parent"])
    heads = heads.assign(level1=heads.name.where(heads.level.eq(1), heads.parent)).sort_values("level", kind="stable")
    children = _children(weighted(indicators))
    names = heads.name.where(heads.level.eq(2), "")
    under = [children.get(key, []) for key in zip(heads.filing, heads.table, heads.level1, names, strict=True)]
    sums = heads.assign(
        sum=[sum(weight for weight, _ in of_head if weight == weight) for of_head in under],  # noqa: PLR0124 - NaN is none
        count=[len(of_head) for of_head in under],
        unread=[any(isnan(weight) for weight, _ in of_head) for of_head in under],
        related=[tuple(place for _, place in of_head) for of_head in under],
        terms=[" + ".join(f"{weight:.10g}" for weight, _ in of_head if weight == weight) for of_head in under],  # noqa: PLR0124
    )
    sums = sums.loc[[bool(of_head) for of_head in under]]
    sums = with_parameters(sums, tables, "score_tolerance")
    total = cast(pd.Series, sums["sum"])
    differ = apart(total, sums.points, sums.score_tolerance.astype("float64")).astype("boolean")
    sums = sums.assign(
        arithmetic=sums.name + "：" + sums.terms + " = " + points_shown(total),
        reason_zh=["有的指标没有分值，无法合计" if unread else None for unread in sums.unread],
        reason_en=["an indicator has no points, so the sum is open" if unread else None for unread in sums.unread],
    )
    return judged(sums, differ.where(~sums.unread.astype(bool), pd.NA), _told)


def _told(sums: Frame) -> Frame:
    found, expected = (points_shown(cast(pd.Series, sums[name])) for name in ("sum", "points"))
    return sums.assign(
        found=found,
        expected=expected,
        arithmetic=sums.terms + " = " + found + " ≠ " + expected,
    )


def _children(rows: Frame) -> dict[tuple[str, int, str, str], list[tuple[float, object]]]:
    """The points and the places of the indicators under each level 1 ('' for the level 2), and under each level 2."""
    rows = rows.loc[rows.level3.ne("") | rows.weight.notna(), ["filing", "table", "level1", "level2", "weight", "place"]]
    children: dict[tuple[str, int, str, str], list[tuple[float, object]]] = {}
    for filing, table, level1, level2, weight, place in rows.itertuples(index=False):
        for name in ("", level2):
            if isinstance(level1, str) and isinstance(name, str):
                children.setdefault((filing, table, level1, name), []).append((weight, place))
    return children
