from __future__ import annotations

import pandas as pd

from ..basis import METHOD
from ..clipping import ends_in_connective, ends_open
from ..rule import Frame, rule

_LONG = 60


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("目标文本无结束标点", "Goal without a full stop"),
    requirement="由多句话组成的绩效目标，末句应当有结束标点。",
    why=("多数情况只是书写习惯，但有时这是结尾缺字的唯一迹象。较短的目标可以不加标点；以逗号或连接词结尾的，由“结尾悬空”指出。"),
    zh="目标较长而结尾“…{tail}”没有句号，请核对后面是否缺字",
    en="A long goal ends without a full stop, “…{tail}”: check whether its end is lost",
    fix_zh="补全缺少的内容；没有缺字的，在结尾加上句号",
    fix_en="Complete what is lost; if nothing is, add the full stop",
    found="…{tail}",
)
def goal_without_end(goals: Frame) -> Frame:
    """A goal of several sentences closes the last one.

    Style in most cases, but sometimes all that shows of a lost end. Short goals do without, and what ends in a comma or a
    connective is reported as such (ends_dangling).

    | text | found |
    | ---- | ----- |
    | 完成A1至A9片区管网改造120.5公里，更换水表12000只，新建泵站2座，漏损率由12.5%降至9.8%，投诉由1200件降至600件 | yes |
    | 完成A1至A9片区管网改造120.5公里，更换水表12000只，新建泵站2座，漏损率由12.5%降至9.8%，投诉由1200件降至600件。 | |
    | 改造三个片区的供水管网 |       |
    |                        |       |
    """
    text = goals.text.str.strip()
    closed = text.str.contains(r"[。！？；;!?.）)”》]$")
    elsewhere = ends_open(text) | ends_in_connective(text)
    unclosed = (~closed & ~elsewhere).astype("boolean")
    return goals.assign(offends=unclosed.where(text.str.len().gt(_LONG), pd.NA), tail=text.str[-12:])
