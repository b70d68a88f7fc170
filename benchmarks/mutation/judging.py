"""Whether a mutant lives: whether every case still says what it said, and every test that is named for its module still holds.

Each mutant is judged in a fork of a process that has pandas, the schemas and all cases in memory: it takes a few hundredths of
a second, and whatever it breaks, it breaks alone. Asked are the rules that use its module and told mutants before, then the
tests of the module, then all other rules that use it, the fastest first.

Judgements are kept by what they rest on: a death by the mutant and the rule that told it, a survival by the mutant, all the
rules and the tests. So a run that was stopped goes on where it was, and a run after a change judges what the change concerns.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

from jixiao.validators.cases import Case, cases, said
from jixiao.validators.catalogue import across_filings, discover
from jixiao.validators.rule import Rule
from tests.boundaries import FOLDER as BOUNDARIES
from tests.boundaries import boundaries

TOP = Path(__file__).parents[2]
FOLDER = TOP / "validators"
KEPT = TOP / ".mutation"
_PACKAGE = "jixiao.validators"
_SECONDS = 20  # of work, beside thrice what the cases take: whatever works longer never ends
_TESTS, _LIVES = "tests", "lives"
Said = list[tuple[Case, str]]
_told: Counter[str] = Counter()


def lives(path: Path, code: str, tests: Sequence[str]) -> bool:
    """Whether the module at `path`, with `code` in place of its own, passes the cases of the rules that use it and `tests`."""
    rules = _users(path)
    deaths = {rule: _print(code, _ground(rule)) for rule in rules} | {_TESTS: _print(code, *map(_text, tests))}
    survival = _print(code, *sorted(map(_ground, rules)), *map(_text, tests), _LIVES)
    if survival in _kept() or not _kept().isdisjoint(deaths.values()):
        return survival in _kept()
    witness = _witness(path, code, sorted(rules, key=lambda rule: (-_told[rule], _own(rule)[1])), tests)
    _told[witness] += 1
    _keep(survival if witness == _LIVES else deaths[witness])
    return witness == _LIVES


def _witness(path: Path, code: str, rules: Sequence[str], tests: Sequence[str]) -> str:
    """Who tells the mutant: the rule, _TESTS, or nobody, which is _LIVES. A mutant that never ends is one for the tests."""
    answer, tell = os.pipe()
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_PROF, _SECONDS + 3 * sum(_own(rule)[1] for rule in rules))
        os.write(tell, _first_to_tell(path, code, rules, tests).encode())
        os._exit(0)
    os.close(tell)
    with os.fdopen(answer, encoding="utf-8") as said:
        witness = said.read()
    os.waitpid(child, 0)
    return witness or _TESTS


def _first_to_tell(path: Path, code: str, rules: Sequence[str], tests: Sequence[str]) -> str:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    asked = _TESTS
    try:
        _exchange(path, code)
        likely = [rule for rule in rules if _told[rule]]
        for asked in (*likely, _TESTS, *rules[len(likely) :]):
            if not (_pass(tests) if asked == _TESTS else _says_the_same(asked)):
                return asked
    except Exception:  # noqa: BLE001 - whatever a mutant does but pass is its death
        return asked
    return _LIVES


def _says_the_same(module: str) -> bool:
    rule = getattr(importlib.import_module(module), module.rpartition(".")[2])
    talk = importlib.import_module(f"{_PACKAGE}.cases").said
    return all(talk(rule, case) == words for case, words in _own(module)[0])


def _pass(tests: Sequence[str]) -> bool:
    if not tests:
        return True
    import pytest

    return pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]) == 0


def _print(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()


@cache
def _ground(rule: str) -> str:
    """All that a judgement by one rule rests on: the modules that it uses, and its cases."""
    further = BOUNDARIES / f"{rule.rpartition('.')[2]}.md"
    return _print(*(_text(path) for path in (*sorted(map(_path, _used(rule))), further) if path.exists()))


@cache
def _text(path: Path | str) -> str:
    return TOP.joinpath(path).read_text("utf-8")


@cache
def _kept() -> set[str]:
    return set(KEPT.read_text("utf-8").split()) if KEPT.exists() else set()


def _keep(judgement: str) -> None:
    _kept().add(judgement)
    with KEPT.open("a", encoding="utf-8") as file:
        print(judgement, file=file)


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
    others = [] if name in _rules() else [module for module in sys.modules if module.startswith((_PACKAGE, "tests."))]
    for module in (name, *others):
        sys.modules.pop(module, None)


@cache
def _users(path: Path) -> tuple[str, ...]:
    """The modules of the rules that use the module at `path`."""
    return tuple(rule for rule in _rules() if _name(path) in _used(rule))


@cache
def _own(rule: str) -> tuple[Said, float]:
    """The cases of a rule and what it says of them as it is, and how many seconds it takes to say so."""
    one, start = _rules()[rule], time.process_time()
    return [(case, said(one, case)) for case in (*cases(one), *boundaries(one))], time.process_time() - start


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
    path = _path(name)
    if not path.exists():
        return frozenset()
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = [importlib.util.resolve_name("." * node.level + (node.module or ""), name.rpartition(".")[0]) for node in nodes]
    return frozenset(name for name in names if name.startswith(_PACKAGE))


def _path(name: str) -> Path:
    return FOLDER.joinpath(*name.removeprefix(_PACKAGE).split(".")[1:]).with_suffix(".py")


def _name(path: Path) -> str:
    return ".".join((_PACKAGE, *path.relative_to(FOLDER).with_suffix("").parts))
