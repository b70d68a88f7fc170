"""What a form must hold (forms/*.yaml): how it is known, its fields, money items, equations, levels and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..filings.model import FormName, Period
from .equation import Equation, parse_equation
from .loading import closest, load
from .vocabulary import vocabulary

Severity = Literal["error", "warning", "info"]
Override = Literal["error", "warning", "info", "off"]
Kind = Literal["source", "nature", "part"]
Subject = Literal["sources", "natures", "periods", "other"]


def _off(value: object) -> object:
    """YAML reads a bare `off` as false."""
    return "off" if value is False else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Title(_Strict):
    """What the form is called."""

    zh: str
    en: str


class Recognition(_Strict):
    """By what the form is known: its titles, and headings that only this form prints."""

    titles: tuple[str, ...]
    headings: tuple[str, ...] = ()


class Label(_Strict):
    """A field of the form's head or foot: the standard name it stands for, and whether it must be filled."""

    id: str
    required: bool = False

    @field_validator("id")
    @classmethod
    def _known(cls, value: str) -> str:
        return _one_of(value, set(vocabulary().fields), "field")


class Item(_Strict):
    """A money item: its role, and the half of a two-period form that its label names."""

    role: str
    period: Period | None = None

    @field_validator("role")
    @classmethod
    def _known(cls, value: str) -> str:
        return _one_of(value, set(vocabulary().funds), "role of a money item")


class Parameters(_Strict):
    """What differs from place to place; a profile overrides single values."""

    era: Literal["2015", "2020", "2021"] | None = Field(default=None, description="which indicator frame: cost a level 1 or 2")
    execution_points: float = Field(default=10, gt=0, description="points for budget execution")
    execution_mode: Literal["linear", "stepped"] = Field(default="linear", description="score in proportion or in steps")
    execution_steps: tuple[tuple[float, float], ...] = Field(
        default=((100, 1.0), (80, 0.7), (60, 0.5), (0, 0.0)), description="steps: from rate in %, share of the points"
    )
    execution_over_budget: Annotated[Override, BeforeValidator(_off)] = Field(
        default="error", description="spending above budget"
    )
    total_points: float = Field(default=100, gt=0, description="points of the whole form")
    indicator_points: tuple[float, ...] = Field(default=(), description="totals allowed where no execution points are printed")
    weights: Mapping[str, float] = Field(default_factory=dict, description="usual points of each level-1 name")
    weight_limit: float = Field(default=20, description="points above which a single indicator weighs too much")
    weight_alone: float = Field(default=30, description="points of a level 1 that should not rest on one indicator")
    reverse_formula: Literal["target/actual", "1-excess"] = Field(
        default="target/actual", description="score where less is better"
    )
    qualitative_bands: tuple[float, float] = Field(default=(80, 60), description="lower bounds in % of 'met' and 'partly met'")
    grade_bands: Mapping[str, float] = Field(default_factory=dict, description="grade → lowest total")
    overshoot: float = Field(default=1.2, gt=1, description="actual / target from which an excess needs a reason")
    adjustment: float = Field(default=0.3, gt=0, description="change of the budget that needs an explanation")
    opening_difference: float = Field(default=0.1, gt=0, description="change of the total worth a remark")
    unspent: float = Field(default=0.9, gt=0, le=1, description="execution below which the unspent money needs an explanation")
    unit_cost_gap: float = Field(default=0.05, ge=0, description="share of the budget that unit costs may leave open")


def _item(value: object) -> object:
    return {"role": value} if isinstance(value, str) else value


def _label(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


def _equation(value: object) -> object:
    return parse_equation(value) if isinstance(value, str) else value


class FormSchema(_Strict):
    """One form. `funds` and `fields` map labels as printed to standard names; `equations` speak in those labels."""

    form: FormName
    title: Title
    recognise: Recognition
    fields: Mapping[str, Annotated[Label, BeforeValidator(_label, json_schema_input_type=str | Label)]] = Field(
        default_factory=dict
    )
    funds: Mapping[str, Annotated[Item, BeforeValidator(_item, json_schema_input_type=str | Item)]] = Field(default_factory=dict)
    groups: Mapping[str, Kind] = Field(default_factory=dict, description="name of a group of items in equations → its kind")
    within: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="label → labels of items that are part of it where both are printed"
    )
    equations: tuple[Annotated[Equation, BeforeValidator(_equation, json_schema_input_type=str)], ...] = ()
    levels: Mapping[str, Mapping[str, Severity]] = Field(
        default_factory=dict, description="level 1 → level 2 or `any` → severity"
    )
    parameters: Parameters = Parameters()
    rules: Mapping[str, Annotated[Override, BeforeValidator(_off)]] = Field(
        default_factory=dict, description="rule → severity in this form, or off"
    )

    @model_validator(mode="after")
    def _consistent(self) -> FormSchema:
        problems = [*self._unknown_levels(), *self._unknown_names(), *self._unknown_parts()]
        if problems:
            raise ValidationError.from_exception_data("FormSchema", problems)
        return self

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

    def _unknown_names(self) -> list[InitErrorDetails]:
        allowed = {*self.labels, *self.groups}
        problems: list[InitErrorDetails] = []
        for number, equation in enumerate(self.equations):
            unknown = [name for name in equation.names if name not in allowed]
            text = "".join(
                f"equation {equation.text!r} names {name!r}, which is no money item of the form{closest(name, allowed)}"
                for name in unknown[:1]
            )
            if not unknown and len(self.periods(equation)) > 1 and not all(map(self.period, equation.names)):
                text = f"equation {equation.text!r} speaks of both periods, so every name must say which"
            if text:
                problems.append(_problem(text, ("equations", number)))
        return problems

    def _unknown_parts(self) -> list[InitErrorDetails]:
        named = [(label, label) for label in self.within] + [
            (label, part) for label, parts in self.within.items() for part in parts
        ]
        return [
            _problem(f"{name!r} is no money item{closest(name, set(self.labels))}", ("within", label))
            for label, name in named
            if name not in self.labels
        ]

    def _unknown_levels(self) -> list[InitErrorDetails]:
        known = vocabulary()
        problems: list[InitErrorDetails] = []
        for level1, wanted in self.levels.items():
            if level1 not in known.level1:
                text = f"{level1!r} is no level-1 name{closest(level1, set(known.level1))}"
                problems.append(_problem(text, ("levels", level1)))
            for level2 in wanted:
                if level2 not in {"any", *known.level2}:
                    text = f"{level2!r} is no level-2 name{closest(level2, {'any', *known.level2})}"
                    problems.append(_problem(text, ("levels", level1, level2)))
        return problems


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


def _one_of(value: str, known: set[str], what: str) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is no {what}{closest(value, known)}")
    return value


def _problem(text: str, where: tuple[Any, ...]) -> InitErrorDetails:
    return InitErrorDetails(type=PydanticCustomError("form", "{text}", {"text": text}), loc=where, input=None)
