from __future__ import annotations

from ..basis import ARITHMETIC
from ..choice import either
from ..rule import Frame, rule
from ..total_pairs import funds_by_half


@rule(
    severity="warning",
    basis=ARITHMETIC,
    opinion=11,
    title=("年度资金为零", "No annual funds"),
    requirement="申报某一年度的项目，应当有这一年度的资金。",
    why="系统模板在没有填数时会印出0.00，所以这里只提醒，不作为错误。",
    zh="中期资金总额填{medium_shown}，年度资金总额却是{annual_shown}{year_zh}，两期资金不衔接",
    en="The medium-term funds are {medium_shown}, but the annual funds are {annual_shown}{year_en}: the periods do not connect",
    fix_zh="填写本年度安排的资金；若本年度确不安排资金，请说明原因，并删去不需要的年度申报",
    fix_en="State this year's money; if there really is none, say why, or withdraw the form for this year",
    found="{annual_shown}",
    needs=("funds.period=medium-term",),
    follows=("annual_half_empty",),
)
def annual_funds_zero(funds: Frame, tables: Frame) -> Frame:
    """A form for a year asks for money in that year.

    Templates print 0.00 where nothing was entered, so this is a question and no error.

    | table | item         | period      | amount | found |
    | ----- | ------------ | ----------- | ------ | ----- |
    | 1     | 中期资金总额 | medium-term | 40.00  |       |
    | 1     | 年度资金总额 | annual      | 0.00   | yes   |
    | 2     | 中期资金总额 | medium-term | 40.00  |       |
    | 2     | 年度资金总额 | annual      | 15.00  |       |
    | 3     | 中期资金总额 | medium-term | 0.00   |       |
    | 3     | 年度资金总额 | annual      | 0.00   |       |
    | 4     | 中期资金总额 | medium-term | 40.00  |       |
    | 4     | 年度资金总额 | annual      |        |       |
    | 5     | 年度资金总额 | annual      | 0.00   |       |
    """
    rows = funds_by_half(funds, tables)
    rows = rows.loc[rows.medium.ne(0)]
    year = rows.year.astype("str")
    return rows.assign(
        offends=rows.annual.eq(0),
        year_zh=either(rows.year.notna(), "（申报" + year + "年度）", ""),
        year_en=either(rows.year.notna(), " for " + year, ""),
    )
