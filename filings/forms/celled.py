"""Forms whose cells stand one below the other, each on a line of its own: the rows are found again.

The cells of a table keep their order, so a row is what goes from left to right, and the next begins where a cell suits a
column further left. Merged cells and blank ones are missing. The best path through all cells is the one that puts level
names under level headings, numbers under values and points, and leaves out as little as possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...schemas.vocabulary import half_width, squeezed, vocabulary
from ..model import Cell, Indicator, Line, Repair, Table
from . import glued, labels
from .alignment import Column, fits
from .draft import Draft
from .gridded import settle_periods
from .gridded_columns import bound, is_interim
from .gridded_rows import Rows, is_foot_text
from .pieces import Piece, is_blank_cell, is_two_levels, label_at, pieces_of
from .segments import Segment
from .stacked_head import read_head
from .stacked_rows import Unscored, is_value

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 14
_MOST_CELLS = 4000
_DOTS = re.compile(r"[…．.·]{2,}")
_PLACEHOLDER = re.compile(r"(三级)?指标\d{1,2}[:：]?")  # what the template prints before a name, or where none was filled in
# What it costs to leave a column out of a row: a merged level name little, a name or its value much.
_LEFT_OUT = {
    "level1": 0.2, "level2": 0.2, "level3": 3.0, "target": 1.5, "medium_target": 1.0, "actual": 1.0, "weight": 0.8, "score": 0.8,
    "operator": 0.6, "unit": 0.4, "reason": 0.0, "note": 1.0, "standard": 1.0, "remark": 0.0,
}  # fmt: skip
_BLANK = {"level1": 0.0, "level2": 0.0, "level3": -1.0, "operator": 0.0}  # how well a blank cell suits a column
_LONGEST_NAME = 60
_MILESTONE = "milestone"  # a remark that is a value: half a year's, before the whole year's
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Heading:
    """The headings of a block of indicators: their columns, and the pieces between which they stand."""

    columns: list[Column]
    start: int
    end: int
    label: str


def applies(segment: Segment) -> bool:
    """Whether the running text holds the headings of an indicator table, cell by cell."""
    return bool(_headings(_cells(segment.lines), first_only=True))


def tables(segment: Segment, *, own: bool = False) -> list[Table]:
    """The form of the segment; none where its rows cannot be found again. With `own`, level names may be the place's own."""
    cells = _cells(segment.lines)
    headings = _headings(cells)
    if not headings or len(cells) > _MOST_CELLS:
        return []
    draft = Draft(segment.form or "project-target", segment.title, segment.place)
    draft.texts = [segment.title, *(line.text for line in segment.lines)]
    draft.state_year(segment.title, segment.place)
    columns = headings[0].columns
    draft.bound = [("layout", "celled"), *((column.heading, column.role) for column in columns)]
    if any(column.role == "actual" for column in columns):
        draft.form = draft.form.replace("-target", "-self-evaluation") if not segment.form else draft.form
    halves = {column.half for column in columns if column.role == "level3"}
    draft.two_periods = len(halves) > 1 or any(column.role == "medium_target" for column in columns)
    opens = cells[headings[0].start - bool(headings[0].label)].line
    above = [line for line in segment.lines[:opens] if not is_blank_cell(line.text)]
    read_head(above, draft)
    if own:
        named = [[replace(c, own=c.role in ("level1", "level2")) for c in heading.columns] for heading in headings]
        headings = [replace(heading, columns=columns) for heading, columns in zip(headings, named, strict=True)]
    foot = _read_blocks(draft, cells, headings)
    Unscored(draft).read_foot([cell for cell in cells[foot:] if not is_blank_cell(cell.text)])
    settle_periods(draft)
    return [draft.finished()]


def _cells(lines: Sequence[Line]) -> list[Piece]:
    """The cells: lines where most hold one word, else words."""
    filled = [(number, line) for number, line in enumerate(lines) if line.text.strip()]
    single = sum(1 for _, line in filled if len(line.text.split()) == 1)
    if single * 10 >= len(filled) * 7:
        return [Piece(line.text.strip(), line.place, at, number) for at, (number, line) in enumerate(filled)]
    return _bracketed(pieces_of(lines))


def _bracketed(words: Sequence[Piece]) -> list[Piece]:
    """The words, with those of one line made one that stand inside brackets: a cell does not end there."""
    joined: list[Piece] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and last.line == word.line and _open(last.text) > 0:
            joined[-1] = replace(last, text=last.text + word.text)
        else:
            joined.append(word)
    return joined


def _open(text: str) -> int:
    """How many more brackets are opened than closed."""
    return sum((c in "(（") - (c in ")）") for c in text)


