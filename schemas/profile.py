"""Profiles: the conventions of a place, of a year or of a form's printed notes, laid over forms.

Those that ship are written in profiles/*.yaml. A check reads them from profiles/index.json, which is made from these files,
checked already: what a profile may say is in profile_file.py, which is loaded only where a file of that kind is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal

from ..filings.model import FormName
from .shipped import frozen

Aspect = Literal["frame", "points", "execution", "formula", "bands", "grades", "place"]
ASPECTS: tuple[Aspect, ...] = ("frame", "points", "execution", "formula", "bands", "grades", "place")


@dataclass(frozen=True, slots=True)
class When:
    """When a profile applies: all the kinds that are given must hold, each by any one of its values."""

    forms: tuple[FormName, ...] = ()
    titles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()
    execution_points: tuple[float, ...] = ()
    indicator_points: tuple[float, ...] = ()
    conditions: int = 0


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over a form: the parameters, levels, severities of rules and equations that differ."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    equations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile, checked already: its title and origin in zh and en, the profile below it, when it applies, what differs."""

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    extends: str | None
    aspect: Aspect
    when: When | None
    overlay: Overlay
    forms: Mapping[str, Overlay]


def profile(name: str, said: Mapping[str, Any]) -> Profile:
    """The profile `name` that says `said` (as profile_file.described has it)."""
    plain = frozen(said)
    when = plain.get("when")
    return Profile(
        name=name,
        title=plain["title"],
        about=plain.get("about", {}),
        extends=plain.get("extends"),
        aspect=plain.get("aspect", "place"),
        when=None if when is None else When(**when, conditions=len(when)),
        overlay=_overlay(plain),
        forms={form: _overlay(layer) for form, layer in plain.get("forms", {}).items()},
    )


def folder() -> Traversable:
    """Where the profiles that ship are."""
    return resources.files(__package__ or "") / "profiles"


@cache
def shipped() -> Mapping[str, Profile]:
    """The profiles that ship with the toolkit, by name."""
    listed: Mapping[str, Any] = json.loads((folder() / "index.json").read_text("utf-8"))
    return MappingProxyType({name: profile(name, said) for name, said in listed.items()})


def _overlay(said: Mapping[str, Any]) -> Overlay:
    return Overlay(**{name: said[name] for name in ("parameters", "levels", "rules", "equations") if name in said})
