"""What of a form is held against other forms: its whole text, its goal, its set of indicators; where it says enough."""

from __future__ import annotations

import pandas as pd

Frame = pd.DataFrame
FORM = ["filing", "table"]
_SHORTEST_TEXT = 80
_SHORTEST_GOAL = 20
_FEWEST_FIGURES = 3
_FEWEST_INDICATORS = 5


def whole_texts(rows: Frame) -> Frame:
    """Those of `rows`, forms with `text`, `project` and `owner`, whose text says enough; with it, names left out, as `bare`."""
    bare = [_bare(*names) for names in zip(rows.text, rows.project, rows.owner, strict=True)]
    rows = rows.assign(bare=pd.Series(bare, index=rows.index, dtype=object))
    figures = rows.bare.str.count(r"\d+(?:\.\d+)?")
    return rows.loc[rows.bare.str.len().ge(_SHORTEST_TEXT) & figures.ge(_FEWEST_FIGURES)]


def goals_expected(goals: Frame) -> Frame:
    """Those of `goals` that say what is to be achieved, and say enough."""
    return goals.loc[goals.kind.eq("expected") & goals.plain.str.len().ge(_SHORTEST_GOAL)]


def indicator_sets(indicators: Frame) -> Frame:
    """The indicators and targets of each form as one text, `said`, and how many there are, `size`; where that is enough.

    Amounts are left out, and so is the medium term. `first` is the index of one of the rows.
    """
    named = (
        indicators.plain.ne("") & indicators.target_text.ne("") & indicators.period.ne("medium-term").fillna(True).astype(bool)
    )
    named &= indicators.target_dimension.ne("money").fillna(True).astype(bool)
    rows = indicators.loc[named, [*FORM, "plain", "target_text", "target_kind"]]
    said = rows.plain + "：" + rows.target_text
    rows = rows.assign(said=said, figure=rows.target_kind.eq("number").fillna(False).astype(int), first=rows.index)
    groups = rows.groupby(FORM, sort=False)
    sets = groups.agg(size=("said", "size"), figures=("figure", "sum"), first=("first", "min"))
    texts: list[list[str]] = [[] for _ in range(len(sets))]
    for number, text in zip(groups.ngroup().tolist(), said.tolist(), strict=True):
        texts[number].append(text)
    sets = sets.assign(said=pd.Series(["；".join(sorted(text)) for text in texts], index=sets.index, dtype="str"))
    return sets.loc[sets["size"].ge(_FEWEST_INDICATORS) & sets.figures.ge(_FEWEST_FIGURES)].drop(columns="figures").reset_index()


def _bare(text: str, project: object, owner: object) -> str:
    for name in (project, owner):
        if isinstance(name, str) and name:
            text = text.replace("".join(name.split()), "")
    return text
