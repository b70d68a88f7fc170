from __future__ import annotations

from ..adjustment import share, with_change
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..money import last_digit, totals
from ..parameters import with_parameters
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("年初预算与全年预算相差较大", "Opening and full-year budget differ"),
    requirement="预算在年中的增减应当说明。",
    why=(
        "总额变动达到一成（参数 opening_difference）即提示；达到三成的，按大幅调整提示。同时指出执行数是否"
        "与预算数完全相同，执行率是否误用年初预算数作分母。"
    ),
    zh="年初预算{opening_shown}与全年预算{adjusted_shown}相差{gap}（{change_zh}），没有说明原因{executed_zh}{rate_zh}",
    en="Opening budget {opening_shown}, full-year budget {adjusted_shown}: {gap} ({change_en}) unexplained{executed_en}{rate_en}",
    fix_zh="说明预算调整的原因；执行率用全年执行数除以全年预算数（调整后），不除以年初预算数",
    fix_en="Explain the change, and take the execution rate from the adjusted full-year budget, not from the opening one",
    found="{adjusted_shown}",
    needs=(
        "funds.measure=opening",
        "funds.measure=adjusted",
    ),
)
def initial_budget_differs(funds: Frame, tables: Frame) -> Frame:
    """What the budget lost or gained in the year is said.

    From a tenth of the total on (parameter `opening_difference`); from three tenths on the change is reported as a large
    adjustment instead. Says too whether the execution was booked as the budget, and whether the printed rate was taken from
    the opening budget.

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | opening  | 400.00 | yes   |
    | 1     | 年度资金总额 | adjusted | 350.00 |       |
    | 1     | 年度资金总额 | executed | 350.00 |       |
    | 1     | 年度资金总额 | rate     | 87.50% |       |
    | 2     | 年度资金总额 | opening  | 400.00 |       |
    | 2     | 年度资金总额 | adjusted | 385.00 |       |
    | 2     | 年度资金总额 | executed | 380.00 |       |
    | 3     | 年度资金总额 | opening  | 400.00 |       |
    | 3     | 年度资金总额 | adjusted | 200.00 |       |
    | 4     | 年度资金总额 | opening  | 400.00 |       |
    | 4     | 年度资金总额 | executed | 300.00 |       |
    """
    rows = totals(funds)
    rows = rows.loc[rows.opening.notna() & rows.adjusted.notna()]
    rows = with_parameters(rows, tables, "opening_difference", "adjustment")
    change = share(rows).abs()
    return judged(rows, change.ge(rows.opening_difference) & change.lt(rows.adjustment), _told)


def _told(rows: Frame) -> Frame:
    rows = with_change(rows, 2)
    rate = 100 * rows.executed.astype("float64") / rows.opening.astype("float64")
    wrong = (rows.rate - rate).abs().le(last_digit(rows.rate_decimals))
    booked = rows.executed.eq(rows.adjusted)
    said = rows.rate_text.where(rows.rate_text.str.contains("%", na=False), rows.rate_text + "%")
    taken_zh = "；表中执行率" + said + "是用" + rows.executed_shown + "除以年初预算数得来的，分母用错了"
    taken_en = "; the printed rate, " + said + ", is the execution over the opening budget, the wrong denominator"
    return rows.assign(
        place=rows.opening_place,
        related=[(place,) for place in rows.adjusted_place],
        change_zh=either(rows.more, "增加", "减少") + rows.percent,
        change_en=either(rows.more, "+", "-") + rows.percent,
        executed_zh=either(booked, "；全年执行数与全年预算数完全相同", ""),
        executed_en=either(booked, "; the execution is the very same figure as the full-year budget", ""),
        rate_zh=either(wrong, taken_zh, ""),
        rate_en=either(wrong, taken_en, ""),
    )
