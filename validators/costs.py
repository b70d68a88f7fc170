"""Cost indicators as a list of amounts, held against the form's money."""

from __future__ import annotations

from typing import Any, cast

import pandas as pd

from ..schemas.vocabulary import vocabulary
from .applicability import applicable, of_money_cost
from .halves import project_years
from .money import KEYS, printed, shown, steps, tolerance, totals
from .remembering import remembered

Frame = pd.DataFrame
_WORDS = vocabulary().words
_UNIT_COST = "|".join(_WORDS.unit_costs)
_WHOLE = "|".join(_WORDS.whole_costs)
QUARTER = r"第?([一二三四1-4])季度?"
_LIST = [*KEYS, "period"]
_STATED = ("final", "final_shown", "final_place", "opening", "opening_shown", "opening_place", "executed", "executed_shown")
_TEXTS = ("items_zh", "items_en", "found", "expected", "gap", "multiple_zh", "multiple_en", "arithmetic")


@remembered
def cost_items(indicators: Frame) -> Frame:
    """Cost indicators whose target is an amount of the project's money, with `shown` and `step`.

    Unit costs (每…, 人均…, …标准) are no share of the budget, and quarters are held against it by a rule of their own.
    """
    money = of_money_cost(indicators) & indicators.target_kind.eq("number") & indicators.target_dimension.eq("money")
    apart = indicators.level3.str.contains(_UNIT_COST) | indicators.level3.str.contains(QUARTER.replace("(", "(?:"))
    rows = indicators.loc[money & ~apart & applicable(indicators) & indicators.target_fen.notna()]
    rows = rows.drop_duplicates([*_LIST, "plain", "target_fen"])
    return rows.assign(
        period=rows.period.fillna("annual"),
        shown=printed(rows.target_number, rows.target_decimals, rows.target_unit),
        step=steps(rows.target_fen, rows.target_decimals, rows.target_unit),
    )


