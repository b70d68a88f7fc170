from __future__ import annotations

import pandas as pd

from ..basis import ARITHMETIC
from ..costs import cost_items, cost_lists, told
from ..money import shown
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("成本实际完成值合计与执行数不符", "Actual costs do not add up to the execution"),
    requirement="成本指标的实际完成值合计应当等于全年执行数。",
    why="只在明细确为全部支出时核对，即指标值合计等于年初预算或全年预算。有一项没有填金额，就无法判断。",
    zh="各项成本指标的实际完成值合计{found}，全年执行数是{expected}，相差{gap}",
    en="The actual values of the cost indicators add up to {found}; the execution is {expected}, {gap} apart",
    fix_zh="核对各项实际支出和全年执行数，改正填错的一项，使两者相等",
    fix_en="Check each actual cost and the execution and correct the wrong one, so that both agree",
    requires=("unit",),
    needs=(
        "indicators.actual_text",
        "funds.measure=executed",
    ),
)
def cost_details_do_not_match_execution(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """What the cost items came to is what was spent.

    Held only where the list is known to be complete: its targets add up to the opening or to the adjusted budget. Without
    an amount for every item it cannot be judged.

    | table | level2   | level3   | target      | actual    | found |
    | ----- | -------- | -------- | ----------- | --------- | ----- |
    | 1     | 成本指标 | 人员支出 | ＝2500000元 | 2400000元 | yes   |
    | 1     | 成本指标 | 项目经费 | ＝1500000元 | 1200000元 |       |
    | 2     | 成本指标 | 人员支出 | ＝2500000元 | 2400020元 |       |
    | 2     | 成本指标 | 项目经费 | ＝1500000元 | 1200000元 |       |
    | 3     | 成本指标 | 人员支出 | ＝2000000元 | 2000000元 |       |
    | 4     | 成本指标 | 人员支出 | ＝4000000元 | 已完成    |       |

    funds:

    | table | item         | measure  | amount |
    | ----- | ------------ | -------- | ------ |
    | 1     | 年度资金总额 | opening  | 400.00 |
    | 1     | 年度资金总额 | executed | 371.50 |
    | 2     | 年度资金总额 | opening  | 400.00 |
    | 2     | 年度资金总额 | executed | 360.00 |
    | 3     | 年度资金总额 | opening  | 400.00 |
    | 3     | 年度资金总额 | executed | 360.00 |
    | 4     | 年度资金总额 | opening  | 400.00 |
    | 4     | 年度资金总额 | executed | 360.00 |
    """
    lists = cost_lists(indicators, funds, tables)
    lists = lists.loc[lists.executed.notna()]
    near = [(lists.claim - lists[name]).abs().astype("Float64").le(lists.slack).fillna(False) for name in ("opening", "final")]
    lists = lists.loc[near[0] | near[1]]
    if lists.empty:
        return lists.assign(offends=False)
    gap = (lists.actual - lists.executed).abs().astype("Float64")
    cases = told(lists.assign(offends=gap.gt(lists.slack)), indicators, "high")
    unknown = cases.actual.isna()
    cases["reason_zh"] = ["成本指标的实际完成值不全是金额" if mark else None for mark in unknown]
    cases["reason_en"] = ["not every cost indicator reports an amount" if mark else None for mark in unknown]
    cases["found"] = [_amount(fen, unit) for fen, unit in zip(cases.actual, cases.unit, strict=True)]
    cases["expected"] = cases.executed_shown
    cases["gap"] = [_amount(fen, unit) for fen, unit in zip((cases.actual - cases.executed).abs(), cases.unit, strict=True)]
    return cases.assign(arithmetic=_sums(cases, indicators))


def _amount(fen: object, unit: str) -> str:
    return "" if pd.isna(fen) else shown(fen, unit, 2)  # pyright: ignore[reportArgumentType, reportGeneralTypeIssues]


def _sums(cases: Frame, indicators: Frame) -> list[str]:
    """'a + b = c ≠ 全年执行数 d'."""
    rows = cost_items(indicators)
    texts = rows.actual_text.fillna("").groupby([rows.filing, rows.table, rows.period], sort=False)
    results = {key: " + ".join(group) for key, group in texts}
    keys = list(zip(cases.filing, cases.table, cases.period, cases.found, cases.expected, strict=True))
    wrong = cases.offends.fillna(False).tolist()
    signs = ["≠" if mark else "=" if key[3] == key[4] else "≈" for key, mark in zip(keys, wrong, strict=True)]
    return [f"{results.get(key[:3], '')} = {key[3]} {sign} 全年执行数 {key[4]}" for key, sign in zip(keys, signs, strict=True)]
