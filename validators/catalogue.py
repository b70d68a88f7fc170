"""All rules: found by walking the family folders, so that adding a rule edits no shared file."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from .finding import FAMILIES, OFF
from .rule import Rule

_ACROSS = "collection"


def discover() -> tuple[Rule, ...]:
    """Every rule on filings, by families and then by ids. A module without the rule of its name raises TypeError."""
    if not _own:
        return _shipped()
    rules = sorted((*_shipped(), *_own), key=lambda rule: (FAMILIES.index(rule.family), rule.id))
    return tuple(rules)


@cache
def across_filings() -> tuple[Rule, ...]:
    """Every rule across filings, which only audits run, in the same order. Raises TypeError as `discover` does."""
    folder = Path(__file__).parent / _ACROSS
    return tuple(rule for family in FAMILIES if (folder / family).is_dir() for rule in _in_folder(f"{_ACROSS}.{family}"))


def add(rules: tuple[Rule, ...]) -> None:
    """Have `rules` in the catalogue beside those that ship, in place of those added before."""
    global _own  # noqa: PLW0603 - the catalogue is one for the whole run
    _own = rules


def own_files() -> tuple[str, ...]:
    """The files in which the rules stand that do not ship."""
    return tuple(sorted({rule.function.__code__.co_filename for rule in _own}))


_own: tuple[Rule, ...] = ()


@cache
def _shipped() -> tuple[Rule, ...]:
    return tuple(rule for family in FAMILIES for rule in _in_folder(family))


def _in_folder(name: str) -> Iterator[Rule]:
    package = import_module(f".{name}", __package__)
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        found = getattr(import_module(f".{module.name}", package.__name__), module.name, None)
        if not isinstance(found, Rule):
            raise TypeError(f"validators/{name.replace('.', '/')}/{module.name}.py does not declare a rule named {module.name}")
        yield found


def names() -> frozenset[str]:
    """The ids of all rules, found without loading any that ships: a rule's module bears its name."""
    return _shipped_names() | {rule.id for rule in _own}


def names_across() -> frozenset[str]:
    """The ids of all rules across filings, found in the same way."""
    return _modules(_ACROSS)


@cache
def _shipped_names() -> frozenset[str]:
    return _modules("")


def _modules(top: str) -> frozenset[str]:
    folders = [Path(__file__).parent / top / family for family in FAMILIES]
    return frozenset(module.name for module in pkgutil.iter_modules(map(str, folders)))


def selected(
    select: Sequence[str] = (), ignore: Sequence[str] = (), severity: Iterable[tuple[str, str]] = ()
) -> tuple[Rule, ...]:
    """The rules on filings whose id or family is in `select` (all if empty) and not in `ignore`, nor of the severity 'off'.

    Rules of family `file` stay, unless they are switched off.
    """
    return _selected(discover(), select, ignore, severity, lasting="file")


def selected_across(
    select: Sequence[str] = (), ignore: Sequence[str] = (), severity: Iterable[tuple[str, str]] = ()
) -> tuple[Rule, ...]:
    """The rules across filings, selected in the same way; none stays that is not wanted."""
    return _selected(across_filings(), select, ignore, severity, lasting="")


def _selected(
    rules: Iterable[Rule], select: Sequence[str], ignore: Sequence[str], severity: Iterable[tuple[str, str]], lasting: str
) -> tuple[Rule, ...]:
    off = {rule for rule, given in severity if given == OFF}

    def wanted(rule: Rule) -> bool:
        chosen = not select or rule.id in select or rule.family in select
        return rule.id not in off and (rule.family == lasting or (chosen and not {rule.id, rule.family} & {*ignore}))

    return tuple(rule for rule in rules if wanted(rule))
