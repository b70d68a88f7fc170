"""Text whose table was lost, as a stream of pieces; a label may be broken over several of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...schemas.vocabulary import half_width
from ..model import BLANK, Line, Place
from . import labels

_LONGEST_LABEL = 7


def is_blank_cell(text: str) -> bool:
    """Whether a line is what a crawler left of a blank cell: the bar behind it."""
    return text.strip() == BLANK


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without white space. `group` counts the blank lines above it, `line` all lines."""

    text: str
    place: Place
    group: int
    line: int = 0


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    group = 0
    for number, line in enumerate(lines):
        words = half_width(line.text).split()
        raw = line.text.split()
        if not words:
            group += 1
        pieces += [Piece(text, line.place, group, number) for text in raw]
    return pieces


def label_at(pieces: Sequence[Piece], at: int, meaning: Callable[[str], object]) -> tuple[object, int]:
    """(meaning, number of pieces) of the longest label that begins at `at`, which may be broken over pieces; (None, 0)."""
    for length in range(min(_LONGEST_LABEL, len(pieces) - at), 0, -1):
        text = "".join(piece.text for piece in pieces[at : at + length])
        if len(text) <= 24 and (found := meaning(text)):
            return found, length
    return None, 0


def is_two_levels(pieces: Sequence[Piece], at: int, length: int) -> bool:
    """Whether the pieces that spell one level name are a level 1 and a level 2 of their own: 产出 / 数量指标."""
    texts = [piece.text for piece in pieces[at : at + length]]
    return any(level1_of("".join(texts[:n])) and level2_of("".join(texts[n:])) for n in range(1, length))


def level1_of(text: str) -> str | None:
    return labels.level_of(text, 1)


def level2_of(text: str) -> str | None:
    return labels.level_of(text, 2)
