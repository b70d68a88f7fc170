from __future__ import annotations

from ..basis import SYSTEM_CHECK
from ..rule import Frame, Mask, rule


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("指标值缺少比较符", "Target without a comparison"),
    zh="“{level3}”的指标值“{target_text}”没有写比较符，无法判断是不低于还是不超过",
    en="The target {target_text} of “{level3}” has no comparison: it may be a floor or a ceiling",
    fix_zh="在数值前写明“≥”“≤”或“＝”：越多越好用“≥”，上限、成本用“≤”",
    fix_en="Write ≥, ≤ or = before the number: ≥ where more is better, ≤ for a limit or a cost",
    found="{target_text}",
    expected="≥{target_text} / ≤{target_text} / ＝{target_text}",
)
def operator_missing(indicators: Frame) -> Mask:
    """A numeric target states its comparison.

    Without one nobody can score the result: 12万元 may be a cap or a commitment. Dates, deadlines, ranges and words need
    none, and a comparison in a column of its own or as a suffix (以上, 以内) counts.

    | level2   | level3         | target          | found |
    | -------- | -------------- | --------------- | ----- |
    | 成本指标 | 项目总成本     | 12万元          | yes   |
    | 质量指标 | 设备验收合格率 | 100%            | yes   |
    | 数量指标 | 培训人数       | ≥30人           |       |
    | 数量指标 | 培训人数       | 30人以上        |       |
    | 时效指标 | 完成时限       | 2023年12月31日前 |       |
    | 社会效益指标 | 长效机制   | 不断完善        |       |
    """
    numeric = indicators.target_kind.eq("number")
    return indicators.target_operator.isna().where(numeric).astype("boolean")
