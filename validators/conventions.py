"""The schema that each table follows: that of its form, under the layers that a place, a year or a profile lays over it."""

from __future__ import annotations

import pandas as pd

from ..schemas.form import FormSchema
from ..schemas.layers import schema_of
from .remembering import remembered


@remembered
def schemas(tables: pd.DataFrame) -> list[FormSchema]:
    """The schema of each row of `tables`, in their order."""
    rows = zip(tables["form"].tolist(), tables["schema"].tolist(), tables["profile"].tolist(), strict=True)
    return [schema_of(form, _named(own), _named(profile)) for form, own, profile in rows]


def _named(value: object) -> str | None:
    return value if isinstance(value, str) else None
