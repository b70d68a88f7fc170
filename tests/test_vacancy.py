"""Rows that lack a part, and those of which the reading says so itself."""

from __future__ import annotations

import pandas as pd

from jixiao.filings.model import Place
from jixiao.validators.vacancy import in_shifted_row


def test_only_a_row_that_was_shifted_is_one() -> None:
    keys = {"filing": "a", "table": 1}
    rows = pd.DataFrame([{**keys, "place": Place(line=line)} for line in (1, 2, 3)])
    repairs = pd.DataFrame([{**keys, "kind": kind, "place": Place(line=line)} for kind, line in (("shifted", 1), ("glued", 2))])
    assert in_shifted_row(rows, repairs).tolist() == [True, False, False]
