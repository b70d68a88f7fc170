from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..rule import Frame, rule

_RUN = r"(?<!\d)(\d{5,})(?!\d)"
_MONTH_OR_DAY = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?"


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("起止时间无法识别", "Period that cannot be read"),
    requirement="项目起止时间应当能够识别。",
    why=(
        "“年”“月”“日”丢失后连在一起的数字，可能对应不止一个日期。六位数字按年月识别，八位数字按年月日识别，"
        "但须确有这样的月份和日期。"
    ),
    zh="{label}“{text}”中的“{run}”不是年月日，无法确定项目从何时到何时",
    en="In the period “{text}” the “{run}” is no date: when the project begins and ends cannot be told",
    fix_zh="写全年、月、日，例如“2024年6月1日—2025年1月6日”",
    fix_en="Write years, months and days out, such as 2024年6月1日—2025年1月6日",
    found="{text}",
    expected="××××年×月×日—××××年×月×日",
    needs=("fields.id=period",),
)
def period_unreadable(fields: Frame) -> Frame:
    """The period of a project can be read.

    Digits that ran together because their 年, 月, 日 were lost fit more than one date. Six digits are a year and a month and
    eight a day, where such a month and day exist.

    | id     | label        | text                  | found |
    | ------ | ------------ | --------------------- | ----- |
    | period | 项目起止时间 | 20238-202417          | yes   |
    | period | 项目起止时间 | 202308-202407         |       |
    | period | 项目起止时间 | 20230801-20240731     |       |
    | period | 项目起止时间 | 2023年8月—2024年7月   |       |
    | period | 项目期       | 3年                   |       |
    | date   | 填报日期     | 20238                 |       |
    """
    periods = fields.loc[fields.id.eq("period")]
    runs = periods.text.str.extractall(_RUN)[0]
    wrong = runs.loc[~runs.str.fullmatch(_MONTH_OR_DAY)].groupby(level=0).first().reindex(periods.index)
    return periods.assign(offends=wrong.notna(), run=wrong.where(wrong.notna(), pd.NA))
