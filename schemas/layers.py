"""Which layers are in force, and the schema that they make of a form.

Over a form that ships come the profiles that ship, as far as they apply; then a place's own form schema, and its own
profiles. What is laid on top decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import Field, ValidationError, model_validator

from ..filings.model import FormName, Table
from .form import (
    Equations,
    Fields,
    FormSchema,
    Funds,
    Kind,
    Layer,
    Recognition,
    Title,
    forms,
    problem,
    unknown_names,
    unknown_parts,
)  # fmt: skip
from .loading import SchemaError, closest
from .profile import Entry, Profile, entry, shipped, shipped_profile
from .vocabulary import squeezed

NAMES_JOINED = "+"


class FormAddition(Layer):
    """A place's own form, or what it adds to one that ships: everything may be left out but the name."""

    form: str = Field(
        pattern=r"^[\w（）()·-]{1,60}$",
        description="五种表之一，或自定的名称（须写 extends） / one of the five forms, or a name of one's own (with extends)",
    )
    extends: FormName | None = Field(default=None, description="自定的表属于五种表中的哪一种 / the kind of form that it is")
    title: Title | None = Field(default=None, description="名称 / what the form is called")
    recognise: Recognition = Field(default=Recognition(), description="怎样认出这种表 / by what the form is known")
    fields: Fields = Field(default_factory=dict, description="表头表尾的栏目 → 标准名 / labels of head and foot → standard names")
    funds: Funds = Field(default_factory=dict, description="资金项目 → 词表中的角色 / labels of money items → their roles")
    groups: Mapping[str, Kind] = Field(
        default_factory=dict,
        description="勾稽关系里代表一类项目的名称 → source、nature 或 part / name of a group of items in equations → its kind",
    )
    within: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="项目 → 同时印出时算在它里面的项目 / label → labels of items that are part of it where both are printed",
    )

    @property
    def kind(self) -> FormName:
        """The form that ships over which this one is laid."""
        return self.extends or forms()[self.form].form

    @model_validator(mode="after")
    def _consistent(self) -> FormAddition:
        if self.form not in forms() and self.extends is None:
            text = (
                f"{self.form!r} is none of the forms that ship{closest(self.form, set(forms()))}; "
                f"a form of your own says with extends: which kind it is ({', '.join(forms())})"
            )
            raise ValidationError.from_exception_data("FormAddition", [problem(text, ("form",))])
        schema = _with_form(forms()[self.kind], self)
        problems = [
            *self.unknown(),
            *unknown_names(schema, self.equations),
            *unknown_parts(schema, self.within),
        ]
        if self.form not in forms() and not (self.recognise.titles or self.recognise.headings):
            text = "a form of your own needs titles or headings by which it is known"
            problems.append(problem(text, ("form",)))
        if problems:
            raise ValidationError.from_exception_data("FormAddition", problems)
        return self


@dataclass
class _InForce:
    forms: dict[str, FormAddition] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    named: tuple[str, ...] = ()


_in_force = _InForce()


def add(additions: Iterable[FormAddition], profiles: Iterable[Profile]) -> None:
    """Put a place's own forms and profiles in force, in place of those put in force before. Raises SchemaError."""
    more = {profile.profile: profile for profile in profiles}
    for profile in more.values():
        if profile.profile in shipped():
            raise SchemaError(f"profile {profile.profile!r} ships with jixiao; give yours another name and extend it")
        if profile.extends is not None and profile.extends not in {*shipped(), *more}:
            near = closest(profile.extends, {*shipped(), *more})
            raise SchemaError(f"profile {profile.profile!r} extends {profile.extends!r}, which does not exist{near}")
    _in_force.forms = {addition.form: addition for addition in additions}
    _in_force.profiles = more
    for name in more:
        _chain(name)
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


def known_profiles() -> Mapping[str, Entry]:
    """Every profile that can be named: those that ship and a place's own."""
    return {**shipped(), **{name: entry(profile) for name, profile in _in_force.profiles.items()}}


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


def own_titles() -> Mapping[str, FormName]:
    """The titles of a place's own forms → the kind of form."""
    return {title: addition.kind for addition in _in_force.forms.values() for title in addition.recognise.titles}


def schema_of(form: str, own: str | None = None, profiles: str | None = None) -> FormSchema:
    """The schema of a form under the layers of a table: its own form (column `schema`) and profiles (column `profile`)."""
    return _layered(form, own, profiles)


def layers_of(form: str, own: str | None, profiles: str | None) -> tuple[str, ...]:
    """The names of the layers of which `schema_of` is made, the lowest first."""
    names = profiles.split(NAMES_JOINED) if profiles else []
    chains = [link for name in names for link in _chain(name)]
    mine = [name for name in chains if name in _in_force.profiles]
    added = [form] if form in _in_force.forms else []
    theirs = [name for name in chains if name not in _in_force.profiles]
    return tuple(dict.fromkeys([form, *theirs])) + tuple(added[1:]) + ((own,) if own else ()) + tuple(dict.fromkeys(mine))


@cache
def _layered(form: str, own: str | None, profiles: str | None) -> FormSchema:
    schema = forms()[form]
    names = profiles.split(NAMES_JOINED) if profiles else []
    chains = list(dict.fromkeys(link for name in names for link in _chain(name)))
    for name in chains:
        if name not in _in_force.profiles:
            schema = _with_profile(schema, shipped_profile(name))
    for name in (form, own):
        if name in _in_force.forms:
            schema = _with_form(schema, _in_force.forms[name])
    for name in chains:
        if name in _in_force.profiles:
            schema = _with_profile(schema, _in_force.profiles[name])
    return schema


def _chain(name: str) -> list[str]:
    """A profile and those it is laid over, the lowest first. Raises SchemaError for a circle."""
    chain: list[str] = []
    step: str | None = name
    while step is not None:
        if step in chain:
            raise SchemaError(f"profile {name!r} extends itself by way of {' → '.join([*chain, step])}")
        chain.append(step)
        step = known_profiles()[step].extends
    return chain[::-1]


def _with_profile(schema: FormSchema, profile: Profile) -> FormSchema:
    schema = _laid_over(schema, profile)
    return _laid_over(schema, profile.forms[schema.form]) if schema.form in profile.forms else schema


def _with_form(schema: FormSchema, addition: FormAddition) -> FormSchema:
    more: dict[str, Any] = {
        name: {**getattr(schema, name), **getattr(addition, name)} for name in ("fields", "funds", "groups", "within")
    }
    if addition.title:
        more["title"] = addition.title
    return _laid_over(_copied(schema, more), addition)


def _laid_over(schema: FormSchema, layer: Layer) -> FormSchema:
    said = layer.parameters.model_fields_set
    levels = {name: {**schema.levels.get(name, {}), **layer.levels.get(name, {})} for name in {**schema.levels, **layer.levels}}
    added: Equations = tuple(equation for equation in layer.equations if not unknown_names(schema, (equation,)))
    return _copied(
        schema,
        {
            "parameters": schema.parameters.model_copy(update={name: getattr(layer.parameters, name) for name in said}),
            "levels": levels,
            "rules": {**schema.rules, **layer.rules},
            "equations": tuple({equation.text: equation for equation in (*schema.equations, *added)}.values())
            if added
            else schema.equations,
        },
    )


def _copied(schema: FormSchema, changes: Mapping[str, Any]) -> FormSchema:
    # NOTE: model_copy would keep what cached properties of the old schema worked out.
    return FormSchema.model_construct(**{**{name: getattr(schema, name) for name in FormSchema.model_fields}, **changes})


def _forget() -> None:
    _layered.cache_clear()
