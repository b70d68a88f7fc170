"""Document → tables: each form occurrence is read by the layout that its text shows."""

from __future__ import annotations

from ..model import Document, Table
from . import coded, gridded, stacked
from .segments import segments

_LAYOUTS = (coded, gridded, stacked)


def tables(document: Document) -> tuple[Table, ...]:
    """The form instances of a document in reading order; none where no known form was recognised."""
    found: list[Table] = []
    for segment in segments(document):
        layout = next((layout for layout in _LAYOUTS if layout.applies(segment)), None)
        if layout is not None:
            found += layout.tables(segment)
    return tuple(found)
