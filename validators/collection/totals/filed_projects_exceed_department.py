from __future__ import annotations

from ...basis import REVIEW_CHECKLIST
from ...rule import Frame, rule
from ..binding import OWNER
from ..projects import filed_sums


@rule(
    severity="error",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("各项目材料合计超过部门预算", "Projects filed exceed the department's budget"),
    requirement="部门报送的各项目资金之和不应超过部门整体表的项目支出。",
    why=(
        "部门整体表和项目表分在不同文件里，要合在一起才能核对。按单位和年度汇总，与部门整体表的项目支出比较，没有这一项的"
        "与总额比较。重复报送的项目只算一次。"
    ),
    zh="{owner}报送的{count}个项目合计{sum_shown}，超过部门整体表的“{limit_item}”{limit_shown}，多出{gap}",
    en="The {count} projects of {owner} add up to {sum_shown}, {gap} more than “{limit_item}” of its own form, {limit_shown}",
    fix_zh="核对各项目金额和部门整体表的项目支出，改正填错的一项；不属于本单位的项目请退回",
    fix_en="Check the projects and the department's expenditure and correct the wrong figure; return projects of other units",
    found="{sum_shown}",
    expected="{limit_shown}",
    within=OWNER,
)
def filed_projects_exceed_department(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """The projects that a department files cost no more than its own form says.

    The department's form and its projects' forms stand in different files, so only together they can be held against each
    other: by unit and year, against 项目支出 of the department's form, else against its total. A project that was filed twice
    counts once.

    | filing | form              | year | project  | department | text           |
    | ------ | ----------------- | ---- | -------- | ---------- | -------------- |
    | a.txt  | department-target | 2026 |          | 水利局     | 水利局整体目标 |
    | b.txt  | project-target    | 2026 | 河道清淤 | 水利局     | 河道清淤       |
    | c.txt  | project-target    | 2026 | 山塘加固 | 水利局     | 山塘加固       |
    | d.txt  | project-target    | 2025 | 堤防巡查 | 水利局     | 堤防巡查       |
    | e.txt  | department-target | 2026 |          | 林业局     | 林业局整体目标 |
    | f.txt  | project-target    | 2026 | 护林巡查 | 林业局     | 护林巡查       |
    | g.txt  | project-target    | 2026 | 护林巡查 | 林业局     | 护林巡查       |

    funds:

    | filing | item     | amount | found |
    | ------ | -------- | ------ | ----- |
    | a.txt  | 资金总额 | 200.00 |       |
    | a.txt  | 项目支出 | 80.00  | yes   |
    | b.txt  | 项目金额 | 50.00  |       |
    | c.txt  | 项目金额 | 45.00  |       |
    | d.txt  | 项目金额 | 90.00  |       |
    | e.txt  | 项目支出 | 60.00  |       |
    | f.txt  | 项目金额 | 50.00  |       |
    | g.txt  | 项目金额 | 50.00  |       |
    """
    sums = filed_sums(tables, fields, funds)
    return sums.assign(offends=(sums["sum"] - sums.limit).astype("Float64").gt(sums.slack))
