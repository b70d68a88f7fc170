from __future__ import annotations

from ..basis import SYSTEM_CHECK
from ..costs import cost_lists, told
from ..money import shown
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("成本目标仍按年初预算", "Cost targets still follow the opening budget"),
    requirement="成本指标值应当随预算调整。",
    why="只是提示：自评可以按年初设定的指标值比较。",
    zh="成本指标的年度指标值合计{claim_shown}，等于年初预算，全年预算已调整为{final_shown}，指标值没有相应调整",
    en="The cost targets add up to {claim_shown}, the opening budget, though the budget was adjusted to {final_shown}",
    fix_zh="如本地允许调整指标值，请按调整后的预算更新成本指标；否则说明成本目标以年初预算为准",
    fix_en="Where targets may be adjusted, bring them to the adjusted budget; otherwise say that they follow the opening one",
    requires=("unit",),
    needs=(
        "indicators.target_fen",
        "funds.measure=opening",
    ),
)
def cost_base_stale(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """Cost targets move with the budget.

    A hint only: a self-evaluation may by right compare with the target as it was set at the start of the year.

    | table | level2   | level3   | target       | actual     | found |
    | ----- | -------- | -------- | ------------ | ---------- | ----- |
    | 1     | 成本指标 | 人员支出 | ＝2500000元  | 2400000元  | yes   |
    | 1     | 成本指标 | 项目经费 | ＝1500000元  | 1200000元  |       |
    | 2     | 成本指标 | 人员支出 | ＝2400000元  | 2400000元  |       |
    | 2     | 成本指标 | 项目经费 | ＝1200000元  | 1200000元  |       |

    funds:

    | table | item         | measure  | amount |
    | ----- | ------------ | -------- | ------ |
    | 1     | 年度资金总额 | opening  | 400.00 |
    | 1     | 年度资金总额 | adjusted | 360.00 |
    | 2     | 年度资金总额 | opening  | 400.00 |
    | 2     | 年度资金总额 | adjusted | 360.00 |
    """
    lists = cost_lists(indicators, funds, tables)
    lists = lists.loc[lists.opening.notna() & lists.final.notna()]
    apart = (lists.opening - lists.final).abs().astype("Float64").gt(lists.slack)
    stale = (lists.claim - lists.opening).abs().astype("Float64").le(lists.slack) & apart
    if not stale.any():
        return lists.assign(offends=stale)
    cases = told(lists.assign(offends=stale), indicators, "high")
    cases["claim_shown"] = [shown(claim, unit, 2) for claim, unit in zip(cases.claim, cases.unit, strict=True)]
    cases["final_shown"] = [shown(fen, unit, 2) for fen, unit in zip(cases.final, cases.unit, strict=True)]
    opening = [shown(fen, unit, 2) for fen, unit in zip(cases.opening, cases.unit, strict=True)]
    listed = cases.arithmetic.str.split(" < | > ", regex=True).str[0]
    laid = listed + " ≈ 年初预算 " + opening + "，全年预算 " + cases.final_shown
    return cases.assign(expected=cases.final_shown, arithmetic=laid.where(cases.offends.astype(bool), ""))
