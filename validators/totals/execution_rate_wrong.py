from __future__ import annotations

import pandas as pd

from ..basis import RATE_HEADING
from ..choice import either
from ..money import items, last_digit
from ..parameters import with_parameters
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="error",
    basis=RATE_HEADING,
    opinion=11,
    title=("执行率算错", "Execution rate wrong"),
    requirement="执行率应当等于全年执行数除以全年预算数。",
    why=(
        "有调整后预算的，全年预算数是调整后的数。填写的比率如果符合别的分母，会一并指出。允许末位一个单位的误差，"
        "以及金额本身四舍五入带来的误差。预算为0就没有执行率；工作簿里的1就是100%。"
    ),
    zh="“{item}”的执行率填{found}，按全年执行数（B）÷全年预算数（A）应为{expected}{source_zh}",
    en="The execution rate of “{item}” says {found}; execution (B) ÷ full-year budget (A) is {expected}{source_en}",
    fix_zh="把执行率改为{expected}（分母用调整后的全年预算数，不用年初预算数），并按它重新计算得分",
    fix_en="Change the rate to {expected} (over the adjusted full-year budget, not the opening one) and score it anew",
    needs=(
        "funds.measure=rate",
        "funds.measure=executed",
    ),
)
def execution_rate_wrong(funds: Frame, tables: Frame) -> Frame:
    """The execution rate is execution ÷ full-year budget.

    The full-year budget is the adjusted one where the form has it. If the printed rate fits another denominator, the
    finding says which. One unit of the last printed digit is allowed, and what the rounding of the amounts can make. A
    budget of zero has no rate, and a workbook may hold 100% as 1.

    | item         | measure  | amount | found |
    | ------------ | -------- | ------ | ----- |
    | 年度资金总额 | opening  | 400.00 |       |
    | 年度资金总额 | adjusted | 360.00 |       |
    | 年度资金总额 | executed | 342.00 |       |
    | 年度资金总额 | rate     | 85.50% | yes   |
    | 基本支出     | adjusted | 200.00 |       |
    | 基本支出     | executed | 190.00 |       |
    | 基本支出     | rate     | 100%   | yes   |

    Case: rounded, cut off, in whole per cent, as a fraction, without an adjusted budget, of nothing

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | adjusted | 7.29   |       |
    | 1     | 年度资金总额 | executed | 6.51   |       |
    | 1     | 年度资金总额 | rate     | 89.3%  |       |
    | 2     | 年度资金总额 | adjusted | 360.00 |       |
    | 2     | 年度资金总额 | executed | 342.00 |       |
    | 2     | 年度资金总额 | rate     | 0.95   |       |
    | 3     | 年度资金总额 | opening  | 360.00 |       |
    | 3     | 年度资金总额 | executed | 342.00 |       |
    | 3     | 年度资金总额 | rate     | 95%    |       |
    | 4     | 年度资金总额 | adjusted | 0.00   |       |
    | 4     | 年度资金总额 | executed | 0.00   |       |
    | 4     | 年度资金总额 | rate     | 0.00%  |       |
    """
    rows = items(funds)
    rows = with_parameters(rows.loc[rows.rate.notna() & rows.share.notna()], tables, "rate_tolerance")
    right, digit = 100 * rows.share, last_digit(rows.rate_decimals) + rows.rate_tolerance.astype("float64")
    # NOTE: both amounts are rounded to half a step, the part as far as the whole, and the whole in proportion.
    amounts = 100 * (1 + rows.share) * rows.step.astype("float64") / 2 / rows.final.astype("float64")
    wrong = (rows.rate - right).abs().gt(digit + amounts) & (100 * rows.rate - right).abs().gt(100 * digit + amounts)
    steps = rows.executed_shown + " ÷ " + rows.final_shown + " = " + right.map("{:.2f}%".format)
    return judged(rows.assign(right=right, slack=digit + amounts, arithmetic=steps), wrong, _told)


def _told(rows: Frame) -> Frame:
    opening = 100 * rows.executed.astype("float64") / rows.opening.astype("float64")
    from_opening = (rows.rate - opening).abs().lt(rows.slack)
    shown = [f"{rate:.{int(digits)}f}%" for rate, digits in zip(rows.rate, rows.rate_decimals, strict=True)]
    rows = rows.assign(
        found=shown,
        expected=[f"{rate:.2f}%" for rate in rows.right],
        source_zh=either(from_opening, "；填写的数是误用年初预算数" + rows.opening_shown + "作分母算出来的", ""),
        source_en=either(from_opening, "; the figure was taken from the opening budget, " + rows.opening_shown, ""),
    )
    mistake = "；" + rows.executed_shown + " ÷ " + rows.opening_shown + " = " + pd.Series(shown, index=rows.index, dtype="str")
    related = zip(rows.final_place, rows.executed_place, strict=True)
    laid = rows.arithmetic + either(from_opening, mistake, "")
    return rows.assign(place=rows.rate_place, arithmetic=laid, related=list(related))
