"""What a form must hold (forms/*.yaml): how it is known, its fields, money items, equations, levels and parameters.

Every description says the same in Chinese and English, parted by ' / ': docs/schemas.md and the JSON Schemas for editors are
made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..filings.model import FormName, Period
from .equation import Equation, parse_equation
from .loading import closest, load
from .parameters import Override, Parameters, Pattern, Strict, off
from .vocabulary import squeezed, vocabulary

Severity = Literal["error", "warning", "info"]
Kind = Literal["source", "nature", "part"]
Subject = Literal["sources", "natures", "periods", "other"]


class Title(Strict):
    """What the form is called."""

    zh: str = Field(description="中文名称 / the name in Chinese")
    en: str = Field(description="英文名称 / the name in English")


class Recognition(Strict):
    """By what the form is known: its titles, and headings that only this form prints."""

    titles: tuple[str, ...] = Field(default=(), description="表的标题 / titles of the form")
    headings: tuple[str, ...] = Field(
        default=(),
        description="只有这种表才印的栏目，没有标题时靠它认表 / headings only this form prints, for forms without a title",
    )


class Label(Strict):
    """A field of the form's head or foot: what it stands for, whether it must be filled, and how its content must look."""

    id: str | None = Field(
        default=None, description="词表中的标准名；不写就是本表自有的栏目 / standard name; a field of this form's own if absent"
    )
    required: bool = Field(default=False, description="是否必填 / whether it must be filled")
    pattern: Pattern | None = Field(
        default=None, description="内容的正则表达式，须整体相符 / regular expression that the whole content must match"
    )

    @field_validator("id")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        return None if value is None else _one_of(value, set(vocabulary().fields), "field")


class Item(Strict):
    """A money item: its role, and the half of a two-period form that its label names."""

    role: str = Field(description="词表中的资金项目 / role of the item in the vocabulary")
    period: Period | None = Field(default=None, description="标签所指的年度或中期 / the half of a two-period form it names")

    @field_validator("role")
    @classmethod
    def _known(cls, value: str) -> str:
        return _one_of(value, set(vocabulary().funds), "role of a money item")


def _item(value: object) -> object:
    return {"role": value} if isinstance(value, str) else value