@remembered
def cost_lists(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """One row for each form and period with cost amounts: what they claim, and what they are held against.

    `claim` is the sum of the items in 0.01 元, or the one that states the whole (总成本, or an item equal to all others
    together or to the budget); `actual` is what those items came to, if all say so. `low` and `high` are the least and the
    greatest total that it may be held against: the opening and the adjusted budget of a self-evaluation, and both periods
    where the form has one column of targets only. `slack` is the tolerance, `whole` and `exact` say how the claim is made.
    """
    budgets = _budgets(indicators, funds, tables)
    rows = cost_items(indicators).loc[:, [*_LIST, "level3", "target_operator", "target_fen", "actual_fen", "step"]]
    rows = rows.merge(budgets.loc[:, [*_LIST, "high", "low"]], on=_LIST)
    rows = rows.assign(counted=_counted(rows))
    rows = rows.assign(
        claimed=rows.target_fen.where(rows.counted, 0),
        spent=rows.actual_fen.where(rows.counted, 0),
        unspent=rows.counted & rows.actual_fen.isna(),
        named=rows.level3.str.contains(_WHOLE) & rows.counted,
        stated=rows.target_operator.eq("=") | ~rows.counted,
    )
    groups = rows.groupby(_LIST, sort=False)
    lists = groups.agg(
        claim=("claimed", "sum"), actual=("spent", "sum"), terms=("counted", "sum"), whole=("named", "any"),
        exact=("stated", "all"), unspent=("unspent", "any"), item_step=("step", "max"),
    ).reset_index()  # fmt: skip
    lists = lists.merge(budgets, on=_LIST)
    step = lists[["budget_step", "item_step"]].max(axis=1)
    lists["slack"] = tolerance(step, lists.terms + 1)
    lists["actual"] = lists.actual.where(~lists.unspent, pd.NA)
    return lists.merge(tables.loc[:, KEYS].assign(years=project_years(tables)), on=KEYS, how="left")


def _budgets(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """For each form and period the totals that its costs may be held against, other than zero."""
    rows = totals(funds).loc[:, [*KEYS, "period", "unit", "step", *_STATED]]
    stated = [
        rows.assign(amount=rows[name], amount_shown=rows[f"{name}_shown"], amount_place=rows[f"{name}_place"])
        for name in ("final", "opening")
    ]
    rows = pd.concat(stated, ignore_index=True).rename(columns={"step": "budget_step"})
    rows = rows.loc[rows.amount.gt(0)].merge(tables.loc[:, [*KEYS, "two_periods"]], on=KEYS)
    columns = [
        *KEYS,
        "period",
        "unit",
        "budget_step",
        "amount",
        "amount_shown",
        "amount_place",
        "opening",
        "final",
        "executed",
        "executed_shown",
    ]
    periods = indicators.assign(period=indicators.period.fillna("annual")).loc[:, _LIST].drop_duplicates()
    both = rows.loc[rows.two_periods, columns]
    single = rows.loc[~rows.two_periods, columns].drop(columns="period").merge(periods, on=KEYS)
    offers = pd.concat([both, single], ignore_index=True).sort_values("amount", kind="stable")
    first, last = (offers.drop_duplicates(_LIST, keep=keep) for keep in ("first", "last"))
    names = {"amount": "low", "amount_shown": "low_shown", "amount_place": "low_place"}
    high = last.rename(columns={old: new.replace("low", "high") for old, new in names.items()})
    return high.merge(first.rename(columns=names).loc[:, [*_LIST, *names.values()]], on=_LIST)


def _counted(rows: Frame) -> pd.Series:
    """Which items make up the claim: the one that states the whole, where there is one, else all."""
    if not rows.duplicated(_LIST).any():
        return pd.Series(True, index=rows.index)
    groups = rows.groupby(_LIST, sort=False).ngroup()
    largest = rows.target_fen.eq(rows.target_fen.groupby(groups).transform("max"))
    named = rows.level3.str.contains(_WHOLE)
    some_named = named.groupby(groups).transform("any").astype(bool)
    summed = rows.target_fen.groupby(groups).transform("sum")
    size = rows.target_fen.groupby(groups).transform("size")
    # NOTE: one item of the size of the budget, or of all others together, is the whole with some of its parts.
    of_rest = size.ge(3) & (2 * rows.target_fen - summed).abs().le(rows.step) & largest
    of_budget = (
        size.ge(2)
        & largest
        & ((rows.target_fen - rows.high).abs().lt(rows.step) | (rows.target_fen - rows.low).abs().lt(rows.step))
    )
    chosen = (named & some_named) | ((of_rest | of_budget) & ~some_named)
    order = chosen.astype(int) * rows.target_fen.astype("float64")
    best = chosen & order.groupby(groups).rank(method="first", ascending=False).eq(1)
    return best | ~chosen.groupby(groups).transform("any").astype(bool)


def told(lists: Frame, indicators: Frame, side: str) -> Frame:
    """`lists` with place and texts; for those that offend the items and the steps of the arithmetic.

    `side` is 'high' or 'low': the total that the claim is held against.
    """
    flawed = lists.offends.fillna(False).astype(bool)
    sound = lists.loc[~flawed].assign(place=lambda rows: rows[f"{side}_place"], **dict.fromkeys(_TEXTS, ""))
    if not flawed.any():
        return sound
    rows = cost_items(indicators).merge(lists.loc[flawed, [*_LIST, "high", "low"]], on=_LIST)
    groups = dict(iter(rows.loc[_counted(rows)].groupby(_LIST, sort=False)))
    cases = [_told(case, groups[case["filing"], case["table"], case["period"]], side) for case in _records(lists.loc[flawed])]
    return pd.concat([sound, pd.DataFrame(cases)], ignore_index=True)


def _records(rows: Frame) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], rows.to_dict(orient="records"))


def _told(case: dict[str, Any], group: Frame, side: str) -> dict[str, Any]:
    named = list(zip(group.level3, group.shown, strict=True))
    total = shown(case["claim"], case["unit"], 2)
    summed = " + ".join(f"{name} {amount}" for name, amount in named)
    same = len(named) == 1 and group.target_unit.iloc[0] == case["unit"]
    first = group.iloc[0]
    ratio = case["claim"] / case[side]
    fold = round(ratio) if 1.5 < ratio < 20.5 and abs(ratio - round(ratio)) < 0.005 else None
    years = fold is not None and case["years"] == fold
    gap = shown(abs(case["claim"] - case[side]), case["unit"], 2)
    return {
        **case,
        "place": first.target_place or first.place,
        "number": first.number if len(named) == 1 else None,
        "related": (*group.target_place.tolist()[1:], case[f"{side}_place"]),
        "items_zh": f"“{named[0][0]}”" if len(named) == 1 else f"{len(named)}项成本指标合计",
        "items_en": f"“{named[0][0]}”" if len(named) == 1 else f"{len(named)} cost indicators together",
        "found": named[0][1] if len(named) == 1 else total,
        "expected": case[f"{side}_shown"],
        "gap": gap,
        "multiple_zh": (f"，正好是{fold}倍" + ("，与项目期年数相同，可能一处填了全期金额、一处填了一年金额" if years else ""))
        if fold
        else "",
        "multiple_en": (f", exactly {fold} times" + (", as many as the project has years" if years else "")) if fold else "",
        "arithmetic": (summed if same else f"{summed} = {total}")
        + (" > " if case["claim"] > case[side] else " < ")
        + f"资金总额 {case[f'{side}_shown']}，相差 {gap}",
    }
