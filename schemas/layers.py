"""Which layers are in force, and the schema that they make of a form.

Over a form that ships come the profiles that ship, as far as they apply; then a place's own form schema, and its own
profiles. What is laid on top decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..filings.model import FormName, Table
from .equation import parse_equation
from .form import FormSchema, forms, unknown_items
from .loading import SchemaError, closest
from .profile import Overlay, Profile, shipped
from .vocabulary import squeezed

if TYPE_CHECKING:
    from .form_addition import FormAddition

NAMES_JOINED = "+"


@dataclass
class _InForce:
    forms: dict[str, FormAddition] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    sources: dict[str, Path] = field(default_factory=dict)


_in_force = _InForce()


def add(additions: Iterable[FormAddition], profiles: Iterable[Profile], sources: Mapping[str, Path] | None = None) -> None:
    """Put a place's own forms and profiles in force, in place of those put in force before. Raises SchemaError.

    `sources` says in which file each is written.
    """
    more = {profile.name: profile for profile in profiles}
    for profile in more.values():
        if profile.name in shipped():
            raise SchemaError(f"profile {profile.name!r} ships with jixiao; give yours another name and extend it")
        if profile.extends is not None and profile.extends not in {*shipped(), *more}:
            near = closest(profile.extends, {*shipped(), *more})
            raise SchemaError(f"profile {profile.name!r} extends {profile.extends!r}, which does not exist{near}")
    _in_force.forms = {addition.form: addition for addition in additions}
    _in_force.profiles = more
    _in_force.sources = dict(sources or {})
    for name in more:
        chain(name)
    _forget()


def name_profiles(names: Sequence[str]) -> None:
    """Lay these profiles over every form, instead of those that the filings call for. Raises KeyError for an unknown one."""
    for name in names:
        if name not in known_profiles():
            raise KeyError(name)
    _in_force.named = tuple(dict.fromkeys(names))
    _forget()


def named_profiles() -> tuple[str, ...]:
    """The profiles that were named, if any were."""
    return _in_force.named


def known_profiles() -> Mapping[str, Profile]:
    """Every profile that can be named: those that ship and a place's own."""
    return {**shipped(), **_in_force.profiles}


def own_forms() -> Mapping[str, FormAddition]:
    """A place's own forms and additions to forms, by name."""
    return MappingProxyType(_in_force.forms)


def form_of(table: Table) -> str | None:
    """The place's own form that a table is, by its title or its headings; None for one of the forms that ship."""
    best: tuple[int, str] | None = None
    title, printed = squeezed(table.title), None
    for name, addition in _in_force.forms.items():
        if addition.extends is None or addition.kind != table.form:
            continue
        fit = max((len(squeezed(text)) for text in addition.recognise.titles if squeezed(text) in title), default=0)
        if not fit and addition.recognise.headings and not addition.recognise.titles:
            printed = printed or squeezed(table.text)
            fit = int(all(squeezed(heading) in printed for heading in addition.recognise.headings))
        if fit and (best is None or fit > best[0]):
            best = fit, name
    return best[1] if best else None


def sources() -> Mapping[str, Path]:
    """In which file each of a place's own forms and profiles is written."""
    return MappingProxyType(_in_force.sources)


def own_titles() -> Mapping[str, FormName]:
    """The titles of a place's own forms → the kind of form."""
    return {title: addition.kind for addition in _in_force.forms.values() for title in addition.recognise.titles}


def schema_of(form: str, own: str | None = None, profiles: str | None = None) -> FormSchema:
    """The schema of a form under the layers of a table: its own form (column `schema`) and profiles (column `profile`)."""
    return _layered(form, own, profiles)


def layers_of(form: str, own: str | None, profiles: str | None) -> tuple[str, ...]:
    """The names of the layers of which `schema_of` is made, the lowest first."""
    names = profiles.split(NAMES_JOINED) if profiles else []
    chains = [link for name in names for link in chain(name)]
    mine = [name for name in chains if name in _in_force.profiles]
    added = [form] if form in _in_force.forms else []
    theirs = [name for name in chains if name not in _in_force.profiles]
    return tuple(dict.fromkeys([form, *theirs])) + tuple(added[1:]) + ((own,) if own else ()) + tuple(dict.fromkeys(mine))


@cache
def _layered(form: str, own: str | None, profiles: str | None) -> FormSchema:
    schema = forms()[form]
    names = profiles.split(NAMES_JOINED) if profiles else []
    chains = list(dict.fromkeys(link for name in names for link in chain(name)))
    for name in chains:
        if name not in _in_force.profiles:
            schema = _with_profile(schema, shipped()[name])
    for name in (form, own):
        if name in _in_force.forms:
            schema = with_form(schema, _in_force.forms[name])
    for name in chains:
        if name in _in_force.profiles:
            schema = _with_profile(schema, _in_force.profiles[name])
    return schema


def chain(name: str) -> list[str]:
    """A profile and those it is laid over, the lowest first. Raises SchemaError for a circle."""
    links: list[str] = []
    step: str | None = name
    while step is not None:
        if step in links:
            raise SchemaError(f"profile {name!r} extends itself by way of {' → '.join([*links, step])}")
        links.append(step)
        step = known_profiles()[step].extends
    return links[::-1]


def _with_profile(schema: FormSchema, profile: Profile) -> FormSchema:
    schema = _laid_over(schema, profile.overlay)
    return _laid_over(schema, profile.forms[schema.form]) if schema.form in profile.forms else schema


def with_form(schema: FormSchema, addition: FormAddition) -> FormSchema:
    """`schema` with what a place's own form says otherwise or beyond it."""
    sections = ("fields", "funds", "groups", "within")
    more: dict[str, Any] = {name: {**getattr(schema, name), **getattr(addition, name)} for name in sections}
    if addition.title:
        more["title"] = addition.title
    said = {name: getattr(addition.parameters, name) for name in addition.said}
    texts = tuple(equation.text for equation in addition.equations)
    return _laid_over(replace(schema, **more), Overlay(said, addition.levels, addition.rules, texts))


def _laid_over(schema: FormSchema, layer: Overlay) -> FormSchema:
    levels = {name: {**schema.levels.get(name, {}), **layer.levels.get(name, {})} for name in {**schema.levels, **layer.levels}}
    stated = {equation.text for equation in schema.equations}
    more = tuple(parse_equation(text) for text in layer.equations if text not in stated)
    # A profile lies over several forms; what speaks of items that a form does not have is not for that form.
    added = tuple(equation for equation in more if not any(unknown_items(schema, (equation,))))
    return replace(
        schema,
        parameters=replace(schema.parameters, **layer.parameters),
        levels=levels,
        rules={**schema.rules, **layer.rules},
        equations=(*schema.equations, *added) if added else schema.equations,
    )


def _forget() -> None:
    _layered.cache_clear()
