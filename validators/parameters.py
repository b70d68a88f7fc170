"""The parameters of a form's schema, beside the rows of that form."""

from __future__ import annotations

import pandas as pd

from ..schemas.form import forms

Frame = pd.DataFrame


def with_parameters(rows: Frame, tables: Frame, *names: str) -> Frame:
    """`rows` with the form of their table and its schema's parameters `names`, as columns of these names."""
    joined = rows.merge(tables.loc[:, ["filing", "table", "form"]], on=["filing", "table"], how="left")
    for name in names:
        values = {form: getattr(schema.parameters, name) for form, schema in forms().items()}
        joined[name] = [values.get(form) for form in joined.form]
    return joined
