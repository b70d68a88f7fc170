"""The parameters of a form's schema, beside the rows of that form."""

from __future__ import annotations

import pandas as pd

from ..schemas.form import forms
from .lookup import looked_up

Frame = pd.DataFrame


def with_parameters(rows: Frame, tables: Frame, *names: str) -> Frame:
    """`rows` with the form of their table and its schema's parameters `names`, as columns of these names."""
    form = looked_up(rows, tables, "form")
    asked = {kind: forms()[kind].parameters for kind in form.dropna().unique()}
    columns = {name: [getattr(asked[kind], name) if kind in asked else None for kind in form] for name in names}
    return rows.assign(form=form, **columns).reset_index(drop=True)
