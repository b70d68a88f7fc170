from __future__ import annotations

from ..basis import ARITHMETIC
from ..quarters import quarter_lists
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("各季度合计与资金总额不符", "Quarters do not add up to the budget"),
    requirement="各季度金额之和应当等于同一期间的资金总额。",
    why=(
        "四个季度应当相等，少于四个季度的不得超过。累计数不核对：写明“截至”“累计”“前三季度”的，或最后一季已等于总额的；"
        "各季度与其他成本合计等于总额的也不提示。"
    ),
    zh="{count}个季度的金额合计{found}，{period_zh}资金总额是{expected}，相差{gap}",
    en="The {count} quarters add up to {found}, but the {period_en} funds are {expected}: {gap} apart",
    fix_zh="改正填错的季度金额，或补上缺少的季度，使四个季度合计等于资金总额；累计数请写明“截至×季度累计”",
    fix_en="Correct or add the quarter that is wrong, so that four make the total; call running totals “cumulative”",
    requires=("unit",),
    needs=("indicators.target_fen",),
)
def quarters_do_not_add_up(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """Amounts by quarter add up to the money of the same period.

    Four quarters must be equal to it, fewer may not exceed it. Running totals are left alone, be they called so (截至, 累计,
    前三季度) or known by a last quarter as large as the whole; so are quarters that make the whole with other costs.

    | table | level2   | level3           | target   | found |
    | ----- | -------- | ---------------- | -------- | ----- |
    | 1     | 成本指标 | 一季度支出进度   | ≤10万元  | yes   |
    | 1     | 成本指标 | 二季度支出进度   | ≤10万元  |       |
    | 1     | 成本指标 | 三季度支出进度   | ≤12万元  |       |
    | 1     | 成本指标 | 四季度支出进度   | ≤8万元   |       |
    | 2     | 成本指标 | 第一季度支出     | ≤10万元  |       |
    | 2     | 成本指标 | 第二季度支出     | ≤20万元  |       |
    | 2     | 成本指标 | 第三季度支出     | ≤10万元  |       |
    | 2     | 成本指标 | 第四季度支出     | ≤8万元   |       |
    | 3     | 成本指标 | 一季度支出       | ≤10万元  |       |
    | 3     | 成本指标 | 二季度支出       | ≤24万元  |       |
    | 3     | 成本指标 | 三季度支出       | ≤36万元  |       |
    | 3     | 成本指标 | 四季度支出       | ≤48万元  |       |
    | 4     | 成本指标 | 截至一季度支出   | ≤10万元  |       |
    | 4     | 成本指标 | 截至二季度支出   | ≤50万元  |       |
    | 5     | 成本指标 | 一季度支出       | ≤10万元  |       |
    | 5     | 成本指标 | 二季度支出       | ≤10万元  |       |
    | 6     | 成本指标 | 一季度支出       | ≤10万元  |       |
    | 6     | 成本指标 | 二季度支出       | ≤10万元  |       |
    | 6     | 成本指标 | 三季度支出       | ≤10万元  |       |
    | 6     | 成本指标 | 四季度支出       | ≤10万元  |       |
    | 6     | 成本指标 | 设备购置费       | ≤8万元   |       |
    | 7     | 时效指标 | 一季度完成率     | ≥25%     |       |
    | 7     | 时效指标 | 二季度完成率     | ≥50%     |       |

    funds:

    | table | item         | amount |
    | ----- | ------------ | ------ |
    | 1     | 年度资金总额 | 48.00  |
    | 2     | 年度资金总额 | 48.00  |
    | 3     | 年度资金总额 | 48.00  |
    | 4     | 年度资金总额 | 48.00  |
    | 5     | 年度资金总额 | 48.00  |
    | 6     | 年度资金总额 | 48.00  |
    | 7     | 年度资金总额 | 48.00  |
    """
    return quarter_lists(indicators, funds, tables)
