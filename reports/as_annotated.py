"""The filing as filed with the findings noted on it: a workbook, Word document or PDF in its own format, else a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ..filings.model import Document, Filing, Grid, Place
from ..filings.originals import original
from ..filings.readers.failure import ReadError
from .drawing import Attached, drawn
from .notes import Note, notes
from .printable import visible
from .run import File, Run

_OWN = {"workbook": ".xlsx", "word": ".docx", "pdf": ".pdf"}


def files(run: Run) -> Iterator[File]:
    """An annotated copy for each filing of the run."""
    from .as_html import report_name

    taken: set[str] = set()
    for filing in run.filings:
        noted = notes(filing, run)
        kind, content = _copy(filing, noted, run)
        name = report_name(f"{filing.path.removesuffix(kind)}.annotated{kind}", {f"{name}.html" for name in taken})
        name = name.removesuffix(".html")
        taken.add(name)
        yield File(name, content)


def _copy(filing: Filing, noted: Sequence[Note], run: Run) -> tuple[str, bytes | str]:
    document = filing.document
    suffix = _OWN.get(document.format if document else "", "")
    data = original(filing) if suffix and filing.path.lower().endswith((suffix, ".xlsm")) else None
    if data is None or document is None:
        return ".html", _page(filing, noted, run)
    try:
        return _in_its_format(filing, data, noted, document, suffix)
    except (ReadError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, StopIteration):
        # NOTE: the readers overlook much that is against a format; where that leaves no place for notes, a page has one.
        return ".html", _page(filing, noted, run)


def _in_its_format(filing: Filing, data: bytes, noted: Sequence[Note], document: Document, suffix: str) -> tuple[str, bytes]:
    if suffix == ".pdf":
        from . import annotated_pdf

        return suffix, annotated_pdf.annotated(data, noted)
    if suffix == ".docx":
        from . import annotated_word

        return suffix, annotated_word.annotated(data, noted, document)
    from . import annotated_workbook

    return ".xlsm" if filing.path.lower().endswith(".xlsm") else suffix, annotated_workbook.annotated(data, noted)


def _page(filing: Filing, noted: Sequence[Note], run: Run) -> str:
    from .as_html import rendered

    form = [
        block if isinstance(block, Grid) else Grid.of_line(block.text, block.place)
        for block in (filing.document.blocks if filing.document else ())
    ]
    placed = _by_place(form, noted)
    loose = placed.pop(0, [])
    cells = {cell: Attached(found[0].severity, "".join(map(_drawn, found))) for cell, found in placed.items()}
    return rendered(
        "annotated.html.j2",
        run.language,
        filing=filing,
        form=drawn([grid for grid in form if any(cell.text.strip() for cell in grid.cells)], cells, named="form"),
        loose=Markup("").join(map(_drawn, loose)),
        version=run.version,
    )


def _drawn(note: Note) -> Markup:
    return _NOTE.format(note.severity, note.number, visible(note.text))


_NOTE = Markup('<p class="finding {} noted" id=note{}>{}</p>')


def _by_place(form: Sequence[Grid], noted: Sequence[Note]) -> dict[int, list[Note]]:
    """Notes by the identity of the cell in which they stand; 0 for those of the whole file."""
    cells: dict[tuple[object, ...], int] = {}
    lines: dict[int, int] = {}
    for cell in (cell for grid in form for cell in grid.cells):
        cells.setdefault(_key(cell.place), id(cell))
        if cell.place.line:
            lines.setdefault(cell.place.line, id(cell))
    found: dict[int, list[Note]] = {}
    for note in noted:
        at = cells.get(_key(note.place)) or lines.get(note.place.line or 0) or 0
        found.setdefault(at, []).append(note)
    return found


def _key(place: Place) -> tuple[object, ...]:
    return (place.sheet, place.cell, place.grid, place.row, place.column, place.line if not place.row else None, place.bbox)
