from __future__ import annotations

import re

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..rule import Frame, rule

_NUMBERED = r"目标\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．:：、，,)）]"
_MENTIONED = r"目标\s*(\d{1,2}|[一二三四五六七八九十]{1,2})"
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
_KEYS = ["filing", "table", "period", "kind"]


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("目标编号不连续", "Gap in the numbering of goals"),
    zh="目标编号依次为{sequence}，{fault_zh}",
    en="The goals are numbered {sequence}: {fault_en}",
    fix_zh="核对是否漏写或误删了目标，补齐后按1、2、3……连续编号",
    fix_en="Check whether goals were left out or deleted by mistake, and number them 1, 2, 3 …",
    found="{sequence}",
)
def goal_numbers_gap(goals: Frame) -> Frame:
    """Numbered goals are numbered without gaps.

    A number that is missing is often a goal that is missing. Goals in cells of their own count together; a mere mention
    (目标1和目标2) is no number of a goal, but it shows that the goal is not missing.

    | table | text                                                 | found |
    | ----- | ---------------------------------------------------- | ----- |
    | 1     | 目标1：新建校舍。目标2：培训教师。目标4：添置图书。  | yes   |
    | 2     | 目标1：新建校舍。目标2：培训教师。目标3：添置图书。  |       |
    | 3     | 目标1：新建校舍。                                    |       |
    | 3     | 目标2：培训教师。                                    |       |
    | 4     | 目标一：新建校舍。目标一：培训教师。                 | yes   |
    | 5     | 新建校舍，巩固目标1和目标5的成果                     |       |
    | 6     | 目标1：新建校舍，目标2培训教师，目标3：添置图书。    |       |
    """
    found = goals.text.str.extractall(_NUMBERED)[0].rename("numeral").reset_index()
    numbers = found.numeral.map(_value)
    rows = goals.loc[found.level_0].reset_index(drop=True).assign(value=numbers)
    groups = [_numbered(group) for _, group in rows.groupby(_KEYS, dropna=False, sort=False) if len(group) > 1]
    return pd.concat(groups) if groups else rows.iloc[:0].assign(offends=None)


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, units = numeral.rpartition("十")
    return (10 * _NUMERALS.get(tens, 1) if "十" in numeral else 0) + _NUMERALS.get(units, 0)


def _numbered(group: Frame) -> Frame:
    """The first goal of a numbered list, with what is wrong with the list's numbers."""
    numbers = group.value.astype(int).tolist()
    mentioned = {_value(numeral) for text in group.text.unique() for numeral in re.findall(_MENTIONED, text)}
    missing = sorted(set(range(1, max(numbers) + 1)) - mentioned)
    repeated = sorted({number for number in numbers if numbers.count(number) > 1})
    gap, again = "、".join(map(str, missing)), "、".join(map(str, repeated))
    return group.iloc[[0]].assign(
        offends=bool(missing or repeated),
        sequence="、".join(map(str, numbers)),
        fault_zh="，".join([f"缺目标{gap}"] * bool(missing) + [f"目标{again}重复"] * bool(repeated)),
        fault_en="; ".join([f"{gap} missing"] * bool(missing) + [f"{again} repeated"] * bool(repeated)),
    )
