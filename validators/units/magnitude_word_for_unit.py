from __future__ import annotations

from ..applicability import numeric
from ..basis import METHOD
from ..rule import Frame, rule
from ..unitless import bare_money


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("金额只写“万”", "An amount in bare 万"),
    requirement="金额应当写“万元”，不能只写“万”。",
    why="其他指标只写数量级的，属于没有计量单位，另有规则。",
    zh="“{level3}”的指标值“{target_text}”只写了数量级“{target_magnitude}”，没有写货币单位",
    en="The target {target_text} of “{level3}” has the magnitude {target_magnitude} and no currency",
    fix_zh="写成“{target_text}元”",
    fix_en="Write {target_text}元",
    found="{target_text}",
    expected="{target_text}元",
    needs=("indicators.target_magnitude",),
)
def magnitude_word_for_unit(indicators: Frame) -> Frame:
    """An amount has 元, not 万 alone.

    Elsewhere a bare magnitude leaves the unit open, which is reported as such.

    | level2   | level3       | target   | found |
    | -------- | ------------ | -------- | ----- |
    | 成本指标 | 购车费用     | ≤12万    | yes   |
    | 经济效益指标 | 节约资金 | ≥30万    | yes   |
    | 成本指标 | 购车费用     | ≤12万元  |       |
    | 数量指标 | 受益人口     | ≥3万人   |       |
    | 数量指标 | 排查隐患     | ≥3千     |       |
    """
    asked = numeric(indicators) & indicators.target_magnitude.notna()
    return indicators.assign(offends=bare_money(indicators).astype("boolean").where(asked))
