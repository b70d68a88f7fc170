"""The frames of an audit as rules across filings see them: from the Parquet files, and as few rows at a time as will do.

Which forms a rule must see together says its `within` (validators/collection/binding.py). Forms that nothing binds come in
different parts, so memory does not grow with the number of filings, but by the little that is known of each form: its
owner, and a number for each thing by which it is bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
from pandas.util import hash_array

from ..filings.model import Place
from ..schemas.frames import MODELS
from ..validators.collection.binding import FORM, OWNERS, Bond, FormBinding, RowBinding
from ..validators.collection.identity import identified
from ..validators.remembering import forget
from ..validators.rule import Rule
from .group import DOUBTS, place_of

Numbers = np.ndarray[Any, np.dtype[np.int32]]
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Rows = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

# What rules across filings look at; the place of a row is a number, from which the place is made when a finding needs it.
LOOKED_AT = {
    "filings": ("filing",),
    "tables": (
        "filing", "table", "form", "schema", "profile", "year", "unit", "department", "project", "period_start", "period_end",
    ),
    "fields": ("filing", "table", "id", "text"),
    "funds": (
        "filing", "table", "item", "role", "column", "measure", "period", "fen", "resolution", "number", "decimals", "unit",
        "text",
    ),
    "goals": ("filing", "table", "kind", "text", "plain"),
    "indicators": (
        "filing", "table", "number", "level1", "level2", "level3", "plain", "name_unit", "period", "target_text",
        "target_plain", "target_carried", "target_kind", "target_operator", "target_number", "target_unit", "target_normal",
        "target_dimension", "actual_text", "actual_kind", "actual_number", "actual_normal",
    ),
}  # fmt: skip
_UNITS = ("implementing_unit", "reporting_unit", "department", "competent_department")
_FORMS = 2000  # in a part
_ROWS = 20 * _FORMS
_GROUPS = 8  # row groups that are read together: each holds the filings of a task
_NONE = -1  # for a row that is read in doubt, or is in no part
_FRAME = 1 << 40  # the number of a place: that of its frame, and of its row in the file


def looked_at(rule: Rule, name: str) -> tuple[str, ...]:
    """The columns of the frame `name` that `rule` sees."""
    sights = dict(rule.within.sees) if rule.within else {}
    return sights[name] if name in sights else LOOKED_AT[name]


class Parts:
    """The frames in the folder `data`, with those in `beside`, which are whole; without what was read in doubt."""

    def __init__(self, data: Path, beside: Mapping[str, pd.DataFrame]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        pa.set_memory_pool(pa.system_memory_pool())  # the others hold on to what was set free
        self._files = {name: pq.ParquetFile(data / f"{name}.parquet", pre_buffer=False) for name in LOOKED_AT}
        self._beside = beside
        forms = self._files["tables"].read([*FORM, DOUBTS]).to_pandas()
        self._forms = pd.MultiIndex.from_frame(forms.loc[:, FORM])
        self._doubts = forms[DOUBTS]
        self._numbers: dict[str, Numbers] = {}
        self._known: dict[Bond, tuple[Numbers, Hashes]] = {}

    @cached_property
    def tables(self) -> int:
        """How many forms there are that were read without doubt."""
        return int(np.count_nonzero(self._form_of("tables") != _NONE))

    def of(self, rules: Sequence[Rule]) -> Iterator[dict[str, pd.DataFrame]]:
        """The frames that `rules`, which have one `within`, see: part by part."""
        within = rules[0].within
        names = {name for rule in rules for name in rule.inputs}
        columns = {name: looked_at(rules[0], name) for name in LOOKED_AT if name in names}
        beside = {name: frame for name, frame in self._beside.items() if name in names}
        if isinstance(within, FormBinding):
            for chosen in _each(self._bound(within)):
                yield beside | {name: self._frame(name, said, self._of_forms(name, chosen)) for name, said in columns.items()}
            return
        whole = {name: self._frame(name, said) for name, said in columns.items() if within is None or name != within.over}
        if within is None:
            yield beside | whole
        else:
            for chosen in _each(self._bound_rows(within)):
                yield beside | whole | {within.over: self._frame(within.over, columns[within.over], chosen)}

    def places(self, numbers: Iterable[object]) -> list[Place]:
        """The places that these numbers stand for; what is a Place stays one, and what is no number has none."""
        given = [_number(one) if not isinstance(one, Place) else one for one in numbers]
        wanted = np.unique(np.array([one for one in given if isinstance(one, int)], dtype="int64"))
        found: dict[int, Place] = {}
        for frame, name in enumerate(LOOKED_AT):
            rows = wanted[wanted // _FRAME == frame] % _FRAME
            columns = [column for column in self._files[name].schema_arrow.names if column.startswith("at_")]
            for first, table in self._read(name, columns, rows):
                inside = rows[(rows >= first) & (rows < first + table.num_rows)]
                told = table.take(inside - first).to_pylist()
                found |= {frame * _FRAME + row: place_of(said) for row, said in zip(inside.tolist(), told, strict=True)}
        return [one if isinstance(one, Place) else Place() if one is None else found[one] for one in given]

    @cached_property
    def _owners(self) -> pd.DataFrame:
        """The forms whose owner is known, with their number as index."""
        owners = identified(*(self._frame(name, LOOKED_AT[name]) for name in ("tables", "fields")))
        forget()
        return owners.set_index(self._forms.get_indexer(pd.MultiIndex.from_frame(owners.loc[:, FORM])))

    def _frame(self, name: str, columns: Sequence[str], chosen: Mask | None = None) -> pd.DataFrame:
        """The rows of a frame that are `chosen`, else all, without those that were read in doubt."""
        import pyarrow as pa

        if chosen is None and name != "filings":
            chosen = self._form_of(name) != _NONE
        rows = None if chosen is None else np.flatnonzero(chosen)
        parts = [
            (first, table) if chosen is None else (first, table.filter(pa.array(chosen[first : first + table.num_rows])))
            for first, table in self._read(name, columns, rows)
        ]
        table = pa.concat_tables([part for _, part in parts]) if parts else self._empty(name, columns)
        numbers = np.arange(table.num_rows) if rows is None else rows
        kinds = MODELS[name].columns
        frame = pd.DataFrame({column: _typed(table.column(column), kinds[column].kind) for column in columns})
        return frame.assign(place=numbers + [*LOOKED_AT].index(name) * _FRAME)

    def _empty(self, name: str, columns: Sequence[str]) -> Any:
        return self._files[name].schema_arrow.empty_table().select(list(columns))

    def _read(self, name: str, columns: Sequence[str], rows: Rows | None = None) -> Iterator[tuple[int, Any]]:
        """A file some row groups at a time, with the number of the first row; only those that hold any of `rows`."""
        file = self._files[name]
        first, groups = 0, range(file.num_row_groups)
        for start in range(0, len(groups), _GROUPS):
            together = list(groups[start : start + _GROUPS])
            size = sum(file.metadata.row_group(group).num_rows for group in together)
            if size and (rows is None or np.searchsorted(rows, first) < np.searchsorted(rows, first + size)):
                yield first, file.read_row_groups(together, columns=list(columns), use_threads=False)
            first += size

    def _form_of(self, name: str) -> Numbers:
        """For each row of a file the number of its form, or _NONE where it was read in doubt or no rule looks at it."""
        if name not in self._numbers:
            doubted = self._doubts.str.split(",").map(lambda parts: name in parts).to_numpy(bool)
            found: list[Numbers] = [np.array([], "int32")]
            for _, table in self._read(name, (*FORM, "id") if name == "fields" else FORM):
                rows = table.to_pandas()
                numbers = self._forms.get_indexer(pd.MultiIndex.from_frame(rows.loc[:, FORM])).astype("int32")
                left = doubted[numbers] if name != "fields" else doubted[numbers] | ~rows.id.isin(_UNITS).to_numpy(bool)
                found.append(np.where(left, _NONE, numbers).astype("int32"))
            self._numbers[name] = np.concatenate(found)
        return self._numbers[name]

    def _of_forms(self, name: str, chosen: Mask) -> Mask:
        """Which rows of a file are of the forms that are `chosen`."""
        forms = self._form_of(name)
        return (forms != _NONE) & chosen[forms]

    def _bound(self, within: FormBinding) -> Numbers:
        """For each form the number of its part."""
        links = [self._links(bond) for bond in within.bonds]
        label = _joined(len(self._forms), links)
        known = np.zeros(len(self._forms), bool)
        for forms, _ in links:
            known[forms] = True
        if not within.alone:
            known &= np.bincount(label, minlength=len(label))[label] > 1
        return _parted(np.where(known, label, _NONE), _FORMS)

    def _links(self, bond: Bond) -> tuple[Numbers, Hashes]:
        """Forms by their numbers, and what they are known by."""
        if bond not in self._known:
            self._known[bond] = self._links_of(bond)
        return self._known[bond]

    def _links_of(self, bond: Bond) -> tuple[Numbers, Hashes]:
        if bond.over == OWNERS:
            keys = bond.keys(self._owners, self._owners)
            return keys.index.to_numpy("int32"), _hashed(keys)
        kinds, forms_of = MODELS[bond.over].columns, self._form_of(bond.over)
        forms: list[Numbers] = [np.array([], "int32")]
        hashes: list[Hashes] = [np.array([], "uint64")]
        for first, table in self._read(bond.over, bond.columns):
            of_rows = forms_of[first : first + table.num_rows]
            rows = pd.DataFrame({column: _typed(table.column(column), kinds[column].kind) for column in bond.columns})
            keys = bond.keys(rows.loc[of_rows != _NONE], self._owners).dropna()
            forms.append(of_rows[keys.index.to_numpy()])
            hashes.append(_hashed(keys))
        return np.concatenate(forms), np.concatenate(hashes)

    def _bound_rows(self, within: RowBinding) -> Numbers:
        """For each row of the frame that it is about the number of its part."""
        there = self._form_of(within.over) != _NONE
        keys, others = np.zeros((2, len(there)), "uint64")
        for first, table in self._read(within.over, (within.column, within.differing)):
            rows = table.to_pandas()
            here = slice(first, first + len(rows))
            keys[here], others[here] = _hashed(rows[within.column]), _hashed(rows[within.differing])
            there[here] &= rows.notna().all(axis=1).to_numpy(bool) & rows[within.column].ne("").to_numpy(bool)
        found = pd.DataFrame({"key": keys[there], "other": others[there]}, index=np.flatnonzero(there).astype("int32"))
        several = found.drop_duplicates()["key"]
        found = found.loc[found["key"].isin(several.loc[several.duplicated()])]
        label = np.full(len(there), _NONE, "int32")
        label[found.index] = found.groupby("key")["key"].transform(lambda rows: rows.index.min())
        return _parted(label, _ROWS)


def _each(parts: Numbers) -> Iterator[Mask]:
    """The parts, one at least: rules say something of nothing, too."""
    return (parts == part for part in range(max(parts.max(initial=_NONE), 0) + 1))


def _joined(forms: int, links: Iterable[tuple[Numbers, Hashes]]) -> Numbers:
    """For each form the lowest number of those that are bound to it, directly or by others."""
    known = [(numbers, np.unique(keys, return_inverse=True)[1]) for numbers, keys in links if len(numbers)]
    label = np.arange(forms, dtype="int32")
    while True:
        before = label.copy()
        for numbers, keys in known:
            lowest = np.full(keys.max() + 1, forms, "int32")
            np.minimum.at(lowest, keys, label[numbers])
            np.minimum.at(label, numbers, lowest[keys])
        label = label[label]
        if (label == before).all():
            return label


def _parted(label: Numbers, most: int) -> Numbers:
    """The number of the part for each label: parts are filled one after the other, and no label is torn apart."""
    there = label != _NONE
    _, group, sizes = np.unique(label[there], return_inverse=True, return_counts=True)
    _, part = np.unique((np.cumsum(sizes) - sizes) // most, return_inverse=True)
    parts = np.full(len(label), _NONE, "int32")
    parts[there] = part[group]
    return parts


def _hashed(keys: pd.Series) -> Hashes:
    return np.asarray(cast(Any, hash_array)(keys.to_numpy(object), categorize=False), "uint64")


def _number(given: object) -> int | None:
    """The number of a place, where there is one: columns that were joined may hold it as a float, and a null."""
    return None if given is None or given is pd.NA or given != given else int(cast(int, given))  # noqa: PLR0124 - NaN


def _typed(column: Any, kind: str) -> pd.Series:
    """An Arrow column as the model of its frame has it; text stays with Arrow, which takes a fifth of the memory."""
    import pyarrow as pa

    kinds: dict[Any, Any] = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype("pyarrow", np.nan)}
    return column.to_pandas(types_mapper=kinds.get, use_threads=False).astype(kind)
