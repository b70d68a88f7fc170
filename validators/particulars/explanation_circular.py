from __future__ import annotations

import re

from ..basis import SYSTEM_CHECK
from ..placing import gathered
from ..rule import Frame, rule

_PUNCTUATION = re.compile(r"[^\w%‰]+")


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=2,
    title=("指标解释同义反复", "Explanation that repeats the name"),
    requirement="指标解释应当写明统计什么、怎样计算。",
    why="只在指标名称外面加上“反映……情况”，没有增加任何内容；多出一个词的，可能是在说明范围，不算重复。每张表只提示一次。",
    zh="有{count}条指标的解释只是重复指标名称，例如{listed}，没有写口径或公式",
    en="{count} explanations only repeat the name of the indicator, such as {listed}: no scope or formula is given",
    fix_zh="写明统计口径或计算公式，例如“按期办结率＝按期办结件数÷应办结件数×100%”",
    fix_en="Give the scope or the formula, such as “share settled in time = settled in time ÷ due”",
    found="{listed}",
    needs=("indicators.note",),
)
def explanation_circular(indicators: Frame) -> Frame:
    """An explanation adds to the name what is counted and how.

    反映…情况 around the name adds nothing; with one word more it may be the scope and passes. A form is told once.

    | level3       | note                         | target | found |
    | ------------ | ---------------------------- | ------ | ----- |
    | 渠道巡查次数 | 反映渠道巡查次数情况         | ≥30次  | yes   |
    | 渠道完好率   | 反映渠道完好率情况           | ≥95%   |       |
    | 渠道清淤里程 | 反映全年实际渠道清淤里程情况 | ≥30公里 |      |
    | 用水户满意度 |                              | ≥90%   |       |

    Case: each adds something

    | level3       | note                         | target | found |
    | ------------ | ---------------------------- | ------ | ----- |
    | 渠道完好率   | 完好渠段长度÷渠道总长        | ≥95%   |       |
    """
    noted = indicators.loc[indicators.note.fillna("").ne("")]
    note = noted.note.str.replace(_PUNCTUATION, "", regex=True)
    core = note.str.removeprefix("反映").str.removesuffix("情况").str.removesuffix("的")
    empty = note.ne("") & core.eq(noted.plain)
    return gathered(noted.loc[empty], "note", shown=2).assign(offends=True)
