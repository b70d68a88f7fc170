"""Equations in a form's own words ('资金总额 = 财政拨款 + 其他资金'), parsed and never eval'ed.

Names, numbers, + - * /, one comparison and sum() are the whole language. Amounts are added to amounts and multiplied by
numbers: '资金总额 = 财政拨款 + 5' is refused, because nothing says 5 of what.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import cast

import numpy as np
import pandas as pd

from .vocabulary import half_width

_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "×": "*", "÷": "/", "－": "-", "—": "-"})
_COMPARISONS: dict[type[ast.cmpop], str] = {ast.Eq: "=", ast.LtE: "≤", ast.GtE: "≥", ast.Lt: "<", ast.Gt: ">"}
_OPERATIONS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "×", ast.Div: "÷"}


class EquationError(ValueError):
    """An equation that is not of the language; says which and why."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A comparison of two expressions over named amounts."""

    text: str
    comparison: str
    names: tuple[str, ...]
    left_names: tuple[str, ...]
    right_names: tuple[str, ...]
    left: ast.expr = field(compare=False, repr=False)
    right: ast.expr = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def evaluated(self, amounts: pd.DataFrame, columns: Mapping[str, tuple[str, ...]] | None = None) -> pd.DataFrame:
        """For every row of `amounts` (nullable integer columns) both sides, and how many printed amounts they were made of.

        `columns` says which columns a name stands for; several are added up. A blank counts as 0 in a sum in which
        something is given; a side of which nothing is given stays null. `terms` counts the amounts other than 0: each was
        rounded when it was printed.
        """
        meaning = columns or {name: (name,) for name in self.names}
        left, right = (_value(side, amounts, meaning) for side in (self.left, self.right))
        used = dict.fromkeys(column for name in self.names for column in meaning[name] if column in amounts)
        given = amounts.loc[:, list(used)]
        terms = (given.notna() & given.fillna(0).ne(0)).sum(axis=1).astype("int64")
        return pd.DataFrame({"left": left, "right": right, "terms": terms}, index=amounts.index)

    def met(self, sides: pd.DataFrame, tolerance: pd.Series | float) -> pd.Series:
        """Whether the sides (from `evaluated`) agree within `tolerance`; null where one of them is not given."""
        gap = sides.left.astype("Float64") - sides.right.astype("Float64")
        verdict = {
            "=": gap.abs().le(tolerance), "≤": gap.le(tolerance), "≥": gap.ge(-tolerance), "<": gap.lt(tolerance),
            ">": gap.gt(-tolerance),
        }[self.comparison]  # fmt: skip
        return verdict.astype("boolean").where(gap.notna(), pd.NA)

    def laid_out(self, shown: Mapping[str, str]) -> tuple[str, str]:
        """Both sides with the amounts that are given (`shown`: name → amount) in place of the names."""
        return _written(self.left, shown) or "0", _written(self.right, shown) or "0"


def parse_equation(text: str) -> Equation:
    """The equation that `text` states. Raises EquationError."""
    plain = re.sub(r"(?<![<>=!])=(?!=)", "==", half_width(text).translate(_SIGNS)).strip()
    try:
        body = ast.parse(plain, mode="eval").body
    except SyntaxError as error:
        raise EquationError(f"equation {text!r} cannot be read: {error.msg}") from error
    if not isinstance(body, ast.Compare) or len(body.ops) != 1 or type(body.ops[0]) not in _COMPARISONS:
        raise EquationError(f"equation {text!r} must be one comparison with =, <=, >=, < or >")
    left, right = body.left, body.comparators[0]
    degrees = _degree(left, text), _degree(right, text)
    if None not in degrees and len(set(degrees)) > 1:
        raise EquationError(f"equation {text!r} compares an amount with a bare number")
    sides = _names(left), _names(right)
    names = tuple(dict.fromkeys((*sides[0], *sides[1])))
    if not names:
        raise EquationError(f"equation {text!r} names no item")
    return Equation(text, _COMPARISONS[type(body.ops[0])], names, *sides, left, right)


