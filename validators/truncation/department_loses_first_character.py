from __future__ import annotations

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..rule import Frame, Mask, rule

_KINDS_OF_AREA = "新港矿郊城市灌林景校厂山库湖园牧片社老军战辖特禁侨县地大小东南西北中高工保营防各本我该全"
_ONE_CHARACTER_PLACE = rf"^[\u4e00-\u9fff](?<![{_KINDS_OF_AREA}])区"


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("单位名称缺首字", "Department lacks its first character"),
    requirement="单位名称应当写全称。",
    why="没有哪个县区的名称只有一个字，因此“河区水利局”这样的名称缺少开头的字。表示区域类别的词（如新区、矿区、灌区）不算。",
    zh="单位名称“{department}”以单字地名开头，可能缺少前面的字",
    en="The department “{department}” begins with a district of one character: what stands before it may be lost",
    fix_zh="按单位公章上的全称填写",
    fix_en="Enter the full name as on the department's seal",
    found="{department}",
)
def department_loses_first_character(tables: Frame, fields: Frame) -> Frame | Mask:
    """A department is named in full.

    No district has a name of one character, so 河区水利局 has lost its beginning. Words for a kind of area (新区, 矿区,
    灌区) are no such names.

    | table | department     | found |
    | ----- | -------------- | ----- |
    | 1     | 河区水利局     | yes   |
    | 2     | 清河区水利局   |       |
    | 3     | 灌区管理局     |       |
    | 4     | 新区管理委员会 |       |
    | 5     |                |       |
    """
    short = (
        tables.department.fillna("").str.contains(_ONE_CHARACTER_PLACE).astype("boolean").where(tables.department.notna(), pd.NA)
    )
    if not short.any():
        return short
    keys = ["filing", "table"]
    stated = fields.loc[fields.id.eq("department")].drop_duplicates(keys).loc[:, [*keys, "place"]]
    named = tables.merge(stated, on=keys, how="left", suffixes=("", "_stated")).set_axis(tables.index)
    return tables.assign(
        offends=short,
        place=named.place_stated.where(named.place_stated.notna(), tables.place),
    )
