from __future__ import annotations

import pandas as pd

from ...schemas.recognition import titles
from ..basis import REVIEW_CHECKLIST
from ..rule import Frame, rule

_TITLES = tuple(title for title, _ in titles())


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("项目名称填成表名", "Title of the form as project name"),
    requirement="项目名称栏应当填写项目自己的名称。",
    why="填成了表名，就无法与批复的预算对应。只有结尾与表名相同的名称才算，“绩效评价工作经费”是正常的项目名称。",
    zh="项目名称“{project}”填的是表名，不是项目的名称",
    en="The project's name “{project}” is the title of a form",
    fix_zh="改填预算批复中的项目名称，例如去掉“绩效自评表”等字样",
    fix_en="Enter the project's name as in the approved budget, without the words of the form's title",
    found="{project}",
)
def title_as_project_name(tables: Frame, fields: Frame) -> Frame:
    """A project is called by its own name.

    With the title of a form in its place the filing cannot be matched with the approved budget. Only a name that ends as a
    form's title does is meant: 绩效评价工作经费 is a project.

    | table | project                    | found |
    | ----- | -------------------------- | ----- |
    | 1     | 湿地巡护补助支出绩效自评表 | yes   |
    | 2     | 湿地巡护补助               |       |
    | 3     | 绩效评价工作经费           |       |
    | 4     |                            |       |
    """
    cells = fields.loc[fields.id.eq("project") & fields.text.ne(""), ["filing", "table", "place"]]
    tables = tables.merge(
        cells.drop_duplicates(["filing", "table"]).rename(columns={"place": "own"}), on=["filing", "table"], how="left"
    )
    tables = tables.assign(place=tables.own.where(tables.own.notna(), tables.place))
    named = tables.project.notna()
    return tables.assign(offends=tables.project.fillna("").str.endswith(_TITLES).astype("boolean").where(named, pd.NA))
