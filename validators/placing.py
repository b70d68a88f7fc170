"""Where a finding points: to the cell that it speaks of, and once for flaws that a table has many times."""

from __future__ import annotations

import pandas as pd

from .remembering import remembered

Frame = pd.DataFrame


@remembered
def placed(rows: Frame, column: str) -> Frame:
    """`rows` that point to the place in `column` (level3_place, target_place …), where it is known."""
    return rows.assign(place=rows[column].where(rows[column].notna(), rows.place))


def gathered(rows: Frame, words: str, shown: int = 4) -> Frame:
    """One row for each table in `rows`: that of its first row, pointing to the others.

    `listed` quotes up to `shown` different contents of the column `words`, `count` says how many rows there are.
    """
    said: dict[tuple[str, int], list[tuple[str, object]]] = {}
    for filing, table, word, place in zip(rows.filing, rows.table, rows[words], rows.place, strict=True):
        said.setdefault((filing, table), []).append((word, place))
    first = rows.loc[~rows.duplicated(["filing", "table"])]
    return first.assign(
        listed=[_listed([word for word, _ in group], shown) for group in said.values()],
        count=[len(group) for group in said.values()],
        related=[_others([place for _, place in group]) for group in said.values()],
    )


def _listed(words: list[str], shown: int) -> str:
    different = list(dict.fromkeys(words))
    return "、".join(f"“{word}”" for word in different[:shown]) + ("……" if len(different) > shown else "")


def _others(places: list[object]) -> tuple[object, ...]:
    return tuple(place for place in dict.fromkeys(places) if place != places[0])
