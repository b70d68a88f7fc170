from __future__ import annotations

from ..basis import ARITHMETIC
from ..money import shown
from ..rule import Frame, rule
from ..total_pairs import funds_by_half

_SHARE = 0.25


@rule(
    severity="info",
    basis=ARITHMETIC,
    opinion=11,
    title=("年度资金占去大部分中期资金", "One year takes nearly all of the medium-term funds"),
    requirement="项目期的资金应当与年数大致相称。",
    why="只是提示：投资类项目的资金本来就可能集中在一年。其余各年平均不到本年度的四分之一时才提示。",
    zh="项目期{years}年，中期资金{medium_shown}，本年度就安排{annual_shown}，其余{rest_years}年只剩{rest}",
    en="Of {medium_shown} for {years} years, this year takes {annual_shown}; {rest} remain for the other {rest_years}",
    fix_zh="核对中期资金总额是否为项目期内各年合计；如资金确实集中在一年，可不修改",
    fix_en="Check that the medium-term total is the sum of all years; nothing needs to change if the money is spent in one year",
    found="{annual_shown}",
    needs=("funds.period=medium-term",),
)
def annual_leaves_little_for_other_years(funds: Frame, tables: Frame) -> Frame:
    """The money of a period is more than one year's, in some proportion to the years.

    A hint only: an investment falls into one year by right. Said where the other years have, each, less than a quarter of
    this year's money.

    | table | item         | period      | amount | found |
    | ----- | ------------ | ----------- | ------ | ----- |
    | 1     | 中期资金总额 | medium-term | 33.00  |       |
    | 1     | 年度资金总额 | annual      | 30.00  | yes   |
    | 2     | 中期资金总额 | medium-term | 90.00  |       |
    | 2     | 年度资金总额 | annual      | 40.00  |       |
    | 3     | 中期资金总额 | medium-term | 33.00  |       |
    | 3     | 年度资金总额 | annual      | 30.00  |       |
    | 4     | 中期资金总额 | medium-term | 30.00  |       |
    | 4     | 年度资金总额 | annual      | 30.00  |       |

    tables:

    | table | period_years |
    | ----- | ------------ |
    | 1     | 3            |
    | 2     | 3            |
    | 3     |              |
    | 4     | 3            |
    """
    rows = funds_by_half(funds, tables)
    rows = rows.loc[rows.years.gt(1).fillna(False) & rows.annual.ne(0) & rows.annual.lt(rows.medium)]
    rest = rows.medium - rows.annual
    amounts = [shown(fen, unit, 2) for fen, unit in zip(rest, rows.unit, strict=True)]
    sums = [f"{whole} - {part} = {left}" for whole, part, left in zip(rows.medium_shown, rows.annual_shown, amounts, strict=True)]
    little = rest.astype("Float64").lt(rows.annual * (rows.years - 1) * _SHARE)
    return rows.assign(offends=little, rest=amounts, rest_years=rows.years - 1, arithmetic=sums)
