"""Whether a mutant lives: whether every case still says what it said, and every test that is named for its module still holds.

Each mutant is judged in a fork of a process that has pandas, the schemas and all cases in memory: it takes a few hundredths of
a second, and whatever it breaks, it breaks alone.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import os
import signal
import sys
from collections.abc import Sequence
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

from jixiao.validators.cases import Case, cases, said
from jixiao.validators.catalogue import across_filings, discover
from jixiao.validators.rule import Rule
from tests.boundaries import boundaries

TOP = Path(__file__).parents[2]
FOLDER = TOP / "validators"
_PACKAGE = "jixiao.validators"
_SECONDS = 60
Said = list[tuple[Case, str]]


def lives(path: Path, code: str, tests: Sequence[str]) -> bool:
    """Whether the module at `path`, with `code` in place of its own, passes the cases of the rules that use it and `tests`."""
    prepared = _prepared(path)
    child = os.fork()
    if not child:
        signal.alarm(_SECONDS)
        os._exit(0 if _passes(path, code, prepared, tests) else 1)
    return os.waitpid(child, 0)[1] == 0


def _passes(path: Path, code: str, prepared: dict[str, Said], tests: Sequence[str]) -> bool:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    try:
        _exchange(path, code)
        for module, own in prepared.items():
            rule = getattr(importlib.import_module(module), module.rpartition(".")[2])
            talk = importlib.import_module(f"{_PACKAGE}.cases").said
            if any(talk(rule, case) != words for case, words in own):
                return False
        if not tests:
            return True
        import pytest

        return pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]) == 0
    except Exception:  # noqa: BLE001 - whatever a mutant does but pass is its death
        return False


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: Path, mutated: str) -> None:
        super().__init__(name, str(path))
        self._mutated = mutated

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._mutated, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name: str, path: Path, code: str) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=_Loader(fullname, self._path, self._code))


def _exchange(path: Path, code: str) -> None:
    """Have the module at `path` imported anew from `code`, and with it whatever may have taken something from it."""
    name = _name(path)
    sys.meta_path.insert(0, _Finder(name, path, code))
    others = [] if name in _rules() else [module for module in sys.modules if module.startswith(_PACKAGE)]
    for module in (name, *others):
        sys.modules.pop(module, None)


@cache
def _prepared(path: Path) -> dict[str, Said]:
    """By the module of each rule that uses the module at `path`: its cases, and what it says of them as it is."""
    return {module: _own(module) for module in _rules() if _name(path) in _used(module)}


@cache
def _own(module: str) -> Said:
    rule = _rules()[module]
    return [(case, said(rule, case)) for case in (*cases(rule), *boundaries(rule))]


@cache
def _rules() -> dict[str, Rule]:
    return {rule.function.__module__: rule for rule in (*discover(), *across_filings())}


@cache
def _used(module: str) -> frozenset[str]:
    """A module and all modules of the rules that it imports, directly or not; the engine that runs every rule is among them."""
    known, new = set[str](), {module, f"{_PACKAGE}.cases", f"{_PACKAGE}.engine", f"{_PACKAGE}.catalogue"}
    while new:
        known |= new
        new = {used for name in new for used in _imported(name)} - known
    return frozenset(known)


@cache
def _imported(name: str) -> frozenset[str]:
    path = FOLDER.joinpath(*name.removeprefix(_PACKAGE).split(".")[1:]).with_suffix(".py")
    if not path.exists():
        return frozenset()
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = [importlib.util.resolve_name("." * node.level + (node.module or ""), name.rpartition(".")[0]) for node in nodes]
    return frozenset(name for name in names if name.startswith(_PACKAGE))


def _name(path: Path) -> str:
    return ".".join((_PACKAGE, *path.relative_to(FOLDER).with_suffix("").parts))
