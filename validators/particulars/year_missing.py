from __future__ import annotations

from ..basis import SYSTEM_CHECK
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("未注明年度", "No year stated"),
    requirement="填报文件应当注明是哪个预算年度的。",
    why=("只要有一张表注明了年度或者项目起止年份，就能确定全文的年度，不再指出。每份文件只指出一次，标在第一张表的单位名称处。"),
    zh="全文没有注明是哪个年度的绩效目标",
    en="The filing does not say for which year it is",
    fix_zh="在标题或表头写明年度，例如“（2024年度）”",
    fix_en="State the year in the title or the head, such as （2024年度）",
    expected="（××××年度）",
)
def year_missing(tables: Frame, fields: Frame) -> Frame:
    """A filing says for which budget year it is.

    One form with a year, or with the years of its project, dates the filing; then nothing is said. A filing is told once,
    where its first form names the department.

    | table | year | period_start | found |
    | ----- | ---- | ------------ | ----- |
    | 1     |      |              | yes   |
    | 2     |      |              |       |

    Case: dated by another form

    | table | year | period_start | found |
    | ----- | ---- | ------------ | ----- |
    | 1     |      |              |       |
    | 2     | 2024 |              |       |

    Case: dated by the period

    | table | year | period_start | found |
    | ----- | ---- | ------------ | ----- |
    | 1     |      | 2024         |       |
    """
    dated = tables.year.notna() | tables.period_start.notna()
    undated = ~dated.groupby(tables.filing).transform("any")
    first = tables.loc[~tables.duplicated("filing")]
    if not undated.any():
        return first.assign(offends=False)
    head = fields.loc[fields.id.eq("department")].drop_duplicates(["filing", "table"]).loc[:, ["filing", "table", "place"]]
    named = first.reset_index().merge(head, on=["filing", "table"], how="left", suffixes=("", "_head")).set_index("index")
    where = named.place_head.where(named.place_head.notna(), named.place)
    return first.assign(offends=undated, place=where)
