"""A place's own form schemas, as they are written: a whole new form, or what is added to one that ships."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, ValidationError, model_validator

from ..filings.model import FormName
from .form import Kind, Recognition, Title, forms
from .form_file import Fields, Funds, Layer, problem, unknown_names, unknown_parts
from .layers import with_form
from .loading import closest


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
        schema = with_form(forms()[self.kind], self)
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
