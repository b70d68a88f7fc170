"""Where a finding points: to the cell that it speaks of, and once for flaws that a table has many times."""

from __future__ import annotations

import pandas as pd

Frame = pd.DataFrame


def placed(rows: Frame, column: str) -> Frame:
    """`rows` that point to the place in `column` (level3_place, target_place …), where it is known."""
    return rows.assign(place=rows[column].where(rows[column].notna(), rows.place))


def gathered(rows: Frame, words: str, shown: int = 4) -> Frame:
    """One row for each table in `rows`: that of its first row, pointing to the others.

    `listed` quotes up to `shown` different contents of the column `words`, `count` says how many rows there are.
    """
    groups = [_gathered(group, words, shown) for _, group in rows.groupby(["filing", "table"], sort=False)]
    return pd.concat(groups) if groups else rows.assign(listed="", count=0, related=None)


def _gathered(group: Frame, words: str, shown: int) -> Frame:
    different = list(dict.fromkeys(group[words]))
    listed = "、".join(f"“{word}”" for word in different[:shown]) + ("……" if len(different) > shown else "")
    first = group.iloc[[0]]
    places = dict.fromkeys(group.place)
    related = tuple(place for place in places if place != first.place.iloc[0])
    return first.assign(listed=listed, count=len(group), related=[related])
