from __future__ import annotations

from ...schemas.units import understood
from ..applicability import numeric
from ..basis import METHOD
from ..choice import either
from ..rule import Frame, Mask, rule
from ..unitless import per_unit

_PERIODS = ("年", "月", "季度", "周", "天", "日")


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("单价没有写全单位", "A unit price without its full unit"),
    requirement="每公里、每亩、每人的标准，单位应当是“元/公里”“元/亩”“元/人”。",
    why="单位只写总额，会被理解为全部支出。按年、按月的金额不需要。",
    zh="“{level3}”是每{per}的标准，指标值“{target_text}”{why_zh}",
    en="“{level3}” is a standard per {per}, but its target {target_text} {why_en}",
    fix_zh="写成单价：“{example}”",
    fix_en="Write a unit price: {example}",
    found="{target_text}",
    expected="{example}",
)
def standard_without_denominator(indicators: Frame) -> Frame | Mask:
    """A price per kilometre, mu or person has a unit of money per kilometre, mu or person.

    The unit of a total reads as if it were all the money. An annual or monthly amount needs none.

    | level2   | level3             | target        | found |
    | -------- | ------------------ | ------------- | ----- |
    | 成本指标 | 村道每公里补助标准 | ≤60万元       | yes   |
    | 成本指标 | 造林补助           | 每亩400       | yes   |
    | 成本指标 | 村道每公里补助标准 | ≤60万元/公里  |       |
    | 成本指标 | 造林补助           | 每亩400元     |       |
    | 成本指标 | 每年运行经费       | ≤60万元       |       |
    | 成本指标 | 村道建设成本       | ≤60万元       |       |
    | 数量指标 | 每户种植面积       | ≥2亩          |       |
    """
    said = indicators.plain.str.extract("每个?([^\\W\\d_]{1,2})")[0]
    known = {text: _denominator(text) for text in said.dropna().unique()}
    named = said.map({text: unit for text, unit in known.items() if unit}).astype("str")
    money = indicators.target_dimension.eq("money").fillna(False) & named.notna()
    bare = per_unit(indicators)
    offends = (money | bare).astype("boolean").where(numeric(indicators))
    if not offends.any():
        return offends
    per = named.where(money, indicators.target_text.str.extract("每个?([^\\W\\d_]{1,3})")[0])
    number = indicators.target_operator.fillna("") + indicators.target_number.map("{:.12g}".format).astype("str")
    return indicators.assign(
        offends=offends,
        per=per.fillna(""),
        example=either(bare, number + "元/", indicators.target_text + "/") + per.fillna(""),
        why_zh=either(bare, "没有货币单位", "的单位却只是总额的单位"),
        why_en=either(bare, "has no currency", "has the unit of a total"),
    )


def _denominator(text: str) -> str | None:
    """The unit that `text` begins with, unless it is a period."""
    for length in range(len(text), 0, -1):
        known = understood(text[:length])
        if known:
            return None if known.normal in _PERIODS or known.dimension == "money" else text[:length]
    return None
