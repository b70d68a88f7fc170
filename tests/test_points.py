"""Points and scores: what counts as rounding, which targets were met, and what the formulas in use give."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from jixiao.validators.attainment import attainment, deducted, overspent
from jixiao.validators.cases import cases
from jixiao.validators.catalogue import discover
from jixiao.validators.points import alike, apart, fits, form_points, points_shown, proportional, reached, scored, weighted

NONE = float("nan")
ANY = next(rule for rule in discover() if rule.over == "indicators")


def indicators(*rows: str) -> pd.DataFrame:
    """A frame `indicators` with rows of level 2, target, actual value, weight and score."""
    heading = "| level2 | target | actual | weight | score |\n| --- | --- | --- | --- | --- |\n"
    return dict(cases(replace(ANY, cases=heading + "\n".join(f"| {row} |" for row in rows)))[0].frames)["indicators"]


@pytest.mark.parametrize(
    ("score", "exact", "right"),
    [
        (8.75, 8.7456, True), (8.74, 8.7456, True), (8.76, 8.7456, True), (8.73, 8.7456, False), (8.77, 8.7456, False),
        (8.7, 8.7456, True), (8.8, 8.7456, False), (9, 8.7456, True), (8, 8.7456, True), (8.5, 8.7456, False),
        (8.7, 8.79, True), (8.8, 8.79, True), (8.6, 8.79, False), (9, 8.5, True), (9, 8.4999, False), (8, 8.4999, True),
        (9, 9 - 1e-12, True), (8, 9 - 1e-12, False), (8.7, 8.7 - 1e-12, True), (8.6, 8.7 - 1e-12, False), (10, 8.7456, False),
    ],
)  # fmt: skip
def test_a_score_may_be_rounded_to_two_one_or_no_decimals_or_cut_off(score: float, exact: float, right: bool) -> None:
    assert fits(pd.Series([score]), pd.Series([exact])).tolist() == [right]


@pytest.mark.parametrize(("gap", "rounded"), [(0, True), (0.01, True), (-0.01, True), (0.012, False), (-0.02, False)])
def test_a_hundredth_of_a_point_is_a_rounding_and_two_are_not(gap: float, rounded: bool) -> None:
    one, other = pd.Series([100.0 + gap]), pd.Series([100.0])
    assert (alike(one, other).tolist(), apart(one, other).tolist()) == ([rounded], [not rounded])


def test_what_is_missing_is_neither_alike_nor_apart() -> None:
    one, other = pd.Series([100.0]), pd.Series([float("nan")])
    assert (alike(one, other).tolist(), apart(one, other).tolist()) == ([False], [False])


def test_points_are_written_without_needless_zeros() -> None:
    assert points_shown(pd.Series([10.0, 8.98, None])).tolist() == ["10分", "8.98分", ""]


def test_only_what_carries_points_and_has_a_score_is_scored() -> None:
    rows = indicators("数量指标 | ≥5座 | 5座 | 1 | 0", "数量指标 | ≥5座 | 5座 | 0.5 | 0.5", "数量指标 | ≥5座 | 5座 | 0 | 0",
                      "数量指标 | ≥5座 | 5座 | 5 | ", "数量指标 | ≥5座 | 5座 |  | 5")  # fmt: skip
    assert scored(rows).tolist() == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("level2", "target", "actual", "met"),
    [
        ("数量指标", "≥5座", "5座", True), ("数量指标", "≥5座", "4座", False),
        ("数量指标", ">5座", "5座", False), ("数量指标", ">5座", "6座", True),
        ("质量指标", "≤5%", "5%", True), ("质量指标", "≤5%", "6%", False),
        ("质量指标", "<5%", "5%", False), ("质量指标", "<5%", "4%", True),
        ("数量指标", "＝5座", "5座", True), ("数量指标", "＝5座", "4座", False), ("数量指标", "＝5座", "6座", False),
        ("成本指标", "＝5万元", "4万元", True), ("成本指标", "＝5万元", "6万元", False),
        ("数量指标", "5座", "5座", True), ("数量指标", "5座", "6座", None), ("数量指标", "5座", "4座", None),
        ("数量指标", "≥5座", "5条", None), ("数量指标", "≥5座", "已完成", None), ("数量指标", "提升", "5座", None),
        ("成本指标", "≤5万元", "49999元", True), ("成本指标", "≤5万元", "50001元", False),
        ("数量指标", "≥5座", "5", True), ("数量指标", "≥5座", "50", True), ("数量指标", "≥5座", "51", None),
        ("数量指标", "≥10座", "1", False), ("数量指标", "≥11座", "1", None), ("数量指标", "≥0座", "0", True),
        ("数量指标", "≥0座", "3", None), ("数量指标", "≥1座", "2", True),
    ],
)  # fmt: skip
def test_a_target_is_met_by_its_own_comparison(level2: str, target: str, actual: str, met: bool | None) -> None:
    verdict = reached(indicators(f"{level2} | {target} | {actual} | 10 | 10"))
    assert verdict.astype(object).where(verdict.notna(), None).tolist() == [met]


@pytest.mark.parametrize(
    ("target", "actual", "direct", "excess"),
    [
        ("≥10座", "8座", 8, 8), ("≥10座", "12座", 10, 8), ("≤5%", "8%", 6.25, 4), ("≤5%", "4%", 10, 8),
        ("≤5%", "11%", 50 / 11, 0),
        ("＝10座", "8座", 8, 8), ("＝10座", "16座", 6.25, 4), ("≥10座", "0座", 0, 0), ("≤1%", "2%", 5, 0), ("≤2%", "1%", 10, 5),
        ("≥1座", "0.5座", 5, 5), ("≤10%", "0%", NONE, 0), ("≥0座", "4座", NONE, NONE), ("≤0%", "4%", 0, NONE),
    ],
)  # fmt: skip
def test_the_formulas_take_the_share_or_the_deviation(target: str, actual: str, direct: float, excess: float) -> None:
    by = proportional(indicators(f"数量指标 | {target} | {actual} | 10 | 10"))
    assert by.to_numpy().tolist() == [pytest.approx([direct, excess], nan_ok=True)]


def test_a_row_counts_for_its_points_be_it_without_a_name_and_a_name_without_points_is_unread() -> None:
    table = """
