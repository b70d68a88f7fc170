from __future__ import annotations

from ..applicability import applicable
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule

_KEYS = ["filing", "table", "period", "level1", "level2", "plain"]


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("同表三级指标重名", "Indicator named twice in one form"),
    requirement="同一二级指标下，三级指标名称不得重复。",
    why=(
        "申报系统不接受重名的指标，自评时也分不清完成值属于哪一条；名称相同而计量单位不同（如人和场）的，"
        "只是名称没有区分清楚，作为警告。中期和年度部分各填一次、分列在两个二级指标下，都不算重名；整行完全相同的，"
        "由“完全相同的指标行”指出。"
    ),
    zh="“{level3}”在“{level2}”下出现了两次：前面的指标值是“{target_earlier}”，这里是“{target_text}”",
    en="“{level3}” stands twice under {level2}: with the target {target_earlier} above and {target_text} here",
    fix_zh="属同一指标的，只保留一条；属两个指标的，在名称中写清区别，例如“培训人数（乡镇）”“培训人数（村级）”",
    fix_en="Keep one row if it is one indicator; if there are two, tell their names apart, such as “people trained (towns)”",
    found="{level3}",
)
def indicator_repeated(indicators: Frame) -> Frame:
    """Under one second-level indicator a name stands once.

    Filing systems refuse to save a second one, and a result cannot be told to belong to the first or the second. The two
    periods of a two-period form are no repetition, nor is one name under two second levels, nor a row that is repeated
    whole (row_repeated says so). Two counts of one thing in different units (人, 场) only lack a clear name: a warning.

    | level2   | level3           | target  | period      | found |
    | -------- | ---------------- | ------- | ----------- | ----- |
    | 数量指标 | 举办技能培训     | ≥30人   | annual      |       |
    | 数量指标 | 举办技能 培训    | ≥50人   | annual      | yes   |
    | 数量指标 | 举办技能培训     | ≥90人   | medium-term |       |
    | 质量指标 | 举办技能培训     | ≥95%    | annual      |       |
    | 成本指标 | 讲课费           | ≤2万元  | annual      |       |
    | 成本指标 | 讲课费           | ≤2万元  | annual      |       |
    | 社会效益指标 | ……           |         | annual      |       |
    | 社会效益指标 | ……           | 100%    | annual      |       |
    """
    named = indicators.loc[applicable(indicators) & indicators.plain.ne("") & indicators.level2.notna()]
    repeated = named.duplicated(_KEYS)
    if not repeated.any():
        return named.assign(offends=False)
    first = named.groupby(_KEYS, dropna=False)[["target_text", "place", "target_normal"]].transform("first")
    whole = named.duplicated([*_KEYS, "target_text"])
    units = named.target_normal.notna() & first.target_normal.notna() & named.target_normal.ne(first.target_normal)
    return placed(named, "level3_place").assign(
        offends=repeated & ~whole,
        severity=either(units, "warning", "error"),
        target_earlier=first.target_text,
        related=[(place,) for place in first.place],
    )
