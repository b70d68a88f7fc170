from __future__ import annotations

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..clipping import clipped_columns, ends_in_connective, ends_open, texts
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("结尾悬空", "Text ends in mid-sentence"),
    requirement="指标名称、指标值和目标应当在句子完整处结束。",
    why=(
        "逗号、冒号或前括号后面应当还有内容，指标值缺了这部分就无法考核，作为错误；以“的”“和”“及”等字结尾的把握较小，"
        "作为警告，“参与”“普及”“目的”等词不算。分号只表示一项结束，不算中断。整列被截断的，由“同列文字被等宽截断”指出。"
    ),
    zh="{role_zh}“{shown}”以“{mark}”结尾，后面的内容缺失",
    en="The {role_en} “{shown}” ends in “{mark}”: what should follow is missing",
    fix_zh="补全后面的文字；如果内容已完整，删去结尾的“{mark}”",
    fix_en="Complete the text; if nothing is missing, delete the final “{mark}”",
    found="{shown}",
)
def ends_dangling(indicators: Frame, goals: Frame) -> Frame:
    """A text ends where its sentence ends.

    After a comma, a colon or an opening bracket something must follow. A value that lost it cannot be checked: an error. A
    connective at the end (的, 和, 及) is weaker evidence, and words such as 参与, 普及 and 目的 end so by right. A semicolon
    only closes an item of a list. A column cut as a whole is reported by column_clipped.

    | level3             | level2       | target                         | found |
    | ------------------ | ------------ | ------------------------------ | ----- |
    | 消除安全隐患       | 社会效益指标 | 不发生溃坝事故、               | yes   |
    | 巡查水库、         | 数量指标     | ≥12座                          | yes   |
    | 提升防汛能力       | 社会效益指标 | 消除隐患，促进                 | yes   |
    | 群众参与           | 社会效益指标 | 促进防灾知识普及               |       |
    | 水库隐患化解       | 质量指标     | 全部化解                       |       |
    | 改善灌溉条件       | 社会效益指标 | 明显改善；                     |       |

    Case: goals

    goals:

    | text                     | found |
    | ------------------------ | ----- |
    | 巡查水库12座，及时排险， | yes   |
    | 巡查水库12座，及时排险； |       |
    |                          |       |
    """
    cells = texts(indicators)
    cells = cells.loc[clipped_columns(cells, goals).why_zh.isna()]
    said = goals.assign(role="goal", words=goals.text.str.strip())
    rows = pd.concat([cells.loc[:, [*_COLUMNS, "indicator"]], said.loc[said.words.ne(""), _COLUMNS]], ignore_index=True)
    open_end, connective = ends_open(rows.words), ends_in_connective(rows.words)
    mark = either(open_end, rows.words.str[-1], rows.words.str.extract(r"(以及|促进|化解|.)$")[0])
    return rows.assign(
        offends=open_end | connective,
        severity=either(open_end & rows.role.eq("value"), "error", "warning"),
        role_zh=rows.role.map(_ROLES_ZH.get),
        role_en=rows.role.map(_ROLES_EN.get),
        shown=either(rows.words.str.len().gt(30), "…" + rows.words.str[-30:], rows.words),
        mark=mark,
    )


_COLUMNS = ["filing", "table", "place", "role", "words"]
_ROLES_ZH = {"value": "指标值", "name": "指标名称", "goal": "目标"}
_ROLES_EN = {"value": "target", "name": "name", "goal": "goal"}
