"""Form schemas as they are written (forms/*.yaml): what a file may say, and how it is read.

Loaded only where such a file is read: a check takes what ships from shipped.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..filings.model import FormName
from .equation import Equation, parse_equation
from .form import FormSchema, Item, Kind, Label, Recognition, Title, unknown_items
from .loading import closest, load
from .parameters import Override, Parameters, off
from .rule_names import known_rules
from .vocabulary import vocabulary


class Strict(BaseModel):
    """Part of a schema file: no key but those declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _default(one: Any) -> dict[str, Any]:
    return {"default": one.default} if one.default_factory is MISSING else {"default_factory": one.default_factory}


_HINTS = get_type_hints(Parameters, include_extras=True)

if TYPE_CHECKING:
    Said = Parameters
else:
    # NOTE: the parameters with which of them a file states, for a layer overrides no others.
    Said = create_model(
        "Parameters",
        __base__=Strict,
        __doc__=Parameters.__doc__,
        **{one.name: (_HINTS[one.name], Field(**_default(one), **one.metadata)) for one in fields(Parameters)},
    )


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

    parameters: Said = Field(default=Said(), description="参数 / parameters")
    levels: Levels = Field(
        default_factory=dict,
        description="一级指标 → 二级指标或 any → 缺少时的级别（error、warning、info、off） / "
        "level 1 → level 2 or `any` → how badly it is missed, or off",
    )
    rules: Rules = Field(default_factory=dict, description="规则 → 在此的级别，或 off / rule → its severity here, or off")
    equations: Equations = Field(
        default=(), description="资金勾稽关系，用表上的项目名 / equations of the funds block, in the form's own words"
    )

    @property
    def said(self) -> set[str]:
        """The parameters that the file states; the others are the form's own."""
        return self.parameters.model_fields_set if isinstance(self.parameters, BaseModel) else set()

    def unknown(self, at: tuple[str, ...] = ()) -> list[InitErrorDetails]:
        """The names of levels and rules that do not exist."""
        return [*self._unknown_levels(at), *self._unknown_rules(at)]

    def _unknown_rules(self, at: tuple[str, ...]) -> list[InitErrorDetails]:
        known = known_rules() if self.rules else None
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


class Sections(Layer):
    """The parts of a form that a file names. `funds` and `fields` map labels as printed to standard names."""

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


class FormFile(Sections):
    """One form; its `equations` speak in its own labels."""

    form: FormName = Field(description="表的种类，五种之一 / the kind of form, one of five")
    title: Title = Field(description="名称 / what the form is called")
    recognise: Recognition = Field(description="怎样认出这种表 / by what the form is known")

    @model_validator(mode="after")
    def _consistent(self) -> FormFile:
        schema = self.built()
        problems = [
            *self.unknown(),
            *unknown_names(schema, self.equations),
            *unknown_parts(schema, self.within),
        ]
        if problems:
            raise ValidationError.from_exception_data("FormFile", problems)
        return self

    def built(self) -> FormSchema:
        """What the file says, as a check works with it."""
        said = {one.name: getattr(self, one.name) for one in fields(FormSchema)}
        return FormSchema(**{**said, "parameters": stated(self.parameters)})


def stated(parameters: Parameters) -> Parameters:
    """The parameters of a file, as a check works with them."""
    return Parameters(**{one.name: getattr(parameters, one.name) for one in fields(Parameters)})


def load_form(path: Path | Traversable) -> FormSchema:
    """The form schema in a YAML file. Raises SchemaError, which names the file and the line."""
    return load(path, FormFile).built()


def described_form(schema: FormSchema) -> dict[str, Any]:
    """All that `schema` says, as plain objects: what shipped.json holds of it."""
    plain = {one.name: getattr(schema, one.name) for one in fields(schema)}
    del plain["form"]
    for name in ("title", "recognise", "parameters"):
        plain[name] = asdict(plain[name])
    for name in ("fields", "funds"):
        plain[name] = {label: asdict(about) for label, about in plain[name].items()}
    return {**plain, "equations": [equation.text for equation in schema.equations]}


def folder() -> Traversable:
    """Where the forms that ship are."""
    return resources.files(__package__ or "") / "forms"


def written_forms() -> dict[str, FormSchema]:
    """The form schemas that ship, read from their YAML files, by form."""
    files = sorted((file for file in folder().iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return {schema.form: schema for schema in map(load_form, files)}


def unknown_names(schema: FormSchema, equations: Equations, at: tuple[str | int, ...] = ()) -> list[InitErrorDetails]:
    """What `equations` name that `schema` does not have."""
    return [problem(text, (*at, "equations", number)) for number, text in unknown_items(schema, equations)]


def unknown_parts(schema: FormSchema, within: Mapping[str, tuple[str, ...]]) -> list[InitErrorDetails]:
    """What `within` names that `schema` does not have."""
    named = [(label, label) for label in within] + [(label, part) for label, parts in within.items() for part in parts]
    return [
        problem(f"{name!r} is no money item{closest(name, set(schema.labels))}", ("within", label))
        for label, name in named
        if name not in schema.labels
    ]


def problem(text: str, where: tuple[Any, ...]) -> InitErrorDetails:
    """A mistake at a place in the file, for pydantic to report."""
    return InitErrorDetails(type=PydanticCustomError("form", "{text}", {"text": text}), loc=where, input=None)
