from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import numeric
from ..basis import BUDGET_REGULATION_20
from ..choice import either
from ..rule import Frame, rule

_WORDS = vocabulary().words
_NOTHING = "|".join((*_WORDS.zero_events, "^无$", "^零$", "^没有$"))
_NOT_DONE = ("未", "没", "无", "尚", "暂", "取消")


@rule(
    severity="error",
    basis=BUDGET_REGULATION_20,
    opinion=11,
    title=("数值指标的完成值没有数", "A word as the result of a number"),
    requirement="指标值是数值的，完成值也应当是数值。",
    why=("只写“完成”却得满分，得分没有依据，属于错误。“全部”等于100%，“未发生”等于0；写“未完成”并已扣分的，是如实填报。"),
    zh="“{level3}”的指标值是“{target_text}”，完成值只写“{actual_text}”，没有数值{full_zh}",
    en="The target of “{level3}” is {target_text}, its result only “{actual_text}” and no number{full_en}",
    fix_zh="填写实际数值，例如目标“≤30万元”，实际支出29.6万元，填“29.6万元”",
    fix_en="State the number: for a target of ≤30万元 and 29.6万元 spent, write 29.6万元",
    found="{actual_text}",
    needs=("indicators.actual_text",),
    at="actual_place",
)
def actual_is_word(indicators: Frame) -> Frame:
    """The result of a numeric target is a number.

    With full points it is an error: the score has nothing to stand on. 全部 says 100%, 未发生 says 0, and a plain 未完成 that
    lost its points is a result.

    | level3       | target   | actual   | weight | score | found |
    | ------------ | -------- | -------- | ------ | ----- | ----- |
    | 修缮费用     | ≤30万元  | 完成     | 20     | 20    | yes   |
    | 参训人数     | ≥80人    | 基本完成 | 10     | 8     | yes   |
    | 修缮费用     | ≤30万元  | 29.6万元 | 20     | 20    |       |
    | 覆盖率       | ＝100%   | 全覆盖   | 10     | 10    |       |
    | 安全事故     | ＝0起    | 未发生   | 10     | 10    |       |
    | 参训人数     | ≥80人    | 未开展   | 10     | 0     |       |
    | 参训人数     | ≥80人    | 培训2期，共86人 | 10 | 10  |       |
    | 考核结果     | 优秀     | 优秀     | 10     | 10    |       |
    | 参训人数     | ≥80人    |          | 10     | 10    |       |
    """
    judged = numeric(indicators) & indicators.actual_kind.eq("text").fillna(False)
    texts = indicators.actual_text.fillna("")
    stated = texts.str.contains(r"\d|百分之") | (texts.isin(_WORDS.whole_values) & indicators.target_number.eq(100))
    stated |= texts.str.contains(_NOTHING) & (indicators.target_number.eq(0) | indicators.target_operator.isin(["≤", "<"]))
    full = indicators.score.ge(indicators.weight) & indicators.weight.gt(0)
    not_done = texts.str.startswith(_NOT_DONE) & ~full
    return indicators.assign(
        offends=(~stated & ~not_done).astype("boolean").where(judged),
        severity=either(full, "error", "warning"),
        full_zh=either(full, "，却得了满分", ""),
        full_en=either(full, ", yet it has full points", ""),
    )
