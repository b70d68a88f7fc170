"""What stands on a PDF page, through pdfium: its characters and its ruled lines, measured from the page's top left.

NOTE: pdfium's own functions are called directly: its wrapper objects cost more than the work itself. Not for threads.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from . import symbols
from .failure import ReadError
from .rulings import Edge

MOST_PAGES = 1_000
MOST_CHARACTERS = 1_500_000
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 2_000
_THICKEST = 4.0
_PASSWORD = 4
_DEEPEST_FORM = 8
_FIRST_SYMBOL, _LAST_SYMBOL = 0xF000, 0xF0FF
_SPACES = frozenset([0x20, 0xA0, 0x3000])
_SKIPPED = frozenset([*range(0x20), 0x7F, 0xFEFF, 0xFFFE, 0xFFFF])

Matrix = tuple[float, float, float, float, float, float]
Glyph = tuple[str, float, float, float, float, float]
"""A character, its box (left, top, right, bottom) and the height of its base line."""


@dataclass(slots=True)
class Page:
    """One page. `onto` turns a point as the PDF has it into one measured from the upright page's top left."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictures: int = 0
    onto: Matrix = (1, 0, 0, 1, 0, 0)


def pages(data: bytes) -> Iterator[Page]:
    """The pages in order. Raises ReadError."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise (ReadError("encrypted_file") if error.err_code == _PASSWORD else ReadError("unreadable_file", "PDF")) from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReadError("too_many_pages", f"{count:,} > {MOST_PAGES:,}")
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
        left = MOST_CHARACTERS
        for number in range(count):
            page = _page(document, number)
            left -= len(page.glyphs)
            if left < 0:
                raise ReadError("too_many_pages", f"{number + 1:,}")
            yield page
    finally:
        document.close()


def _page(document: Any, number: int) -> Page:
    try:
        page = document[number]
        if document.formenv is not None and raw.FPDFPage_GetAnnotCount(page) > 0:
            # NOTE: what was typed into form fields is no part of the page until it is flattened.
            page.flatten()
            page.close()
            page = document[number]
        left, bottom, right, top = page.get_bbox()
        textpage = page.get_textpage()
        rotation = _upright(textpage, page.get_rotation())
    except pdfium.PdfiumError:
        return Page(number + 1, 0, 0)
    width, height = right - left, top - bottom
    turned = (height, width) if rotation in (90, 270) else (width, height)
    onto: Matrix = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }[rotation]
    found = Page(number + 1, *turned, onto=onto)
    try:
        found.glyphs = _glyphs(textpage, onto)
        _Paths(found).read(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, onto, 0)
    finally:
        textpage.close()
        page.close()
    return found


def _upright(textpage: Any, rotation: int) -> int:
    """The turn that sets the text upright, whatever the page itself asks for."""
    handle = textpage.raw
    count = raw.FPDFText_CountChars(handle)
    angles = Counter(
        -round(math.degrees(raw.FPDFText_GetCharAngle(handle, number)) / 90) % 4 * 90
        for number in range(0, count, max(1, count // 40))
        if raw.FPDFText_GetUnicode(handle, number) not in _SPACES | _SKIPPED
    )
    ((turn, often),) = angles.most_common(1) or [(rotation, 1)]
    return turn if often * 4 >= angles.total() * 3 else rotation


def _glyphs(textpage: Any, onto: Matrix) -> list[Glyph]:
    handle = textpage.raw
    count = raw.FPDFText_CountChars(handle)
    if count > MOST_CHARACTERS:
        raise ReadError("too_many_pages", f"{count:,}")
    box = raw.FS_RECTF()
    where = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    code_of, box_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    a, b, c, d, e, f = onto
    found: list[Glyph] = []
    for number in range(count):
        code = code_of(handle, number)
        if code in _SKIPPED or not box_of(handle, number, where) or not origin_of(handle, number, at_x, at_y):
            continue
        if code in _SPACES and raw.FPDFText_IsGenerated(handle, number):
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        u0, v0, u1, v1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
        char = " " if code in _SPACES else chr(code)
        if _FIRST_SYMBOL <= code <= _LAST_SYMBOL:
            char = symbols.shown(code, _font(handle, number)) or char
        found.append((char, min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1), b * x.value + d * y.value + f))
    return found


def _font(handle: Any, number: int) -> str:
    """The name of the font in which a character is set."""
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(256)
    size = raw.FPDFText_GetFontInfo(handle, number, name, len(name), ctypes.byref(flags))
    return name.raw[: min(size, len(name))].decode("utf-8", "replace")


class _Paths:
    """Gathers the ruled lines of a page: thin boxes, straight strokes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bounds = tuple(ctypes.c_float() for _ in range(4))
        self.where = tuple(map(ctypes.byref, self.bounds))
        self.mode = (ctypes.c_int(), ctypes.c_int())
        self.modes = tuple(map(ctypes.byref, self.mode))
        self.left = _MOST_OBJECTS

    def read(self, holder: Any, count: int, nth: Any, onto: Matrix, depth: int) -> None:
        """The objects of a page or of a form within it."""
        for number in range(min(count, self.left)):
            item = nth(holder, number)
            self.left -= 1
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, onto)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.page.pictures += 1
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = _times(_matrix(item), onto)
                self.read(item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _path(self, item: Any, onto: Matrix) -> None:
        raw.FPDFPath_GetDrawMode(item, *self.modes)
        filled, stroked = self.mode[0].value, self.mode[1].value
        segments = raw.FPDFPath_CountSegments(item)
        if not (filled or stroked) or segments > _MOST_SEGMENTS:
            return
        if segments <= 5 and raw.FPDFPageObj_GetBounds(item, *self.where):
            x0, y0, x1, y1 = (bound.value for bound in self.bounds)
            if self._thin((x0, y0), (x1, y1), onto):
                return
        matrix = _times(_matrix(item), onto)
        for points in _outlines(item, segments):
            if stroked:
                for first, last in pairwise(points):
                    self._thin(first, last, matrix)
            elif len(points) > 3:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._thin((min(xs), min(ys)), (max(xs), max(ys)), matrix)

    def _thin(self, first: tuple[float, float], last: tuple[float, float], onto: Matrix) -> bool:
        """Take the line that a narrow box draws; whether it is one."""
        (u0, v0), (u1, v1) = _moved(first, onto), _moved(last, onto)
        width, height = abs(u1 - u0), abs(v1 - v0)
        if height <= _THICKEST and width > height:
            self.page.edges.append(Edge(True, (v0 + v1) / 2, min(u0, u1), max(u0, u1)))
        elif width <= _THICKEST and height > width:
            self.page.edges.append(Edge(False, (u0 + u1) / 2, min(v0, v1), max(v0, v1)))
        return min(width, height) <= _THICKEST


def _outlines(item: Any, segments: int) -> Iterator[list[tuple[float, float]]]:
    """The straight outlines of a path; a curve ends one."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if len(points) > 1:
        yield points


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(point: tuple[float, float], onto: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = onto
    return (a * x + c * y + e, b * x + d * y + f)
