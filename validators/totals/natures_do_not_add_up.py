from __future__ import annotations

from ..basis import ARITHMETIC
from ..rule import Frame, rule
from ..sums import equation_cases


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("基本支出与项目支出合计与总额不符", "Basic and project expenditure do not add up to the total"),
    requirement="资金总额应当等于基本支出与项目支出之和，每一列都是如此。",
    why=("收入和支出是同一笔总额的两种分法。“其他资金”只在使合计成立时计入：有的表把它列为来源，有的列为第三类支出。"),
    zh="“{item}”{where_zh}填{found}，基本支出与项目支出相加是{sum}，总额{more_zh}了{gap}",
    en="“{item}”{where_en} says {found}, but basic and project expenditure add up to {sum}: the total is {gap} {more_en}",
    fix_zh="核对总额、基本支出和项目支出三个数，改正填错的一个；预算和执行各列都要相等",
    fix_en="Check the total, the basic and the project expenditure and correct the wrong one, in every column",
    needs=("funds.role=basic|project",),
)
def natures_do_not_add_up(funds: Frame, tables: Frame) -> Frame:
    """The total is basic plus project expenditure, in every column.

    Income and expenditure are two views of one total. 其他资金 counts here only where that makes the sum right: in some
    forms it is a source, in others a third kind of spending.

    | item         | measure  | amount | found |
    | ------------ | -------- | ------ | ----- |
    | 年度资金总额 | opening  | 400.00 |       |
    | 年度资金总额 | adjusted | 380.00 | yes   |
    | 年度资金总额 | executed | 371.20 |       |
    | 基本支出     | opening  | 250.00 |       |
    | 基本支出     | adjusted | 250.00 |       |
    | 基本支出     | executed | 249.70 |       |
    | 项目支出     | opening  | 150.00 |       |
    | 项目支出     | adjusted | 140.00 |       |
    | 项目支出     | executed | 121.50 |       |

    tables:

    | table | form                       |
    | ----- | -------------------------- |
    | 1     | department-self-evaluation |

    Case: other money beside the two, or as a source of its own

    | table | item         | amount | found |
    | ----- | ------------ | ------ | ----- |
    | 1     | 资金总额     | 90.00  |       |
    | 1     | 基本支出     | 50.00  |       |
    | 1     | 项目支出     | 30.00  |       |
    | 1     | 其他资金     | 10.00  |       |
    | 2     | 资金总额     | 90.00  |       |
    | 2     | 一般公共预算 | 70.00  |       |
    | 2     | 其他资金     | 20.00  |       |
    | 2     | 基本支出     | 50.00  |       |
    | 2     | 项目支出     | 40     |       |
    | 3     | 资金总额     | 90.00  |       |
    | 3     | 基本支出     | 90.00  |       |
    | 3     | 项目支出     |        |       |

    tables:

    | table | form              |
    | ----- | ----------------- |
    | 1     | department-target |
    | 2     | department-target |
    | 3     | department-target |
    """
    return equation_cases(funds, tables, "natures")
