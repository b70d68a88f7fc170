from __future__ import annotations

import re

import pandas as pd

from ..basis import METHOD
from ..choice import either
from ..clipping import texts
from ..rule import Frame, rule

_PAIRS = {"（": "）", "“": "”", "《": "》", "【": "】", "〔": "〕"}
_CLOSERS = {close: opened for opened, close in _PAIRS.items()}
_MARKS = re.compile("[（）()“”《》【】〔〕]")
_ITEM = re.compile(r"(?:^|[\s，、；。：:;,.])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
_ROLES = {"value": ("指标值", "target"), "name": ("指标名称", "name"), "goal": ("目标", "goal")}


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("括号或引号不配对", "Bracket without its pair"),
    requirement="括号和引号应当成对使用。",
    why=(
        "缺了一半往往是结尾缺字的唯一迹象，出现在指标值中比在别处更严重，作为警告。全角和半角可以配对；“1）”“二）”是编号，"
        "不算；数字前的“《”“》”是比较符的误写，也不在这里指出。"
    ),
    zh="{role_zh}“{shown}”中的“{mark}”没有配对",
    en="In the {role_en} “{shown}” the “{mark}” has no pair",
    fix_zh="补上缺少的另一半，或删去多余的“{mark}”；括号后有缺字的，一并补全",
    fix_en="Add the missing half or delete the “{mark}”, and complete any text lost with it",
    found="{mark}",
)
def unbalanced_brackets(indicators: Frame, goals: Frame) -> Frame:
    """Brackets and quotation marks come in pairs.

    A missing half is often all that shows of a lost end, in a value more seriously than elsewhere. Half and full width pair
    with each other; '1）' and '二)' number an item; 《 and 》 before a figure are mistyped comparisons.

    | level3                       | target                   | found |
    | ---------------------------- | ------------------------ | ----- |
    | 社区服务站（含便民点         | ≥6个                     | yes   |
    | 社区服务站（含便民点)        | ≥6个                     |       |
    | 服务规范                     | 按照《服务规范执行       | yes   |
    | 服务规范                     | 按照《服务规范》执行     |       |
    | 服务能力                     | 1）制度健全；2）人员到位 |       |
    | 服务人数                     | 》300人                  |       |

    Case: goals

    goals:

    | text                                   | found |
    | -------------------------------------- | ----- |
    | 一)建成服务站6个；二)实现“全覆盖”。    |       |
    | 建成服务站6个，实现“全覆盖。           | yes   |
    """
    said = goals.assign(role="goal", words=goals.text)
    rows = pd.concat([texts(indicators).loc[:, [*_COLUMNS, "indicator"]], said.loc[:, _COLUMNS]], ignore_index=True)
    marked = rows.loc[rows.words.str.contains(_MARKS)]
    single = pd.Series([_single(text) for text in marked.words], index=marked.index, dtype=object).reindex(rows.index)
    return rows.assign(
        offends=single.notna(),
        severity=either(rows.role.eq("value"), "warning", "info"),
        role_zh=rows.role.map(lambda role: _ROLES[role][0]),
        role_en=rows.role.map(lambda role: _ROLES[role][1]),
        mark=single.str[0],
        shown=single.str[1],
    )


_COLUMNS = ["filing", "table", "place", "role", "words"]


def _single(text: str) -> tuple[str, str] | None:
    """The first mark without its pair and the text around it, or None."""
    text = text.replace("(", "（").replace(")", "）")
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in _PAIRS:
            opened.append((mark, at))
        elif opened and opened[-1][0] == _CLOSERS[mark]:
            opened.pop()
        elif not (mark == "）" and _ITEM.search(text[:at])) and not (mark == "》" and at == 0):
            return mark, text[max(0, at - 12) : at + 8]
    opened = [(mark, at) for mark, at in opened if not (mark == "《" and at == 0)]
    return (opened[0][0], text[max(0, opened[0][1] - 8) : opened[0][1] + 12]) if opened else None
