from __future__ import annotations

from ..basis import METHOD
from ..money import KEYS, items
from ..points import points_shown
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="warning",
    basis=METHOD,
    opinion=11,
    title=("预算执行分值重复填列", "Points for budget execution filed twice"),
    requirement="预算执行的分值只应填在资金总额一行。",
    why="各行都填，预算执行就会重复计分。只在分项上给分的表不在此列。",
    zh="“{item}”行又填了分值{found}，与资金总额行重复，预算执行会重复计分",
    en="“{item}” carries {points:g} points again, as the total does: budget execution would be scored twice",
    fix_zh="分值、得分只填在资金总额一行，其余各行填“—”",
    fix_en="Give points and score on the line of the total only, and a dash on the others",
    needs=("funds.measure=points",),
)
def execution_points_repeated(funds: Frame) -> Frame:
    """Points for budget execution stand on the line of the total alone.

    Printed on every line they would be scored twice. Forms that give points to parts only are another matter.

    | item         | measure | amount | found |
    | ------------ | ------- | ------ | ----- |
    | 年度资金总额 | points  | 10     |       |
    | 财政拨款     | points  | 10     | yes   |
    | 其他资金     | points  |        |       |

    Case: points on parts only, and zero

    | table | item         | measure | amount | found |
    | ----- | ------------ | ------- | ------ | ----- |
    | 1     | 基本支出     | points  | 5      |       |
    | 1     | 项目支出     | points  | 5      |       |
    | 2     | 年度资金总额 | points  | 10     |       |
    | 2     | 财政拨款     | points  | 0      |       |
    """
    rows = items(funds)
    whole = rows.loc[rows.role.eq("total") & rows.points.gt(0), [*KEYS, "points", "points_place"]].drop_duplicates(KEYS)
    parts = rows.loc[rows.role.ne("total") & rows.points.notna()]
    if parts.empty:
        return parts.assign(offends=False)
    parts = parts.merge(whole, on=KEYS, suffixes=("", "_total"))
    return judged(parts, parts.points.eq(parts.points_total), _told)


def _told(parts: Frame) -> Frame:
    return parts.assign(
        place=parts.points_place,
        related=[(place,) for place in parts.points_place_total],
        found=points_shown(parts.points),
    )
