"""A document cut into form occurrences: each from its title to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...schemas.vocabulary import squeezed
from ..model import Cell, Document, Grid, Line, Place
from . import labels


@dataclass
class Segment:
    """A form occurrence: its title and the blocks below it."""

    title: str
    form: str | None
    place: Place
    blocks: list[Line | Grid] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The running text of the segment."""
        return [block for block in self.blocks if isinstance(block, Line)]

    @property
    def grids(self) -> list[Grid]:
        """The drawn tables of the segment."""
        return [block for block in self.blocks if isinstance(block, Grid)]


def segments(document: Document) -> list[Segment]:
    """The form occurrences in reading order. What stands before the first title belongs to an untitled one."""
    found = [Segment("", None, Place(line=1))]
    for block in document.blocks:
        for part in _parts(block, found[-1].title):
            titled = _title(part)
            if titled and not _same_page_header(found[-1], titled):
                found.append(Segment(titled[0], titled[1], titled[2]))
                if isinstance(part, Line):
                    continue
            found[-1].blocks.append(part)
    return [segment for segment in found if segment.title or any(_has_content(block) for block in segment.blocks)]


def _parts(block: Line | Grid, title: str) -> Iterator[Line | Grid]:
    """A grid is cut where a row holds nothing but a title; where a page only prints the title again, that row is left out."""
    if isinstance(block, Line):
        yield from _words(block) if _holds_form(block.text) else (block,)
        return
    halves = _halves(block)
    if len(halves) > 1:
        for half in halves:
            yield from _parts(half, title)
        return
    part: list[Cell] = []
    rows = list(block.by_row())
    for number, row in enumerate(rows):
        filled = [cell for cell in row if cell.text]
        titled = len(filled) == 1 and labels.title_of(filled[0].text) is not None
        if titled and any(cell.text for cell in part):
            if squeezed(filled[0].text) == squeezed(title) and _goes_on(rows[number + 1 :]):
                continue
            yield Grid(tuple(part), part[0].place)
            part = []
        if titled:
            title = filled[0].text
        part += row
    if part:
        yield Grid(tuple(part), part[0].place)


def _holds_form(text: str) -> bool:
    """Whether one line holds a whole table of indicators, its cells parted by nothing but blanks: headings and levels."""
    words = text.split()
    if len(words) < _FEWEST_WORDS:
        return False
    headings = {role for word in words if (role := labels.known_column(word))}
    levels = {level for word in words if (level := labels.level_of(word, 2))}
    return {"level1", "level2", "level3"} <= headings and len(levels) >= _FEWEST_LEVELS


def _words(line: Line) -> Iterator[Line]:
    """The words of a line as lines of their own, each at its column."""
    for word in re.finditer(r"\S+", line.text):
        yield Line(word[0], replace(line.place, column=word.start() + 1))


_FEWEST_WORDS = 30
_FEWEST_LEVELS = 3


def _halves(grid: Grid) -> list[Grid]:
    """The forms that stand side by side in a grid, each under its own title; no cell reaches from one into the other."""
    for row in grid.by_row():
        titled = [cell.column for cell in row if cell.text and labels.title_of(cell.text)]
        if len(titled) < 2:
            continue
        at = titled[1]
        if any(cell.column < at < cell.column + cell.columns and cell.text for cell in grid.cells):
            break
        parts = [[cell for cell in grid.cells if (cell.column < at) == left] for left in (True, False)]
        return [Grid(tuple(parts[0]), grid.place), *_halves(Grid(tuple(parts[1]), parts[1][0].place))]
    return [grid]


def _goes_on(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether indicators follow without a head of their own: particulars, funds or goals."""
    for row in rows:
        texts = [cell.text for cell in row if cell.text]
        if any(labels.title_of(text) or labels.field_of(text) or labels.fund_of(text) or labels.goal_of(text) for text in texts):
            return False
        if any(labels.level_of(text, 1) or labels.level_of(text, 2) for text in texts):
            return True
    return bool(rows)


def _title(block: Line | Grid) -> tuple[str, str, Place] | None:
    if isinstance(block, Line):
        form = labels.title_of(block.text)
        words = block.text.split()
        labelled = len(words) > 1 and labels.field_of(words[0])  # 项目名称 项目支出绩效目标表
        return (block.text.strip(), form, block.place) if form and not labelled else None
    for row in list(block.by_row())[:3]:
        filled = [cell for cell in row if cell.text]
        for before, cell in zip([None, *filled], filled, strict=False):
            if (form := labels.title_of(cell.text)) and not (before and labels.field_of(before.text)):
                return cell.text.strip(), form, cell.place
    return None


def _same_page_header(segment: Segment, titled: tuple[str, str, Place]) -> bool:
    """Whether a title repeats the one that has just been read, with nothing of the form in between."""
    return squeezed(segment.title) == squeezed(titled[0]) and not any(_has_content(block) for block in segment.blocks)


def _has_content(block: Line | Grid) -> bool:
    return bool(block.text.strip()) if isinstance(block, Line) else any(cell.text for cell in block.cells)
