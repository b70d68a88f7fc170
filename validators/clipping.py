"""Texts that stop too soon: what speaks for it, weighed once for all rules of the family.

Nobody can tell from one text alone that its end is lost. The evidence is elsewhere in the same filing: the fuller text, a
column in which several texts break off after the same number of characters, a word that is always longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from ..schemas.vocabulary import vocabulary
from .choice import either
from .placing import placed
from .remembering import remembered

Frame = pd.DataFrame
_WORDS = vocabulary().words
_HAN = "\u4e00-\u9fff"
_OPEN_END = re.compile(r"[，、：（“,:(《]$")
_BARE = "|".join(word for word in _WORDS.dangling if len(word) == 1)
_AFTER_COMMA = "|".join(_WORDS.dangling)
_CONNECTIVE = re.compile(f"(?:{_BARE})$|(?:^|[，、；,;])(?:{_AFTER_COMMA})$")
_CLAUSE = re.compile(r"[，、；。：:,;!！\n]+")
_COLUMN = ["filing", "table", "period"]
_COMPARED = ["cell", "filing", "table", "period", "level2", "role", "words", "beside", "name_unit", "head"]
_SHORTEST = 6
_HEAD = 4


@remembered
def texts(indicators: Frame) -> Frame:
    """Every name and every worded target of `indicators`, one a row, as `words`, with its `role` and what stands `beside` it."""
    names = placed(indicators, "level3_place").assign(role="name", words=indicators.level3, beside=indicators.target_text)
    worded = indicators.loc[indicators.target_kind.eq("text")]
    values = placed(worded, "target_place").assign(role="value", words=worded.target_text, beside=worded.plain)
    both = pd.concat([names, values], ignore_index=True)
    both = both.assign(words=both.words.str.replace(r"\s+", "", regex=True), indicator=both.number)
    return both.loc[both.words.ne("")].reset_index(drop=True)


def ends_open(words: pd.Series) -> pd.Series:
    """Whether a text ends in a mark that something must follow: a comma, a colon, an opening bracket."""
    return words.str.contains(_OPEN_END)


def ends_in_connective(words: pd.Series) -> pd.Series:
    """Whether a text ends in a word that something must follow (的, 和, …，促进), words such as 参与 and 目的 aside."""
    return words.str.contains(_CONNECTIVE) & ~words.str.endswith(_WORDS.whole_endings)


@remembered
def fuller(cells: Frame) -> pd.Series:
    """For each of `texts`, the longer text of the filing of which it is the beginning, else null.

    A name must have the same second level and the same target, and not be complete in itself (…数, …率, …费用); a value the
    same second level and either the same name or six characters. The longer text goes on in mid-clause, is at most twice as
    long, and does not stand beside the shorter one in the same half of the same form: there they are two indicators.
    """
    candidates = cells.loc[cells.words.str.len().ge(_HEAD)].assign(head=cells.words.str[:_HEAD])
    candidates = candidates.loc[candidates.duplicated(["filing", "role", "level2", "head"], keep=False)]
    candidates = candidates.reset_index(names="cell").loc[:, _COMPARED]
    if candidates.empty:
        return pd.Series(index=cells.index, dtype="str")
    pairs = candidates.merge(candidates, on=["filing", "role", "level2", "head"], suffixes=("", "_longer"))
    pairs = pairs.loc[[_goes_on(*pair) for pair in zip(pairs.words, pairs.words_longer, strict=True)]]
    pairs = pairs.loc[~(pairs.table.eq(pairs.table_longer) & pairs.period.eq(pairs.period_longer))]
    whole = pairs.name_unit.notna() | pairs.words.str.endswith(_WORDS.complete_endings)
    empty = pairs.words.str.fullmatch(f"(?:{'|'.join(_WORDS.vague + _WORDS.grades)})+")
    alike = either(pairs.role.eq("name"), pairs.beside.eq(pairs.beside_longer) & pairs.beside.ne("") & ~whole,
                   (pairs.beside.eq(pairs.beside_longer) | pairs.words.str.len().ge(_SHORTEST)) & ~empty)  # fmt: skip
    return pairs.loc[alike.astype(bool)].groupby("cell").words_longer.first().reindex(cells.index)


def _goes_on(short: str, long: str, share: float = 0.5) -> bool:
    following = long[len(short) : len(short) + 1]
    return long.startswith(short) and len(short) >= share * len(long) and bool(re.match(f"[{_HAN}]", following))


@remembered
def clipped_columns(cells: Frame, goals: Frame) -> Frame:
    """For each of `texts`, why a whole column seems cut (`why_zh`, `why_en`; null for the others), how wide, and how many.

    At least two different worded targets of one form and half have the greatest length of their column, each of them breaks
    off (in an open end, before the rest of a longer text, or inside a word), and one does so beyond doubt.
    """
    values = cells.loc[cells.role.eq("value")]
    width = values.words.str.len()
    widest = width.eq(width.groupby([values[key] for key in _COLUMN], dropna=False).transform("max")) & width.ge(_SHORTEST)
    several = values.loc[widest].groupby(_COLUMN, dropna=False).words.transform("nunique").ge(2)
    suspects = values.loc[several.index[several]]
    if suspects.empty:
        return pd.DataFrame(index=cells.index, columns=["why_zh", "why_en", "sure", "width", "number_cut"])
    reasons = _reasons(suspects, cells, goals)
    broken = reasons.loc[reasons.why_zh.notna()]
    groups = broken.groupby([suspects.loc[broken.index, key] for key in _COLUMN], dropna=False)
    broken = broken.assign(width=width.reindex(broken.index), number_cut=groups.why_zh.transform("size"))
    sure = groups.sure.transform("any") & broken.number_cut.ge(2)
    return broken.loc[sure.astype(bool)].reindex(cells.index)


def _reasons(suspects: Frame, cells: Frame, goals: Frame) -> Frame:
    rows: list[tuple[str | None, str | None, bool]] = []
    known = {filing: set(group) for filing, group in cells.loc[cells.filing.isin(suspects.filing)].groupby("filing").words}
    corpora = corpora_of(cells, goals, suspects.filing.unique())
    for filing, words in zip(suspects.filing, suspects.words, strict=True):
        longer = max(
            (text for text in known[filing] if _goes_on(words, text, 0)), key=lambda text: (len(text), text), default=None
        )
        always = following(words, corpora[filing])
        if _OPEN_END.search(words):
            rows.append((f"这里以“{words[-1]}”结尾", f"this one ends in “{words[-1]}”", True))
        elif longer:
            rows.append((f"这里与“{longer}”的开头相同", f"this one is the beginning of “{longer}”", True))
        elif goes_on := longer_clause(words, corpora[filing]):
            rows.append((f"本文件另一处写的是“{goes_on}”", f"elsewhere the filing says “{goes_on}”", False))
        elif always and always[1] >= 2:
            character, times = always
            rows.append((f"本文件中“{words[-1]}”后面总是“{character}”（{times}处）",
                         f"in this filing “{words[-1]}” is always followed by “{character}” ({times} times)", False))  # fmt: skip
        else:
            rows.append((None, None, False))
    return pd.DataFrame(rows, columns=["why_zh", "why_en", "sure"], index=suspects.index)


def corpora_of(cells: Frame, goals: Frame, filings: Iterable[str]) -> dict[str, str]:
    """All different clauses of each filing, a line each."""
    wanted = set(filings)
    said = pd.concat([cells.loc[cells.filing.isin(wanted), ["filing", "words"]],
                      goals.loc[goals.filing.isin(wanted), ["filing", "text"]].rename(columns={"text": "words"})])  # fmt: skip
    clauses = {filing: _CLAUSE.split("\n".join(group)) for filing, group in said.groupby("filing").words}
    return {filing: "\n".join(dict.fromkeys(lines)) + "\n" for filing, lines in clauses.items()}


def following(words: str, corpus: str) -> tuple[str, int] | None:
    """The one character that always follows the last character of `words` in the filing, and how often; None if there is none.

    Only where no other clause ends in that character: 社 is not the end of a word where it is always 社会.
    """
    last = words[-1:]
    if not re.match(f"[{_HAN}]", last):
        return None
    after = re.findall(f"{last}(?=(.|\n))", corpus)
    inside = [character for character in after if character != "\n"]
    alone = len(inside) == len(after) - 1 and len(set(inside)) == 1
    return (inside[0], len(inside)) if alone and re.match(f"[{_HAN}]", inside[0]) else None


def longer_clause(words: str, corpus: str) -> str | None:
    """A clause of the filing that goes on where the last clause of `words` stops."""
    clause = _CLAUSE.split(words)[-1]
    found = re.search(f"^{re.escape(clause)}[{_HAN}]+", corpus, re.MULTILINE) if len(clause) >= 3 else None
    return found[0] if found else None
