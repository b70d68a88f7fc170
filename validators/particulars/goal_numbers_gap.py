from __future__ import annotations

import re

from ..basis import REVIEW_CHECKLIST
from ..rule import Frame, rule

_NUMBERED = re.compile(r"目标\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．:：、，,)）]")
_MENTIONED = re.compile(r"目标\s*(\d{1,2}|[一二三四五六七八九十]{1,2})")
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
_KEYS = ["filing", "table", "period", "kind"]
_TOLD = ("offends", "sequence", "fault_zh", "fault_en")


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("目标编号不连续", "Gap in the numbering of goals"),
    requirement="编了号的目标应当连续编号。",
    why=(
        "缺了编号，往往就是漏了一个目标。分填在几个单元格里的目标合在一起计算；"
        "文中提到编号（如目标1和目标2）不算一个目标的编号，但能说明该目标没有遗漏。"
    ),
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
    numbered = goals.loc[goals.text.str.count(_NUMBERED).gt(0)]
    lists: dict[tuple[object, ...], list[tuple[int, str]]] = {}
    for row, *key, text in zip(numbered.index, *(numbered[key].fillna("") for key in _KEYS), numbered.text, strict=True):
        lists.setdefault(tuple(key), []).append((row, text))
    told = [_numbering([text for _, text in rows]) for rows in lists.values()]
    first = numbered.loc[[rows[0][0] for rows in lists.values()]]
    return first.assign(**{name: [numbering[name] for numbering in told] for name in _TOLD})


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, units = numeral.rpartition("十")
    return (10 * _NUMERALS.get(tens, 1) if "十" in numeral else 0) + _NUMERALS.get(units, 0)


def _numbering(texts: list[str]) -> dict[str, object]:
    """The numbers of a list of goals, and what is wrong with them."""
    numbers = [_value(numeral) for text in texts for numeral in _NUMBERED.findall(text)]
    mentioned = {_value(numeral) for text in texts for numeral in _MENTIONED.findall(text)}
    missing = sorted(set(range(1, max(numbers))) - mentioned)
    repeated = sorted({number for number in numbers if numbers.count(number) > 1})
    gap, again = "、".join(map(str, missing)), "、".join(map(str, repeated))
    return {
        "offends": len(numbers) > 1 and bool(missing or repeated),
        "sequence": "、".join(map(str, numbers)),
        "fault_zh": "，".join([f"缺目标{gap}"] * bool(missing) + [f"目标{again}重复"] * bool(repeated)),
        "fault_en": "; ".join([f"{gap} missing"] * bool(missing) + [f"{again} repeated"] * bool(repeated)),
    }
