from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import BANDS_NOTE
from ..choice import either
from ..parameters import with_parameters
from ..points import scored
from ..rule import Frame, rule

_PARTLY = "|".join(vocabulary().words.partly_met)
_UNMET = "|".join(vocabulary().words.unmet)


@rule(
    severity="error",
    basis=BANDS_NOTE,
    opinion=11,
    title=("定性指标得分不在档内", "Score outside the band of its grade"),
    requirement="定性指标的得分应当落在对应档次内。",
    why="各地分档不同（80和60，或80和50），口径（profile）写明的以它为准，没有写明的取最宽的范围。数值型结果由计分公式核对。",
    zh="“{level3}”的完成情况是“{actual_text}”，得分{score}分是分值的{percent}，应在{band}之间",
    en="“{level3}” is reported as “{actual_text}”; its score of {score} is {percent} of the points, not within {band}",
    fix_zh="按档次给分，使得分占分值的{band}；或改正完成情况",
    fix_en="Score within the band of {band} of the points, or correct the result",
    found="{score}分",
    expected="{band}",
    needs=(
        "indicators.score",
        "indicators.actual_kind=text",
    ),
    at="score_place",
)
def score_outside_band(indicators: Frame, tables: Frame) -> Frame:
    """A qualitative result scores within the band of its grade.

    Bands differ from place to place (80 and 60, or 80 and 50), so the widest are allowed unless a profile states them
    (`qualitative_bands`). Numbers are left to the formulas.

    | level2       | level3     | target   | actual                   | weight | score | found |
    | ------------ | ---------- | -------- | ------------------------ | ------ | ----- | ----- |
    | 社会效益指标 | 防洪能力   | 明显提升 | 部分达成预期指标         | 10     | 10    | yes   |
    | 社会效益指标 | 调度水平   | 明显提升 | 未达成预期指标且效果较差 | 10     | 8     | yes   |
    | 社会效益指标 | 管护机制   | 基本建立 | 部分达成预期指标         | 10     | 5.5   |       |
    | 社会效益指标 | 应急能力   | 明显提升 | 达成预期指标             | 10     | 9     |       |
    | 数量指标     | 铺设管网   | ≥5公里   | 未完成                   | 10     | 0     |       |

    Case: the bands that a profile states

    | table | level2       | level3     | target   | actual           | weight | score | found |
    | ----- | ------------ | ---------- | -------- | ---------------- | ------ | ----- | ----- |
    | 1     | 社会效益指标 | 管护机制   | 基本建立 | 部分达成预期指标 | 10     | 5.5   | yes   |
    | 2     | 社会效益指标 | 管护机制   | 基本建立 | 部分达成预期指标 | 10     | 5.5   |       |

    tables:

    | table | form                    | profile          |
    | ----- | ----------------------- | ---------------- |
    | 1     | project-self-evaluation | scoring-bands-60 |
    | 2     | project-self-evaluation | scoring-bands-50 |
    """
    rows = indicators.loc[indicators.actual_kind.eq("text") & scored(indicators)]
    partly = rows.actual_text.str.contains(_PARTLY, na=False)
    unmet = rows.actual_text.str.contains(_UNMET, na=False) & ~partly
    rows = rows.assign(partly=partly, unmet=unmet, share=rows.score / rows.weight).loc[partly | unmet]
    rows = with_parameters(rows, tables, "qualitative_bands")
    stated = [bands if isinstance(bands, tuple) else None for bands in rows.qualitative_bands]
    upper = pd.Series([bands[0] if bands else 80.0 for bands in stated], index=rows.index, dtype="float64")
    lower = pd.Series([bands[1] if bands else 50.0 for bands in stated], index=rows.index, dtype="float64")
    unmet_below = pd.Series([bands[1] if bands else 60.0 for bands in stated], index=rows.index, dtype="float64")
    percent = (100 * rows.share).round(2)
    inside = percent.between(lower, upper)
    outside = (rows.partly & ~inside) | (rows.unmet & percent.gt(unmet_below))
    named = pd.Series([bands is None for bands in stated], index=rows.index) & rows.partly & inside & percent.lt(60)
    bands = zip(rows.partly, lower, upper, unmet_below, strict=True)
    return rows.assign(
        offends=outside.astype("boolean"),
        percent=[f"{share:.0f}%" for share in percent],
        band=[f"{low:g}%～{high:g}%" if partly else f"0～{below:g}%" for partly, low, high, below in bands],
        terms_zh=either(named, "“部分达成”低于分值的60%，只符合口径 scoring-bands-50", None),
        terms_en=either(named, "“partly met” below 60% of the points fits the profile scoring-bands-50 only", None),
    )
