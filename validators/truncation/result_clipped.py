from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import REVIEW_CHECKLIST
from ..placing import placed
from ..rule import Frame, rule

_WORDS = vocabulary().words
_CLOSING = "|".join(
    word for word in (*_WORDS.concluding, *_WORDS.vague, *_WORDS.grades, *_WORDS.effect_words, *_WORDS.zero_events)
)
_LONGEST = 8


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("实际完成值疑似截断", "Result seems cut short"),
    requirement="实际完成值分项写数量的，每一项都应当写明数量。",
    why=(
        "前面有两项以上都写了数字，最后一项很短而没有数字，多半是缺了字。用来收尾的话（如效果良好、群众满意、"
        "全部完成）不需要数字。"
    ),
    zh="“{level3}”的实际完成值最后一句“{last}”没有数量，而前面各句都有，后面可能缺字",
    en="The last clause of the result of “{level3}”, “{last}”, has no figure while those before it have: its end may be lost",
    fix_zh="补全最后一句的数量，例如“{last}××件”",
    fix_en="Complete the last clause with its figure, such as “{last} ×× 件”",
    found="{actual_text}",
    needs=("indicators.actual_text",),
)
def result_clipped(indicators: Frame) -> Frame:
    """A result that counts its parts counts all of them.

    After two or more clauses with a figure a short last one without any has probably lost it. A clause that closes the
    account (效果良好, 群众满意, 全部完成) needs none.

    | level3   | target | actual                                     | found |
    | -------- | ------ | ------------------------------------------ | ----- |
    | 法治宣传 | 全年   | 开展宣讲42场，覆盖群众3100人，印发宣传册   | yes   |
    | 法治宣传 | 全年   | 开展宣讲42场，覆盖群众3100人，群众反响良好 |       |
    | 法治宣传 | 全年   | 开展宣讲42场，印发宣传册                   |       |
    | 法治宣传 | 全年   | 开展宣讲42场，覆盖群众3100人，印发宣传册6000份 |   |
    | 法治宣传 | 全年   | 开展宣讲42场，覆盖群众3100人。             |       |
    | 法治宣传 | ≥40场  | 42场                                       |       |
    """
    result = indicators.actual_text.fillna("").str.replace(r"\s+", "", regex=True)
    figures = result.str.count(r"\d[^，；,;]*[，；,;](?!\d{3}\b)")
    last = result.str.extract(r"[，；,;]([^，；,;]*)$")[0].fillna("")
    listed = figures.ge(2) & result.str.count("[，；,;]").eq(figures)
    cut = last.str.fullmatch(rf"[^\d。！]{{2,{_LONGEST}}}") & ~last.str.contains(_CLOSING)
    return placed(indicators, "actual_place").assign(offends=cut.astype("boolean").where(listed, pd.NA), last=last)
