"""What is changed in a module: its comparisons, the numbers they are held against, and the arithmetic in between.

The operators are cosmic-ray's; pandas compares by methods and a tolerance is a fraction, so there are a few of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes, get_ast, is_number
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.number_replacer import NumberReplacer
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider
from parso.python.tree import Number

_METHODS = {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt", "eq": "ne", "ne": "eq", "isna": "notna", "notna": "isna"}
_MEMBERSHIP = ("isin", "between")
_FRACTION = 0.2
_WITHIN_INDEX = ("factor", "arith_expr", "term", "subscript", "subscriptlist")
Node = Any  # parso states no types
Span = tuple[tuple[int, int], tuple[int, int]]


class _Own(Operator):
    @classmethod
    def examples(cls) -> Any:
        return ()


class _Whole(NumberReplacer):
    """One more, one less."""

    def mutation_positions(self, node: Node) -> Any:
        if is_number(node) and (isinstance(eval(node.value), int) or not eval(node.value)):
            yield from super().mutation_positions(node)


class _Fraction(_Own):
    """A fifth more, a fifth less: a whole one more would leave any fraction behind."""

    def mutation_positions(self, node: Node) -> Any:
        if is_number(node) and isinstance(eval(node.value), float) and eval(node.value):
            yield from [(node.start_pos, node.end_pos)] * 2

    def mutate(self, node: Node, index: int) -> Any:
        value = eval(node.value) * (1 + (_FRACTION, -_FRACTION)[index])
        return Number(node.prefix + f"{value:.6g}", node.start_pos)


class _Method(_Own):
    """`a.gt(b)` becomes `a.ge(b)`."""

    def mutation_positions(self, node: Node) -> Any:
        if node.type == "trailer" and node.children[0] == "." and node.children[1].value in _METHODS:
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Node, index: int) -> Any:
        node.children[1].value = _METHODS[node.children[1].value]
        return node


class _Membership(_Own):
    """`a.isin(b)` becomes its contrary."""

    def mutation_positions(self, node: Node) -> Any:
        before = node.get_previous_sibling() if node.type == "trailer" and node.children[0] == "(" else None
        if before is not None and before.type == "trailer" and before.children[1].value in _MEMBERSHIP:
            yield node.children[-1].start_pos, node.children[-1].end_pos

    def mutate(self, node: Node, index: int) -> Any:
        node.children[-1].value = ").eq(False)"
        return node


class _In(_Own):
    """`a in b` becomes `a not in b`, and the other way round."""

    def mutation_positions(self, node: Node) -> Any:
        if node.type == "comparison" and " ".join(node.children[1].get_code().split()) in ("in", "not in"):
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Node, index: int) -> Any:
        node.children[1] = parso.parse(" not in" if node.children[1].get_code().strip() == "in" else " in")
        return node


_FROM_COSMIC_RAY = [
    *(f"ReplaceComparisonOperator_{one}_{other}"
      for pair in (("Lt", "LtE"), ("Gt", "GtE"), ("Eq", "NotEq"), ("Is", "IsNot")) for one, other in (pair, pair[::-1])),
    *(f"ReplaceBinaryOperator_{one}_{other}" for pair in (("Add", "Sub"), ("Mul", "Div")) for one, other in (pair, pair[::-1])),
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_Invert",
]  # fmt: skip
_CORE: Any = OperatorProvider()
OPERATORS: list[Operator] = [
    *(_CORE[name]() for name in _FROM_COSMIC_RAY), _Whole(), _Fraction(), _Method(), _Membership(), _In(),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change: its code, the line, and that line's text with the change marked: 'share.lt(‹1 → 2›)'."""

    code: str
    line: int
    mark: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, line by line."""
    yield from sorted(_mutants(source), key=lambda mutant: mutant.line)


def _mutants(source: str) -> Iterator[Mutant]:
    nodes = list(ast_nodes(get_ast(source)))
    for operator in OPERATORS:
        spans = [(node, span) for node in nodes for span in _spans(operator, node)]
        for occurrence, (node, span) in enumerate(spans):
            if not _is_left_alone(node):
                code = mutate_code(source, operator, occurrence)
                assert code is not None
                yield Mutant(code, span[0][0], _mark(source, code, span))


def _spans(operator: Any, node: Node) -> list[Span]:
    return list(operator.mutation_positions(node))


def _is_left_alone(node: Node) -> bool:
    """Whether a node is part of a declaration (`@rule(…)`, the bare `*` of a signature), a position or an axis: none of them
    says how much is too much.
    """
    declares = any(above.type == "decorator" for above in _upwards(node)) or node.parent.type == "parameters"
    return declares or (is_number(node) and _counts_places(node))


def _counts_places(number: Node) -> bool:
    above = next(above for above in _upwards(number.parent) if above.type not in _WITHIN_INDEX)
    if above.type == "argument":
        return above.children[0].get_code().strip() == "axis"
    return above.type == "trailer" and above.children[0] == "["


def _upwards(node: Node) -> Iterator[Node]:
    while node is not None:
        yield node
        node = node.parent


def _mark(source: str, code: str, span: Span) -> str:
    (line, start), (_, end) = span
    before, after = source.splitlines()[line - 1], code.splitlines()[line - 1]
    old, new = before[start:end], after[start : len(after) - (len(before) - end)].strip()
    return f"{before[:start]}‹{old} → {new}›{before[end:]}".strip()