| table | level3 | weight | score |
| ----- | ------ | ------ | ----- |
| 1     | 泵站   | 10     | 9     |
| 1     |        | 20     | 18    |
| 1     |        |        |       |
| 2     | 泵站   | 10     | 9     |
| 2     | 水塔   |        |       |
| 2     | 水井   | 0      |       |
"""
    frames = dict(cases(replace(ANY, cases=table))[0].frames)
    forms = form_points(frames["indicators"], frames["funds"], frames["fields"])
    assert forms[["weights_sum", "unread", "unscored"]].to_numpy().tolist() == [["10 + 20", 0, 0], ["10 + 0", 1, 1]]


def test_a_form_of_two_periods_gives_its_points_once() -> None:
    table = """
| table | level3 | period      | weight |
| ----- | ------ | ----------- | ------ |
| 1     | 泵站   | medium-term | 10     |
| 1     | 泵站   | annual      | 10     |
| 2     | 泵站   | medium-term | 10     |
| 3     | 泵站   | annual      |        |
"""
    rows = weighted(dict(cases(replace(ANY, cases=table))[0].frames)["indicators"])
    assert rows[["table", "period"]].to_numpy().tolist() == [[1, "annual"], [2, "medium-term"]]


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        ("≥5座", "4座", 0.8), (">5座", "5座", 1), ("＝5座", "6座", 1.2), ("≤5座", "4座", None), ("5座", "4座", None),
        ("≥0座", "4座", None), ("≥5座", "4条", None), ("≥5座", "0.5", 0.1), ("≥5座", "0.4", None),
        ("≥5座", "50", 10), ("≥5座", "51", None),
        ("≥1座", "1座", 1), ("≥0.5公里", "1公里", 2),
    ],
)  # fmt: skip
def test_attainment_is_the_result_by_the_target_where_more_is_better(target: str, actual: str, share: float | None) -> None:
    ratio = attainment(indicators(f"数量指标 | {target} | {actual} | 10 | 10"))
    assert ratio.astype(object).where(ratio.notna(), None).tolist() == [share]


def test_a_cost_has_no_attainment() -> None:
    assert attainment(indicators("成本指标 | ≥5万元 | 4万元 | 10 | 10")).isna().all()


@pytest.mark.parametrize(("score", "less"), [("10", False), ("9.99", True), ("9.997", False), ("10.5", False)])
def test_half_a_hundredth_is_no_deduction(score: str, less: bool) -> None:
    assert deducted(indicators(f"数量指标 | ≥5座 | 5座 | 10 | {score}")).tolist() == [less]


@pytest.mark.parametrize(
    ("target", "actual", "share", "over"),
    [
        ("≤4万元", "50000元", 1.25, 1), ("＝4万元", "2万元", 0.5, -2), ("≤4万元", "4万元", 1, 0), ("≥4万元", "5万元", None, None),
        ("≤400元/人", "500元/人", 1.25, 100), ("≤400元/人", "500元/次", None, None), ("≤0万元", "5万元", None, None),
        ("≤4.0万元", "40400元", 1.01, 0), ("≤4.0万元", "40600元", 1.015, 0.06), ("≤4万元", "40400元", 1.01, 0.04),
        ("≤4.0万元", "40500元", 1.0125, 0), ("≤4.0万元", "39000元", 0.975, -0.1), ("≤0.5万元", "6000元", 1.2, 0.1),
        ("≤0元/人", "5元/人", None, None),
    ],
)  # fmt: skip
def test_a_cost_is_overspent_beyond_the_rounding_of_its_target(
    target: str, actual: str, share: float | None, over: float | None
) -> None:
    spent = overspent(indicators(f"成本指标 | {target} | {actual} | 10 | 10")).round(6).astype(object)
    assert spent.where(spent.notna(), None).to_numpy().tolist() == [[share, over]]
