"""Texts that nearly repeat others, however many there are: by MinHash, never all pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..similarity import likeness

Frame = pd.DataFrame
_SHINGLE = 4
_HASHES = 128
_BANDS = 32  # of four hashes: a text of 25 characters that differs in one is still found
_SEED = 20
_AT_ONCE = 500  # texts taken apart together: the pieces of all would take a hundred times as much memory as the texts
_YEAR = r"20\d\d"


def figures(texts: Any) -> pd.Series:
    """The numbers that each text states, in order, but for years: texts with other numbers say something else."""
    return texts.str.replace(_YEAR, " ", regex=True).str.findall(r"\d+(?:\.\d+)?").str.join(" ")


def repeats(rows: Frame, text: str, threshold: float) -> Frame:
    """The rows whose `text` is nearly that of an earlier row, with the number of that row as `earlier`, in their order.

    Only texts that state the same figures are compared, each with the first in every bucket of its MinHash signature.
    """
    keyed = rows.reset_index(drop=True)
    keyed = keyed.assign(figures=figures(keyed[text]).to_numpy())
    alike = keyed.loc[keyed.duplicated("figures", keep=False)]
    if alike.empty:
        return alike.assign(earlier=alike.index)
    candidates = _candidates(alike, text)
    sides = [keyed[text].loc[candidates[side]].reset_index(drop=True) for side in ("row", "earlier")]
    candidates = candidates.assign(likeness=likeness(*sides).to_numpy())
    found = candidates.loc[candidates.likeness.ge(threshold)].sort_values(["row", "earlier"]).drop_duplicates("row")
    return keyed.loc[found.row].assign(earlier=found.earlier.to_numpy())


def _candidates(rows: Frame, text: str) -> Frame:
    """For each row the first of every bucket in which it lies, itself excepted."""
    numbered, texts = pd.factorize(rows[text])
    signatures = _signatures(list(texts))[numbered]
    numbers = rows.index.to_numpy()
    found: list[Frame] = []
    for band in np.split(signatures, _BANDS, axis=1):
        parts = pd.Series([part.tobytes() for part in band], dtype=object)
        bucket = pd.DataFrame({"row": numbers, "figures": rows["figures"].to_numpy(), "part": parts})
        first = bucket.groupby(["figures", "part"], sort=False)["row"].transform("min")
        pairs = pd.DataFrame({"row": numbers, "earlier": first.to_numpy()})
        found.append(pairs.loc[pairs.row.ne(pairs.earlier)])
    return pd.concat(found).drop_duplicates().sort_values(["row", "earlier"]).reset_index(drop=True)


def _signatures(texts: list[str]) -> np.ndarray[Any, Any]:
    """The MinHash signature of each text, in a row."""
    from rensa import RMinHash  # pyright: ignore[reportAttributeAccessIssue] - a compiled module without types

    parts = (list(map(_shingles, texts[start : start + _AT_ONCE])) for start in range(0, len(texts), _AT_ONCE))
    return np.concatenate([np.array(RMinHash.digests_from_token_sets(part, _HASHES, _SEED), "uint64") for part in parts])


def _shingles(text: str) -> list[str]:
    return sorted({text[at : at + _SHINGLE] for at in range(len(text))})