def _label(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


def _equation(value: object) -> object:
    return parse_equation(value) if isinstance(value, str) else value


Fields = Mapping[str, Annotated[Label, BeforeValidator(_label, json_schema_input_type=str | Label)]]
Funds = Mapping[str, Annotated[Item, BeforeValidator(_item, json_schema_input_type=str | Item)]]
Equations = tuple[Annotated[Equation, BeforeValidator(_equation, json_schema_input_type=str)], ...]
Levels = Mapping[str, Mapping[str, Annotated[Override, BeforeValidator(off)]]]
Rules = Mapping[str, Annotated[Override, BeforeValidator(off)]]


class Layer(Strict):
    """What may be laid over a form: parameters, levels, rules and equations."""

    parameters: Parameters = Field(default=Parameters(), description="参数 / parameters")
    levels: Levels = Field(
        default_factory=dict,
        description="一级指标 → 二级指标或 any → 缺少时的级别（error、warning、info、off） / "
        "level 1 → level 2 or `any` → how badly it is missed, or off",
    )
    rules: Rules = Field(default_factory=dict, description="规则 → 在此的级别，或 off / rule → its severity here, or off")
    equations: Equations = Field(
        default=(), description="资金勾稽关系，用表上的项目名 / equations of the funds block, in the form's own words"
    )

    def unknown(self, at: tuple[str, ...] = ()) -> list[InitErrorDetails]:
        """The names of levels and rules that do not exist."""
        return [*self._unknown_levels(at), *self._unknown_rules(at)]

    def _unknown_rules(self, at: tuple[str, ...]) -> list[InitErrorDetails]:
        known = _known_rules() if self.rules and _known_rules else None
        return [
            problem(f"{name!r} is no rule{closest(name, known)}", (*at, "rules", name))
            for name in self.rules
            if known is not None and name not in known
        ]

    def _unknown_levels(self, at: tuple[str, ...]) -> list[InitErrorDetails]:
        known = vocabulary()
        problems: list[InitErrorDetails] = []
        for level1, wanted in self.levels.items():
            if level1 not in known.level1:
                text = f"{level1!r} is no level-1 name{closest(level1, set(known.level1))}"
                problems.append(problem(text, (*at, "levels", level1)))
            for level2 in wanted:
                if level2 not in {"any", *known.level2}:
                    text = f"{level2!r} is no level-2 name{closest(level2, {'any', *known.level2})}"
                    problems.append(problem(text, (*at, "levels", level1, level2)))
        return problems


class FormSchema(Layer):
    """One form. `funds` and `fields` map labels as printed to standard names; `equations` speak in those labels."""

    form: FormName = Field(description="表的种类，五种之一 / the kind of form, one of five")
    title: Title = Field(description="名称 / what the form is called")
    recognise: Recognition = Field(description="怎样认出这种表 / by what the form is known")
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

    @model_validator(mode="after")
    def _consistent(self) -> FormSchema:
        problems = [
            *self.unknown(),
            *unknown_names(self, self.equations),
            *unknown_parts(self, self.within),
        ]
        if problems:
            raise ValidationError.from_exception_data("FormSchema", problems)
        return self

    def field(self, label: str) -> str:
        """The standard name of a field of this form; its label, where it is a field of the form's own."""
        return self.fields[label].id or vocabulary().field_labels.get(squeezed(label).rstrip(":")) or label

    @cached_property
    def required(self) -> frozenset[str]:
        """The standard names of the fields that must be filled."""
        return frozenset(self.field(label) for label, field in self.fields.items() if field.required)

    @cached_property
    def patterns(self) -> Mapping[str, str]:
        """Standard name of a field → the regular expression that its content must match."""
        stated = {self.field(label): field.pattern for label, field in self.fields.items() if field.pattern}
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


_known_rules: Callable[[], frozenset[str]] | None = None


def know_rules(names: Callable[[], frozenset[str]]) -> None:
    """Hold the names of rules in schema files against `names` from now on. Schemas themselves know of no rule."""
    global _known_rules  # noqa: PLW0603 - set once, by whoever knows the catalogue
    _known_rules = names


def load_form(path: Path | Traversable) -> FormSchema:
    """The form schema in a YAML file. Raises SchemaError, which names the file and the line."""
    return load(path, FormSchema)


@cache
def forms() -> Mapping[str, FormSchema]:
    """The form schemas that ship with the toolkit, by form."""
    folder = resources.files(__package__ or "") / "forms"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    loaded = [load_form(file) for file in files]
    return MappingProxyType({schema.form: schema for schema in loaded})


def unknown_names(schema: FormSchema, equations: Equations, at: tuple[str | int, ...] = ()) -> list[InitErrorDetails]:
    """What `equations` name that `schema` does not have."""
    allowed = {*schema.labels, *schema.groups}
    problems: list[InitErrorDetails] = []
    for number, equation in enumerate(equations):
        unknown = [name for name in equation.names if name not in allowed]
        text = "".join(
            f"equation {equation.text!r} names {name!r}, which is no money item of the form{closest(name, allowed)}"
            for name in unknown[:1]
        )
        if not unknown and len(schema.periods(equation)) > 1 and not all(map(schema.period, equation.names)):
            text = f"equation {equation.text!r} speaks of both periods, so every name must say which"
        if text:
            problems.append(problem(text, (*at, "equations", number)))
    return problems


def unknown_parts(schema: FormSchema, within: Mapping[str, tuple[str, ...]]) -> list[InitErrorDetails]:
    """What `within` names that `schema` does not have."""
    named = [(label, label) for label in within] + [(label, part) for label, parts in within.items() for part in parts]
    return [
        problem(f"{name!r} is no money item{closest(name, set(schema.labels))}", ("within", label))
        for label, name in named
        if name not in schema.labels
    ]


def _one_of(value: str, known: set[str], what: str) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is no {what}{closest(value, known)}")
    return value


def problem(text: str, where: tuple[Any, ...]) -> InitErrorDetails:
    """A mistake at a place in the file, for pydantic to report."""
    return InitErrorDetails(type=PydanticCustomError("form", "{text}", {"text": text}), loc=where, input=None)
