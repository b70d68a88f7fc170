"""Profiles as they are written (profiles/*.yaml): what a profile may say, and how its file is read.

A profile says when it applies, in terms of what a filing itself shows, and what differs then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from ..filings.model import FormName
from .form import Title
from .form_file import Layer, Strict, problem
from .loading import closest, load
from .profile import Aspect, folder
from .vocabulary import vocabulary


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...])]


class Years(Strict):
    """A span of budget years. A filing that states none is not excluded by it."""

    since: int | None = Field(default=None, alias="from", description="从哪一年起 / first year")
    until: int | None = Field(default=None, alias="to", description="到哪一年止 / last year")


class When(Strict):
    """When a profile applies: all the kinds that are given must hold, each by any one of its values."""

    forms: tuple[FormName, ...] = Field(default=(), description="表的种类 / kinds of form")
    titles: Texts = Field(default=(), description="标题中含有 / words in the title")
    places: Texts = Field(
        default=(), description="标题或单位名称中含有的地名 / names of places in the title or in the names of the units"
    )
    years: Years | None = Field(default=None, description="年度 / budget years")
    headings: Texts = Field(default=(), description="印有的栏目 / headings that are printed")
    levels: Texts = Field(
        default=(),
        description="印有的层级，如 成本指标 或 产出指标/成本指标 / levels that are printed, such as 产出指标/成本指标",
    )
    prints: Texts = Field(
        default=(),
        description="表内印有的文字，不计空格，各种连接号相同 / text that is printed; spaces and kinds of dash do not matter",
    )
    execution_points: tuple[float, ...] = Field(
        default=(), description="印出的预算执行分值 / points for budget execution that are printed"
    )
    indicator_points: tuple[float, ...] = Field(default=(), description="指标分值的合计 / what the indicators' points total")


class Profile(Layer):
    """What a place or a year does otherwise than the form says."""

    profile: str = Field(pattern=r"^[\w-]{1,60}$", description="名称，--profile 用它 / its name, for --profile")
    title: Title = Field(description="说明 / what it is called")
    about: Title | None = Field(default=None, description="出处和用意 / where it comes from and what it is for")
    extends: str | None = Field(default=None, description="叠加在哪个口径之上 / the profile that it is laid over")
    aspect: Aspect = Field(
        default="place",
        description="管哪一方面：指标框架、执行分值、执行计分、反向公式、定性分档、等级、地方；每个方面只选一个 / "
        "what it is about; of each aspect one profile applies at most",
    )
    when: When | None = Field(
        default=None, description="什么时候自动选用；不写则只能用 --profile 指定 / when it is chosen; by name only if absent"
    )
    forms: Mapping[FormName, Layer] = Field(
        default_factory=dict, description="只针对某种表的参数等 / what holds for one kind of form only"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Profile:
        problems = self.unknown()
        for form, layer in self.forms.items():
            problems += layer.unknown(("forms", form))
        known = {name for section in ("level1", "level2") for name in getattr(vocabulary(), section)}
        problems += [
            problem(f"{name!r} is no level name{closest(name, known)}", ("when", "levels"))
            for path in (self.when.levels if self.when else ())
            for name in path.split("/")
            if name not in known
        ]
        if problems:
            raise ValidationError.from_exception_data("Profile", problems)
        return self


def load_profile(path: Path | Traversable) -> Profile:
    """The profile in a YAML file. Raises SchemaError, which names the file and the line."""
    return load(path, Profile)


def described(profile: Profile) -> dict[str, Any]:
    """All that `profile` says, as plain objects: what profiles/index.json holds of it."""
    plain = profile.model_dump(by_alias=True, exclude_unset=True, exclude={"profile"})
    for layer in (plain, *plain.get("forms", {}).values()):
        if "equations" in layer:
            layer["equations"] = [equation.text for equation in layer["equations"]]
    return plain


def index() -> str:
    """What profiles/index.json has to hold."""
    files = sorted((file for file in folder().iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    listed = {profile.profile: described(profile) for profile in map(load_profile, files)}
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
