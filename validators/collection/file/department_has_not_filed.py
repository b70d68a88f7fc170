from __future__ import annotations

from ....filings.canonical import plain
from ...basis import REVIEW_CHECKLIST
from ...rule import Frame, rule

_NAMING = ("implementing_unit", "reporting_unit", "department", "competent_department")


@rule(
    severity="error",
    basis=REVIEW_CHECKLIST,
    opinion=1,
    title=("单位没有报送材料", "Department has not filed"),
    requirement="名册上的每个单位都应当报送材料。",
    why=(
        "没有收到材料的单位不会出现在任何一份报告里，只有对照名册才看得出来。表内所写的单位、主管部门和所在文件夹的名称，"
        "有一个与名册相同就算已报；读不出的文件按文件夹名称认定。"
    ),
    zh="名册上的“{department}”没有报送材料",
    en="“{department}” stands on the roster and has not filed",
    fix_zh="催报；如单位更名或撤并，请更新名册",
    fix_en="Ask for the filing; where the department was renamed or merged, amend the roster",
    found="{department}",
)
def department_has_not_filed(roster: Frame, tables: Frame, fields: Frame, filings: Frame) -> Frame:
    """Every department on the roster has filed.

    Whoever has sent nothing shows in no report: only the roster tells. A department has filed where a form names it as
    filer, as department or as the department above, or a folder bears its name; files that cannot be read count by their folder.

    | department       | found |
    | ---------------- | ----- |
    | 水利局           |       |
    | 林业局           |       |
    | 文化和旅游局     | yes   |
    | 审计局           |       |

    tables:

    | filing            | department |
    | ----------------- | ---------- |
    | a.txt             | 水利局     |
    | 审计局/scan.pdf   |            |

    fields:

    | filing | id                | text   |
    | ------ | ----------------- | ------ |
    | a.txt  | implementing_unit | 林业局 |
    """
    said = {name for name in tables.department.dropna().unique() if name}
    said |= set(fields.loc[fields.id.isin(_NAMING), "text"].unique())
    folders = {folder for path in {*filings.filing, *tables.filing} for folder in path.split("/")[:-1]}
    known = {plain(name) for name in said | folders}
    return roster.assign(offends=~roster.plain.isin(known))
