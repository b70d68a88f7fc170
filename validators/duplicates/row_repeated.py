from __future__ import annotations

from ..applicability import applicable
from ..basis import METHOD
from ..rule import Frame, rule

_KEYS = ["filing", "table", "period", "level1", "level2", "plain", "target_text"]


@rule(
    severity="error",
    basis=METHOD,
    opinion=11,
    title=("完全相同的指标行", "Row filed twice"),
    requirement="同一张表内不得有完全相同的指标行。",
    why=(
        "同一时期、同一二级指标下，名称、指标值、实际完成值和分值都相同，说明这一行是复制出来的。模板中的空行和印好的“……”不算。"
    ),
    zh="“{level3}”（{target_text}）整行重复填列",
    en="The row “{level3}” ({target_text}) is filed twice",
    fix_zh="删去重复的一行；有分值的，把分值调整到其他指标",
    fix_en="Delete the second row; if it carries points, move them to other indicators",
    found="{level3} {target_text}",
)
def row_repeated(indicators: Frame) -> Frame:
    """No row of a form repeats another one whole.

    Name, value, actual value and points are the same under the same second level in the same period: the row was copied.
    Empty template rows and the '……' of a printed form are no rows.

    | level2   | level3       | target  | period      | found |
    | -------- | ------------ | ------- | ----------- | ----- |
    | 成本指标 | 场地租赁费   | ≤2万元  | annual      |       |
    | 成本指标 | 场地租赁费   | ≤2万元  | annual      | yes   |
    | 成本指标 | 场地布置费   | ≤2万元  | annual      |       |
    | 成本指标 | 场地租赁费   | ≤2万元  | medium-term |       |
    | 质量指标 | 场地租赁费   | ≤2万元  | annual      |       |
    | 生态效益指标 |          |         | annual      |       |
    | 生态效益指标 |          |         | annual      |       |
    | 社会效益指标 | ……       |         | annual      |       |
    | 社会效益指标 | ……       |         | annual      |       |
    """
    named = indicators.loc[applicable(indicators) & indicators.plain.ne("") & indicators.level2.notna()]
    first = named.groupby(_KEYS, dropna=False)["place"].transform("first")
    return named.assign(offends=named.duplicated(_KEYS), related=[(place,) for place in first])
