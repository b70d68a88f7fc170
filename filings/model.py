"""What a filing is, from its characters to its indicators. Everything read carries the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar, dataclass_transform

Kind = Literal["number", "date", "range", "text", "blank", "unasked"]
Operator = Literal["≥", ">", "=", "<", "≤", "±"]
Period = Literal["annual", "medium-term"]
FormName = Literal[
    "project-target", "project-approval", "project-monitoring", "project-self-evaluation",
    "department-target", "department-monitoring", "department-self-evaluation",
]  # fmt: skip
BLANK = "|"  # a line that stands for a blank cell, where a crawler left a bar behind each cell

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True)
def _value(cls: type[_Class]) -> type[_Class]:
    """A dataclass which the type checker holds frozen.

    NOTE: frozen at run time as well, a cell and its place would take longer to make than to read.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


@_value
class Place:
    """Where something stands in the file as filed. Only what the format has is set; all counts start at 1."""

    line: int | None = None
    end_line: int | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None
    grid: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def order(self) -> tuple[float | str, ...]:
        """A key that sorts places in reading order."""
        line = self.bbox[1] if self.bbox and not self.grid else self.line or 0  # a page's lines have a height, no number
        return (self.page or 0, self.sheet or "", self.grid or 0, line, self.row or 0, self.column or 0)

    def to(self, last: Place) -> Place:
        """The stretch of lines from here to `last`."""
        ends = [n for n in (self.line, self.end_line, last.line, last.end_line) if n]
        if not ends:
            return self
        return Place(line=min(ends), end_line=max(ends), page=self.page, sheet=self.sheet, grid=self.grid)


@lru_cache(maxsize=16_384)
def letters(column: int) -> str:
    """The name of a sheet's column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


@_value
class Line:
    """One line of running text, without its line break."""

    text: str
    place: Place


class Corner(NamedTuple):
    """Where a grid begins on its sheet or among the tables: the places of its cells follow, and are made when asked for.

    A tuple, so that it is told from a Place where cells are kept.
    """

    sheet: str | None = None
    grid: int | None = None
    top: int = 0

    def place(self, row: int, column: int) -> Place:
        """The place of the cell in this row and column of the grid, which count from 0."""
        row, column = self.top + row + 1, column + 1
        cell = None if self.sheet is None else f"{letters(column)}{row}"
        return Place(sheet=self.sheet, cell=cell, grid=self.grid, row=row, column=column)


@_value
class Cell:
    """One cell of a grid. `row` and `column` count from 0 and are those of its upper left corner."""

    text: str
    origin: Place | Corner
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return self.origin.place(self.row, self.column) if isinstance(self.origin, Corner) else self.origin


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table: cells in reading order, spans kept."""

    cells: tuple[Cell, ...]
    place: Place

    @classmethod
    def of_line(cls, text: str, place: Place) -> Grid:
        """A line of running text as a grid of one cell."""
        return cls((Cell(text, place, 0, 0),), place)

    def by_row(self) -> Iterator[list[Cell]]:
        """The cells that start in each row, left to right."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        for number in sorted(rows):
            yield sorted(rows[number], key=attrgetter("column"))


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader yields: lines and grids in reading order."""

    path: str
    format: str
    blocks: tuple[Line | Grid, ...]
    notes: tuple[str, ...] = ()


@_value
class Value:
    """A target or an actual value, as filed and as understood: '≥2500次' is ≥, 2500, 次.

    `number` is exact and has magnitude words multiplied out ('4千' is 4000, with `magnitude` '千'); `upper` is the second
    bound of a range. `operator` is normalised. `carried` names the measure that a text value carries with its number
    ('劝返率75%以上': 劝返率), for which `number` stays None. Kind unasked: the form has no column for it.
    """

    text: str
    kind: Kind
    operator: Operator | None = None
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    magnitude: str | None = None
    glyph: str | None = None
    carried: str | None = None
    place: Place = field(default_factory=Place)

    def at(self, place: Place) -> Value:
        """The same value where it stands elsewhere."""
        return Value(
            self.text, self.kind, self.operator, self.number, self.upper, self.unit, self.magnitude, self.glyph, self.carried,
            place,
        )  # fmt: skip


@_value
class Field:
    """A labelled particular of the form's head or foot. `id` is the standard name of the label; text '' is a blank."""

    id: str
    label: str
    text: str
    place: Place


@_value
class Fund:
    """One money cell. `role` and `measure` are standard names (schemas/vocabulary.yaml); amount None is a blank cell."""

    item: str
    role: str
    column: str | None
    measure: str
    period: Period | None
    amount: Decimal | None
    unit: str | None
    text: str
    place: Place


@_value
class Goal:
    """A goal text, expected or actual."""

    period: Period | None
    kind: Literal["expected", "actual"]
    text: str
    place: Place


@_value
class Level:
    """A level-1 or level-2 name as printed, with what it was understood as."""

    level: Literal[1, 2]
    name: str
    text: str
    parent: str | None
    period: Period | None
    place: Place
    code: str | None = None
    points: Decimal | None = None


@_value
class Indicator:
    """One third-level indicator for one period."""

    level1: str | None
    level2: str | None
    level3: str
    period: Period | None
    target: Value
    place: Place
    level3_place: Place
    actual: Value | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    weight_place: Place | None = None
    score_place: Place | None = None
    reason: str | None = None
    note: str | None = None
    declared: str | None = None  # the operator column's own word (定性, 正向指标), where it is no operator
    sequence: int | None = None  # the printed list number
    level1_code: str | None = None
    level2_code: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """What was mended while reading, so that it can be shown and reported once.

    kinds: shifted (a row lost or gained cells), clipped-label (a standard name cut short), continued (a level name
    repeated after a page break), unlabelled (amounts whose labels are lost), nested-label (a label in the name's column),
    glued (the texts of two cells in one), symbol (a code of a symbol font instead of the sign that it shows).
    """

    kind: Literal["shifted", "clipped-label", "continued", "unlabelled", "nested-label", "glued", "symbol"]
    text: str
    expected: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """One form instance: one project's targets, or one department's.

    `doubts` names the parts (funds, goals, indicators) whose reading is not certain, each with the reason in zh and en:
    rules on such a part are not evaluated. `bound` records how the form was recognised and which heading became what.
    `schema` is the place's own form schema that the table follows, `profiles` the profiles laid over it, each with what of
    the filing calls for it in zh and en. `filed` is the form as drawn: its grids in reading order, a line of running text as
    a grid of one cell; () of text that has no columns.
    """

    form: FormName
    title: str
    place: Place
    year: int | None = None
    unit: str | None = None
    department: str | None = None
    project: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    period_years: int | None = None
    two_periods: bool = False
    place_of_year: Place | None = None
    place_of_period: Place | None = None
    fields: tuple[Field, ...] = ()
    funds: tuple[Fund, ...] = ()
    goals: tuple[Goal, ...] = ()
    levels: tuple[Level, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[tuple[str, str, str], ...] = ()
    bound: tuple[tuple[str, str], ...] = ()
    text: str = ""
    schema: str | None = None
    profiles: tuple[tuple[str, str, str], ...] = ()
    filed: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """One input file and the forms found in it.

    `failure` is the rule of family `file` that says why nothing could be read (with its details), else None.
    """

    path: str
    sha256: str
    status: Literal["checked", "no-form", "unreadable"]
    tables: tuple[Table, ...] = ()
    totals: tuple[Fund, ...] = ()
    failure: tuple[str, str] | None = None
    document: Document | None = None
