"""How alike two texts are, for whole columns at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

Frame = pd.DataFrame
_HEAD = 6
_CONTEXT = 6
_TOLD = 4


def likeness(left: pd.Series, right: pd.Series) -> pd.Series:
    """For each row how alike its two texts are: 1 the same, 0 nothing in common."""
    if left.empty:
        return pd.Series(dtype=float, index=left.index)
    # NOTE: loaded only where there is something to compare; most forms repeat nothing.
    from rapidfuzz import fuzz, process

    ratios = process.cpdist(left.tolist(), right.tolist(), scorer=fuzz.ratio)
    return pd.Series(ratios, index=left.index, dtype=float) / 100


def figures(texts: pd.Series) -> pd.Series:
    """The numbers that a text states, in order: texts with other numbers say something else, however alike."""
    return texts.str.findall(r"\d+(?:\.\d+)?").str.join(" ")


def alike(rows: Frame, text: str, within: Sequence[str], threshold: float) -> Frame:
    """Every row of `rows` that nearly repeats an earlier one of the same `within`, joined to the first such (`…_earlier`).

    Only texts that state the same figures are compared, and of those the ones that begin or end alike: two texts that are
    alike by nine tenths or more do.
    """
    keyed = rows.reset_index(drop=True).assign(
        order=range(len(rows)), figures=figures(rows.loc[:, text]).to_numpy(),
        head=rows[text].str[:_HEAD].to_numpy(), tail=rows[text].str[-_HEAD:].to_numpy(),
    )  # fmt: skip
    keys = [*within, "figures"]
    if not any(keyed.duplicated([*keys, end]).any() for end in ("head", "tail")):
        none = keyed.iloc[:0]
        return none.assign(
            **{f"{name}_earlier": none[name] for name in none if name not in keys}, likeness=pd.Series(dtype=float)
        )
    candidates = pd.concat([keyed.merge(keyed, on=[*keys, end], suffixes=("", "_earlier")) for end in ("head", "tail")])
    candidates = candidates.loc[candidates.order_earlier.lt(candidates["order"])]
    candidates = candidates.drop_duplicates(["order", "order_earlier"]).sort_values(["order", "order_earlier"])
    candidates = candidates.assign(likeness=likeness(candidates[text], candidates[f"{text}_earlier"]))
    return candidates.loc[candidates.likeness.ge(threshold)].drop_duplicates("order").reset_index(drop=True)


def differing(earlier: str, later: str) -> int:
    """How many characters one of the two texts has and the other has not."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(earlier, later)


def differences_told(earlier: pd.Series, later: pd.Series) -> tuple[list[str], list[str]]:
    """For each row what two texts have different, in zh and en: '（不同之处：“…旧管网”之后原为“九十”，这里为“三十”）'. Empty
    where they are the same.
    """
    zh: list[str] = []
    en: list[str] = []
    for one, other in zip(earlier.tolist(), later.tolist(), strict=True):
        apart = differences(one, other)[:_TOLD] if one != other else []
        words = "；".join(f"“…{before}”之后原为“{old or '—'}”，这里为“{new or '—'}”" for before, old, new in apart)
        zh.append(f"（不同之处：{words}）" if apart else "")
        words = ", ".join(f"after “…{before}” “{old or '—'}” became “{new or '—'}”" for before, old, new in apart)
        en.append(f" (but {words})" if apart else "")
    return zh, en


def differences(earlier: str, later: str) -> list[tuple[str, str, str]]:
    """What differs: the characters before it, what the earlier text has there, and what the later one has."""
    from rapidfuzz.distance import Levenshtein

    return [
        (
            earlier[max(0, e.src_start - _CONTEXT) : e.src_start],
            earlier[e.src_start : e.src_end],
            later[e.dest_start : e.dest_end],
        )
        for e in Levenshtein.opcodes(earlier, later)
        if e.tag != "equal"
    ]
