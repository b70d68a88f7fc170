from __future__ import annotations

from itertools import zip_longest

import pandas as pd

from ..basis import GUIDANCE_101
from ..choice import either
from ..coverage import among
from ..lookup import looked_up
from ..parameters import with_parameters
from ..placing import placed
from ..points import alike, apart, form_points, points_shown, weighted
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="info",
    basis=GUIDANCE_101,
    opinion=11,
    title=("一级指标分值与通常设置不同", "Unusual points of a level-1 indicator"),
    requirement="一级指标的分值应当按当地规定设置。",
    why=(
        "规定写在参数 weights 中（预算执行10分之外为50、30、10）；参数 weights_also 所列的其他通行分法也可以。"
        "各地允许例外，所以只是提示；表内注释印有这些分值的，才作警告。分值合计为100时才核对，每张表只提示一处。"
    ),
    zh="“{level1}”分值合计{found}，通常是{expected}",
    en="“{level1}” carries {sum:g} points; {usual:g} are usual",
    fix_zh="如无特殊情况，按{expected}设置；有特殊情况的，注明理由",
    fix_en="Set {usual:g} points, or say why this form differs",
    needs=("indicators.weight",),
)
def level_weights_unusual(indicators: Frame, funds: Frame, fields: Frame, tables: Frame) -> Frame:
    """The level-1 indicators carry the points that the place sets.

    They are the parameter `weights` of the form (50, 30 and 10 beside 10 for execution); the two other divisions in wide use
    are accepted. Places allow exceptions, so it is a hint, and a warning only where the form prints the very numbers in
    its notes. Said only if the points total 100; one finding a form.

    | table | level1     | level2             | level3     | weight | found |
    | ----- | ---------- | ------------------ | ---------- | ------ | ----- |
    | 1     | 产出指标   | 数量指标           | 铺设管网   | 70     | yes   |
    | 1     | 效益指标   | 社会效益指标       | 受益人口   | 10     |       |
    | 1     | 满意度指标 | 服务对象满意度指标 | 群众满意度 | 10     |       |
    | 2     | 产出指标   | 数量指标           | 铺设管网   | 50     |       |
    | 2     | 效益指标   | 社会效益指标       | 受益人口   | 30     |       |
    | 2     | 满意度指标 | 服务对象满意度指标 | 群众满意度 | 10     |       |
    | 3     | 产出指标   | 数量指标           | 铺设管网   | 50     |       |
    | 3     | 效益指标   | 社会效益指标       | 受益人口   | 40     |       |
    | 4     | 成本指标   | 经济成本指标       | 总成本     | 20     |       |
    | 4     | 产出指标   | 数量指标           | 铺设管网   | 40     |       |
    | 4     | 效益指标   | 社会效益指标       | 受益人口   | 20     |       |
    | 4     | 满意度指标 | 服务对象满意度指标 | 群众满意度 | 10     |       |

    funds:

    | table | item         | measure | amount |
    | ----- | ------------ | ------- | ------ |
    | 1     | 年度资金总额 | points  | 10     |
    | 2     | 年度资金总额 | points  | 10     |
    | 3     | 年度资金总额 | points  | 10     |
    | 4     | 年度资金总额 | points  | 10     |

    tables:

    | table | form                    |
    | ----- | ----------------------- |
    | 1     | project-self-evaluation |
    | 2     | project-self-evaluation |
    | 3     | project-self-evaluation |
    | 4     | project-self-evaluation |
    """
    forms = with_parameters(form_points(indicators, funds, fields), tables, "total_points")
    total = forms.weights + forms.execution
    forms = forms.loc[forms.unread.eq(0) & alike(total, forms.total_points.astype("float64"))]
    rows = weighted(indicators)
    rows = placed(rows.loc[rows.level1.notna() & rows.weight.notna()], "level3_place")
    groups = (
        rows.groupby(["filing", "table", "level1"], sort=False).agg(sum=("weight", "sum"), place=("place", "first")).reset_index()
    )
    rows = with_parameters(groups.loc[among(groups, forms)], tables, "weights", "weights_also")
    usual = [dict(weights or {}).get(level) for weights, level in zip(rows.weights, rows.level1, strict=True)]
    rows = rows.assign(usual=pd.Series(usual, index=rows.index, dtype="float64"))
    rows = rows.loc[~_otherwise(rows) & rows.usual.notna()]
    rows = rows.assign(apart=(rows["sum"] - rows.usual).abs())
    rows = rows.sort_values("apart", ascending=False, kind="stable").drop_duplicates(["filing", "table"])
    return judged(rows.assign(text=looked_up(rows, tables, "text")), apart(rows["sum"], rows.usual), _told)


def _told(rows: Frame) -> Frame:
    printed = [
        f"{level}{points:g}分" in text for level, points, text in zip(rows.level1, rows.usual, rows.text.fillna(""), strict=True)
    ]
    return rows.assign(
        severity=either(pd.Series(printed, index=rows.index, dtype=bool), "warning", "info"),
        found=points_shown(rows.loc[:, "sum"]),
        expected=points_shown(rows.usual),
    )


def _otherwise(rows: Frame) -> pd.Series:
    """Whether the whole form follows one of the other divisions."""
    keys = [rows.filing, rows.table]
    fits = pd.Series(False, index=rows.index)
    for division in zip_longest(*rows.weights_also, fillvalue={}):
        usual = [points.get(level) for points, level in zip(division, rows.level1, strict=True)]
        same = alike(pd.Series(usual, index=rows.index, dtype="float64"), rows.loc[:, "sum"])
        fits |= same.groupby(keys).transform("all").astype(bool)
    return fits
