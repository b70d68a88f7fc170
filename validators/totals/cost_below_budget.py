from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..costs import against, cost_lists, told
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("成本指标合计少于资金总额", "Cost indicators fall short of the budget"),
    requirement="声明为全部支出的成本指标，应当与资金总额相等。",
    why=(
        "只有两种写法是在声明全部：两项以上都写“＝”的明细，和写明总成本的一项。上限“≤”可以低于资金，只作提示；"
        "全是上限的清单可能只是一部分，不提示。"
    ),
    zh="{items_zh}{found}，少于资金总额{expected}，有{gap}没有对应的成本指标",
    en="{items_en}: {found}, below the funds of {expected}: {gap} have no cost indicator",
    fix_zh="补上缺少的支出项目，或改正成本指标、资金总额中填错的数，使两者相等",
    fix_en="Add the missing items, or correct the cost indicators or the funds, so that both agree",
    requires=("unit",),
    needs=("indicators.target_fen",),
)
def cost_below_budget(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """Costs that claim to be the whole come to the whole.

    Only two kinds of list claim it: items stated exactly (＝), two or more, and an item named as the total. A ceiling (≤) may
    lie below the money, so there it is a hint (info); a list of ceilings may be a part, and nothing is said.

    | table | level2   | level3     | target   | found |
    | ----- | -------- | ---------- | -------- | ----- |
    | 1     | 成本指标 | 设备购置费 | ＝12万元 | yes   |
    | 1     | 成本指标 | 安装调试费 | ＝7万元  |       |
    | 2     | 成本指标 | 项目总成本 | 20万元   | yes   |
    | 3     | 成本指标 | 设备购置费 | ≤12万元  |       |
    | 3     | 成本指标 | 安装调试费 | ≤7万元   |       |
    | 4     | 成本指标 | 设备购置费 | ＝12万元 |       |
    | 4     | 成本指标 | 安装调试费 | ＝12万元 |       |
    | 5     | 成本指标 | 设备购置费 | ＝12万元 |       |

    funds:

    | table | item         | amount |
    | ----- | ------------ | ------ |
    | 1     | 年度资金总额 | 24.00  |
    | 2     | 年度资金总额 | 24.00  |
    | 3     | 年度资金总额 | 24.00  |
    | 4     | 年度资金总额 | 24.00  |
    | 5     | 年度资金总额 | 24.00  |
    """
    lists = cost_lists(indicators, funds, tables)
    lists = lists.loc[lists.whole | (lists.exact & lists.terms.ge(2))]
    short = (lists.low - lists.claim).astype("Float64").gt(lists.slack)
    if not short.any():
        return lists.assign(offends=short, arithmetic=against(lists, "low"))
    ceiling = ~lists.exact & ~_stated(lists, indicators)
    return told(lists.assign(offends=short, severity=either(ceiling, "info", "warning")), indicators, "low")


def _stated(lists: Frame, indicators: Frame):
    """Whether none of a form's cost targets is a ceiling."""
    capped = (
        indicators.loc[indicators.target_operator.isin(["≤", "<"]), ["filing", "table"]].drop_duplicates().assign(capped=True)
    )
    return lists[["filing", "table"]].merge(capped, on=["filing", "table"], how="left").capped.isna().set_axis(lists.index)
