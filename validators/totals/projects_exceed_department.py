from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..projects import department_sums
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("项目合计超过部门预算", "Projects exceed the department's budget"),
    requirement="部门各项目的资金之和不应超过部门的项目支出。",
    why=("在同一份材料、同一年度内核对，与部门整体表的项目支出比较，没有这一项的与总额比较。重复申报的项目只算一次。"),
    zh="{count}个项目合计{sum_shown}，超过部门整体表的“{limit_item}”{limit_shown}，多出{gap}",
    en="{count} projects add up to {sum_shown}, {gap} more than “{limit_item}” of the department, {limit_shown}",
    fix_zh="核对各项目金额和部门整体表的项目支出，改正填错的一项；重复申报的项目只保留一份",
    fix_en="Check the projects and the department's expenditure, correct the wrong figure, keep one copy of each project",
    found="{sum_shown}",
    expected="{limit_shown}",
    needs=(
        "tables>1",
        "tables.form=department-target|department-self-evaluation",
    ),
)
def projects_exceed_department(tables: Frame, funds: Frame) -> Frame:
    """The projects of a department cost no more than its budget for projects.

    Held within one filing and year, against 项目支出 of the department's form, else against its total. A project filed twice
    counts once.

    | table | form              | year | project  | department | text             | found |
    | ----- | ----------------- | ---- | -------- | ---------- | ---------------- | ----- |
    | 1     | department-target | 2025 |          | 水利局     | 水利局整体目标   |       |
    | 2     | project-target    | 2025 | 河道清淤 | 水利局     | 河道清淤清淤河道 |       |
    | 3     | project-target    | 2025 | 山塘加固 | 水利局     | 山塘加固加固山塘 |       |

    funds:

    | table | item     | amount | found |
    | ----- | -------- | ------ | ----- |
    | 1     | 资金总额 | 200.00 |       |
    | 1     | 基本支出 | 120.00 |       |
    | 1     | 项目支出 | 80.00  | yes   |
    | 2     | 项目金额 | 50.00  |       |
    | 3     | 项目金额 | 45.00  |       |

    Case: equal, a copy, another year

    | table | form              | year | project  | department | text                             | found |
    | ----- | ----------------- | ---- | -------- | ---------- | -------------------------------- | ----- |
    | 1     | department-target | 2025 |          | 水利局     | 水利局整体目标                   |       |
    | 2     | project-target    | 2025 | 河道清淤 | 水利局     | 河道清淤清淤河道十二公里验收合格 |       |
    | 3     | project-target    | 2025 | 河道清淤 | 水利局     | 河道清淤清淤河道十二公里验收合格 |       |
    | 4     | project-target    | 2024 | 山塘加固 | 水利局     | 山塘加固加固山塘三座验收合格     |       |

    funds:

    | table | item     | amount |
    | ----- | -------- | ------ |
    | 1     | 资金总额 | 200.00 |
    | 1     | 项目支出 | 50.00  |
    | 2     | 项目金额 | 50.00  |
    | 3     | 项目金额 | 50.00  |
    | 4     | 项目金额 | 45.00  |
    """
    sums = department_sums(tables, funds)
    return sums.assign(offends=(sums["sum"] - sums.limit).astype("Float64").gt(sums.slack))
