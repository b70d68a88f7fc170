"""A place's own spellings (vocabulary.yaml in a folder of its own), added to those that ship with the toolkit.

    columns:
      target: [应达标准]
    level2:
      质量指标: [达标指标]
    fields:
      project: [项目全称]

    operators:
      "≥": {before: [不逊于], after: [起]}

Every section maps a standard name of the shipped vocabulary to further spellings; a name that the vocabulary does not have
is an error, for nothing would know what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..filings.model import FormName
from . import vocabulary as shipped
from .loading import closest

if TYPE_CHECKING:
    from .form_addition import FormAddition as Labelled

FILE = "vocabulary.yaml"


class Additions(BaseModel):
    """Further spellings, by section and standard name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level1: Mapping[str, tuple[str, ...]] = {}
    level2: Mapping[str, tuple[str, ...]] = {}
    other_levels: Mapping[str, tuple[str, ...]] = {}
    titles: Mapping[str, tuple[str, ...]] = {}
    fields: Mapping[str, tuple[str, ...]] = {}
    funds: Mapping[str, tuple[str, ...]] = {}
    columns: Mapping[str, tuple[str, ...]] = {}
    measures: Mapping[str, tuple[str, ...]] = {}
    goals: Mapping[str, tuple[str, ...]] = {}
    operators: Mapping[str, shipped.OperatorWords] = {}

    @model_validator(mode="after")
    def _known(self) -> Additions:
        words = shipped.shipped()
        unknown = [
            InitErrorDetails(type=_unknown(section, name, known), loc=(section, name), input=name)
            for section in type(self).model_fields
            for known in [set(get_args(FormName)) if section == "titles" else set(getattr(words, section))]
            for name in getattr(self, section)
            if name not in known
        ]
        if unknown:
            raise ValidationError.from_exception_data("Additions", unknown)
        return self


def _unknown(section: str, name: str, known: set[str]) -> PydanticCustomError:
    near = closest(name, known) or f"; known are {', '.join(sorted(known))}"
    return PydanticCustomError("unknown_name", "{message}", {"message": f"{section} has no {name!r}{near}"})


def extended(additions: Additions) -> shipped.Vocabulary:
    """The vocabulary that ships, with `additions`."""
    words = shipped.shipped()

    def grown(section: str, spellings: str) -> dict[str, Any]:
        more: Mapping[str, tuple[str, ...]] = getattr(additions, section)
        return {
            name: replace(entry, **{spellings: (*getattr(entry, spellings), *more.get(name, ()))})
            for name, entry in getattr(words, section).items()
        }

    plain = ("other_levels", "columns", "measures", "goals")
    lists: dict[str, Any] = {
        section: {name: (*known, *getattr(additions, section).get(name, ())) for name, known in getattr(words, section).items()}
        for section in plain
    }
    levels = {section: grown(section, "variants") for section in ("level1", "level2")}
    labels = {section: grown(section, "labels") for section in ("fields", "funds")}
    operators = {name: _with_more(known, additions.operators.get(name)) for name, known in words.operators.items()}
    return replace(words, **lists, **levels, **labels, operators=operators, titles=additions.titles)


def _with_more(known: shipped.OperatorWords, more: shipped.OperatorWords | None) -> shipped.OperatorWords:
    return replace(known, **{kind: (*words, *getattr(more, kind)) for kind, words in vars(known).items()}) if more else known


def with_own_labels(words: shipped.Vocabulary, forms: Iterable[Labelled]) -> shipped.Vocabulary:
    """`words` with the labels of a place's own forms: those of known fields and money items, and fields of their own."""
    fields, funds = dict(words.fields), dict(words.funds)
    for form in forms:
        for label, about in form.fields.items():
            if shipped.squeezed(label).rstrip(":") in words.field_labels and about.id is None:
                continue
            name = about.id or label
            known = fields.get(name, shipped.FieldName(labels=()))
            fields[name] = replace(known, labels=(*known.labels, label))
        for label, item in form.funds.items():
            if shipped.squeezed(label) not in words.fund_labels:
                funds[item.role] = replace(funds[item.role], labels=(*funds[item.role].labels, label))
    return replace(words, fields=fields, funds=funds)
