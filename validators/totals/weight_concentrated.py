from __future__ import annotations

from ..basis import METHOD
from ..choice import either
from ..parameters import with_parameters
from ..points import points_shown, weighted
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="warning",
    basis=METHOD,
    opinion=5,
    title=("单条指标分值过大", "One indicator carries too many points"),
    requirement="得分不应由单条指标决定。",
    why=(
        "超过20分（参数 weight_limit），或占去一个30分一级指标的全部分值（参数 weight_alone）。"
        "有的项目确实只有一项成果，所以请再看一眼。"
    ),
    zh="“{level3}”一条指标占{found}{whole_zh}，结果几乎由这一条决定",
    en="“{level3}” alone carries {weight:g} points{whole_en}: it nearly decides the result",
    fix_zh="把它拆成几条可衡量的指标，或把分值分给其他指标，单条一般不超过{limit:g}分",
    fix_en="Split it into several measurable indicators or share its points: one indicator seldom carries more than {limit:g}",
    needs=("indicators.weight",),
    at="weight_place",
)
def weight_concentrated(indicators: Frame, tables: Frame) -> Frame:
    """No single indicator decides the score.

    More than 20 points (parameter `weight_limit`), or the whole of a level 1 that carries 30 (`weight_alone`). A project may
    have one outcome only, so this asks for a second look.

    | level1   | level2       | level3       | target | weight | found |
    | -------- | ------------ | ------------ | ------ | ------ | ----- |
    | 效益指标 | 社会效益指标 | 服务民生保障 | 100%   | 30     | yes   |
    | 产出指标 | 数量指标     | 铺设管网     | ≥5公里 | 20     |       |
    | 产出指标 | 质量指标     | 验收合格率   | 100%   | 15     |       |
    """
    rows = weighted(indicators)
    rows = with_parameters(rows.loc[rows.weight.notna()], tables, "weight_limit", "weight_alone")
    keys = [rows.filing, rows.table, rows.level1]
    alone = rows.weight.groupby(keys, dropna=False).transform("size").eq(1) & rows.level1.notna()
    limit, whole = rows.weight_limit.astype("float64"), rows.weight_alone.astype("float64")
    offends = (rows.weight.gt(limit) | (alone & rows.weight.ge(whole))).astype("boolean")
    return judged(rows.assign(limit=limit, alone=alone), offends, _told)


def _told(rows: Frame) -> Frame:
    level, alone = rows.level1.fillna(""), rows.alone
    return rows.assign(
        found=points_shown(rows.weight),
        whole_zh=either(alone, "，是“" + level + "”的全部分值", ""),
        whole_en=either(alone, ", all those of “" + level + "”", ""),
    )
