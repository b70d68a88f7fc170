"""Sheets of an OpenDocument workbook (.ods), whose cells hold the text that was displayed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .failure import ReadError
from .package import Package
from .sheet import Row, Sheet
from .xml_part import local, tree

LARGEST_TEXT = 32 * 1024 * 1024
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PART = "content.xml"
_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TABLE, _TEXT, _STYLE = map(_NAMESPACE.format, ("table", "text", "style"))
_SHEET, _ROW, _CELL, _COVERED = (f"{_TABLE}{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell"))
_ROWS_REPEATED, _REPEATED = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_ACROSS, _DOWN = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_PARAGRAPH = f"{_TEXT}p"


def sheets(package: Package, most: int) -> Iterator[Sheet]:
    """The sheets of the workbook in their order, with at most `most` filled cells."""
    if _PART not in package:
        raise ReadError("unreadable_file", _PART)
    if package.members[_PART].file_size > LARGEST_TEXT:
        raise ReadError("archive_limit", f"{_PART}: > {LARGEST_TEXT // 1024**2} MB")
    _refuse_locked(package)
    root = tree(package.read(_PART), _PART)
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter("{*}style")
        if any(properties.get(f"{_TABLE}display") == "false" for properties in style.iter("{*}table-properties"))
    }
    for table in root.iterfind("{*}body/{*}spreadsheet/{*}table"):
        sheet = Sheet(table.get(f"{_TABLE}name", ""), table.get(f"{_TABLE}style-name", "") in hidden)
        _Reading(sheet, most).read(table)
        most -= sheet.filled
        yield sheet


def _refuse_locked(package: Package) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise ReadError("encrypted_file")


def _count(given: str, most: int) -> int:
    """A number as written in an attribute, at least 1; what is none is 1."""
    return max(1, min(int(given), most)) if given.isascii() and given.isdecimal() and len(given) < 9 else 1


class _Reading:
    """Reads one table into its sheet."""

    def __init__(self, sheet: Sheet, most: int) -> None:
        self.sheet, self.most, self.count = sheet, most, 0

    def read(self, table: Any) -> None:
        """All rows, those in groups and of repeated headings included."""
        number = 0
        for row in table.iter(_ROW):
            if row.getparent() is not table and next(row.iterancestors(_SHEET)) is not table:
                continue
            times = _count(row.get(_ROWS_REPEATED, "1"), _LAST_ROW)
            cells, merges = self._cells(row)
            self.count += len(cells) * times
            if self.count > self.most:
                raise ReadError("sheet_too_large", f"{self.sheet.name}: > {self.most:,}")
            if cells:
                self.sheet.rows.update(dict.fromkeys(range(number, number + times), cells))
            self.sheet.merges += [(number, left, number + down - 1, right) for left, right, down in merges]
            number += times

    def _cells(self, row: Any) -> tuple[Row, list[tuple[int, int, int]]]:
        """The filled cells of a row; of its merged cells the first and the last column, and how many rows each takes."""
        found: Row = {}
        merges: list[tuple[int, int, int]] = []
        column = 0
        for cell in row:
            tag, repeated = cell.tag, cell.get(_REPEATED)
            times = 1 if repeated is None else _count(repeated, _LAST_COLUMN)
            if tag == _CELL:
                text = _text(cell) if len(cell) else ""
                if text and times == 1:
                    found[column] = text
                elif text and len(found) + times <= self.most:
                    found |= dict.fromkeys(range(column, min(column + times, _LAST_COLUMN)), text)
                across, down = cell.get(_ACROSS), cell.get(_DOWN)
                if across or down:
                    last = column + _count(across or "1", _LAST_COLUMN) - 1
                    merges.append((column, last, _count(down or "1", _LAST_ROW)))
            elif tag != _COVERED:
                continue
            column += times
        return found, merges


def _text(cell: Any) -> str:
    """The paragraphs of a cell as lines; remarks are no part of it."""
    if len(cell) == 1 and (only := cell[0]).tag == _PARAGRAPH and len(only) == 0:
        return (only.text or "").strip()
    return "\n".join([_inline(paragraph) for paragraph in cell.iterchildren(_PARAGRAPH)]).strip()


def _inline(element: Any) -> str:
    if len(element) == 0:
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            pieces.append(" " * _count(child.get(f"{_TEXT}c", "1"), 100))
        elif name in ("line-break", "tab"):
            pieces.append("\n" if name == "line-break" else " ")
        elif name != "annotation":
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
