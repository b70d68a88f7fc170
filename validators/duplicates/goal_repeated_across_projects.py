from __future__ import annotations

from ..basis import SYSTEM_CHECK
from ..choice import either
from ..repetition import without_copies
from ..rule import Frame, rule
from ..similarity import alike, differences_told

_SHORTEST = 10
_LIKE = 0.95


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=3,
    title=("不同项目目标雷同", "Two projects with one goal"),
    requirement="绩效目标应当写本项目自己要达到的目的。",
    why=(
        "两个项目的目标逐字相同或者几乎相同，就等于两个项目都没有说清。数字不同的视为两个目标；整张表重复的另行指出；"
        "同一项目的各个部分（如道路一期、道路二期）可以共用目标。"
    ),
    zh="“{project}”的绩效目标与第{table_earlier}张表“{project_earlier}”的绩效目标{same_zh}{apart_zh}，看不出本项目要做什么",
    en="The goal of “{project}” {same_en} that of form {table_earlier}, “{project_earlier}”{apart_en}: it is not its own",
    fix_zh="按本项目的支出内容单独写目标：做什么、做多少、达到什么效果",
    fix_en="Write a goal for this project alone: what is done, how much of it, and to what effect",
    found="{text}",
    needs=("tables>1",),
)
def goal_repeated_across_projects(goals: Frame, tables: Frame) -> Frame:
    """A goal states what its own project is to achieve.

    Word for word the same goal, or nearly, describes neither project. Goals that differ in a figure are two goals, copies
    of a whole form are reported as such, and the parts of one project (道路一期, 道路二期) may share theirs.

    | table | text                                             | found |
    | ----- | ------------------------------------------------ | ----- |
    | 1     | 提高机关后勤服务质量，为各项工作提供有力保障。   |       |
    | 2     | 提高机关后勤服务质量，为各项工作提供有力保障     | yes   |
    | 3     | 完成42个村的垃圾清运，清运率达到95%以上。        |       |
    | 4     | 完成36个村的垃圾清运，清运率达到95%以上。        |       |
    | 5     | 硬化乡村道路，改善群众出行条件，带动产业发展。   |       |
    | 6     | 硬化乡村道路，改善群众出行条件，带动产业发展。   |       |

    tables:

    | table | project          |
    | ----- | ---------------- |
    | 1     | 食堂服务外包     |
    | 2     | 公务印刷         |
    | 3     | 东部垃圾清运     |
    | 4     | 西部环境整治     |
    | 5     | 柳河道路硬化一期 |
    | 6     | 柳河道路硬化二期 |
    """
    about = tables.loc[tables.project.notna(), ["filing", "table", "project", "department"]]
    if not about.duplicated("filing").any():
        return goals.iloc[:0].assign(offends=None)
    rows = goals.loc[goals.kind.eq("expected") & goals.plain.str.len().ge(_SHORTEST)]
    rows = without_copies(rows, tables).merge(about, on=["filing", "table"]).sort_values(["filing", "table"])
    pairs = alike(rows, "plain", ["filing", "department", "period"], _LIKE)
    pairs = pairs.loc[pairs.table.ne(pairs.table_earlier)].drop_duplicates(["filing", "table"])
    exact = pairs.plain.eq(pairs.plain_earlier)
    apart_zh, apart_en = differences_told(pairs.plain_earlier, pairs.plain)
    return pairs.assign(
        apart_zh=apart_zh,
        apart_en=apart_en,
        offends=[not _parts(*names) for names in zip(pairs.project, pairs.project_earlier, strict=True)],
        same_zh=either(exact, "逐字相同", "几乎逐字相同"),
        same_en=either(exact, "repeats word for word", "nearly repeats"),
        related=[(place,) for place in pairs.place_earlier],
    )


def _parts(one: str, other: str) -> bool:
    """Whether two names are those of two parts of a project: they differ in one or two characters in the same spot."""
    return len(one) == len(other) and len(one) >= 6 and sum(a != b for a, b in zip(one, other, strict=True)) <= 1
