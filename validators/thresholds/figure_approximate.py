from __future__ import annotations

import pandas as pd

from ..applicability import applicable
from ..basis import METHOD
from ..choice import either
from ..rule import Frame, Mask, rule

_APPROXIMATE = r"^[≥≤＞＜＝><=]?(?:大?约|近)\d|\d余|\d[^\d，,；;]{0,4}(?:左右|上下)$"


@rule(
    severity="info",
    basis=METHOD,
    opinion=2,
    title=("数值只是约数", "An approximate number"),
    requirement="指标值和完成值应当是确切的数。",
    why="“约500人”没有明确的达标线，属于写法问题；完成值写“500余人”，说明没有确切统计。",
    zh="“{level3}”的{which_zh}“{text}”只是约数，{why_zh}",
    en="The {which_en} “{text}” of “{level3}” is only approximate: {why_en}",
    fix_zh="写确切的数值，例如指标值“≥500人”、完成值“512人”",
    fix_en="Write an exact number, such as ≥500人 as target and 512人 as result",
    found="{text}",
)
def figure_approximate(indicators: Frame) -> Frame | Mask:
    """Targets and results are exact.

    A target of about 500 has no line to reach, which is a matter of form; a result of about 500 was not counted.

    | level2   | level3   | target    | actual | found |
    | -------- | -------- | --------- | ------ | ----- |
    | 数量指标 | 参训人数 | 约500人   | 512人  | yes   |
    | 数量指标 | 参训人数 | 500人左右 | 512人  | yes   |
    | 数量指标 | 参训人数 | ≥500人    | 500余人 | yes  |
    | 数量指标 | 参训人数 | ≥500人    | 512人  |       |
    | 质量指标 | 节约用水 | 约束机制健全 | 健全 |      |
    """
    target = _approximate(indicators.target_text, indicators.target_kind)
    actual = _approximate(indicators.actual_text, indicators.actual_kind)
    judged = applicable(indicators) & (indicators.target_kind.isin(["number", "range"]) | actual)
    offends = (target | actual).astype("boolean").where(judged)
    if not offends.any():
        return offends
    return indicators.assign(
        offends=offends,
        severity=either(actual, "warning", "info"),
        which_zh=either(actual, "完成值", "指标值"),
        which_en=either(actual, "result", "target"),
        why_zh=either(actual, "没有确切统计", "达到多少算完成不明确"),
        why_en=either(actual, "it was not counted", "it is open where the line is"),
        text=either(actual, indicators.actual_text, indicators.target_text),
    )


def _approximate(texts: pd.Series, kinds: pd.Series) -> pd.Series:
    return (texts.str.contains(_APPROXIMATE) & kinds.isin(["number", "range"])).fillna(False).astype(bool)
