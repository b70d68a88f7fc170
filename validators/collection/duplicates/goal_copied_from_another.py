from __future__ import annotations

from ...basis import SYSTEM_CHECK
from ...rule import Frame, rule
from ..binding import GOAL
from ..copies import copied, filed_twice
from ..identity import identified
from ..near import repeats
from ..passages import goals_expected

_ALIKE = 0.95


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=3,
    title=("目标与其他材料雷同", "Goal shared with another filing"),
    requirement="绩效目标应当写本单位、本项目自己要达到的目的。",
    why=(
        "几份材料共用一段目标，就等于都没有说清自己要做什么。数字不同的视为不同的目标，少于20个字的不比较；"
        "整表照搬和重复报送的另行指出，同一项目各年度的目标不在此列。"
    ),
    zh="“{project}”的绩效目标与另外{count}份材料的目标雷同，例如“{filing_earlier}”的“{project_earlier}”",
    en="The goal of “{project}” is shared with {count} other filings, such as that of “{project_earlier}” in {filing_earlier}",
    fix_zh="按本项目的支出内容单独写目标：做什么、做多少、达到什么效果",
    fix_en="Write a goal for this project alone: what is done, how much of it, and to what effect",
    found="{text}",
    within=GOAL,
)
def goal_copied_from_another(goals: Frame, tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """A goal is the filing's own.

    A passage that several filings share says of none of them what it is to achieve. Goals with other figures are other
    goals, and short ones are not compared. Copies of a whole form are reported as such; a project may keep its goal.

    | filing | text                                                           | found |
    | ------ | -------------------------------------------------------------- | ----- |
    | a.txt  | 保障机构正常运转，提高服务水平，推动各项工作再上新台阶，确保社会和谐稳定。 |       |
    | b.txt  | 保障机构正常运转，提高服务水平，推动各项工作再上新台阶，确保社会和谐稳定。 | yes   |
    | c.txt  | 保障机构正常运转，提高服务水平，推动各项工作再上新台阶，确保社会和谐稳定。 | yes   |
    | d.txt  | 完成36个村的垃圾清运，清运率达到95%以上，群众满意度达到90%以上。       |       |
    | e.txt  | 完成42个村的垃圾清运，清运率达到95%以上，群众满意度达到90%以上。       |       |
    | f.txt  | 保障机构正常运转，提高服务水平，推动各项工作再上新台阶，确保社会和谐稳定。 |       |

    tables:

    | filing | year | project  | department |
    | ------ | ---- | -------- | ---------- |
    | a.txt  | 2026 | 办公经费 | 水利局     |
    | b.txt  | 2026 | 业务经费 | 林业局     |
    | c.txt  | 2026 | 专项经费 | 农业局     |
    | d.txt  | 2026 | 环境整治 | 东片区     |
    | e.txt  | 2026 | 清运服务 | 西片区     |
    | f.txt  | 2025 | 办公经费 | 水利局     |
    """
    about = identified(tables, fields).loc[:, ["filing", "table", "project", "project_key", "unit_key", "owner"]]
    again = {*_keys(copied(tables, fields, funds)), *_keys(filed_twice(tables, fields, funds))}
    rows = goals_expected(goals).drop_duplicates(["filing", "table", "plain"]).merge(about, on=["filing", "table"])
    rows = (
        rows.loc[[key not in again for key in _keys(rows)]].sort_values(["filing", "table"], kind="stable").reset_index(drop=True)
    )
    found = repeats(rows, "plain", _ALIKE)
    first = rows.loc[found.earlier].reset_index(drop=True)
    found = found.reset_index(drop=True).assign(
        filing_earlier=first.filing, project_earlier=[_name(*n) for n in zip(first.project, first.owner, strict=True)],
        project_key_earlier=first.project_key, unit_key_earlier=first.unit_key,
    )  # fmt: skip
    own = found.project_key.eq(found.project_key_earlier) & found.unit_key.eq(found.unit_key_earlier)
    found = found.loc[found.filing.ne(found.filing_earlier) & ~own].drop_duplicates(["filing", "table"])
    return found.assign(
        offends=True,
        count=found.groupby("earlier")["filing"].transform("nunique"),
        project=[_name(*names) for names in zip(found.project, found.owner, strict=True)],
    )


def _keys(rows: Frame) -> list[tuple[str, int]]:
    return list(zip(rows.filing.tolist(), rows.table.tolist(), strict=True))


def _name(project: object, owner: str) -> str:
    return project if isinstance(project, str) else owner
