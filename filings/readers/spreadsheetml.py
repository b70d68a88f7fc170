"""Sheets of an .xlsx or .xlsm package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import join, normpath
from typing import Any

from .failure import ReadError
from .number_format import BUILT_IN, shown
from .package import Package
from .sheet import Merge, Row, Sheet, column_of
from .xml_part import elements, local, tree

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})$", re.ASCII)
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATED_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_TELLING = ("{*}v", "{*}is", "{*}f")


def sheets(package: Package, most: int) -> Iterator[Sheet]:
    """The sheets of the workbook in their order, with at most `most` filled cells."""
    book = tree(package.read("xl/workbook.xml"), "xl/workbook.xml")
    targets = _targets(package)
    since_1904 = any(e.get("date1904") in ("1", "true") for e in book.iter("{*}workbookPr"))
    texts = _shared_strings(package, most)
    formats = _formats(package)
    for listed in book.iter("{*}sheet"):
        # NOTE: a part that several sheets name is read once; no program writes so, but a small file could thus grow without end.
        part = targets.pop(listed.get(_RELATED) or listed.get(_RELATED_STRICT) or "", None)
        if part is None or part not in package:
            continue
        sheet = Sheet(listed.get("name") or "", hidden=listed.get("state", "visible") != "visible")
        _Part(sheet, texts, formats, since_1904, most).read(package, part)
        most -= sum(len(cells) for _, cells in sheet.rows)
        yield sheet


def _targets(package: Package) -> dict[str, str]:
    """The parts of the worksheets by relation; charts and dialogs hold no cells."""
    if "xl/_rels/workbook.xml.rels" not in package:
        raise ReadError("unreadable_file", "xl/_rels/workbook.xml.rels")
    related = tree(package.read("xl/_rels/workbook.xml.rels"), "xl/_rels/workbook.xml.rels")
    return {
        element.get("Id", ""): normpath(join("xl", target)).lstrip("/")
        for element in related.iter("{*}Relationship")
        if (target := element.get("Target", "")) and element.get("Type", "").endswith("/worksheet")
    }


def _shared_strings(package: Package, most: int) -> list[str]:
    if "xl/sharedStrings.xml" not in package:
        return []
    texts: list[str] = []
    for item in elements(package, "xl/sharedStrings.xml", "si"):
        texts.append(_text(item))
        if len(texts) > most:
            raise ReadError("sheet_too_large", f"> {most:,}")
    return texts


def _text(item: Any) -> str:
    """The text of a string item; phonetic guides are no part of it."""
    if len(item) == 1 and (only := item[0]).tag.endswith("}t"):
        return _told(only.text or "")
    pieces: list[str] = []
    for child in item:
        tag = child.tag
        if tag.endswith("}t"):
            pieces.append(child.text or "")
        elif tag.endswith("}r"):
            pieces += [part.text or "" for part in child if part.tag.endswith("}t")]
    return _told("".join(pieces))


def _told(text: str) -> str:
    """A text with its escapes resolved and its line breaks made alike."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)).encode("utf-8", "ignore").decode(), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _formats(package: Package) -> list[str]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in package:
        return []
    styles = tree(package.read("xl/styles.xml"), "xl/styles.xml")
    own = {element.get("numFmtId"): element.get("formatCode", "") for element in styles.iter("{*}numFmt")}
    used = next(iter(styles.iter("{*}cellXfs")), ())
    numbers = [element.get("numFmtId", "0") for element in used if local(element) == "xf"]
    return [own.get(number) or BUILT_IN.get(_whole(number), "General") for number in numbers]


def _whole(text: str) -> int:
    """A number as written in an attribute; what is none, or too long to be one, is 0."""
    return int(text) if len(text) < 10 and text.isdecimal() else 0


