from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..placing import gathered, placed
from ..rule import Frame, rule

_SPACE = r"(?<=[\u4e00-\u9fff])[ \u3000\u00a0]+(?=\S)|(?<=\S)[ \u3000\u00a0]+(?=[\u4e00-\u9fff])"


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("名称或指标值含空格", "Spaces inside names or values"),
    requirement="指标名称和指标值中间不应有空格。",
    why="申报系统不接受空格，只差一个空格的名称还会被当成两个。外文词语或数字之间的空格不算；每张表只提示一次。",
    zh="有{count}处名称或指标值中间有空格：{listed}",
    en="Spaces stand inside {count} names or values: {listed}",
    fix_zh="删去空格；多数申报系统不接受名称含空格",
    fix_en="Delete the spaces; most filing systems refuse them in names",
    found="{listed}",
)
def space_inside(indicators: Frame) -> Frame:
    """Names and values hold no spaces.

    Filing systems refuse them, and names that differ by a space are taken for two. Spaces between Latin words or figures
    are no fault. A form is told once.

    | table | level3         | target    | found |
    | ----- | -------------- | --------- | ----- |
    | 1     | 巡查 河道里程  | ≥30公里   | yes   |
    | 1     | 巡查　水库     | ≥3座      |       |
    | 2     | 巡查河道里程   | ≥30公里   |       |
    | 2     | BIM model检查  | ≥2次      |       |
    """
    if not (indicators.level3.str.contains(_SPACE) | indicators.target_text.str.contains(_SPACE)).any():
        return indicators.iloc[:0].assign(offends=False)
    names = placed(indicators, "level3_place").assign(words=indicators.level3)
    names = names.loc[names.words.str.contains(_SPACE)]
    values = placed(indicators, "target_place").assign(words=indicators.target_text)
    values = values.loc[values.words.str.contains(_SPACE) & values.target_kind.eq("text") & ~values.index.isin(names.index)]
    return gathered(pd.concat([names, values]).sort_index(), "words").assign(offends=True)
