from __future__ import annotations

from ..applicability import applicable
from ..basis import METHOD
from ..rule import Frame, rule
from ..wording import flaw_in_words

_FEWEST = 4
_SHARE = 0.5
_MEASURED = ("name_inside_value", "several_figures_in_value", "zero_event_in_words")


@rule(
    severity="info",
    basis=METHOD,
    opinion=2,
    title=("定量指标太少", "Few numeric targets"),
    requirement="一张表的指标至少有一半应当量化。",
    why=(
        "没有文件规定全国统一的最低比例，所以只作建议。数值、区间、日期、文字中的数和“不发生”都算量化；"
        "同一指标两期只算一条；少于四条指标的表不作判断。"
    ),
    zh="本表{all}条指标中只有{measured}条有数值，多数靠文字描述",
    en="Only {measured} of the {all} indicators of this form have a number; most are words",
    fix_zh="尽量把文字指标改成可以计数或计算的指标，例如“服务质量提升”改为“一次办结率≥90%”",
    fix_en="Turn words into something counted where possible, such as 一次办结率≥90% for better service",
    arithmetic="{measured} ÷ {all} = {share:.0f}%",
)
def few_numeric_targets(tables: Frame, indicators: Frame) -> Frame:
    """At least half of a form's indicators are quantified.

    No document sets a national minimum, so this is advice. Numbers, ranges, dates, numbers within words and promises that
    nothing happens count; an indicator with two periods counts once. Forms with fewer than four indicators are not judged.

    | table | found |
    | ----- | ----- |
    | 1     | yes   |
    | 2     |       |
    | 3     |       |

    indicators:

    | table | level2       | level3   | target       |
    | ----- | ------------ | -------- | ------------ |
    | 1     | 数量指标     | 巡查次数 | ≥12次        |
    | 1     | 质量指标     | 巡查质量 | 不断提高     |
    | 1     | 社会效益指标 | 社会治安 | 明显改善     |
    | 1     | 可持续影响指标 | 机制   | 持续完善     |
    | 2     | 数量指标     | 巡查次数 | ≥12次        |
    | 2     | 质量指标     | 巡查质量 | 不断提高     |
    | 2     | 时效指标     | 完成时间 | 2024年12月底前 |
    | 2     | 社会效益指标 | 社会治安 | 不发生大案   |
    | 3     | 社会效益指标 | 社会治安 | 明显改善     |
    """
    rows = indicators.loc[applicable(indicators) & indicators.plain.ne("") & ~indicators.target_kind.isin(["blank", "unasked"])]
    numbers = rows.target_kind.isin(["number", "range", "date"]) | flaw_in_words(indicators).reindex(rows.index).isin(_MEASURED)
    names = rows.assign(measured=numbers).groupby(["filing", "table", "level2", "plain"], dropna=False).measured.any()
    counts = names.groupby(level=["filing", "table"]).agg(["sum", "size"]).reset_index()
    counts = counts.rename(columns={"sum": "measured", "size": "all"})
    judged = tables.merge(counts, on=["filing", "table"])
    judged = judged.loc[judged["all"].ge(_FEWEST)]
    return judged.assign(share=100 * judged.measured / judged["all"], offends=judged.measured.lt(_SHARE * judged["all"]))
