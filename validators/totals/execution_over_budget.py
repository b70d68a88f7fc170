from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..coverage import among
from ..money import items, shown
from ..parameters import with_parameters
from ..rule import Frame, rule
from ..telling import judged

_CARRIED_ZH = "表内另有上年结转资金，执行数可能包含结转，无法判断是否超出预算"
_CARRIED_EN = "money carried over is printed too and may be part of the execution"


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("执行数超过预算数", "Spent more than the budget"),
    requirement="支出不应超过全年预算。",
    why=(
        "以总额为准。总额没有超、单项超的，是各项之间调剂，只需说明（警告）。表内印有上年结转的，执行数可能包含结转，"
        "不作判断。各地的宽严由参数 execution_over_budget 规定。"
    ),
    zh="“{item}”的全年执行数{found}超过预算数{expected}，多出{gap}",
    en="The execution of “{item}”, {found}, exceeds its budget of {expected} by {gap}",
    fix_zh="核对两个数；如有年中追加或上年结转，把它计入全年预算数（调整后预算数）",
    fix_en="Check both figures; count money added in mid-year or carried over in the adjusted full-year budget",
    needs=("funds.measure=executed",),
)
def execution_over_budget(funds: Frame, tables: Frame) -> Frame:
    """Nothing is spent beyond the full-year budget.

    The total decides. A single item above its budget while the total holds is money moved between items: that asks for an
    explanation only (warning). Where money carried over is printed, the execution may include it, and nothing is said. How
    strict a place is stands in its parameter `execution_over_budget`.

    | item         | measure  | amount | found |
    | ------------ | -------- | ------ | ----- |
    | 年度资金总额 | adjusted | 90.00  |       |
    | 年度资金总额 | executed | 96.40  | yes   |
    | 项目支出     | adjusted | 40.00  |       |
    | 项目支出     | executed | 46.40  |       |

    Case: within the rounding, moved between items, or carried over

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | adjusted | 90.00  |       |
    | 1     | 年度资金总额 | executed | 90.01  |       |
    | 2     | 年度资金总额 | adjusted | 90.00  |       |
    | 2     | 年度资金总额 | executed | 90.00  |       |
    | 2     | 基本支出     | adjusted | 50.00  |       |
    | 2     | 基本支出     | executed | 52.00  | yes   |
    | 3     | 年度资金总额 | adjusted | 90.00  |       |
    | 3     | 年度资金总额 | executed | 96.40  |       |
    | 3     | 上年结转资金 | adjusted |        |       |
    | 3     | 上年结转资金 | executed | 6.40   |       |

    Case: a place that allows it

    | item         | measure  | amount | found |
    | ------------ | -------- | ------ | ----- |
    | 年度资金总额 | adjusted | 90.00  |       |
    | 年度资金总额 | executed | 96.40  | yes   |

    tables:

    | table | form                    | profile  |
    | ----- | ----------------------- | -------- |
    | 1     | project-self-evaluation | zhejiang |
    """
    rows = items(funds)
    rows = with_parameters(
        rows.loc[rows.executed.notna() & rows.final.notna()], tables, "execution_over_budget", "amount_tolerance"
    )
    rows = rows.loc[rows.execution_over_budget.ne("off")]
    over = (rows.executed - rows.final).astype("Float64").gt(rows.step + 100 * rows.amount_tolerance)
    total_over = among(rows, rows.loc[over & rows.role.eq("total")])
    unsure = over & among(rows, funds.loc[funds.role.eq("carry_over") & funds.fen.ne(0)])
    flawed = over & (rows.role.eq("total") | ~total_over)
    rows = rows.assign(
        reason_zh=[_CARRIED_ZH if mark else None for mark in unsure],
        reason_en=[_CARRIED_EN if mark else None for mark in unsure],
    )
    return judged(rows, flawed.astype("boolean").where(~unsure, pd.NA), _told)


def _told(rows: Frame) -> Frame:
    gap = rows.executed - rows.final
    return rows.assign(
        place=rows.executed_place,
        related=[(place,) for place in rows.final_place],
        severity=rows.execution_over_budget.where(rows.role.eq("total") | rows.execution_over_budget.eq("info"), "warning"),
        found=rows.executed_shown,
        expected=rows.final_shown,
        gap=[shown(fen, unit) for fen, unit in zip(gap, rows.unit, strict=True)],
        arithmetic=[
            f"{spent} - {budget} = {shown(fen, unit)}"
            for spent, budget, fen, unit in zip(rows.executed_shown, rows.final_shown, gap, rows.unit, strict=True)
        ],
    )
