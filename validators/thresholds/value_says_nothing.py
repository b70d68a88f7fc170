from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, Mask, rule
from ..wording import spoken


@rule(
    severity="warning",
    basis=METHOD,
    opinion=2,
    title=("指标值空指", "The value refers to nothing"),
    requirement="指标值应当单独就能看懂。",
    why="“按规定”“年度计划数”指向表外的内容，表内没有写，无法核对。",
    zh="“{level3}”的指标值“{target_text}”没有内容：计划、规定是多少，表内没有写",
    en="The target “{target_text}” of “{level3}” refers to a plan or rule whose content the form does not state",
    fix_zh="把所指的计划数或规定的具体数值写出来，例如“≥20次”“≤30个工作日”",
    fix_en="Write out the planned or prescribed figure, such as ≥20次 or ≤30个工作日",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
)
def value_says_nothing(indicators: Frame) -> Mask:
    """A value stands by itself.

    按规定 and 年度计划数 refer to something outside the form, which nobody can check.

    | level2       | level3       | target     | found |
    | ------------ | ------------ | ---------- | ----- |
    | 质量指标     | 设备采购     | 按规定     | yes   |
    | 社会效益指标 | 政策落实     | 年度计划数 | yes   |
    | 质量指标     | 设备采购     | 符合规定   |       |
    | 时效指标     | 设备采购     | 按计划完成 |       |
    """
    return spoken(indicators, "value_says_nothing")
