"""Where a finding points."""

from __future__ import annotations

import pandas as pd

from jixiao.filings.model import Place
from jixiao.validators.placing import placed


def test_a_finding_points_to_the_cell_where_it_is_known_and_else_to_the_row() -> None:
    row, cell = Place(line=1), Place(line=2)
    rows = pd.DataFrame({"place": [row, row], "target_place": pd.Series([cell, None], dtype=object)})
    assert placed(rows, "target_place").place.tolist() == [cell, row]
