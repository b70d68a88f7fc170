from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import DEFINITIONS
from ..rule import Frame, rule

_WORDS = vocabulary().words
_DONE = "|".join(_WORDS.past_tense)
_CLAUSE = rf"((?:{_DONE})[^，。；,;]*)"
_BACKGROUND = rf"[^，。；,;]*(?:{'|'.join(_WORDS.past_background)})[^，。；,;]*"


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=2,
    title=("目标写成已完成", "Goal told as done"),
    requirement="绩效目标应当写预期达到的结果。",
    why=(
        "“完成了”“实现了”“取得了”说的是已有的结果，那是一年后自评时才填写的内容。交代背景的话（如在……基础上、"
        "去年……）和要确保的事项（如确保……未发生）不算；自评表中转录的目标也不判断。"
    ),
    zh="绩效目标用了完成式“{done}”，像是工作总结而不是预期目标",
    en="The goal speaks of the future as done (“{done}”): it reads as a report, not as an objective",
    fix_zh="改为预期表述并写明数量，例如“完成了接待工作”改为“全年接待来访群众不少于800人次”",
    fix_en="State what is expected, with a figure, such as “receive at least 800 visitors in the year”",
    found="{done}",
)
def goal_in_past_tense(goals: Frame, tables: Frame) -> Frame:
    """A goal states what is expected.

    完成了, 实现了, 取得了 tell of results, which the form asks for a year later. Background (在…基础上, 去年…) and what a
    goal ensures (确保…未发生) is no report, and the goals that a self-evaluation repeats are left alone.

    | table | text                                               | found |
    | ----- | -------------------------------------------------- | ----- |
    | 1     | 通过项目实施，完成了校舍改造，改善了办学条件。     | yes   |
    | 1     | 在去年完成了校舍改造的基础上，添置图书5000册。     |       |
    | 1     | 确保全年未发生校园安全事故。                       |       |
    | 1     | 完成校舍改造12栋，改善办学条件。                   |       |
    | 2     | 完成了校舍改造。                                   |       |

    tables:

    | table | form                    |
    | ----- | ----------------------- |
    | 1     | project-target          |
    | 2     | project-self-evaluation |
    """
    ahead = tables.loc[~tables.form.str.endswith("self-evaluation"), ["filing", "table"]]
    expected = goals.loc[goals.kind.eq("expected") & goals.plain.ne("")].merge(ahead, on=["filing", "table"])
    done = expected.text.str.replace(_BACKGROUND, "", regex=True).str.extract(_CLAUSE)[0]
    return expected.assign(offends=done.notna(), done=done.where(done.notna(), pd.NA))