def _headings(cells: Sequence[Piece], *, first_only: bool = False) -> list[_Heading]:
    """The runs of headings: from a level or name heading on, as far as cells are headings."""
    found: list[_Heading] = []
    at = 0
    while at < len(cells):
        if labels.column_of(cells[at].text) not in ("level1", "level2", "level3"):
            at += 1
            continue
        start, texts, here = at, [], at
        while here < len(cells) and len(texts) < _MOST_COLUMNS:
            role, length = label_at(cells, here, labels.known_column)
            if role is None and not (labels.column_of(cells[here].text) or _goes_on(cells, here, len(texts))):
                break
            length = max(length, 1)
            texts.append(("".join(piece.text for piece in cells[here : here + length]), cells[here].place))
            here += length
        row = [Cell(text, place, 0, column + 1) for column, (text, place) in enumerate(texts)]
        columns = bound([row], 0, drawn=False).columns if len(texts) >= _FEWEST_COLUMNS else []
        roles = {column.role for column in columns}
        if {"level3", "target"} <= roles or {"level1", "level2", "target"} <= roles:
            columns = _shifted(columns, cells[here:])
            label = cells[start - 1].text if start and labels.block_period(cells[start - 1].text) else ""
            found.append(_Heading(columns, start, here, label))
            if first_only:
                return found
        at = max(here, at + 1)
    return found


def _goes_on(cells: Sequence[Piece], at: int, taken: int) -> bool:
    """Whether a cell that is no known heading is one all the same: headings go on behind it, or level names begin soon."""
    text = cells[at].text
    if taken < _FEWEST_COLUMNS or len(text) > _LONGEST_HEADING or _exact_level(text):
        return False
    ahead = cells[at + 1 : at + 1 + _LOOK_AHEAD]
    return any(labels.known_column(piece.text) or labels.level_of(piece.text, 1) for piece in ahead)


_LONGEST_HEADING = 14
_LOOK_AHEAD = 4


def _shifted(columns: list[Column], body: Sequence[Piece]) -> list[Column]:
    """The columns one level further left, where kinds of output stand under the first heading and no level 1 anywhere.

    Where there are level-1 names and no kinds of output, what is printed under level 2 are the indicators.
    """
    if any(column.role == "level3" for column in columns):
        return columns
    ones = sum(1 for piece in body if vocabulary().level(piece.text, 1) and not vocabulary().level(piece.text, 2))
    twos = sum(1 for piece in body if vocabulary().level(piece.text, 2) and not vocabulary().level(piece.text, 1))
    roles = {"level2": "level3"} if ones else {"level1": "level2", "level2": "level3"}
    return columns if ones and twos else [replace(column, role=roles.get(column.role, column.role)) for column in columns]


def _read_blocks(draft: Draft, cells: Sequence[Piece], headings: Sequence[_Heading]) -> int:
    """Read the block below each run of headings; the number of the first cell of the foot."""
    reader = Rows(draft, headings[0].columns, spans=True)
    foot = len(cells)
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        end = (following.start - bool(following.label)) if following else len(cells)
        stop = next((n for n in range(heading.end, end) if _opens_foot(cells, n)), end)
        foot = stop if following is None or stop < end else foot
        reader.columns = heading.columns
        if heading.label:
            reader.open_block([Cell(heading.label, cells[heading.start - 1].place, 0, 0)])
        rows = _rows(_joined(_parted(cells[heading.end : stop], heading.columns, draft)), heading.columns)
        reader.read(rows)
    return foot


def _opens_foot(cells: Sequence[Piece], at: int) -> bool:
    """Whether the foot begins at a cell, whose label may be broken over several: 总 / 分."""
    broken = ("".join(piece.text for piece in cells[at : at + length]) for length in (2, 3, 4))
    return is_foot_text(cells[at].text) or any(len(text) <= _LONGEST_BROKEN and is_foot_text(text) for text in broken)


_LONGEST_BROKEN = 6


def _parted(cells: Sequence[Piece], columns: Sequence[Column], draft: Draft) -> list[Piece]:
    """The cells, with points and scores that stand glued to a value in cells of their own."""
    if not any(column.role in ("weight", "score") for column in columns):
        return list(cells)
    found: list[Piece] = []
    for cell in cells:
        parts = glued.behind(half_width(cell.text))
        if parts:
            draft.repairs.append(Repair("glued", cell.text, " | ".join(parts), cell.place))
        found += [replace(cell, text=part) for part in parts] or [cell]
    return found


def _joined(cells: Sequence[Piece]) -> list[Piece]:
    """The cells with level names that are broken over several lines made one."""
    joined: list[Piece] = []
    at = 0
    while at < len(cells):
        _, best = label_at(cells, at, _exact_level)
        best = 1 if is_two_levels(cells, at, best) else max(best, 1)
        text = "".join(piece.text for piece in cells[at : at + best])
        if _DOTS.fullmatch(text) or _PLACEHOLDER.fullmatch(text):
            at += 1
            continue
        joined.append(Piece(text, cells[at].place.to(cells[at + best - 1].place) if best > 1 else cells[at].place, at))
        at += best
    return joined


