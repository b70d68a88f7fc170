"""Forms whose table was lost: cells one below the other, wrapped at any character, blank lines inside cells.

The text is read as a stream of pieces. Labels are recognised wherever a cell can begin, also where they are broken over
pieces; a name is what stands between a label or a value and the next value.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Table
from . import labels
from .draft import Draft
from .gridded import settle_periods
from .pieces import Piece, label_at, level1_of, level2_of, pieces_of
from .segments import Segment
from .stacked_head import read_head
from .stacked_rows import Scored, Unscored


def applies(segment: Segment) -> bool:
    """Whether the segment's running text holds level-1 and level-2 names, each where a cell can begin."""
    pieces = pieces_of(segment.lines)
    ones = twos = 0
    at = 0
    while at < len(pieces):
        one, length = label_at(pieces, at, lambda text: labels.level_of(text, 1))
        two, length2 = label_at(pieces, at, lambda text: labels.level_of(text, 2))
        ones += bool(one)
        twos += bool(two)
        at += max(length, length2, 1)
    return ones >= 2 and twos >= 3


def tables(segment: Segment) -> list[Table]:
    """The form of the segment."""
    draft = Draft(segment.form or "project-target", segment.title, segment.place)
    draft.texts = [segment.title, *(line.text for line in segment.lines)]
    draft.state_year(segment.title, segment.place)
    pieces = pieces_of(segment.lines)
    columns, start, head_end = _columns(pieces)
    draft.bound = [("layout", "stacked"), *((text, role) for text, role in columns)]
    roles = [role for _, role in columns]
    # NOTE: by number, for the lines of a page may all have one place: a web page is often a single line of its file.
    read_head(segment.lines[: pieces[head_end].line if head_end < len(pieces) else None], draft)
    reader = Scored(draft, roles) if "weight" in roles and "actual" in roles else Unscored(draft, roles)
    reader.read(pieces[start:])
    settle_periods(draft)
    draft.texts = [segment.title, *(line.text for line in segment.lines if not reader.repeats(line))]
    return [draft.finished()]


def _columns(pieces: Sequence[Piece]) -> tuple[list[tuple[str, str]], int, int]:
    """The headings of the indicator table with their roles, the first piece below them, and the piece where they begin.

    Where there are no headings, the indicators begin at the first level-1 name that a level-2 name follows.
    """
    for at, piece in enumerate(pieces):
        if labels.column_of(piece.text) != "level1":
            continue
        columns: list[tuple[str, str]] = []
        here = at
        while here < len(pieces):
            role, length = label_at(pieces, here, labels.known_column)
            if not isinstance(role, str):
                role, length = labels.column_of(pieces[here].text), 1
            if role is None:
                break
            columns.append(("".join(p.text for p in pieces[here : here + length]), role))
            here += length
        if len(columns) >= 3:
            return columns, here, at
    for at in range(len(pieces)):
        one, length = label_at(pieces, at, level1_of)
        two, _ = label_at(pieces, at + length, level2_of) if one and length else (None, 0)
        if one and two:
            return [], at, at
    return [], len(pieces), len(pieces)
