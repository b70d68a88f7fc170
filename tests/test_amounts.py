"""Amounts: how they are written, how far two may lie apart, and which of them a form states."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from jixiao.validators.cases import cases
from jixiao.validators.catalogue import discover
from jixiao.validators.money import items, last_digit, printed, shown, stated, steps, tolerance, totals

FUNDS = next(rule for rule in discover() if rule.over == "funds")


def funds(table: str) -> pd.DataFrame:
    """A frame `funds` of the rows of a Markdown table."""
    return dict(cases(replace(FUNDS, cases=table))[0].frames)["funds"]


@pytest.mark.parametrize(
    ("fen", "unit", "decimals", "text"),
    [
        (123456, "元", None, "1234.56元"),
        (100, "元", None, "1元"),
        (100, "元", 2, "1.00元"),
        (1234560000, "万元", None, "1234.56万元"),
        (1234567800, "万元", 2, "1234.5678万元"),
        (10**9, "万元", None, "1000万元"),
        (10**12, "亿元", None, "100亿元"),
        (-150, "元", 2, "-1.50元"),
        (150, "no unit", None, "1.5元"),
    ],
)
def test_an_amount_is_written_with_as_many_decimals_as_it_needs(fen: int, unit: str, decimals: int | None, text: str) -> None:
    assert shown(fen, unit, decimals) == text


def test_a_figure_is_written_as_it_was_printed() -> None:
    texts = printed(pd.Series([812.4, 812.4, None, 812.4]), pd.Series([2, 0, 2, None]), pd.Series(["万元", None, "万元", "万元"]))
    assert texts.tolist() == ["812.40万元", "812", "", ""]


@pytest.mark.parametrize(
    ("decimals", "unit", "fen"),
    [
        (2, "万元", 10_000), (4, "万元", 100), (0, "万元", 10_000), (6, "万元", 1), (8, "万元", 1), (2, "元", 1), (0, "元", 1),
        (2, "亿元", 10**8),
    ],
)  # fmt: skip
def test_a_step_is_one_of_the_last_digit_but_no_more_than_a_hundredth_of_the_unit(decimals: int, unit: str, fen: int) -> None:
    one = steps(pd.Series([1], dtype="Int64"), pd.Series([decimals], dtype="Int64"), pd.Series([unit], dtype="str"))
    assert one.tolist() == [fen]


def test_without_an_amount_there_is_no_step() -> None:
    none = steps(pd.Series([pd.NA], dtype="Int64"), pd.Series([2], dtype="Int64"), pd.Series(["元"], dtype="str"))
    assert none.isna().all()


@pytest.mark.parametrize(("terms", "allowed"), [(1, 100), (2, 100), (3, 150), (4, 200), (10, 500)])
def test_a_sum_may_lie_off_by_half_a_step_for_each_figure_and_at_least_by_one(terms: int, allowed: float) -> None:
    assert tolerance(pd.Series([100.0]), terms).tolist() == [allowed]


def test_the_last_digit_of_so_many_decimals() -> None:
    assert last_digit(pd.Series([0, 1, 2, 4])).tolist() == [1, 0.1, 0.01, 0.0001]


ITEMS = """
| table | item         | measure  | amount |
| ----- | ------------ | -------- | ------ |
| 1     | 年度资金总额 | opening  | 50.00  |
| 1     | 年度资金总额 | adjusted | 40.00  |
| 1     | 年度资金总额 | executed | 30.00  |
| 2     | 年度资金总额 | opening  | 50.00  |
| 2     | 年度资金总额 | executed | 30.00  |
| 3     | 年度资金总额 | adjusted | 0.00   |
| 3     | 年度资金总额 | executed | 0.00   |
| 4     | 年度资金总额 | budget   | 60.00  |
| 5     | 年度资金总额 | adjusted | 0.01   |
| 5     | 年度资金总额 | executed | 0.01   |
| 6     | 年度资金总额 | adjusted | 0.00   |
| 6     | 年度资金总额 | executed | 5.00   |
"""


def test_execution_is_held_against_the_adjusted_budget_else_the_only_or_the_opening_one() -> None:
    rows = items(funds(ITEMS))
    assert rows.final.tolist() == [40_000_000, 50_000_000, 0, 60_000_000, 10_000, 0]
    assert rows.final_shown.tolist() == ["40.00万元", "50.00万元", "0.00万元", "60.00万元", "0.01万元", "0.00万元"]
    assert rows.share.astype(object).where(rows.share.notna(), None).tolist() == [0.75, 0.6, None, None, 1, None]


def test_a_form_steps_by_its_finest_digit() -> None:
    rows = stated(funds("| item | amount |\n| --- | --- |\n| 资金总额 | 120 |\n| 财政拨款 | 120.0625 |"))
    assert rows.step.tolist() == [100, 100]
    assert rows.own_step.tolist() == [10_000, 100]
    assert rows.finest.tolist() == [100, 100]


TWICE = """
| table | item         | amount |
| ----- | ------------ | ------ |
| 1     | 年度资金总额 | 50.00  |
| 1     | 资金总额     | 50.00  |
| 2     | 年度资金总额 | 50.00  |
| 2     | 资金总额     | 40.00  |
| 3     | 年度资金总额 | 50.00  |
"""


def test_a_total_stated_twice_is_one_and_two_different_totals_are_none() -> None:
    assert totals(funds(TWICE))[["table", "final"]].to_numpy().tolist() == [[1, 50_000_000], [3, 50_000_000]]