def _exact_level(text: str) -> str | None:
    words = vocabulary()
    return words.level(text, 1) or words.level(text, 2) or words.other_level(text, 1) or words.other_level(text, 2)


def _rows(cells: Sequence[Piece], columns: Sequence[Column]) -> list[list[Cell]]:
    """The rows that the best path through the cells makes."""
    if not cells:
        return []
    width = len(columns)
    roles = [_MILESTONE if column.role == "remark" and is_interim(column.heading) else column.role for column in columns]
    cost = [_LEFT_OUT.get(role, 0.2) for role in roles]
    before = [sum(cost[:n]) for n in range(width + 1)]
    best = [[-1e9] * width for _ in cells]
    came = [[0] * width for _ in cells]
    for here, cell in enumerate(cells):
        text = half_width(cell.text)
        for column in range(width):
            emitted = _emitted(text, roles[column])
            if columns[column].own and emitted < 0 and _may_be_level(text):
                emitted = _OWN_LEVEL
            if here == 0:
                best[0][column] = emitted - before[column]
                continue
            previous = best[here - 1]
            options = [(previous[last] - (before[column] - before[last + 1]), last) for last in range(column)] + [
                (previous[last] - (before[width] - before[last + 1]) - before[column], last) for last in range(column, width)
            ]
            score, last = max(options)
            best[here][column], came[here][column] = score + emitted, last
    ends = [(best[-1][n] - (before[width] - before[n + 1]), n) for n in range(width)]
    column = max(ends)[1]
    path = [column]
    for here in range(len(cells) - 1, 0, -1):
        column = came[here][column]
        path.insert(0, column)
    rows: list[list[Cell]] = []
    last = width
    for cell, at in zip(cells, path, strict=True):
        if at <= last:
            rows.append([])
        rows[-1].append(Cell("" if is_blank_cell(cell.text) else cell.text, cell.place, len(rows), columns[at].at))
        last = at
    return rows


@lru_cache(maxsize=8192)
def _may_be_level(text: str) -> bool:
    """Whether a cell may be a level name of the place's own: a short word that is no value."""
    return len(text) <= _LONGEST_OWN and not is_value(text) and not re.search(r"\d", text)


_OWN_LEVEL = 0.6  # less than a name is worth, more than it costs to leave a level out
_LONGEST_OWN = 8


@lru_cache(maxsize=8192)
def _emitted(text: str, role: str) -> float:
    """How well a cell suits a column, for a whole path: a word may be a value, but rather a name."""
    if is_blank_cell(text):
        return _BLANK.get(role, 0.3)
    if role == "remark":
        return 0.0
    if role == _MILESTONE:
        return 0.5 if is_value(text) else 0.0
    if role in ("note", "standard"):
        return 0.3 if len(text) > _SHORT and not is_value(text) else -1.0
    if role == "reason":
        return -0.4 if len(text) > _SHORT else -1.0
    if role == "level3" and (len(text) > _LONGEST_NAME or is_value(text)):
        return -3.0  # NOTE: what only a value can be is no name, though it follows one
    if role == "level1" and labels.level_of(text, 2) == "服务对象满意度指标" and labels.level_of(text, 1):
        return 3.3  # 满意度指标 names both levels, and seldom a level 2 alone
    return fits(text, role)


def worth(tables: Sequence[Table]) -> tuple[float, float]:
    """How much of a form was understood: (share, sum) over its rows of names with a level and a value.

    What shows that cells ran together or fell apart takes away from both.
    """
    rows = [_soundness(indicator, _without_level2(table)) for table in tables for indicator in table.indicators]
    two = _TWO_PERIODS if any(table.two_periods for table in tables) else 0.0
    return (sum(rows) / len(rows) + two if rows else 0.0), sum(rows)


_TWO_PERIODS = 0.01  # a form's two halves are no two rows


def _without_level2(table: Table) -> bool:
    """Whether the form has a column for level 1 and none for level 2."""
    roles = {role for _, role in table.bound}
    return "level1" in roles and "level2" not in roles


def _soundness(indicator: Indicator, without_level2: bool) -> float:
    name = squeezed(indicator.level3)
    level = indicator.level1 if without_level2 else indicator.level2
    sound = bool(re.search(r"[^\W\d]{2}", name) and level and indicator.target.text and len(name) <= _LONGEST_NAME)
    lost = indicator.actual is not None and not indicator.actual.text
    others = (label for found in vocabulary().other_names.values() for label in found if len(label) > _SHORT)
    swallowed = any(label in name for label in _LABELS) or any(label in name[1:] for label in others)
    return (1.0 if sound else -0.5) - (1.0 if swallowed else 0.0) - (0.5 if lost else 0.0)


_LABELS = (
    "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标",
    "满意度指标", "产出指标", "效益指标",
)  # fmt: skip
