"""Which kinds of indicator a form fills, and where one that it lacks should stand."""

from __future__ import annotations

import pandas as pd

from ..schemas.parameters import Override
from ..schemas.vocabulary import vocabulary
from .choice import either
from .conventions import schemas
from .remembering import remembered

Frame = pd.DataFrame
Mask = pd.Series

_LEVEL1, _LEVEL2 = vocabulary().level1, vocabulary().level2
OUTPUT, BENEFIT = "产出指标", "效益指标"
OUTPUTS = tuple(name for name, entry in _LEVEL2.items() if entry.parents == (OUTPUT,))
BENEFITS = tuple(name for name, entry in _LEVEL2.items() if entry.parents == (BENEFIT,))
COSTS = tuple(name for name, entry in _LEVEL2.items() if "成本指标" in entry.parents)
SATISFACTION = ("满意度指标", "服务对象满意度指标")

# The level 1 under which each frame has them.
_STANDS = {
    "成本指标": {"2015": OUTPUT, "2020": OUTPUT, "2021": "成本指标"},
    "服务对象满意度指标": {"2015": "满意度指标", "2020": BENEFIT, "2021": "满意度指标"},
}

_KEYS = ["filing", "table"]
_NO_BLOCK = ("表内没有读到指标栏", "no block of indicators was read from the form")
_NO_LEVELS = ("有指标没有写明所属级别，或用的是自定的级别名称", "some indicators state no level, or one of the form's own")


def filled(indicators: Frame) -> Mask:
    """Whether a row holds an indicator rather than an empty line of the form."""
    return indicators.plain.ne("") | indicators.target_plain.ne("")


@remembered
def filled_rows(indicators: Frame) -> Frame:
    """The rows that hold an indicator."""
    return indicators.loc[filled(indicators)]


def filed_under(indicators: Frame, names: tuple[str, ...]) -> Mask:
    """Whether a row stands under one of the level-1 or level-2 `names`."""
    return indicators.level1.isin(names) | indicators.level2.isin(names)


def asks_satisfaction(indicators: Frame) -> Mask:
    """Whether a row asks how satisfied people are, wherever it is filed."""
    words = vocabulary().words.satisfaction
    among_benefits = indicators.plain.str.contains("|".join(words)) & indicators.level1.eq(BENEFIT)
    return filed_under(indicators, SATISFACTION) | among_benefits | indicators.plain.str.endswith(words)


def framed(cases: Frame, kind: str) -> Frame:
    """`cases`, a row for each table, and where its indicator frame (parameter `era`) has cost or satisfaction (`kind`).

    `where_zh` and `where_en` are empty where the frame is not known.
    """
    eras = [schema.parameters.era for schema in schemas(cases)]
    above = [_STANDS[kind].get(era or "") for era in eras]
    return cases.assign(
        where_zh=[f"（按本表的框架，列在一级指标“{name}”下）" if name else "" for name in above],
        where_en=[f" (in the frame of this form, under {name})" if name else "" for name in above],
    )


def parents(tables: Frame, level2: pd.Series) -> pd.Series:
    """The level 1 under which each level 2 belongs in its form's frame; `tables` are those of the rows, one each."""
    eras = [schema.parameters.era or "" for schema in schemas(tables)]
    names = zip(eras, level2.tolist(), strict=True)
    above = [_STANDS.get("成本指标" if name in COSTS else name, {}).get(era) or _LEVEL2[name].parents[0] for era, name in names]
    return pd.Series(above, index=level2.index, dtype="object")


def lacking(
    tables: Frame, levels: Frame, indicators: Frame, names: tuple[str, ...], inside: Mask | None = None, within: str = ""
) -> Frame:
    """One row for each table: `offends` where no indicator stands under one of `names` (or is `inside`, where given).

    `within` restricts the question to tables that fill that level 1. It is NA, too, where the levels of a form are not
    known well enough to miss one. The place is that of the empty label, else of the label above it, else the beginning of
    the block. `present` names the level 2 that the form does fill (under `within`), `severity` what the form's schema
    says; where that is `off` nothing is asked.
    """
    rows = filled_rows(indicators)
    keys = rows.loc[:, _KEYS]
    has = among(tables, keys.loc[filed_under(rows, names) if inside is None else inside.reindex(rows.index)])
    if has.all():
        return tables.assign(offends=False, severity=None)
    under = rows.loc[rows.level1.eq(within)] if within else rows
    block = among(tables, levels) | among(tables, rows)
    doubtful = among(tables, rows.loc[_might_be(rows, names)])
    evaluable = has | (block & ~doubtful & (among(tables, under) if within else True))
    judged = tables.assign(
        offends=(~has).astype("boolean").where(evaluable, pd.NA),
        reason_zh=either(~block, _NO_BLOCK[0], either(doubtful, _NO_LEVELS[0], None)),
        reason_en=either(~block, _NO_BLOCK[1], either(doubtful, _NO_LEVELS[1], None)),
    )
    judged["severity"] = _demanded(tables, within or names[0], names[0] if within else "any")
    judged.loc[judged["severity"].eq("off"), "offends"] = pd.NA
    located = judged.drop(columns="place").merge(_places(tables, levels, rows, names, within), on=_KEYS)
    return located.merge(_present(under), on=_KEYS, how="left").fillna({"present": "—"})


def _demanded(tables: Frame, level1: str, level2: str) -> list[Override | None]:
    """How strongly the schema of each table asks for a level; None where it does not say."""
    return [schema.levels.get(level1, {}).get(level2) for schema in schemas(tables)]


def among(tables: Frame, rows: Frame) -> Mask:
    """Whether each table has any of `rows`."""
    having = set(zip(rows.filing.tolist(), rows.table.tolist(), strict=True))
    keys = zip(tables.filing.tolist(), tables.table.tolist(), strict=True)
    return pd.Series([key in having for key in keys], index=tables.index, dtype=bool)


def _might_be(rows: Frame, names: tuple[str, ...]) -> Mask:
    """Whether a row may belong under one of `names`, as its level 2 is not known and its level 1 does not exclude it."""
    parents = {parent for name in names if name in _LEVEL2 for parent in _LEVEL2[name].parents} - set(names)
    return ~rows.level2.isin(list(_LEVEL2)) & (~rows.level1.isin(list(_LEVEL1)) | rows.level1.isin(parents))


def _places(tables: Frame, levels: Frame, rows: Frame, names: tuple[str, ...], within: str) -> Frame:
    candidates = (levels.loc[levels.name.isin(names)], levels.loc[levels.name.eq(within)], levels, rows, tables)
    return pd.concat([found.loc[:, [*_KEYS, "place"]] for found in candidates]).drop_duplicates(_KEYS)


def _present(rows: Frame) -> Frame:
    kinds = rows.dropna(subset=["level2"]).drop_duplicates([*_KEYS, "level2"])
    return kinds.groupby(_KEYS, as_index=False, sort=False).agg(present=("level2", "、".join))
