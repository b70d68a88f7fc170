from __future__ import annotations

from ..applicability import applicable
from ..basis import METHOD
from ..choice import either
from ..naming import mentions, takes_percent
from ..rule import Frame, Mask, rule

_WORDS = ("百分比", "百分号")
_LATIN = ("pct",)
_CHANGES = ("增", "降", "减", "提高", "提升", "上升", "差", "变化")


@rule(
    severity="warning",
    basis=METHOD,
    opinion=11,
    title=("百分号写法不规范", "Per cent in another form"),
    requirement="百分比应当写作“%”。",
    why=("“百分比”不是计量单位。“百分之……”“百分点”只是写法问题；百分点表示两个比率之差，用于增减幅度是对的。"),
    zh="“{level3}”的指标值“{target_text}”用“{form}”作单位{why_zh}",
    en="The target {target_text} of “{level3}” has the unit {form}{why_en}",
    fix_zh="改写为“{example}”",
    fix_en="Write {example}",
    found="{target_text}",
    expected="{example}",
)
def percent_spelled_out(indicators: Frame) -> Frame | Mask:
    """Per cent is %.

    百分比 is no unit. 百分之… and 百分点 are a matter of form; a 百分点 is the difference of two rates and right for a change.

    | level2   | level3         | target         | found |
    | -------- | -------------- | -------------- | ----- |
    | 质量指标 | 纠纷化解率     | ≥97百分比      | yes   |
    | 质量指标 | 纠纷化解率     | 百分之九十以上 | yes   |
    | 质量指标 | 纠纷化解率     | ≥97个百分点    | yes   |
    | 质量指标 | 化解率提高幅度 | ≥2个百分点     |       |
    | 质量指标 | 纠纷化解率     | ≥97%           |       |
    | 质量指标 | 纠纷化解率     | ≥97％          |       |
    | 质量指标 | 纠纷化解率     | 97.00(%)       |       |
    """
    unit = indicators.target_unit.fillna("")
    word = unit.isin(_WORDS)
    spelled = unit.eq("百分之")
    points = indicators.target_normal.eq("百分点").fillna(False) & takes_percent(indicators)
    points &= ~mentions(indicators.plain, _CHANGES)
    asked = applicable(indicators) & (indicators.target_dimension.isin(["ratio", "point-difference"]))
    offends = (word | spelled | points | unit.isin(_LATIN)).astype("boolean").where(asked)
    if not offends.any():
        return offends
    return indicators.assign(
        offends=offends,
        severity=either(word, "warning", "info"),
        example=either(spelled, "≥90%", indicators.target_text.str.replace("个?百分[比号点]|pct", "%", regex=True)),
        form=either(spelled, "百分之", unit),
        why_zh=either(points, "，百分点表示两个比率之差", "，规范写法是“%”"),
        why_en=either(points, ", which is the difference of two rates", " instead of %"),
    )
