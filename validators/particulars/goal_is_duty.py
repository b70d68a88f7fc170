from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..quantified import states_quantity
from ..rule import Frame, rule

_DUTY = r"^(?:[\d一二三四五六七八九十]+[.、)）]\s*)?(?:主要)?(?:负责|承担|履行)"


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=3,
    title=("目标写成职责", "Goal that is a duty"),
    requirement="绩效目标应当写要取得的结果，不应写单位职责。",
    why="以“负责”“承担”“履行”开头，或者照抄职能职责栏的，写的是职责而不是目标。以职责开头但写有可以核对的结果的，只作提示。",
    zh="绩效目标写的是职责（“{opening}…”）{same_zh}，没有说明本年度要取得什么结果",
    en="The goal lists duties (“{opening}…”){same_en}: it does not say what this year is to achieve",
    fix_zh="职责写在职能栏；目标写本年度的结果和数量，例如“全年办结群众来信不少于600件，按期办结率100%”",
    fix_en="Keep duties in their own field and state results with figures, such as “settle at least 600 letters, all in time”",
    found="{opening}",
)
def goal_is_duty(goals: Frame, fields: Frame) -> Frame:
    """A goal is a result to reach, not the task of the office.

    It begins with 负责 (or 承担, 履行), or repeats the statement of duties that the form asks for in another field. Where it
    nevertheless ends in a result that can be checked it is information.

    | table | text                                         | found |
    | ----- | -------------------------------------------- | ----- |
    | 1     | 负责全区档案接收、整理和利用工作。           | yes   |
    | 2     | 负责档案接收工作，全年数字化档案3万卷。      | yes   |
    | 3     | 保障档案馆履行职能，服务群众查档。           | yes   |
    | 4     | 数字化档案3万卷，由专人负责质量。            |       |

    fields:

    | table | id   | label        | text                               |
    | ----- | ---- | ------------ | ---------------------------------- |
    | 3     | duty | 职能职责概述 | 保障档案馆履行职能，服务群众查档。 |
    """
    expected = goals.loc[goals.kind.eq("expected") & goals.plain.ne("")].reset_index(drop=True)
    duties = fields.loc[fields.id.eq("duty") & fields.text.ne("") & ~fields.label.str.contains("目标")]
    stated = expected.reset_index(names="row").merge(duties.loc[:, ["filing", "table", "text"]], on=["filing", "table", "text"])
    same = expected.index.isin(stated.row)
    marked = expected.assign(same=same, offends=same | expected.text.str.contains(_DUTY))
    if not marked.offends.any():
        return marked
    return marked.assign(
        severity=either(states_quantity(marked.text) & ~marked.same, "info", "warning"),
        opening=marked.text.str[:20],
        same_zh=either(marked.same, "，与职能职责栏逐字相同", ""),
        same_en=either(marked.same, ", word for word those of the field for duties", ""),
    )
