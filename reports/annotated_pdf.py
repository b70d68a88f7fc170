"""A PDF with a highlighted box for each finding. What was in the file stays as it was: annotations are appended to it."""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from ..filings.readers.pdf_page import Matrix, pages
from .notes import AUTHOR, Note

_COLOUR = {"error": (224, 64, 48), "warning": (240, 170, 40), "info": (70, 130, 200)}
_CORNER = (18.0, 18.0, 54.0, 36.0)  # points from the top left, for notes without a box


def annotated(data: bytes, notes: Sequence[Note]) -> bytes:
    """`data`, a PDF, with `notes` as square annotations. A note without a box stands in the first page's corner."""
    turns = [page.onto for page in pages(data)]
    document = pdfium.PdfDocument(data)
    try:
        for number in sorted({note.place.page or 1 for note in notes}):
            page = document[min(number, len(document)) - 1]
            for note in notes:
                if (note.place.page or 1) == number:
                    _annotate(page, note, turns[min(number, len(turns)) - 1])
            page.close()
        return _saved(document, data)
    finally:
        document.close()


def _annotate(page: pdfium.PdfPage, note: Note, onto: Matrix) -> None:
    left, bottom, right, top = _back(note.place.bbox or _CORNER, onto)
    raw = page.raw
    annotation = pdf.FPDFPage_CreateAnnot(raw, pdf.FPDF_ANNOT_SQUARE)
    try:
        red, green, blue = _COLOUR[note.severity]
        pdf.FPDFAnnot_SetColor(annotation, pdf.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
        pdf.FPDFAnnot_SetBorder(annotation, 0, 0, 1.5)
        box = pdf.FS_RECTF(left, top, right, bottom)
        pdf.FPDFAnnot_SetRect(annotation, ctypes.byref(box))
        for key, text in (("Contents", note.text), ("T", AUTHOR), ("NM", f"{AUTHOR}-{note.number}")):
            encoded = (text + "\0").encode("utf-16-le")
            wide = ctypes.cast(ctypes.create_string_buffer(encoded), pdf.FPDF_WIDESTRING)
            pdf.FPDFAnnot_SetStringValue(annotation, key.encode(), wide)
        pdf.FPDFAnnot_SetFlags(annotation, pdf.FPDF_ANNOT_FLAG_PRINT)
    finally:
        pdf.FPDFPage_CloseAnnot(annotation)


def _back(box: tuple[float, float, float, float], onto: Matrix) -> tuple[float, float, float, float]:
    """`box`, measured from the top left of the upright page, as the PDF has it: left, bottom, right, top."""
    a, b, c, d, e, f = onto
    scale = a * d - b * c
    (x0, y0), (x1, y1) = (
        ((d * (x - e) - c * (y - f)) / scale, (a * (y - f) - b * (x - e)) / scale) for x, y in (box[:2], box[2:])
    )
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _saved(document: pdfium.PdfDocument, data: bytes) -> bytes:
    stream = io.BytesIO()
    document.save(stream, flags=pdf.FPDF_INCREMENTAL)
    written = stream.getvalue()
    digest = hashlib.sha256(data).hexdigest()[:32].upper().encode()

    def named(found: re.Match[bytes]) -> bytes:
        # NOTE: pdfium makes up an identity by chance. The first half is part of the key of a locked file: if there, it stays.
        first = found[1] if found[1] in data else digest
        return b"/ID[<" + first + b"><" + digest + b">]"

    return written[: len(data)] + re.sub(rb"/ID\[<([0-9A-F]{32})><[0-9A-F]{32}>\]", named, written[len(data) :])
