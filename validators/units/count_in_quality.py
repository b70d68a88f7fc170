from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric
from ..basis import DEFINITIONS
from ..measure import COUNTERS
from ..naming import adverse, mentions
from ..rule import Frame, Mask, rule

_COUNTED = vocabulary().words.quality_counts


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=7,
    title=("质量指标用数量", "A count under quality"),
    requirement="质量指标说明工作好坏，不说明数量多少。",
    why="设上限的差错（事故≤0起）和取得的荣誉（获奖≥2项、专利）是可以计数的质量。",
    zh="质量指标“{level3}”的指标值“{target_text}”是数量，说明不了质量好坏",
    en="The quality “{level3}” has a count, {target_text}, as target: it does not say how good the work is",
    fix_zh="移到数量指标；质量指标改写合格率、准确率等，例如“验收合格率≥95%”",
    fix_en="Move it to the quantities, and state a quality as a rate, such as 验收合格率≥95%",
    found="{target_text}",
)
def count_in_quality(indicators: Frame) -> Mask:
    """Quality says how good the work is, not how much there is.

    Faults that are limited (事故≤0起) and distinctions that are won (获奖≥2项, 专利) are counts of quality.

    | level2   | level3           | target  | found |
    | -------- | ---------------- | ------- | ----- |
    | 质量指标 | 走访服务企业     | ≥20家   | yes   |
    | 质量指标 | 安全责任事故     | ≤0起    |       |
    | 质量指标 | 系统故障         | ＜3次   |       |
    | 质量指标 | 获市级以上奖项   | ≥2项    |       |
    | 质量指标 | 验收合格率       | ≥95%    |       |
    | 数量指标 | 走访服务企业     | ≥20家   |       |
    """
    asked = numeric(indicators) & indicators.level2.eq("质量指标")
    counted = indicators.target_dimension.isin(COUNTERS) & indicators.target_number.ne(0)
    limited = indicators.target_operator.isin(["≤", "<"]) | adverse(indicators) | mentions(indicators.plain, _COUNTED)
    return (counted & ~limited).astype("boolean").where(asked)
