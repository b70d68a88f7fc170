from __future__ import annotations

import re

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..conventions import schemas
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("栏目内容不合规定格式", "Content that does not have the prescribed form"),
    requirement="表头表尾的内容应当符合表式或口径规定的格式。",
    why="格式由地方的表式（pattern）或口径（patterns）规定，自带的表式没有规定。空白的栏目由“表头表尾有空缺”指出。",
    zh="“{label}”填的是“{text}”，不合规定的格式（{pattern}）",
    en="“{label}” says “{text}”, which does not have the prescribed form ({pattern})",
    fix_zh="按规定的格式改写“{label}”",
    fix_en="Write “{label}” in the prescribed form",
    found="{text}",
    expected="{pattern}",
)
def field_malformed(fields: Frame, tables: Frame) -> Frame:
    """Content of a form's head and foot has the form that its schema or profile prescribes.

    Places prescribe it in their form schemas (`pattern`) or profiles (`patterns`) as a regular expression that the whole
    content must match; the forms that ship prescribe none. Blanks are left to field_blank.

    | table | id        | label    | text       | found |
    | ----- | --------- | -------- | ---------- | ----- |
    | 1     | date      | 填报日期 | 2025年初   | yes   |
    | 1     | telephone | 联系电话 | 6601234    |       |
    | 2     | date      | 填报日期 | 2025.03.08 |       |
    | 2     | telephone | 联系电话 |            |       |
    | 3     | date      | 填报日期 | 2025年初   |       |

    tables:

    | table | form           | profile       |
    | ----- | -------------- | ------------- |
    | 1     | project-target | fields-strict |
    | 2     | project-target | fields-strict |
    | 3     | project-target |               |
    """
    keys = zip(tables.filing.tolist(), tables.table.tolist(), strict=True)
    asked = {key: patterns for key, schema in zip(keys, schemas(tables), strict=True) if (patterns := schema.patterns)}
    if not asked:
        return fields.iloc[:0].assign(offends=pd.array([], "boolean"))
    owners = zip(fields.filing.tolist(), fields.table.tolist(), fields.id.tolist(), strict=True)
    pattern = pd.Series(
        [asked.get((filing, table), {}).get(name) for filing, table, name in owners], index=fields.index, dtype="object"
    )
    rows = fields.assign(pattern=pattern).loc[pattern.notna() & fields.text.str.strip().ne("")]
    fits = [re.fullmatch(wanted, text.strip()) is not None for wanted, text in zip(rows.pattern, rows.text, strict=True)]
    return rows.assign(offends=~pd.Series(fits, index=rows.index, dtype=bool))