def _names(node: ast.expr) -> tuple[str, ...]:
    calls = {id(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
    found = (part.id for part in ast.walk(node) if isinstance(part, ast.Name) and id(part) not in calls)
    return tuple(dict.fromkeys(found))


def _degree(node: ast.expr, text: str) -> int | None:
    """1 for an amount, 0 for a pure number, None for 0, which is either. Raises EquationError for what is not allowed."""
    match node:
        case ast.Name():
            return 1
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return None if number == 0 else 0
        case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
            return _degree(node.operand, text)
        case ast.BinOp() if type(node.op) in _OPERATIONS:
            return _combined(_degree(node.left, text), _degree(node.right, text), node.op, text)
        case ast.Call(func=ast.Name(id="sum"), keywords=[]) if node.args:
            degrees = {_degree(argument, text) for argument in node.args} - {None}
            if len(degrees) > 1:
                raise EquationError(f"equation {text!r} adds an amount and a bare number")
            return next(iter(degrees), None)
    kind = "function" if isinstance(node, ast.Call) else type(node).__name__.lower()
    raise EquationError(f"equation {text!r} holds a {kind}; only names, numbers, + - * /, one comparison and sum() are allowed")


def _combined(left: int | None, right: int | None, operator: ast.operator, text: str) -> int | None:
    if isinstance(operator, (ast.Add, ast.Sub)):
        if None not in (left, right) and left != right:
            raise EquationError(f"equation {text!r} adds an amount and a bare number")
        return right if left is None else left
    if isinstance(operator, ast.Div) and right is None:
        raise EquationError(f"equation {text!r} divides by zero")
    one, other = left or 0, right or 0
    return one + other if isinstance(operator, ast.Mult) else one - other


def _value(node: ast.expr, amounts: pd.DataFrame, columns: Mapping[str, tuple[str, ...]]) -> pd.Series:
    match node:
        case ast.Name():
            return _added([cast(pd.Series, amounts[column]) for column in columns[node.id] if column in amounts], amounts)
        case ast.Constant():
            return pd.Series(cast(float, node.value), index=amounts.index).convert_dtypes()
        case ast.UnaryOp():
            operand = _value(node.operand, amounts, columns)
            return -operand if isinstance(node.op, ast.USub) else operand
        case ast.Call():
            return _added([_value(argument, amounts, columns) for argument in node.args], amounts)
        case ast.BinOp():
            left, right = _value(node.left, amounts, columns), _value(node.right, amounts, columns)
            return _CALCULATIONS[type(node.op)](left, right)
    raise AssertionError(f"unchecked node {node!r}")


def _plus(left: pd.Series, right: pd.Series) -> pd.Series:
    return left.add(right, fill_value=0)


def _minus(left: pd.Series, right: pd.Series) -> pd.Series:
    return left.sub(right.fillna(0))


def _by(left: pd.Series, right: pd.Series) -> pd.Series:
    divisor = right.astype("Float64")
    return left.astype("Float64") / divisor.where(divisor.ne(0), pd.NA)


_CALCULATIONS: dict[type[ast.operator], Callable[[pd.Series, pd.Series], pd.Series]] = {
    ast.Add: _plus, ast.Sub: _minus, ast.Mult: pd.Series.mul, ast.Div: _by,
}  # fmt: skip


def _added(parts: list[pd.Series], amounts: pd.DataFrame) -> pd.Series:
    """The sum of `parts`, blanks as 0 where at least one is given; null where none is."""
    if not parts or any(part.dtype != "Int64" for part in parts):
        return reduce(_plus, parts, pd.Series(pd.NA, index=amounts.index, dtype="Int64"))
    total = np.sum([part.to_numpy("int64", na_value=0) for part in parts], axis=0)
    blank = np.all([part.isna().to_numpy() for part in parts], axis=0)
    return pd.Series(pd.arrays.IntegerArray(total, blank), index=amounts.index)


def _written(node: ast.expr, shown: Mapping[str, str]) -> str:
    """The expression with amounts for names; what is blank is left out of sums."""
    match node:
        case ast.Name():
            return shown.get(node.id, "")
        case ast.Constant():
            return f"{node.value:g}" if isinstance(node.value, (int, float)) else ""
        case ast.UnaryOp():
            return ("-" if isinstance(node.op, ast.USub) else "") + _written(node.operand, shown)
        case ast.Call():
            return " + ".join(part for part in (_written(argument, shown) for argument in node.args) if part)
        case ast.BinOp():
            parts = [_bracketed(side, node.op, shown) for side in (node.left, node.right)]
            return f" {_OPERATIONS[type(node.op)]} ".join(part for part in parts if part)
    raise AssertionError(f"unchecked node {node!r}")


def _bracketed(side: ast.expr, operator: ast.operator, shown: Mapping[str, str]) -> str:
    text = _written(side, shown)
    sums = isinstance(side, ast.Call) or (isinstance(side, ast.BinOp) and isinstance(side.op, (ast.Add, ast.Sub)))
    return f"({text})" if sums and " " in text and not isinstance(operator, ast.Add) else text
