from __future__ import annotations

from ..applicability import applicable
from ..basis import METHOD
from ..rule import Frame, Mask, rule


@rule(
    severity="warning",
    basis=METHOD,
    opinion=11,
    title=("完成时间照抄时限", "The date of completion is the deadline"),
    requirement="时限完成后，应当写实际完成的日期。",
    why="照抄时限看不出是否提前或逾期；不带“前”字的月份或日期可能就是实际完成时间，不作提示。",
    zh="“{level3}”的完成值“{actual_text}”照抄了时限，没有写实际完成的时间",
    en="The result “{actual_text}” of “{level3}” copies the deadline and does not say when it was done",
    fix_zh="填写实际完成的日期，例如“2023年11月20日”",
    fix_en="State the date on which it was done, such as 2023年11月20日",
    found="{actual_text}",
    needs=("indicators.actual_text",),
    at="actual_place",
)
def actual_copies_deadline(indicators: Frame) -> Mask:
    """A deadline is met on a date.

    A month or a date without 前 may be the day on which the work was really done.

    | level2   | level3   | target           | actual           | found |
    | -------- | -------- | ---------------- | ---------------- | ----- |
    | 时效指标 | 竣工时间 | 2023年12月31日前 | 2023年12月31日前 | yes   |
    | 时效指标 | 竣工时间 | 2023年12月31日前 | 2023年11月20日   |       |
    | 时效指标 | 竣工时间 | 2023年11月       | 2023年11月       |       |
    | 时效指标 | 竣工时间 | 2023年12月31日前 | 按时完成         |       |
    """
    deadline = indicators.target_kind.eq("date") & indicators.target_operator.eq("≤").fillna(False) & applicable(indicators)
    same = indicators.actual_text.str.replace(r"\s", "", regex=True).eq(indicators.target_text.str.replace(r"\s", "", regex=True))
    return same.fillna(False).astype("boolean").where(deadline & indicators.actual_text.notna())
