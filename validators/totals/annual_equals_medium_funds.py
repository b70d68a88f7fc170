from __future__ import annotations

from ..basis import ARITHMETIC
from ..money import shown
from ..rule import Frame, rule
from ..total_pairs import funds_by_half


@rule(
    severity="warning",
    basis=ARITHMETIC,
    opinion=11,
    title=("多年项目的年度资金等于中期资金", "A project of several years with one amount for both periods"),
    requirement="多年项目的资金应当多于其中一年的资金。",
    why="一年期项目两个总额本来相同；项目期不明时不作判断。",
    zh="项目期{years}年，年度资金总额与中期资金总额却都是{annual_shown}，其余{rest}年没有资金",
    en="The project runs {years} years, yet annual and medium-term funds are both {annual_shown}: nothing is left for the rest",
    fix_zh="中期资金总额填项目期内各年合计（如每年{annual_shown}，{years}年应为{whole}）；如只在一年支出，请把项目期改为1年",
    fix_en="State the sum of all years as the medium-term total ({years} × {annual_shown} = {whole}), or a period of one year",
    found="{annual_shown}",
    arithmetic="{medium_shown} - {annual_shown} = 0",
    needs=("funds.period=medium-term",),
)
def annual_equals_medium_funds(funds: Frame, tables: Frame) -> Frame:
    """A project of several years needs more money than one of its years.

    In projects of one year both totals are the same by right, and nothing is said where the period is not known.

    | table | item         | period      | amount | found |
    | ----- | ------------ | ----------- | ------ | ----- |
    | 1     | 中期资金总额 | medium-term | 40.00  |       |
    | 1     | 年度资金总额 | annual      | 40.00  | yes   |
    | 2     | 中期资金总额 | medium-term | 40.00  |       |
    | 2     | 年度资金总额 | annual      | 40.00  |       |
    | 3     | 中期资金总额 | medium-term | 40.00  |       |
    | 3     | 年度资金总额 | annual      | 40.00  |       |
    | 4     | 中期资金总额 | medium-term | 120.00 |       |
    | 4     | 年度资金总额 | annual      | 40.00  |       |

    tables:

    | table | period_years | period_start | period_end |
    | ----- | ------------ | ------------ | ---------- |
    | 1     | 3            | 2024         | 2026       |
    | 2     | 1            | 2024         | 2024       |
    | 3     |              |              |            |
    | 4     |              | 2024         | 2026       |
    """
    rows = funds_by_half(funds, tables)
    rows = rows.loc[rows.years.gt(1).fillna(False) & rows.annual.ne(0)]
    whole = [shown(fen * n, unit, 2) for fen, n, unit in zip(rows.annual, rows.years, rows.unit, strict=True)]
    return rows.assign(offends=rows.annual.eq(rows.medium), rest=rows.years - 1, whole=whole)
