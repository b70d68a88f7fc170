from __future__ import annotations

from ...basis import REVIEW_CHECKLIST
from ...rule import Frame, rule
from ..binding import OWNER
from ..projects import filed_sums


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("各项目材料合计少于部门项目支出", "Projects filed fall short of the department's project expenditure"),
    requirement="部门项目支出中的每个项目都应当报送项目表，不论在哪份材料里。",
    why=(
        "部门整体表写明了项目支出，所报的项目加起来却不够，可能还有项目没有报送。只在每个项目都有金额、并且有两个以上项目时核对；"
        "涉密项目和起报金额以下的项目可以不报，所以只作提示。自评不要求覆盖每个项目。"
    ),
    zh="{owner}报送的{count}个项目合计{sum_shown}，部门整体表的“{limit_item}”是{limit_shown}，还有{gap}没有对应的项目表",
    en=(
        "The {count} projects of {owner} add up to {sum_shown}, while “{limit_item}” of its own form is {limit_shown}: "
        "{gap} have no form"
    ),
    fix_zh="补报缺少的项目表；按规定不必报送的，无需修改",
    fix_en="File the missing project forms; where none is required, leave it",
    found="{sum_shown}",
    expected="{limit_shown}",
    within=OWNER,
)
def filed_projects_below_department(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """Every project of a department's project expenditure has a form, in whatever file.

    Only where the department states its project expenditure, every project its money, and there are two projects or more.
    Some projects need no form, so this is a hint. Self-evaluations need not cover every project.

    | filing | form              | year | project  | department |
    | ------ | ----------------- | ---- | -------- | ---------- |
    | a.txt  | department-target | 2026 |          | 水利局     |
    | b.txt  | project-target    | 2026 | 河道清淤 | 水利局     |
    | c.txt  | project-target    | 2026 | 山塘加固 | 水利局     |
    | d.txt  | department-target | 2026 |          | 林业局     |
    | e.txt  | project-target    | 2026 | 护林巡查 | 林业局     |
    | f.txt  | department-target | 2026 |          | 农业局     |
    | g.txt  | project-target    | 2026 | 良种补贴 | 农业局     |
    | h.txt  | project-target    | 2026 | 植保服务 | 农业局     |

    funds:

    | filing | item     | amount | found |
    | ------ | -------- | ------ | ----- |
    | a.txt  | 项目支出 | 130.00 | yes   |
    | b.txt  | 项目金额 | 50.00  |       |
    | c.txt  | 项目金额 | 45.00  |       |
    | d.txt  | 项目支出 | 60.00  |       |
    | e.txt  | 项目金额 | 50.00  |       |
    | f.txt  | 资金总额 | 90.00  |       |
    | g.txt  | 项目金额 | 30.00  |       |
    | h.txt  | 项目金额 | 25.00  |       |

    Case: a project without its money; a sum that agrees

    | filing | form              | year | project  | department |
    | ------ | ----------------- | ---- | -------- | ---------- |
    | a.txt  | department-target | 2026 |          | 水利局     |
    | b.txt  | project-target    | 2026 | 河道清淤 | 水利局     |
    | c.txt  | project-target    | 2026 | 山塘加固 | 水利局     |
    | d.txt  | department-target | 2026 |          | 林业局     |
    | e.txt  | project-target    | 2026 | 护林巡查 | 林业局     |
    | f.txt  | project-target    | 2026 | 苗圃管护 | 林业局     |

    funds:

    | filing | item     | amount | found |
    | ------ | -------- | ------ | ----- |
    | a.txt  | 项目支出 | 130.00 |       |
    | b.txt  | 项目金额 | 50.00  |       |
    | d.txt  | 项目支出 | 60.00  |       |
    | e.txt  | 项目金额 | 35.00  |       |
    | f.txt  | 项目金额 | 25.00  |       |
    """
    sums = filed_sums(tables, fields, funds)
    whole = sums.of_projects & sums.missing.eq(0) & sums["count"].gt(1) & sums.form.eq("department-target")
    return sums.assign(offends=whole & (sums.limit - sums["sum"]).astype("Float64").gt(sums.slack))
