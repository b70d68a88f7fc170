from __future__ import annotations

from ..basis import ARITHMETIC
from ..rule import Frame, rule
from ..sums import equation_cases


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("年度资金大于中期资金", "Annual funds exceed the medium-term funds"),
    requirement="一年的资金应当是整个项目期资金的一部分。",
    why="年度资金总额大于中期资金总额，两个数必有一个填错。",
    zh="“{item}”填{found}，超过中期资金总额{sum}，多出{gap}；一年的资金不会多于整个项目期的资金",
    en="“{item}” says {found}, {gap} more than the medium-term funds of {sum}; one year cannot cost more than the whole period",
    fix_zh="核对两个总额：中期资金总额应包含项目期内各年度的资金，不得小于年度资金总额",
    fix_en="Check both totals: the medium-term total includes every year's money and is never below the annual one",
    needs=("funds.period=medium-term",),
)
def annual_exceeds_medium_funds(funds: Frame, tables: Frame) -> Frame:
    """The money of one year is part of the money of the whole period.

    Where the annual total is the larger, one of the two is wrong.

    | table | item         | period      | amount | found |
    | ----- | ------------ | ----------- | ------ | ----- |
    | 1     | 中期资金总额 | medium-term | 40.00  |       |
    | 1     | 年度资金总额 | annual      | 45.00  | yes   |
    | 2     | 中期资金总额 | medium-term | 40.00  |       |
    | 2     | 年度资金总额 | annual      | 40.00  |       |
    | 3     | 中期资金总额 | medium-term | 40.00  |       |
    | 3     | 年度资金总额 | annual      | 0.00   |       |
    | 4     | 年度资金总额 | annual      | 45.00  |       |
    """
    return equation_cases(funds, tables, "periods")
