"""What a form must hold: how it is known, its fields, money items, equations, levels and parameters.

These are the classes that a check works with; what a schema file may say, and how it is checked, is in form_file.py. Every
description says the same in Chinese and English, parted by ' / ': docs/schemas.md and the JSON Schemas for editors are made
from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast

from ..filings.model import FormName, Period
from .annotations import STRICT, After, described
from .equation import Equation, parse_equation
from .loading import closest
from .parameters import Override, Parameters, Pattern
from .shipped import content
from .vocabulary import squeezed, vocabulary

Severity = Literal["error", "warning", "info"]
Kind = Literal["source", "nature", "part"]
Subject = Literal["sources", "natures", "periods", "other"]


def _known_field(value: str | None) -> str | None:
    return None if value is None else _one_of(value, set(vocabulary().fields), "field")


def _known_role(value: str) -> str:
    return _one_of(value, set(vocabulary().funds), "role of a money item")


def _one_of(value: str, known: set[str], what: str) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is no {what}{closest(value, known)}")
    return value


@dataclass(frozen=True)
class Title:
    """What the form is called."""

    __pydantic_config__ = STRICT

    zh: str = described("中文名称 / the name in Chinese")
    en: str = described("英文名称 / the name in English")


@dataclass(frozen=True)
class Recognition:
    """By what the form is known: its titles, and headings that only this form prints."""

    __pydantic_config__ = STRICT

    titles: tuple[str, ...] = described("表的标题 / titles of the form", default=())
    headings: tuple[str, ...] = described(
        "只有这种表才印的栏目，没有标题时靠它认表 / headings only this form prints, for forms without a title", default=()
    )


@dataclass(frozen=True)
class Label:
    """A field of the form's head or foot: what it stands for, whether it must be filled, and how its content must look."""

    __pydantic_config__ = STRICT

    id: Annotated[str | None, After(_known_field)] = described(
        "词表中的标准名；不写就是本表自有的栏目 / standard name; a field of this form's own if absent", default=None
    )
    required: bool = described("是否必填 / whether it must be filled", default=False)
    pattern: Pattern | None = described(
        "内容的正则表达式，须整体相符 / regular expression that the whole content must match", default=None
    )


@dataclass(frozen=True)
class Item:
    """A money item: its role, and the half of a two-period form that its label names."""

    __pydantic_config__ = STRICT

    role: Annotated[str, After(_known_role)] = described("词表中的资金项目 / role of the item in the vocabulary")
    period: Period | None = described("标签所指的年度或中期 / the half of a two-period form it names", default=None)


@dataclass(frozen=True)
class FormSchema:
    """One form. `funds` and `fields` map labels as printed to standard names; `equations` speak in those labels."""

    form: FormName
    title: Title
    recognise: Recognition
    fields: Mapping[str, Label] = field(default_factory=dict)
    funds: Mapping[str, Item] = field(default_factory=dict)
    groups: Mapping[str, Kind] = field(default_factory=dict)
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: Parameters = field(default_factory=Parameters)
    levels: Mapping[str, Mapping[str, Override]] = field(default_factory=dict)
    rules: Mapping[str, Override] = field(default_factory=dict)
    equations: tuple[Equation, ...] = ()

    def field_of(self, label: str) -> str:
        """The standard name of a field of this form; its label, where it is a field of the form's own."""
        return self.fields[label].id or vocabulary().field_labels.get(squeezed(label).rstrip(":")) or label

    @cached_property
    def required(self) -> frozenset[str]:
        """The standard names of the fields that must be filled."""
        return frozenset(self.field_of(label) for label, field in self.fields.items() if field.required)

    @cached_property
    def patterns(self) -> Mapping[str, str]:
        """Standard name of a field → the regular expression that its content must match."""
        stated = {self.field_of(label): field.pattern for label, field in self.fields.items() if field.pattern}
        return {**self.parameters.patterns, **stated}

    @cached_property
    def labels(self) -> Mapping[str, Item]:
        """Everything that an equation may name except groups: this form's labels, the vocabulary's roles and its labels."""
        known = {name: Item(role=role) for name, role in vocabulary().fund_labels.items()}
        known |= {role: Item(role=role) for role in vocabulary().funds}
        return known | dict(self.funds)

    def roles(self, name: str) -> tuple[str, ...]:
        """The roles that a name in an equation stands for."""
        if name in self.groups:
            return tuple(role for role, item in vocabulary().funds.items() if item.kind == self.groups[name])
        return (self.labels[name].role,)

    def period(self, name: str) -> Period | None:
        """The half of the form that a name in an equation speaks of, if it says so."""
        return None if name in self.groups else self.labels[name].period

    def periods(self, equation: Equation) -> frozenset[Period]:
        """The halves of the form that an equation names."""
        return frozenset(period for period in map(self.period, equation.names) if period)

    def subject(self, equation: Equation) -> Subject:
        """What an equation is about: the sources of the total, its natures, the two periods, or something of its own."""
        if len(self.periods(equation)) > 1:
            return "periods"
        totals = {role for name in equation.left_names for role in self.roles(name)} == {"total"}
        kinds = {vocabulary().funds[role].kind for name in equation.right_names for role in self.roles(name)}
        if totals and equation.comparison == "=":
            return "sources" if kinds == {"source"} else "natures" if kinds == {"nature"} else "other"
        return "other"

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """`within` by roles: a role → the roles that are part of it where both are printed."""
        return {self.labels[label].role: tuple(self.labels[part].role for part in parts) for label, parts in self.within.items()}


@cache
def forms() -> Mapping[str, FormSchema]:
    """The form schemas that ship with the toolkit, by form."""
    return MappingProxyType({form: _shipped(form, said) for form, said in content()["forms"].items()})


def _shipped(form: str, said: Mapping[str, Any]) -> FormSchema:
    return FormSchema(
        **{
            **said,
            "form": cast(FormName, form),
            "title": Title(**said["title"]),
            "recognise": Recognition(**said["recognise"]),
            "fields": {label: Label(**about) for label, about in said["fields"].items()},
            "funds": {label: Item(**about) for label, about in said["funds"].items()},
            "parameters": Parameters(**said["parameters"]),
            "equations": tuple(map(parse_equation, said["equations"])),
        }
    )


def unknown_items(schema: FormSchema, equations: tuple[Equation, ...]) -> Iterator[tuple[int, str]]:
    """The equations that name what `schema` does not have: the number of each, and what is wrong with it."""
    allowed = {*schema.labels, *schema.groups}
    for number, equation in enumerate(equations):
        unknown = next((name for name in equation.names if name not in allowed), None)
        if unknown is not None:
            yield (
                number,
                f"equation {equation.text!r} names {unknown!r}, which is no money item of the form{closest(unknown, allowed)}",
            )
        elif len(schema.periods(equation)) > 1 and not all(map(schema.period, equation.names)):
            yield number, f"equation {equation.text!r} speaks of both periods, so every name must say which"
