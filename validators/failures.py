"""Files that could not be read as far as their forms."""

from __future__ import annotations

import pandas as pd

from .choice import either

Frame = pd.DataFrame
Mask = pd.Series


def failed(filings: Frame, failure: str) -> Frame | Mask:
    """Whether the reading of each file ended in `failure`, with what was seen in it, where any did."""
    offends = filings.failure.eq(failure)
    if not offends.any():
        return offends
    known = filings.detail.fillna("").ne("")
    return filings.assign(
        offends=offends,
        seen_zh=either(known, "（" + filings.detail + "）", ""),
        seen_en=either(known, " (" + filings.detail + ")", ""),
    )
