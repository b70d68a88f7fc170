from __future__ import annotations

from ...basis import METHOD
from ...rule import Frame, rule
from ..binding import OWNER
from ..copies import filed_twice


@rule(
    severity="error",
    basis=METHOD,
    opinion=11,
    title=("同一项目报送两次", "Project filed twice"),
    requirement="同一单位、同一年度的一个项目只应报送一份同类的表。",
    why=(
        "同一个项目在两份文件里各报一次，汇总时金额会重复计算，也无从知道以哪一份为准。单位、年度、项目名称、表式和总额"
        "都相同才算；主管部门下属不同单位的同名项目不算。"
    ),
    zh="“{project}”（{owner}，{year}年，{final_shown}）在“{filing_earlier}”里已经报送，汇总时会重复计算",
    en="“{project}” ({owner}, {year}, {final_shown}) is filed in {filing_earlier} as well; sums count it twice",
    fix_zh="只保留一份；如是修改后重报，撤回原来的一份；如确为两个项目，请分别命名",
    fix_en="Keep one of the two; where this one amends the other, withdraw the other; two projects need two names",
    found="{project}",
    within=OWNER,
)
def project_filed_twice(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """A unit files one form of a kind for a project and year.

    A project that stands in two files is counted twice, and nobody knows which of them holds. Unit, year, project, kind of
    form and total must be the same; projects of one name of different units under one department are different projects.

    | filing | form           | year | project  | department | found |
    | ------ | -------------- | ---- | -------- | ---------- | ----- |
    | a.txt  | project-target | 2026 | 校舍维修 | 教育局     |       |
    | b.txt  | project-target | 2026 | 校舍维修 | 教育局     | yes   |
    | c.txt  | project-target | 2025 | 校舍维修 | 教育局     |       |
    | d.txt  | project-target | 2026 | 校舍维修 | 教育局     |       |
    | e.txt  | project-target | 2026 | 校舍维修 | 教育局     |       |

    fields:

    | filing | id                | text     |
    | ------ | ----------------- | -------- |
    | d.txt  | implementing_unit | 第三小学 |

    funds:

    | filing | item     | amount |
    | ------ | -------- | ------ |
    | a.txt  | 资金总额 | 20.00  |
    | b.txt  | 资金总额 | 20.00  |
    | c.txt  | 资金总额 | 20.00  |
    | d.txt  | 资金总额 | 20.00  |
    | e.txt  | 资金总额 | 35.00  |
    """
    return filed_twice(tables, fields, funds).assign(offends=True)
