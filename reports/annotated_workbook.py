"""A workbook with a comment and a fill on each cell that a finding is about. Values, formulas and number formats stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import count
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

from .notes import AUTHOR, Note, gravest
from .parts import OFFICE, Parts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FIRST = 1025  # the first number that Excel gives to a shape
_WIDTH = 44  # characters in a line of a comment, as columns are measured: a Chinese one takes two
_LINE = 15  # points
_COLUMN, _ROW = 8.43, 15.0  # of a sheet that states none
_COLUMNS = 300  # of which widths are noted: a stretch may reach to the end of the sheet
_FILL = {"error": "FFF8CBC6", "warning": "FFFCE4B6", "info": "FFD6E6F5"}
_AFTER_LEGACY = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;width:240pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox/><x:ClientData ObjectType="Note"><x:SizeWithCells/>'
    "<x:Anchor>{left}, 12, {row}, 4, {right}, 12, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def annotated(data: bytes, notes: Sequence[Note]) -> bytes:
    """`data`, an .xlsx workbook, with `notes` as comments. A note without a cell stands at A1 of its sheet, or of the first."""
    parts = Parts(data)
    main = parts.related("", "officeDocument") or "xl/workbook.xml"
    sheets = {
        sheet.get("name", ""): parts.target(main, sheet.get(f"{{{OFFICE}}}id"))
        for sheet in parts.tree(main).iter(f"{{{_MAIN}}}sheet")
    }
    first = next(iter(sheets))
    placed: dict[str, dict[str, list[Note]]] = {}
    for note in notes:
        sheet = note.place.sheet if note.place.sheet in sheets else first
        placed.setdefault(sheet or first, {}).setdefault(note.place.cell or "A1", []).append(note)
    fills = _Fills(parts, parts.related(main, "styles"))
    for sheet, cells in placed.items():
        name = sheets[sheet]
        if name:
            _comment(parts, name, cells)
            for cell, found in cells.items():
                fills.fill(_cell(parts.tree(name), cell), gravest(found))
    return parts.written()


def _comment(parts: Parts, name: str, cells: Mapping[str, Sequence[Note]]) -> None:
    part = parts.related(name, "comments")
    if part is None or part not in parts:
        part = parts.free("xl/commentsJ{}.xml")
        root = etree.Element(f"{{{_MAIN}}}comments", nsmap={None: _MAIN})
        etree.SubElement(root, f"{{{_MAIN}}}authors")
        etree.SubElement(root, f"{{{_MAIN}}}commentList")
        parts.add(part, root, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
        parts.relate(name, "comments", part)
    root = parts.tree(part)
    authors, listed = root.find(f"{{{_MAIN}}}authors"), root.find(f"{{{_MAIN}}}commentList")
    etree.SubElement(authors, f"{{{_MAIN}}}author").text = AUTHOR
    drawing = _drawing(parts, name)
    known = {comment.get("ref"): comment for comment in listed}
    for cell, found in cells.items():
        text = "\n\n".join(note.text for note in found)
        if cell in known:
            holder = known[cell].find(f"{{{_MAIN}}}text")
            text = f"\n\n{text}"
        else:
            comment = etree.SubElement(listed, f"{{{_MAIN}}}comment", ref=cell, authorId=str(len(authors) - 1))
            holder = etree.SubElement(comment, f"{{{_MAIN}}}text")
            drawing.append(_shape(parts.tree(name), drawing, cell, text))
        run = etree.SubElement(holder, f"{{{_MAIN}}}r")
        written = etree.SubElement(run, f"{{{_MAIN}}}t")
        written.text = text
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _shape(sheet: Any, drawing: Any, cell: str, text: str) -> Any:
    """The box of a comment to the right of its cell, over as many columns and rows as the text needs."""
    row, column = _numbers(cell)
    lines = sum(1 + 2 * len(line) // _WIDTH for line in text.split("\n"))
    widths, heights = _widths(sheet), _heights(sheet)
    right, bottom = column + 1, row
    wide = high = 0.0
    while wide < _WIDTH:
        wide += widths.get(right, _COLUMN)
        right += 1
    while high < (lines + 1) * _LINE:
        high += heights.get(bottom, _ROW)
        bottom += 1
    taken = {shape.get("id") for shape in drawing}
    number = next(n for n in count(_FIRST) if f"_x0000_s{n}" not in taken)
    shape = _SHAPE.format(
        id=number, height=(lines + 1) * _LINE, row=row, column=column, left=column + 1, right=right, bottom=bottom
    )
    return etree.fromstring(shape)


def _widths(sheet: Any) -> dict[int, float]:
    """The widths of columns, from 0, in characters, where the sheet states them; a hidden one has none."""
    widths: dict[int, float] = {}
    for stated in sheet.iter(f"{{{_MAIN}}}col"):
        width = 0.0 if stated.get("hidden") in ("1", "true") else float(stated.get("width") or _COLUMN)
        last = min(int(stated.get("max") or 0), int(stated.get("min") or 1) + _COLUMNS)
        widths |= dict.fromkeys(range(int(stated.get("min") or 1) - 1, last), width)
    return widths


def _heights(sheet: Any) -> dict[int, float]:
    """The heights of rows, from 0, in points, where the sheet states them; a hidden one has none."""
    return {
        int(row.get("r")) - 1: 0.0 if row.get("hidden") in ("1", "true") else float(row.get("ht") or _ROW)
        for row in sheet.iter(f"{{{_MAIN}}}row")
        if row.get("r")
    }


def _drawing(parts: Parts, name: str) -> Any:
    """The old-style drawing of a sheet, in which the boxes of comments stand."""
    sheet = parts.tree(name)
    legacy = sheet.find(f"{{{_MAIN}}}legacyDrawing")
    part = parts.target(name, legacy.get(f"{{{OFFICE}}}id")) if legacy is not None else None
    if part is None or part not in parts:
        part = parts.free("xl/drawings/vmlDrawingJ{}.vml")
        parts.add(part, etree.fromstring(_VML))
        parts.ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        legacy = etree.Element(f"{{{_MAIN}}}legacyDrawing", {f"{{{OFFICE}}}id": parts.relate(name, "vmlDrawing", part)})
        after = next((child for child in sheet if etree.QName(child).localname in _AFTER_LEGACY), None)
        if after is None:
            sheet.append(legacy)
        else:
            after.addprevious(legacy)
    return parts.tree(part)


def _cell(sheet: Any, reference: str) -> Any:
    """The cell of that name, made where the sheet has none."""
    number, column = _numbers(reference)
    data = sheet.find(f"{{{_MAIN}}}sheetData")
    row = next((one for one in data if one.get("r") == str(number + 1)), None)
    if row is None:
        row = etree.Element(f"{{{_MAIN}}}row", r=str(number + 1))
        data.insert(sum(int(one.get("r") or 0) <= number for one in data), row)
    for cell in row:
        if cell.get("r") == reference:
            return cell
    made = etree.Element(f"{{{_MAIN}}}c", r=reference)
    row.insert(sum(_numbers(cell.get("r") or "A1")[1] < column for cell in row), made)
    return made


def _numbers(reference: str) -> tuple[int, int]:
    """Row and column of a cell's name, from 0."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", reference)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


