"""Cost indicators as a list of amounts, held against the form's money."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, cast

import pandas as pd

from ..schemas.vocabulary import vocabulary
from .applicability import applicable, of_money_cost
from .halves import project_years
from .money import KEYS, printed, shown, steps, tolerance, totals
from .parameters import allowed_fen
from .remembering import remembered

Frame = pd.DataFrame
_WORDS = vocabulary().words
_UNIT_COST = "|".join(_WORDS.unit_costs)
_WHOLE = "|".join(_WORDS.whole_costs)
QUARTER = r"第?([一二三四1-4])季度?"
_LIST = [*KEYS, "period"]
_STATED = ("final", "final_shown", "final_place", "opening", "opening_shown", "opening_place", "executed", "executed_shown")
_TEXTS = ("items_zh", "items_en", "found", "expected", "gap", "multiple_zh", "multiple_en", "arithmetic")
# The columns of `cost_lists` but for `slack`.
_OF_BUDGET = ("unit", "opening", "final", "executed", "executed_shown")
_COLUMNS = {
    "filing": "str", "table": "int64", "period": "str", "laid": "str", "claim": "Int64",
    "actual": "Int64", "terms": "int64", "whole": "bool",
    "exact": "bool", "item_step": "Float64", "unit": "str", "budget_step": "Float64", "high": "Int64", "high_shown": "str",
    "high_place": "object", "low": "Int64", "low_shown": "str", "low_place": "object", "opening": "Int64", "final": "Int64",
    "executed": "Int64", "executed_shown": "str", "years": "Int64",
}  # fmt: skip
_Key = tuple[str, int, str]


class _Item(NamedTuple):
    """A cost item: its name, its comparison, its amounts in 0.01 元, and one unit of its last printed digit."""

    level3: str
    target_operator: str
    target_fen: int
    actual_fen: Any
    step: float
    shown: str

    @property
    def named(self) -> bool:
        """Whether its name says that it is the whole."""
        return re.search(_WHOLE, self.level3) is not None


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
    where the form has one column of targets only. `slack` is the tolerance, `laid` names the items with their amounts,
    `whole` and `exact` say how the claim is made.
    """
    budgets = _budgets(indicators, funds, tables)
    years = dict(
        zip(zip(tables.filing.tolist(), tables.table.tolist(), strict=True), project_years(tables).tolist(), strict=True)
    )
    lists: list[dict[str, Any]] = []
    for key, rows in _listed(cost_items(indicators)).items():
        if key in budgets:
            claim = _claim(rows, budgets[key])
            lists.append({**dict(zip(_LIST, key, strict=True)), **claim, **budgets[key], "years": years.get(key[:2])})
    columns = {name: pd.Series([row[name] for row in lists], dtype=kind) for name, kind in _COLUMNS.items()}
    rows = pd.DataFrame(columns)
    slack = tolerance(rows[["budget_step", "item_step"]].max(axis=1), rows.terms + 1)
    return rows.assign(slack=slack + allowed_fen(rows, tables))


def _listed(rows: Frame) -> dict[_Key, list[_Item]]:
    """The cost items of each form and period, in their order."""
    names = ("level3", "target_operator", "target_fen", "actual_fen", "step", "shown")
    keys = zip(*(rows[name].tolist() for name in _LIST), strict=True)
    lists: dict[_Key, list[_Item]] = {}
    for key, values in zip(keys, zip(*(rows[name].tolist() for name in names), strict=True), strict=True):
        lists.setdefault(key, []).append(_Item(*values))
    return lists


def _claim(items: list[_Item], budget: dict[str, Any]) -> dict[str, Any]:
    """What one list claims: its columns in `cost_lists` but for those of the budget."""
    counted = [item for item, mark in zip(items, _counted(items, budget["high"], budget["low"]), strict=True) if mark]
    spent = [item.actual_fen for item in counted]
    unspent = any(fen is pd.NA for fen in spent)
    return {
        "claim": sum(item.target_fen for item in counted),
        "laid": " + ".join(f"{item.level3} {item.shown}" for item in counted),
        "actual": None if unspent else sum(spent),
        "terms": len(counted),
        "whole": any(item.named for item in counted),
        "exact": all(item.target_operator == "=" for item in counted),
        "item_step": max(item.step for item in items),
    }


