from __future__ import annotations

from ..applicability import applicable
from ..basis import BUDGET_REGULATION_20
from ..choice import either
from ..rule import Frame, rule

_REACHED = ("达到", "达", "共", "为", "等于")


@rule(
    severity="error",
    basis=BUDGET_REGULATION_20,
    opinion=11,
    title=("完成值照抄目标", "The result is the target"),
    requirement="完成值应当是实际统计出来的数值。",
    why="写“不低于90%”说明没有统计。“达到95%”不算带比较符，等号也不算；照抄时限另有规则。",
    zh="“{level3}”的完成值“{actual_text}”{copied_zh}带有比较符，不是实际完成的数值",
    en="The result {actual_text} of “{level3}” {copied_en}has a comparison: it is no measured number",
    fix_zh="填写实际完成的数值，例如目标“≥60天”，实际开展了63天，填“63天”",
    fix_en="State the number that was reached: for a target of ≥60天 and 63 days done, write 63天",
    found="{actual_text}",
    expected="实际完成的数值",
    needs=("indicators.actual_text",),
    at="actual_place",
)
def actual_repeats_operator(indicators: Frame) -> Frame:
    """A result is a measured number.

    A result of 不低于90% was never counted. Words that say that a number was reached (达到95%) are no comparison, an equals
    sign is none either, and a deadline is judged by another rule.

    | level3     | target            | actual            | found |
    | ---------- | ----------------- | ----------------- | ----- |
    | 巡查天数   | ≥60天             | ≥60天             | yes   |
    | 村民满意度 | ≥90%              | 90%以上           | yes   |
    | 维修费     | ≤5万元            | 不超过5万元       | yes   |
    | 村民满意度 | ≥90%              | 93.5%             |       |
    | 村民满意度 | ≥90%              | 达到93.5%         |       |
    | 聘用人员   | ＝6人             | ＝6人             |       |
    | 完成时间   | 2023年12月31日前  | 2023年12月31日前  |       |
    | 村民满意度 | ≥90%              |                   |       |
    """
    numbers = indicators.actual_kind.isin(["number", "range"]) & applicable(indicators)
    texts = indicators.actual_text.fillna("").str.strip()
    compared = indicators.actual_operator.isin(["≥", ">", "≤", "<"]) & ~texts.str.startswith(_REACHED)
    copied = texts.eq(indicators.target_text.str.strip())
    return indicators.assign(
        offends=compared.astype("boolean").where(numbers),
        copied_zh=either(copied, "与指标值一字不差，", ""),
        copied_en=either(copied, "is the target word for word and ", ""),
    )
