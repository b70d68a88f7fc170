from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..projects import department_sums
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("项目合计少于部门项目支出", "Projects fall short of the department's project expenditure"),
    requirement="部门项目支出中的每个项目都应当有项目表。",
    why=(
        "只在部门表写明项目支出、每个项目都有金额、并且有两个以上项目时核对：涉密项目依法不公开，只有一张项目表的可能是示例。"
        "自评不要求覆盖每个项目。"
    ),
    zh="{count}个项目合计{sum_shown}，部门整体表的项目支出是{limit_shown}，还有{gap}没有对应的项目表",
    en="{count} projects add up to {sum_shown}, the department's project expenditure is {limit_shown}: {gap} have no form",
    fix_zh="补报缺少的项目表；依法不公开的项目，请说明金额",
    fix_en="File the missing project forms; where projects are not published by law, state their amount",
    found="{sum_shown}",
    expected="{limit_shown}",
    needs=(
        "tables>1",
        "tables.form=department-target",
    ),
)
def projects_below_department(tables: Frame, funds: Frame) -> Frame:
    """Every project of the department's project expenditure has a form.

    Only where the department states its project expenditure, every project its money, and there are two projects or more:
    secret projects are not published, and a single form may be an example. Self-evaluations need not cover every project.

    | table | form              | year | project  | found |
    | ----- | ----------------- | ---- | -------- | ----- |
    | 1     | department-target | 2025 |          |       |
    | 2     | project-target    | 2025 | 河道清淤 |       |
    | 3     | project-target    | 2025 | 山塘加固 |       |

    funds:

    | table | item     | amount | found |
    | ----- | -------- | ------ | ----- |
    | 1     | 资金总额 | 200.00 |       |
    | 1     | 项目支出 | 100.00 | yes   |
    | 2     | 项目金额 | 50.00  |       |
    | 3     | 项目金额 | 45.00  |       |

    Case: a total without project expenditure, a project without its money

    | table | form              | year | project  | found |
    | ----- | ----------------- | ---- | -------- | ----- |
    | 1     | department-target | 2025 |          |       |
    | 2     | project-target    | 2025 | 河道清淤 |       |
    | 3     | project-target    | 2025 | 山塘加固 |       |

    funds:

    | table | item     | amount |
    | ----- | -------- | ------ |
    | 1     | 资金总额 | 200.00 |
    | 2     | 项目金额 | 50.00  |
    | 3     | 项目金额 |        |
    """
    sums = department_sums(tables, funds)
    sums = sums.loc[sums.of_projects & sums.missing.eq(0) & sums["count"].ge(2) & sums.form.eq("department-target")]
    return sums.assign(offends=(sums.limit - sums["sum"]).astype("Float64").gt(sums.slack))
