"""Mutants of the rules: every comparison turned, every tolerance moved, held against what a rule says of its own cases.

    python benchmarks/mutation.py [RULE ...] [--all]

A mutant that says of all cases of its rule what the rule itself says (tests/golden/cases.md) has survived, and is listed;
mutation.yaml gives the reasons of those that may. The run fails at any other, and at a reason without a survivor.

A script of our own: mutmut puts a function of `*args` in the place of each that it mutates, and a rule takes the names of its
frames from the function's own parameters; cosmic-ray starts a process for each mutant, which loads pandas before it can judge one
case. Here all mutants of all rules are judged in one process.
"""

from __future__ import annotations

import argparse
import ast
import copy
import inspect
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from jixiao.validators.cases import Case, cases, said
from jixiao.validators.catalogue import discover
from jixiao.validators.rule import Rule

REASONS = Path(__file__).with_suffix(".yaml")
_OPERATORS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
_METHODS = {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt", "eq": "ne", "ne": "eq"}
Mutant = tuple[str, ast.Module]


def mutants(source: str) -> Iterator[Mutant]:
    """Each mutant of a module with what was changed, as '`weight > limit` → `weight >= limit`'."""
    tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if not _declares(node)]
    declared = {id(inner) for node in ast.walk(tree) if _declares(node) for inner in ast.walk(node)}
    for number, node in enumerate(nodes):
        if id(node) in declared:
            continue
        for change in _changes(node):
            mutated = copy.deepcopy(tree)
            twin = [other for other in ast.walk(mutated) if not _declares(other)][number]
            before = ast.unparse(twin)
            change(twin)
            yield f"{before} → {ast.unparse(twin)}", mutated


def _declares(node: ast.AST) -> bool:
    """Whether a node is the declaration `@rule(…)`, which holds texts."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "rule"


def _changes(node: ast.AST) -> Iterator[Any]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPERATORS:
        yield lambda twin: twin.ops.__setitem__(0, _OPERATORS[type(twin.ops[0])]())
        for side in (node.left, node.comparators[0]):
            yield from (_moved(side is node.left, by) for by in (1, -1) if _is_number(side))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        yield lambda twin: setattr(twin.func, "attr", _METHODS[twin.func.attr])
        if node.args and _is_number(node.args[0]):
            yield from (lambda twin, by=by: _move(twin.args[0], by) for by in (1, -1))
    if isinstance(node, ast.Assign) and _is_number(node.value):
        yield from (lambda twin, by=by: _move(twin.value, by) for by in (1, -1))


def _moved(left: bool, by: int) -> Any:
    return lambda twin: _move(twin.left if left else twin.comparators[0], by)


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _move(node: Any, by: int) -> None:
    node.value = node.value + by if isinstance(node.value, int) else node.value * (1 + by * 0.2)


def survives(rule: Rule, mutant: ast.Module, own: list[tuple[Case, str]]) -> bool:
    """Whether every case of the rule comes out as it should under the mutant; one that cannot run is dead."""
    module = types.ModuleType(rule.function.__module__)
    module.__package__ = rule.function.__module__.rpartition(".")[0]
    try:
        exec(compile(ast.fix_missing_locations(mutant), "mutant", "exec"), module.__dict__)
        mutated = getattr(module, rule.id)
        return all(said(mutated, case) == words for case, words in own)
    except Exception:  # noqa: BLE001 - whatever a mutant does but pass is its death
        return False


def main() -> int:
    """Run them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*", metavar="RULE")
    parser.add_argument("--all", action="store_true", help="list survivors that have a reason, too")
    options = parser.parse_args()
    reasons: dict[str, dict[str, str]] = yaml.safe_load(REASONS.read_text("utf-8")) if REASONS.exists() else {}
    made = lived = unexplained = 0
    stale: list[str] = []
    for rule in discover():
        if options.rules and rule.id not in options.rules:
            continue
        own = [(case, said(rule, case)) for case in cases(rule)]
        if not own:
            continue
        known = reasons.get(rule.id, {})
        alive: list[str] = []
        for what, mutant in mutants(Path(inspect.getfile(rule.function)).read_text("utf-8")):
            made += 1
            if survives(rule, mutant, own):
                alive.append(what)
        lived += len(alive)
        unexplained += sum(what not in known for what in alive)
        stale += [f"{rule.id}: {what}" for what in known if what not in alive]
        for what in alive:
            if options.all or what not in known:
                print(f"{rule.id}: {what}{'   # ' + known[what] if what in known else ''}", flush=True)
    print(f"{made} mutants, {lived} survive, {lived - unexplained} of them with a reason")
    for line in stale:
        print(f"no longer survives: {line}")
    return int(unexplained > 0 or bool(stale))


if __name__ == "__main__":
    sys.exit(main())
