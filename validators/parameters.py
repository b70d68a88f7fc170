"""The parameters of a form's schema, beside the rows of that form."""

from __future__ import annotations

import pandas as pd

from .conventions import schemas
from .lookup import looked_up

Frame = pd.DataFrame


def allowed_fen(rows: Frame, tables: Frame) -> pd.Series:
    """By how many 0.01 元 amounts may differ on the form of each row beyond what rounding makes."""
    return (with_parameters(rows, tables, "amount_tolerance").amount_tolerance.astype("float64") * 100).set_axis(rows.index)


def with_parameters(rows: Frame, tables: Frame, *names: str) -> Frame:
    """`rows` with the form of their table and its schema's parameters `names`, as columns of these names."""
    keys = zip(tables.filing.tolist(), tables.table.tolist(), strict=True)
    asked = dict(zip(keys, (schema.parameters for schema in schemas(tables)), strict=True))
    owners = [asked.get(key) for key in zip(rows.filing.tolist(), rows.table.tolist(), strict=True)]
    columns = {name: [getattr(owner, name, None) for owner in owners] for name in names}
    return rows.assign(form=looked_up(rows, tables, "form"), **columns).reset_index(drop=True)
