"""Document → tables: each form occurrence is read by the layout that its text shows."""

from __future__ import annotations

import re
from dataclasses import replace

from ...schemas.choosing import chosen
from ...schemas.layers import form_of
from ...schemas.vocabulary import half_width
from ..model import Document, Line, Table
from . import celled, coded, gridded, stacked
from .pieces import is_blank_cell
from .segments import Segment, segments
from .stacked_rows import is_value

_LAYOUTS = (coded, gridded)


def tables(document: Document) -> tuple[Table, ...]:
    """The form instances of a document in reading order; none where no known form was recognised."""
    found: list[Table] = []
    document_title: Line | None = None
    page_title: Line | None = None
    for segment in segments(document):
        layout = next((layout for layout in _LAYOUTS if layout.applies(segment)), None)
        read = layout.tables(segment) if layout else _from_text(segment)
        found += (_with_doubts(_dated(table, page_title or document_title)) for table in read)
        page_title = Line(segment.title, segment.place) if segment.title and not read else None
        if not segment.title and not found:
            document_title = _document_title(segment)
    return tuple(map(_with_layers, found))


def _document_title(segment: Segment) -> Line | None:
    """What a document calls itself before its first form: 某局2024年部门预算公开."""
    return next((line for line in segment.lines if _BUDGET_OF_A_YEAR.fullmatch(half_width(line.text).strip())), None)


_BUDGET_OF_A_YEAR = re.compile(
    r"[^,。;:]{0,30}(?<!\d)20\d{2}\s*年度?[^,。;:]{0,16}(预算|决算)(公开|信息公开|情况|编制)?(说明|文本|表)?"
)


def _dated(table: Table, title: Line | None) -> Table:
    """The table, with the year that the title of its page or document states, where it states none itself."""
    stated = re.search(r"(?<!\d)(20\d{2})\s*年", half_width(title.text)) if title and table.year is None else None
    return replace(table, year=int(stated[1]), place_of_year=title.place) if title and stated else table


def _from_text(segment: Segment) -> list[Table]:
    """The form of a segment whose table was lost, by the reading that understands more of it."""
    told = replace(segment, blocks=[block for block in segment.blocks if not is_blank_cell(getattr(block, "text", ""))])
    flowing = stacked.tables(told) if stacked.applies(told) else []
    by_cells = celled.tables(segment) if celled.applies(segment) else []
    if not flowing and not segment.form and not any(i.level2 for table in by_cells for i in table.indicators):
        return []
    share, total = celled.worth(flowing)
    better, more = celled.worth(by_cells)
    chosen = by_cells if by_cells and (not flowing or (better > share and more + 1 >= total)) else flowing
    sure = celled.worth(chosen)[0] >= _LEAST_SHARE and not any(map(_begins_without_levels, chosen))
    if not sure and by_cells:
        own = celled.tables(segment, own=True)
        if all(map(_is_whole, own)):
            chosen, sure = own, True
    # NOTE: interim results look like targets, and without rulings nothing tells which of a row's values is which.
    return [table if sure and not table.form.endswith("monitoring") else _doubted(table) for table in chosen]


def _is_whole(table: Table) -> bool:
    """Whether each row has both levels, a name and a value that can be nothing else, and the levels are few."""
    rows = table.indicators
    whole = all(i.level1 and i.level2 and i.level3 and is_value(i.target.text) for i in rows)
    return whole and len(rows) >= _FEWEST_ROWS and len({i.level1 for i in rows}) < len(rows)


def _begins_without_levels(table: Table) -> bool:
    """Whether rows without a level stand above those with one: a place's own level names, taken for names and values."""
    bare = [indicator.level1 is None and indicator.level2 is None for indicator in table.indicators]
    return bool(bare) and bare[0] and not all(bare)


def _doubted(table: Table) -> Table:
    """The table, with its indicators doubted; that a level name is cut short is then as uncertain as what stands below it."""
    if any(part == "indicators" for part, *_ in table.doubts):
        return table
    levels = {level.place for level in table.levels}
    repairs = tuple(one for one in table.repairs if one.kind != "clipped-label" or one.place not in levels)
    return replace(table, doubts=(*table.doubts, ("indicators", *_UNCERTAIN)), repairs=repairs)


def _with_layers(table: Table) -> Table:
    """The table, with the form schema and the profiles that it calls for."""
    return replace(table, schema=form_of(table), profiles=chosen(table))


def _with_doubts(table: Table) -> Table:
    """The table, with its indicators doubted where most of them have no value or names are whole paragraphs.

    A filer leaves a value out now and then; when most are missing it is the reading that failed.
    """
    rows = {(indicator.level3, indicator.level3_place) for indicator in table.indicators}
    valued = {(i.level3, i.level3_place) for i in table.indicators if i.target.kind != "blank"}
    long = sum(1 for name, _ in rows if len(name) > _LONGEST_NAME)
    if len(rows) >= _FEWEST_ROWS and (len(valued) * 2 < len(rows) or long * 4 > len(rows)):
        return _doubted(table)
    return table


_LONGEST_NAME = 90
_LEAST_SHARE = 0.4  # of the rows that a text's reading must have understood, less what it got wrong
_FEWEST_ROWS = 4
_UNCERTAIN = (
    "指标表的名称与指标值未能可靠对应，请核对“读取说明”",
    "names and values of the indicator table could not be matched reliably; see how the form was read",
)
