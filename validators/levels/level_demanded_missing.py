from __future__ import annotations

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..conventions import schemas
from ..coverage import lacking
from ..rule import Frame, rule

# Other rules ask for these, each with what is to be said of it.
_ASKED_ELSEWHERE = {
    ("产出指标", "any"), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("效益指标", "any"),
    ("满意度指标", "any"), ("成本指标", "any"),
}  # fmt: skip


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=1,
    title=("缺少当地要求的二级指标", "A level-2 indicator that the place demands is missing"),
    requirement="表式或口径要求的二级指标，应当至少填报一条。",
    why="自带的表式只要求通行的几类；地方另有要求的，写在表式或口径的 levels 里，级别也由它规定。",
    zh="当地要求填报{demanded}，表内没有（该一级指标下已填：{present}）",
    en="The place demands {demanded}; the form has none (filed under that level 1: {present})",
    fix_zh="补一条{demanded}；确实不适用的，向审核部门说明",
    fix_en="Add an indicator under {demanded}, or tell the reviewer why it does not apply",
    expected="{demanded}",
)
def level_demanded_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """A level 2 that the schema or profile of a form demands is filled.

    The forms that ship demand the common kinds, which other rules ask for. What a place demands beyond them stands under
    `levels` in its form schema or profile, with its severity.

    tables:

    | table | form           | profile       |
    | ----- | -------------- | ------------- |
    | 1     | project-target | levels-social |
    | 2     | project-target | levels-social |
    | 3     | project-target |               |

    levels:

    | table | level | name         | found |
    | ----- | ----- | ------------ | ----- |
    | 1     | 1     | 效益指标     | yes   |
    | 2     | 1     | 效益指标     |       |
    | 3     | 1     | 效益指标     |       |

    indicators:

    | table | level1   | level2       | level3       | target |
    | ----- | -------- | ------------ | ------------ | ------ |
    | 1     | 效益指标 | 经济效益指标 | 带动农户增收 | ≥5万元 |
    | 2     | 效益指标 | 社会效益指标 | 受益农户     | ≥90户  |
    | 3     | 效益指标 | 经济效益指标 | 带动农户增收 | ≥5万元 |
    """
    followed = schemas(tables)
    wanted = {
        (level1, level2): None
        for schema in followed
        for level1, names in schema.levels.items()
        for level2 in names
        if (level1, level2) not in _ASKED_ELSEWHERE
    }
    parts = [tables.iloc[:0].assign(offends=pd.array([], "boolean"))]
    for level1, level2 in wanted:
        asking = tables.loc[[level2 in schema.levels.get(level1, {}) for schema in followed]]
        if level2 == "any":
            found = lacking(asking, levels, indicators, (level1,))
        else:
            found = lacking(asking, levels, indicators, (level2,), within=level1)
        parts.append(found.assign(demanded=f"“{level1 if level2 == 'any' else level2}”"))
    return pd.concat(parts[1:] or parts, ignore_index=True)
