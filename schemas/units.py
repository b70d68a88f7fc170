"""Units of measure (units.yaml): dimension, normal form and exact factor of every unit met in filings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from .annotations import STRICT
from .shipped import content
from .vocabulary import squeezed


@dataclass(frozen=True)
class Entry:
    """A unit in units.yaml: the exact number of 0.01 元 in a money unit, and its other spellings."""

    __pydantic_config__ = STRICT

    factor: Decimal | None = None
    same: tuple[str, ...] = ()


Table = dict[str, dict[str, Entry]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as understood. `normal` is its normal spelling; `fen` is the exact number of 0.01 元 in a money unit."""

    normal: str
    dimension: str
    fen: Decimal | None = None


@cache
def units() -> dict[str, Unit]:
    """Every spelling of every unit → the unit."""
    found: dict[str, Unit] = {}
    for dimension, entries in content()["units"].items():
        for name, entry in entries.items():
            unit = Unit(name, dimension, Decimal(entry["factor"]) if dimension == "money" else None)
            for spelling in (name, *entry["same"]):
                found.setdefault(squeezed(spelling), unit)
    found["分"] = Unit("分", "grade")
    return found


@lru_cache(maxsize=8192)
def understood(text: str | None) -> Unit | None:
    """The unit that `text` spells, composite ones included ('元/人/次' → unit-cost 元/人次); None if it is none."""
    plain = squeezed(text or "")
    if not plain:
        return None
    known = units().get(plain)
    if known:
        return known
    if plain[0] in "百千万亿" and (counted := units().get(plain[1:])) and not counted.fen:
        return Unit(plain[0] + counted.normal, counted.dimension)
    parts = [part for part in re.split(r"[/·*每]", plain) if part]
    members = [units().get(part) for part in parts]
    if len(parts) < 2 or any(member is None for member in members):
        return None
    first, *rest = [member for member in members if member]
    normal = first.normal + "/" + _denominator([member.normal for member in rest])
    if first.dimension == "money":
        return Unit(normal, "unit-cost", first.fen)
    return Unit(normal, "frequency" if rest[-1].dimension == "duration" else "rate-of-counts")


def _denominator(names: list[str]) -> str:
    return "人次" if names == ["人", "次"] else "/".join(names)
