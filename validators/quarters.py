"""Indicators that state something quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import pandas as pd

from ..schemas.vocabulary import vocabulary
from .costs import QUARTER, cost_items
from .money import KEYS, PERIODS, printed, shown, steps, tolerance, totals
from .parameters import allowed_fen
from .remembering import remembered

Frame = pd.DataFrame
_CUMULATIVE = "|".join(vocabulary().words.cumulative)
_NUMBERS = {word: number for words in ("一二三四", "1234") for number, word in enumerate(words, 1)}
_LIST = [*KEYS, "period"]


@remembered
def quarter_items(indicators: Frame) -> Frame:
    """Indicators named after one quarter, with `quarter` (1 to 4) and `series`, the name without it. Running totals are none."""
    word = indicators.level3.str.extract(QUARTER, expand=False)
    rows = indicators.loc[word.notna() & ~indicators.level3.str.contains(_CUMULATIVE)]
    return rows.assign(
        quarter=word.map(_NUMBERS).reindex(rows.index).astype("float64"),
        series=rows.level3.str.replace(QUARTER, "", regex=True),
        period=rows.period.fillna("annual"),
    )


def quarter_lists(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """One case for each form and period that states amounts for two quarters or more."""
    rows = quarter_items(indicators)
    if rows.empty:
        return rows.assign(offends=False)
    rows = rows.loc[rows.target_kind.eq("number") & rows.target_fen.notna()].drop_duplicates([*_LIST, "quarter"])
    rows = rows.assign(
        shown=printed(rows.target_number, rows.target_decimals, rows.target_unit),
        step=steps(rows.target_fen, rows.target_decimals, rows.target_unit),
    )
    groups = rows.groupby(_LIST, sort=False)
    lists = groups.agg(sum=("target_fen", "sum"), count=("quarter", "size"), top=("target_fen", "max"), item_step=("step", "max"))
    others = cost_items(indicators).groupby(_LIST).agg(others=("target_fen", "sum"))
    lists = lists.loc[lists["count"].ge(2)].join(others).reset_index().merge(_totals(funds), on=_LIST)
    slack = tolerance(lists[["step", "item_step"]].max(axis=1), lists["count"] + 1) + allowed_fen(lists, tables)
    gap = (lists["sum"] - lists.final).astype("Float64")
    with_others = (gap + lists.others).abs().le(slack).fillna(False)
    running = (lists.top - lists.final).abs().astype("Float64").le(slack)
    wrong = (gap.abs().gt(slack) & lists["count"].eq(4)) | gap.gt(slack)
    lists = lists.assign(offends=(wrong & ~with_others & ~running).fillna(False).astype(bool))
    members = dict(iter(groups))
    cases = [_told(case, members[case["filing"], case["table"], case["period"]]) for case in _flawed(lists)]
    sound = lists.loc[~lists.offends].to_dict(orient="records")
    laid = [_laid(case, members[case["filing"], case["table"], case["period"]]) for case in sound]
    passed = lists.loc[~lists.offends].assign(place=None, arithmetic=laid)
    return pd.concat([passed, pd.DataFrame(cases)]) if cases else passed


def _totals(funds: Frame) -> Frame:
    rows = totals(funds)
    return rows.loc[rows.final.gt(0), [*_LIST, "unit", "step", "final", "final_shown", "final_place"]]


def _flawed(lists: Frame) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], lists.loc[lists.offends].to_dict(orient="records"))


def _told(case: dict[str, Any], group: Frame) -> dict[str, Any]:
    gap = shown(abs(case["sum"] - case["final"]), case["unit"])
    return {
        **case,
        "place": group.target_place.iloc[0],
        "related": (*group.target_place.tolist()[1:], case["final_place"]),
        "period_zh": PERIODS[case["period"]][0],
        "period_en": PERIODS[case["period"]][1],
        "found": shown(case["sum"], case["unit"]),
        "expected": case["final_shown"],
        "gap": gap,
        "arithmetic": f"{_laid(case, group)}，相差 {gap}",
    }


def _laid(case: Mapping[Any, Any], group: Frame) -> str:
    """'一季度 15万元 + 二季度 20万元 = 35万元 < 资金总额 63万元'."""
    terms = " + ".join(f"{name} {amount}" for name, amount in zip(group.level3, group.shown, strict=True))
    sign = "=" if case["sum"] == case["final"] else "<" if case["sum"] < case["final"] else ">"
    return f"{terms} = {shown(case['sum'], case['unit'])} {sign} 资金总额 {case['final_shown']}"
