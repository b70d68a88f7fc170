"""Words that depend on a row: the plural of an if."""

from __future__ import annotations

import numpy as np
import pandas as pd


def either(mask: pd.Series, yes: object, no: object) -> pd.Series:
    """For each row `yes` where `mask` holds, else `no`; both may be columns."""
    return pd.Series(np.where(mask.fillna(False).astype(bool), yes, no), index=mask.index, dtype=object)  # pyright: ignore[reportArgumentType, reportCallIssue]