class _Fills:
    """Gives cells a fill, all else of their style kept."""

    def __init__(self, parts: Parts, name: str | None) -> None:
        self._root: Any = parts.tree(name) if name and name in parts else None
        self._made: dict[tuple[str, str], str] = {}
        self._fills: dict[str, str] = {}

    def fill(self, cell: Any, severity: str) -> None:
        if self._root is None:
            return
        style = cell.get("s", "0")
        if (style, severity) not in self._made:
            self._made[style, severity] = self._style(int(style), severity)
        cell.set("s", self._made[style, severity])

    def _style(self, style: int, severity: str) -> str:
        styles = self._root.find(f"{{{_MAIN}}}cellXfs")
        made = deepcopy(styles[style])
        made.set("fillId", self._fill(severity))
        made.set("applyFill", "1")
        styles.append(made)
        styles.set("count", str(len(styles)))
        return str(len(styles) - 1)

    def _fill(self, severity: str) -> str:
        if severity not in self._fills:
            fills = self._root.find(f"{{{_MAIN}}}fills")
            fill = etree.SubElement(etree.SubElement(fills, f"{{{_MAIN}}}fill"), f"{{{_MAIN}}}patternFill", patternType="solid")
            etree.SubElement(fill, f"{{{_MAIN}}}fgColor", rgb=_FILL[severity])
            fills.set("count", str(len(fills)))
            self._fills[severity] = str(len(fills) - 1)
        return self._fills[severity]
