from __future__ import annotations

from ..basis import ARITHMETIC
from ..rule import Frame, rule
from ..sums import equation_cases


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("资金来源合计与总额不符", "Sources do not add up to the total"),
    requirement="资金总额应当等于各项来源之和，每一列都是如此。",
    why=(
        "有一项来源填了数，空白的来源就按0计；总额为0而来源不为0也是错的。财政拨款里面的一般公共预算等不再重复相加；"
        "只印一项“其中：财政拨款”不算完整的分解，可以少于总额，但不能多于总额。每个数允许末位的半个单位误差。"
    ),
    zh="“{item}”{where_zh}填{found}，各项资金来源相加是{sum}，总额{more_zh}了{gap}",
    en="“{item}”{where_en} says {found}, but the sources add up to {sum}: the total is {gap} {more_en}",
    fix_zh="核对总额和每一项来源，改正填错的一项；缺少的来源请补列，例如“其他资金”",
    fix_en="Check the total and each source and correct the wrong one; add a missing source, such as “other funds”",
)
def sources_do_not_add_up(funds: Frame, tables: Frame) -> Frame:
    """The total is the sum of its sources, in every column.

    A blank source is zero if another is given, and a total of zero over sources that are not is wrong too. What stands
    inside 财政拨款 (一般公共预算, …) is not added again, and one item alone (其中：财政拨款) is no full breakdown: it may be less
    than the total, never more. Half a unit of the last digit is allowed for every figure.

    | item       | amount | found |
    | ---------- | ------ | ----- |
    | 资金总额   | 80.00  | yes   |
    | 财政拨款   | 65.00  |       |
    | 其他资金   | 10.00  |       |

    Case: blanks, nested items and rounding

    | table | item             | amount | found |
    | ----- | ---------------- | ------ | ----- |
    | 1     | 资金总额         | 80.00  |       |
    | 1     | 财政拨款         | 80.00  |       |
    | 1     | 其他资金         |        |       |
    | 2     | 资金总额         | 80.00  |       |
    | 2     | 财政拨款         | 70.00  |       |
    | 2     | 一般公共预算     | 50.00  |       |
    | 2     | 政府性基金       | 20.00  |       |
    | 2     | 单位资金         | 10     |       |
    | 3     | 资金总额         | 80.01  |       |
    | 3     | 财政拨款         | 40.00  |       |
    | 3     | 上级财政资金     | 20.00  |       |
    | 3     | 其他资金         | 20.00  |       |
    | 4     | 资金总额         | 80.00  |       |
    | 4     | 财政拨款         | 50.00  |       |

    Case: a total of zero over money, and a part above the total

    | table | item     | amount | found |
    | ----- | -------- | ------ | ----- |
    | 1     | 资金总额 | 0.00   | yes   |
    | 1     | 财政拨款 | 35.00  |       |
    | 1     | 其他资金 | 0.00   |       |
    | 2     | 资金总额 | 35.00  | yes   |
    | 2     | 财政拨款 | 53.00  |       |

    Case: columns apart, and a breakdown that stands in no column

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | opening  | 50.00  |       |
    | 1     | 年度资金总额 | adjusted | 60.00  |       |
    | 1     | 年度资金总额 | executed | 55.00  | yes   |
    | 1     | 财政拨款     | opening  | 50.00  |       |
    | 1     | 财政拨款     | adjusted | 60.00  |       |
    | 1     | 财政拨款     | executed | 52.00  |       |
    | 1     | 其他资金     | executed | 1.00   |       |
    | 2     | 年度资金总额 | opening  | 50.00  |       |
    | 2     | 年度资金总额 | adjusted | 60.00  |       |
    | 2     | 一般公共预算 | budget   | 45.00  |       |
    | 2     | 其他资金     | budget   | 5.00   |       |

    tables:

    | table | form                    |
    | ----- | ----------------------- |
    | 1     | project-self-evaluation |
    | 2     | project-self-evaluation |

    Case: an item that is not understood may belong to the sum or not, and 其他资金 may be a kind of spending

    | table | item         | amount | found |
    | ----- | ------------ | ------ | ----- |
    | 1     | 资金总额     | 80.00  |       |
    | 1     | 财政拨款     | 80.00  |       |
    | 1     | 当年下达资金 | 30.00  |       |
    | 2     | 资金总额     | 80.00  |       |
    | 2     | 基本支出     | 50.00  |       |
    | 2     | 项目支出     | 20.00  |       |
    | 2     | 其他资金     | 10.00  |       |

    tables:

    | table | form              |
    | ----- | ----------------- |
    | 1     | project-target    |
    | 2     | department-target |
    """
    return equation_cases(funds, tables, "sources")