def _budgets(indicators: Frame, funds: Frame, tables: Frame) -> dict[_Key, dict[str, Any]]:
    """For each form and period the totals that its costs may be held against, other than zero: its columns in `cost_lists`."""
    printed_in: dict[tuple[str, int], list[str]] = {}
    printed = indicators.loc[:, ["filing", "table", "period"]].fillna({"period": "annual"}).drop_duplicates()
    for filing, table, period in zip(*(printed[name].tolist() for name in printed), strict=True):
        printed_in.setdefault((filing, table), []).append(period)
    two = dict(zip(zip(tables.filing.tolist(), tables.table.tolist(), strict=True), tables.two_periods.tolist(), strict=True))
    offers: dict[_Key, list[dict[str, Any]]] = {}
    rows = _records(totals(funds).loc[:, [*_LIST, "unit", "step", *_STATED]])
    for name in ("final", "opening"):
        for row in rows:
            table = row["filing"], row["table"]
            if table in two and pd.notna(row[name]) and row[name] > 0:
                for period in [row["period"]] if two[table] else printed_in.get(table, []):
                    offers.setdefault((*table, period), []).append(
                        {**row, "": row[name], "_shown": row[f"{name}_shown"], "_place": row[f"{name}_place"]}
                    )
    return {key: _bounds(of_key) for key, of_key in offers.items()}


def _bounds(offers: list[dict[str, Any]]) -> dict[str, Any]:
    """The greatest of some totals with its facts, and the least."""
    low, high = min(offers, key=lambda offer: offer[""]), max(reversed(offers), key=lambda offer: offer[""])
    ends = {f"{end}{part}": offer[part] for end, offer in (("low", low), ("high", high)) for part in ("", "_shown", "_place")}
    return ends | {name: high[name] for name in _OF_BUDGET} | {"budget_step": high["step"]}


def _counted(items: list[_Item], high: int, low: int) -> list[bool]:
    """Which items make up the claim: the one that states the whole, where there is one, else all."""
    summed, largest = sum(item.target_fen for item in items), max(item.target_fen for item in items)
    if any(item.named for item in items):
        chosen = [item.named for item in items]
    else:
        # NOTE: one item of the size of the budget, or of all others together, is the whole with some of its parts.
        chosen = [
            item.target_fen == largest
            and (
                (len(items) > 2 and abs(2 * item.target_fen - summed) <= item.step)
                or min(abs(item.target_fen - high), abs(item.target_fen - low)) < item.step
            )
            for item in items
        ]
    if not any(chosen):
        return [True] * len(items)
    sizes = [item.target_fen * mark for item, mark in zip(items, chosen, strict=True)]
    return [mark and number == sizes.index(max(sizes)) for number, mark in enumerate(chosen)]


def told(lists: Frame, indicators: Frame, side: str) -> Frame:
    """`lists` with place and texts; for those that offend the items and the steps of the arithmetic.

    `side` is 'high' or 'low': the total that the claim is held against.
    """
    flawed = lists.offends.fillna(False).astype(bool)
    sound = lists.loc[~flawed].assign(place=lambda rows: rows[f"{side}_place"], **dict.fromkeys(_TEXTS, ""))
    sound = sound.assign(arithmetic=against(sound, side))
    if not flawed.any():
        return sound
    groups = dict(iter(cost_items(indicators).groupby(_LIST, sort=False)))
    of_list = _listed(cost_items(indicators))
    cases: list[dict[str, Any]] = []
    for case in _records(lists.loc[flawed]):
        key = case["filing"], case["table"], case["period"]
        counted = _counted(of_list[key], case["high"], case["low"])
        cases.append(_told(case, groups[key].loc[counted], side))
    return pd.concat([sound, pd.DataFrame(cases)], ignore_index=True)


def against(lists: Frame, side: str) -> list[str]:
    """The items of each of `lists`, their sum, and the total that it is held against: 'a + b = c ≤ 资金总额 d'."""
    columns = (lists[name].tolist() for name in ("laid", "claim", "unit", side, f"{side}_shown"))
    return [
        f"{laid}{f' = {shown(claim, unit, 2)}' if ' + ' in laid else ''} "
        f"{'=' if claim == total else '<' if claim < total else '>'} 资金总额 {printed_as}"
        for laid, claim, unit, total, printed_as in zip(*columns, strict=True)
    ]


def _records(rows: Frame) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], rows.to_dict(orient="records"))


def _told(case: dict[str, Any], group: Frame, side: str) -> dict[str, Any]:
    named = list(zip(group.level3, group.shown, strict=True))
    total = shown(case["claim"], case["unit"], 2)
    summed = " + ".join(f"{name} {amount}" for name, amount in named)
    same = len(named) == 1 and group.target_unit.iloc[0] == case["unit"]
    first = group.iloc[0]
    times = round(case["claim"] / case[side])
    # NOTE: once the budget is within the slack, and not told of.
    fold = times if times <= 20 and abs(case["claim"] - times * case[side]) <= times * case["slack"] else None
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
