"""Personal data are masked here, once, in all that leaves the pipeline: every report, document, frame and cache gets them so.

What gives a person away, and where a name or a number belongs, says validators/personal.py. The form shows what stands in the
fields for it as filed, but for identity numbers; what is said about the form repeats nobody's number, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ..filings.model import Cell, Field, Filing, Fund, Grid, Line, Place, Table, Value
from ..schemas.vocabulary import squeezed
from ..validators.finding import Result
from ..validators.personal import SUSPECT, Exposure, Where, exposures, masked, place_of

_SUSPECT = re.compile(SUSPECT)
_SHORTEST = 5  # characters of a number that is cut short

_Any = TypeVar("_Any")


def withheld(filings: Sequence[Filing], result: Result) -> tuple[tuple[Filing, ...], Result]:
    """`filings` and what was found in them, without personal data that do not belong where they stand."""
    masks = {filing.path: found for filing in filings if (found := _Masks(filing)).needed}
    if not masks:
        return tuple(filings), result
    return tuple(masks[filing.path].of_filing(filing) if filing.path in masks else filing for filing in filings), replace(
        result,
        findings=tuple(masks[one.filing].said(one) if one.filing in masks else one for one in result.findings),
        checks=tuple(
            one._replace(reason=masks[one.filing].said(one.reason)) if one.reason and one.filing in masks else one
            for one in result.checks
        ),
    )


def shown(filing: Filing) -> Filing:
    """`filing` without personal data that do not belong where they stand."""
    return withheld([filing], Result((), (), ()))[0][0]


class _Masks:
    """What one filing exposes, found where it stands and hidden wherever it is repeated."""

    def __init__(self, filing: Filing) -> None:
        self._people = [field for table in filing.tables for field in table.fields if _where(field) == "person"]
        self._amounts = set(map(squeezed, _amounts(filing)))
        exposed = [one for text, where in self._texts(filing) for one in exposures(text, where)]
        own = [one for field in self._people for one in exposures(field.text, "body") if one.kind == "telephone"]
        self._exposed = _Repeated(exposed)
        self._all = _Repeated([*exposed, *own])
        self.needed = self._all.any

    def of_filing(self, filing: Filing) -> Filing:
        """`filing` as it is shown."""
        return self._without(filing, self._exposed) if self._exposed.any else filing

    def said(self, about: _Any) -> _Any:
        """A finding, or a reason, as it is told."""
        return self._without(about, self._all)

    def _texts(self, filing: Filing) -> Iterator[tuple[str, Where]]:
        """Every text in which somebody may be exposed, with where it stands."""
        for table in filing.tables:
            for field in table.fields:
                yield field.text, _where(field)
            for text in filter(_SUSPECT.search, _of_table(table)):
                yield text, "body"
        for piece in _pieces(filing):
            if _SUSPECT.search(piece.text) and squeezed(piece.text) not in self._amounts:
                yield piece.text, self._where_of(piece)

    def _where_of(self, piece: Cell | Line) -> Where:
        own = squeezed(piece.text)
        here = any(field.place == piece.place or squeezed(field.text) == own for field in self._people)
        return "person" if here else "head"

    def _without(self, value: Any, repeated: _Repeated) -> Any:
        if isinstance(value, str):
            return repeated.hidden(value)
        if isinstance(value, Place | Fund) or (isinstance(value, Value) and value.number is not None):
            return value
        if isinstance(value, Field) and _where(value) == "person":
            return _changed(value, {"text": masked(value.text, "person")})
        if isinstance(value, Cell | Line):
            return self._piece(value, repeated)
        if isinstance(value, tuple):
            made = tuple(self._without(item, repeated) for item in value)
            return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
        if is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in fields(value) if field.name not in _KEPT]
            return _changed(value, {name: self._without(getattr(value, name), repeated) for name in names})
        return value

    def _piece(self, piece: Cell | Line, repeated: _Repeated) -> Any:
        if squeezed(piece.text) in self._amounts:
            return piece
        belongs = self._where_of(piece) == "person"
        return _changed(piece, {"text": masked(piece.text, "person") if belongs else repeated.hidden(piece.text)})


class _Repeated:
    """Stretches of text to hide wherever they are repeated, also cut short with an ellipsis or without white space."""

    def __init__(self, exposed: Iterable[Exposure]) -> None:
        self._shown: dict[str, str] = {}
        for one in exposed:
            for words, said in ((one.text, one.shown), (squeezed(one.text), squeezed(one.shown))):
                self._shown[words] = said
                if one.kind != "name":
                    self._shown |= {f"{words[:n]}…": f"{said[:n]}…" for n in range(_SHORTEST, len(words))}
        longest = sorted(self._shown, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\d)(?:{'|'.join(map(_pattern, longest))})(?!\d)") if longest else None
        self.any = bool(longest)

    def hidden(self, text: str) -> str:
        """`text` with these stretches hidden."""
        return self._pattern.sub(lambda found: self._shown[found[0]], text) if self._pattern else text


def _pattern(words: str) -> str:
    # NOTE: two characters may begin another word.
    return re.escape(words) + (r"(?![\u4e00-\u9fff])" if len(words) == 2 else "")


_KEPT = frozenset({"path", "sha256", "status", "filing", "rule", "family", "severity", "id", "label", "failure", "form", "basis"})


def _changed(value: Any, new: Mapping[str, Any]) -> Any:
    """`value` with the fields that are `new`; itself where none differs."""
    changed = {name: made for name, made in new.items() if made != getattr(value, name)}
    return replace(value, **changed) if changed else value


def _where(field: Field) -> Where:
    return place_of(field.id, field.label)


def _amounts(filing: Filing) -> Iterator[str]:
    """The texts that were read as amounts and numbers."""
    for table in filing.tables:
        yield from (fund.text for fund in table.funds)
        for indicator in table.indicators:
            yield from (value.text for value in (indicator.target, indicator.actual) if value and value.number is not None)


def _of_table(table: Table) -> Iterator[str]:
    yield from (goal.text for goal in table.goals)
    for indicator in table.indicators:
        yield from filter(None, (indicator.level3, indicator.reason, indicator.note))
        yield from (value.text for value in (indicator.target, indicator.actual) if value and value.number is None)


def _pieces(filing: Filing) -> Iterator[Cell | Line]:
    """The form as filed, in the tables and in the document."""
    grids = [grid for table in filing.tables for grid in table.filed]
    for block in (*grids, *(filing.document.blocks if filing.document else ())):
        yield from block.cells if isinstance(block, Grid) else (block,)
