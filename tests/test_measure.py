"""Which units can measure the same thing."""

from __future__ import annotations

import pandas as pd
import pytest

from jixiao.validators.measure import at_odds


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("items", "length", True), ("items", "persons", False), ("items", "documents", False), ("persons", "households", True),
        ("persons", "persons", False), ("frequency", "occurrences", False), ("length", "area", True), ("length", None, False),
    ],
)  # fmt: skip
def test_things_counted_generically_contradict_no_other_count(one: str, other: str | None, apart: bool) -> None:
    units = pd.Series([one]), pd.Series([other], dtype="str")
    assert (at_odds(*units).tolist(), at_odds(*units[::-1]).tolist()) == ([apart], [apart])
