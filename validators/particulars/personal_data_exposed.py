from __future__ import annotations

from ..basis import METHOD
from ..choice import either
from ..personal import IDENTITY_NUMBER, NAME_AND_DATE, masked_name, masked_number
from ..rule import Frame, Mask, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("含个人信息", "Personal data"),
    requirement="姓名只能填在规定的栏目里，身份证号不得出现在表内。",
    why="栏目之外的姓名加日期，多是填表人留下的记号。指出时隐去部分内容，不再扩散。",
    zh="表内有不该出现的个人信息（{what_zh}）：“{shown}”",
    en="The form shows personal data that do not belong there ({what_en}): “{shown}”",
    fix_zh="公开前删去；经办人姓名只填在“填报人”“联系人”栏",
    fix_en="Delete them before publication; names of staff belong in the fields for them only",
    found="{shown}",
)
def personal_data_exposed(fields: Frame) -> Frame | Mask:
    """Names stand in the fields meant for them, identity numbers nowhere.

    A name with a date outside any field is usually a mark left by the person who typed the form. It is shown masked.

    | id      | label    | text                       | found |
    | ------- | -------- | -------------------------- | ----- |
    | stray   |          | 赵某某 2024.3.5            | yes   |
    | contact | 联系人   | 赵某某110101200001010017   | yes   |
    | contact | 联系人   | 赵某某                     |       |
    | stray   |          | 第一稿待核                 |       |
    | project | 项目名称 | 110101200013               |       |
    """
    named = fields.id.eq("stray") & fields.text.str.contains(NAME_AND_DATE)
    numbered = fields.text.str.contains(IDENTITY_NUMBER)
    offends = named | numbered
    if not offends.any():
        return offends
    return fields.assign(
        offends=offends,
        what_zh=either(numbered, "身份证号码", "姓名"),
        what_en=either(numbered, "identity number", "name"),
        shown=either(
            numbered,
            fields.text.str.extract(f"({IDENTITY_NUMBER})")[0].map(masked_number, na_action="ignore"),
            fields.text.map(masked_name, na_action="ignore"),
        ),
    )