class _Part:
    """Reads one worksheet into its sheet."""

    def __init__(self, sheet: Sheet, texts: list[str], formats: list[str], since_1904: bool, most: int) -> None:
        self.sheet, self.texts, self.formats, self.since_1904, self.most = sheet, texts, formats, since_1904, most

    def read(self, package: Package, part: str) -> None:
        """All rows and merged cells; rows without text are passed over."""
        number = count = 0
        rows, ordered = self.sheet.rows, True
        for element in elements(package, part, "row", "mergeCell"):
            given = element.get("r")
            if given is None and (reference := element.get("ref")):
                self.sheet.merges += _merge(reference)
                continue
            number = _whole(given) if given else number + 1
            cells = self._cells(element)
            count += len(cells)
            if count > self.most:
                raise ReadError("sheet_too_large", f"{self.sheet.name}: > {self.most:,}")
            if cells and 0 < number <= _LAST_ROW + 1:
                ordered &= not rows or rows[-1][0] < number - 1
                rows.append((number - 1, cells))
        self.sheet.rows = rows if ordered else _ordered(rows)

    def _cells(self, row: Any) -> list[tuple[int, str]]:
        """The columns and texts of a row's cells; those without text are passed over."""
        found: list[tuple[int, str]] = []
        texts, last, ordered = self.texts, -1, True
        for element in row.iter(*_TELLING):
            cell = element.getparent()
            reference = cell.get("r")
            if reference is None:
                return self._counted(row)
            kind = cell.get("t")
            if text := _listed(texts, element.text) if kind == "s" else self._shown(cell, kind, element):
                column = column_of(reference.rstrip("0123456789"))
                if 0 <= column <= _LAST_COLUMN:
                    found.append((column, text))
                    ordered &= last < column
                    last = column
        return found if ordered else sorted(dict(found).items())

    def _counted(self, row: Any) -> list[tuple[int, str]]:
        """The same of a row in which cells do not say where they stand: each is one to the right of the one before."""
        found: dict[int, str] = {}
        column = -1
        for cell in row:
            reference = cell.get("r")
            column = column_of(reference.rstrip("0123456789")) if reference else column + 1
            kind = cell.get("t")
            text = next(filter(None, (self._shown(cell, kind, element) for element in cell.iter(*_TELLING))), "")
            if text and 0 <= column <= _LAST_COLUMN:
                found[column] = text
        return sorted(found.items())

    def _shown(self, cell: Any, kind: str | None, element: Any) -> str:
        """What a cell shows for its value; '' for a formula, which its result follows."""
        if kind == "inlineStr":
            return _text(element)
        value = element.text
        if element.tag.endswith("}f"):
            result = element.getnext()
            self.sheet.uncalculated |= result is None or not result.text
            return ""
        if not value:
            return ""
        if kind == "s":
            return _listed(self.texts, value)
        if kind == "n" or kind is None:
            at = _whole(cell.get("s", "0"))
            code = self.formats[at] if at < len(self.formats) else "General"
            return shown(value.strip(), code, since_1904=self.since_1904)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return _told(value)


def _ordered(rows: list[Row]) -> list[Row]:
    """Rows in order, as writers other than spreadsheets may leave them; of a cell that stands twice the last counts."""
    merged: dict[int, dict[int, str]] = {}
    for number, cells in rows:
        merged.setdefault(number, {}).update(cells)
    return [(number, sorted(cells.items())) for number, cells in sorted(merged.items())]


def _listed(texts: list[str], number: str | None) -> str:
    """The shared string of this number; '' where there is none."""
    at = _whole(number) if number else len(texts)
    return texts[at] if at < len(texts) else ""


def _merge(reference: str) -> list[Merge]:
    match = _RANGE.match(reference)
    if not match:
        return []
    left, top, right, bottom = match.groups()
    merge = (int(top) - 1, column_of(left.upper()), int(bottom) - 1, column_of(right.upper()))
    return [merge] if 0 <= merge[0] <= merge[2] and merge[1] <= merge[3] else []
