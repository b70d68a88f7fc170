"""Whether two units can measure the same thing."""

from __future__ import annotations

import pandas as pd

from ..schemas.units import understood

_SPECIFIC = {"persons", "person-times", "households", "occurrences", "batches", "cases"}
_GENERIC = {"items", "documents", "equipment", "places"}
COUNTERS = _SPECIFIC | _GENERIC
_SINGLE = {"money", "unit-cost", "ratio", "duration", "area", "length", "volume", "weight"}
_SAME = {"frequency": "occurrences"}


def dimensions(units: pd.Series) -> pd.Series:
    """The dimension of each unit, null where it is none or not known."""
    known = {unit: understood(unit) for unit in units.dropna().unique()}
    return units.map({unit: found.dimension for unit, found in known.items() if found}).astype("str")


def at_odds(left: pd.Series, right: pd.Series) -> pd.Series:
    """Whether two dimensions cannot measure the same thing.

    个, 项, 份, 台 and 处 count anything, so they never contradict another counter. Units that are not known contradict nothing.
    """
    one, other = left.replace(_SAME), right.replace(_SAME)
    known = one.isin(COUNTERS | _SINGLE) & other.isin(COUNTERS | _SINGLE)
    loose = (one.isin(_GENERIC) & other.isin(COUNTERS)) | (other.isin(_GENERIC) & one.isin(COUNTERS))
    return known & one.ne(other) & ~loose


def normals(units: pd.Series) -> pd.Series:
    """The normal form of each unit, null where it is none or not known."""
    known = {unit: understood(unit) for unit in units.dropna().unique()}
    return units.map({unit: found.normal for unit, found in known.items() if found}).astype("str")
