"""Equations in a form's own words: what is read, what is refused, and that they calculate exactly."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.equation import Equation, EquationError, parse_equation

NAMES: tuple[str, ...] = ("资金总额", "财政拨款", "其他资金")
AMOUNTS = st.none() | st.integers(-(10**14), 10**14)


def frame(*rows: tuple[int | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(NAMES), dtype="Int64")


def sides(text: str, *rows: tuple[int | None, ...]) -> list[tuple[int | None, int | None]]:
    evaluated = parse_equation(text).evaluated(frame(*rows))
    pairs = zip(evaluated.left, evaluated.right, strict=True)
    return [(None if pd.isna(left) else int(left), None if pd.isna(right) else int(right)) for left, right in pairs]


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("资金总额 = 财政拨款 + 其他资金", "="),
        ("资金总额 == 财政拨款", "="),
        ("资金总额＝财政拨款＋其他资金", "="),
        ("其他资金 <= 资金总额", "≤"),
        ("其他资金 ≤ 资金总额", "≤"),
        ("资金总额 ≥ sum(财政拨款, 其他资金)", "≥"),
        ("其他资金 < 资金总额 × 0.3", "<"),
        ("其他资金 > 0", ">"),
    ],
)
def test_reads_comparisons_in_any_width(text: str, comparison: str) -> None:
    assert parse_equation(text).comparison == comparison


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("资金总额", "one comparison"),
        ("1 = 1", "names no item"),
        ("资金总额 = 财政拨款 = 其他资金", "one comparison"),
        ("资金总额 != 财政拨款", "one comparison"),
        ("资金总额 = ", "cannot be read"),
        ("资金总额 = 财政拨款 ** 2", "binop"),
        ("资金总额 = 财政拨款 // 2", "binop"),
        ("资金总额 = max(财政拨款, 其他资金)", "function"),
        ("资金总额 = __import__('os').system('true')", "function"),
        ("资金总额 = 财政拨款.fen", "attribute"),
        ("资金总额 = 财政拨款[0]", "subscript"),
        ("资金总额 = [财政拨款]", "list"),
        ("资金总额 = '财政拨款'", "constant"),
        ("资金总额 = True", "constant"),
        ("资金总额 = (x for x in 财政拨款)", "generatorexp"),
        ("资金总额 = (lambda: 0)()", "function"),
        ("资金总额 = (y := 财政拨款)", "cannot be read"),
        ("资金总额 = (财政拨款 if 其他资金 else 0)", "ifexp"),
        ("资金总额 = (not 财政拨款)", "unaryop"),
        ("资金总额 = sum()", "function"),
        ("资金总额 = sum(*财政拨款)", "starred"),
        ("资金总额 = 财政拨款 + 5", "adds an amount and a bare number"),
        ("资金总额 = 5", "compares an amount with a bare number"),
        ("资金总额 = 财政拨款 / 0", "divides by zero"),
    ],
)
def test_refuses_everything_else_and_names_the_equation(text: str, why: str) -> None:
    with pytest.raises(EquationError, match=why) as caught:
        parse_equation(text)
    assert text in str(caught.value)


def test_a_blank_counts_as_zero_beside_something_given() -> None:
    assert sides("资金总额 = 财政拨款 + 其他资金", (10, 10, None), (10, None, None)) == [(10, 10), (10, None)]


def test_a_blank_is_not_a_factor() -> None:
    assert sides("资金总额 = 财政拨款 / 其他资金 * 财政拨款", (4, 4, None), (4, 4, 0), (4, 4, 4)) == [
        (4, None),
        (4, None),
        (4, 4),
    ]


def test_a_name_may_stand_for_several_columns() -> None:
    equation = parse_equation("资金总额 = sum(来源)")
    evaluated = equation.evaluated(frame((30, 10, 20)), {"资金总额": ("资金总额",), "来源": ("财政拨款", "其他资金", "absent")})
    assert (evaluated.left.tolist(), evaluated.right.tolist(), evaluated.terms.tolist()) == ([30], [30], [3])


def test_terms_are_the_printed_amounts_other_than_zero() -> None:
    assert parse_equation("资金总额 = 财政拨款 + 其他资金").evaluated(frame((5, 5, 0), (9, 5, 4))).terms.tolist() == [2, 3]


def test_lays_out_amounts_and_leaves_blanks_out() -> None:
    equation = parse_equation("资金总额 - 其他资金 = sum(财政拨款, 其他资金) * 2")
    assert equation.laid_out({"资金总额": "9元", "财政拨款": "5元"}) == ("9元", "5元 × 2")
    assert equation.laid_out({"资金总额": "9元", "财政拨款": "5元", "其他资金": "4元"}) == ("9元 - 4元", "(5元 + 4元) × 2")


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6))
def test_sums_are_exact_and_row_by_row(rows: list[tuple[int | None, ...]]) -> None:
    expected = [(total, None if a is None and b is None else (a or 0) + (b or 0)) for total, a, b in rows]
    assert sides("资金总额 = 财政拨款 + 其他资金", *rows) == expected
    assert sides("资金总额 = sum(财政拨款, 其他资金)", *rows) == expected


Expression = tuple[str, Callable[[dict[str, int]], float]]


def _joined(parts: tuple[Expression, Expression]) -> st.SearchStrategy[Expression]:
    (left, one), (right, other) = parts
    return st.sampled_from(
        [
            (f"({left} + {right})", lambda values: one(values) + other(values)),
            (f"({left} - {right})", lambda values: one(values) - other(values)),
            (f"sum({left}, {right})", lambda values: one(values) + other(values)),
            (f"3 * {left}", lambda values: 3 * one(values)),
            (f"-{left}", lambda values: -one(values)),
        ]
    )


def _name(name: str) -> Expression:
    return name, lambda values: values[name]


EXPRESSIONS = st.recursive(
    st.sampled_from(NAMES).map(_name), lambda inner: st.tuples(inner, inner).flatmap(_joined), max_leaves=6
)


@given(EXPRESSIONS, EXPRESSIONS, st.tuples(*[st.integers(-(10**9), 10**9)] * 3))
def test_evaluates_as_arithmetic_does(left: Expression, right: Expression, row: tuple[int, ...]) -> None:
    values: dict[str, int] = dict(zip(NAMES, row, strict=True))
    assert sides(f"{left[0]} = {right[0]}", row) == [(left[1](values), right[1](values))]


@given(st.text(max_size=40))
def test_any_text_is_an_equation_or_an_equation_error(text: str) -> None:
    try:
        parsed = parse_equation(text)
    except EquationError as error:
        assert repr(text) in str(error)
    else:
        assert isinstance(parsed, Equation)


@pytest.mark.parametrize(
    ("text", "tolerance", "verdicts"),
    [
        ("资金总额 = 财政拨款", 1, [True, True, False, None]),
        ("资金总额 <= 财政拨款", 1, [True, True, True, None]),
        ("资金总额 >= 财政拨款", 1, [True, True, False, None]),
    ],
)
def test_is_met_within_the_tolerance(text: str, tolerance: int, verdicts: list[bool | None]) -> None:
    equation = parse_equation(text)
    met = equation.met(equation.evaluated(frame((5, 5, None), (5, 6, None), (5, 7, None), (5, None, None))), tolerance)
    assert [None if pd.isna(verdict) else bool(verdict) for verdict in met] == verdicts
