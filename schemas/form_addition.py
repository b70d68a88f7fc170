"""A place's own form schemas, as they are written: a whole new form, or what is added to one that ships."""

from __future__ import annotations

from pydantic import Field, ValidationError, model_validator

from ..filings.model import FormName
from .form import Recognition, Title, forms
from .form_file import Sections, problem, unknown_names, unknown_parts
from .layers import with_form
from .loading import closest


class FormAddition(Sections):
    """A place's own form, or what it adds to one that ships: everything may be left out but the name."""

    form: str = Field(
        pattern=r"^[\w（）()·-]{1,60}$",
        description="五种表之一，或自定的名称（须写 extends） / one of the five forms, or a name of one's own (with extends)",
    )
    extends: FormName | None = Field(default=None, description="自定的表属于五种表中的哪一种 / the kind of form that it is")
    title: Title | None = Field(default=None, description="名称 / what the form is called")
    recognise: Recognition = Field(default=Recognition(), description="怎样认出这种表 / by what the form is known")

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
