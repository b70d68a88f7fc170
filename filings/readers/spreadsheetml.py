"""Sheets of an .xlsx or .xlsm package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
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
_SHOWN = ("{*}v", "{*}is")

Texts = dict[str, str]
"""Shared strings, or the number formats of cell styles, by their numbers as cells give them."""


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
        most -= sheet.filled
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


def _shared_strings(package: Package, most: int) -> Texts:
    texts: Texts = {}
    if "xl/sharedStrings.xml" in package:
        for number, item in enumerate(elements(package, "xl/sharedStrings.xml", "si")):
            if number >= most:
                raise ReadError("sheet_too_large", f"> {most:,}")
            texts[str(number)] = _text(item)
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


def _formats(package: Package) -> Texts:
    """The number format of each cell style."""
    if "xl/styles.xml" not in package:
        return {}
    styles = tree(package.read("xl/styles.xml"), "xl/styles.xml")
    own = {element.get("numFmtId"): element.get("formatCode", "") for element in styles.iter("{*}numFmt")}
    used = next(iter(styles.iter("{*}cellXfs")), ())
    numbers = [element.get("numFmtId", "0") for element in used if local(element) == "xf"]
    return {str(at): own.get(number) or BUILT_IN.get(_whole(number), "General") for at, number in enumerate(numbers)}


def _whole(text: str) -> int:
    """A number as written in an attribute; what is none, or too long to be one, is 0."""
    return int(text) if len(text) < 10 and text.isdecimal() else 0


class _Part:
    """Reads one worksheet into its sheet."""

    def __init__(self, sheet: Sheet, texts: Texts, formats: Texts, since_1904: bool, most: int) -> None:
        self.sheet, self.texts, self.formats, self.since_1904, self.most = sheet, texts, formats, since_1904, most

    def read(self, package: Package, part: str) -> None:
        """All rows and merged cells; of a cell that stands twice the last counts."""
        number = count = 0
        rows = self.sheet.rows
        for element in elements(package, part, "row", "mergeCell"):
            given = element.get("r")
            if given is None and (reference := element.get("ref")):
                if merge := _merge(reference):
                    self.sheet.merges.append(merge)
                continue
            number = _whole(given) if given else number + 1
            cells = self._cells(element)
            count += len(cells)
            if count > self.most:
                raise ReadError("sheet_too_large", f"{self.sheet.name}: > {self.most:,}")
            if cells and 0 < number <= _LAST_ROW + 1:
                rows.setdefault(number - 1, cells).update(cells)

    def _cells(self, row: Any) -> Row:
        """The filled cells of a row; one that does not say where it stands is next to the one before."""
        found: Row = {}
        shift = 0
        for at, cell in enumerate(row):
            if len(cell) and (text := self._shown(cell)):
                if reference := cell.get("r"):
                    shift = column_of(reference) - at
                if 0 <= at + shift <= _LAST_COLUMN:
                    found[at + shift] = text
        return found

    def _shown(self, cell: Any) -> str:
        """What a cell shows; '' for a formula without its result."""
        element = cell[0] if len(cell) == 1 else next(cell.iterchildren(*_SHOWN), cell[0])
        tag, text = element.tag, element.text
        if text and tag.endswith("}v"):
            return self._value(cell, text)
        if tag.endswith("}is"):
            return _text(element)
        self.sheet.uncalculated |= cell[0].tag.endswith("}f")
        return ""

    def _value(self, cell: Any, value: str) -> str:
        kind = cell.get("t")
        if kind == "s":
            return self.texts.get(value, "")
        if kind == "n" or kind is None:
            return shown(value.strip(), self.formats.get(cell.get("s", "0"), "General"), since_1904=self.since_1904)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return _told(value)


@lru_cache(maxsize=4096)
def _merge(reference: str) -> Merge | None:
    """The merged cell of a range; None where it is none. The sheets of a workbook are drawn alike, and name the same."""
    match = _RANGE.match(reference)
    if not match:
        return None
    left, top, right, bottom = match.groups()
    merge = (int(top) - 1, column_of(left.upper()), int(bottom) - 1, column_of(right.upper()))
    return merge if 0 <= merge[0] <= merge[2] and merge[1] <= merge[3] else None
