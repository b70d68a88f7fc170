from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..personal import masked
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("表头混入无关文字", "Stray text in the head"),
    requirement="表头只填写规定的栏目，不应有其他文字。",
    why="其中如有姓名，指出时只显示第一个字，以免扩散。",
    zh="表头有一处不属于任何栏目的文字“{shown}”",
    en="The head of the form holds text that belongs to no field: “{shown}”",
    fix_zh="删去，或移到相应栏目，例如“填报人：”“填报日期：”",
    fix_en="Delete it or move it to its field, such as 填报人 or 填报日期",
    found="{shown}",
)
def stray_text_in_head(fields: Frame) -> Frame:
    """The head of a form holds its fields and nothing else.

    Names are shown by their first character only, so that a report does not spread them.

    | id    | label    | text             | found |
    | ----- | -------- | ---------------- | ----- |
    | stray |          | 赵某某 2024.3.5  | yes   |
    | stray |          | 第一稿待核       | yes   |
    | date  | 填报日期 | 2024.3.5         |       |
    | stray |          |                  |       |
    """
    stray = fields.loc[fields.id.eq("stray") & fields.text.str.strip().ne("")]
    return stray.assign(offends=True, shown=[masked(text.strip(), "stray") for text in stray.text])
