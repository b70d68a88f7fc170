"""The names of rules that schema files may use, set by whoever knows the catalogue: schemas themselves know of no rule."""

from __future__ import annotations

from collections.abc import Callable

_names: Callable[[], frozenset[str]] | None = None


def know_rules(names: Callable[[], frozenset[str]]) -> None:
    """Hold the names of rules in schema files against `names` from now on."""
    global _names  # noqa: PLW0603 - set once
    _names = names


def known_rules() -> frozenset[str] | None:
    """The names of all rules, or None where nobody said."""
    return _names() if _names else None
