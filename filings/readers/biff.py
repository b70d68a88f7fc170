"""Sheets of an Excel 97-2003 workbook (.xls, .et): the records of its Workbook stream."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

from .compound import Compound
from .failure import ReadError
from .number_format import BUILT_IN, shown
from .sheet import Merge, Row, Sheet

_BOF, _EOF, _FILEPASS = 0x809, 0x0A, 0x2F
_CONTINUE = b"\x3c\0"
_BOUNDSHEET, _SST, _FORMAT, _XF, _DATEMODE, _CODEPAGE = 0x85, 0xFC, 0x41E, 0xE0, 0x22, 0x42
_LABEL, _LABELSST, _NUMBER, _RK, _MULRK, _BOOLERR, _FORMULA, _STRING, _MERGED, _RSTRING = (
    0x204, 0xFD, 0x203, 0x27E, 0xBD, 0x205, 0x06, 0x207, 0xE5, 0xD6,
)  # fmt: skip
_GLOBALS = frozenset({_FILEPASS, _BOUNDSHEET, _SST, _FORMAT, _XF, _DATEMODE, _CODEPAGE})
_LABELS = frozenset({_LABEL, _RSTRING})
_TELLING = _LABELS | {_LABELSST, _NUMBER, _RK, _MULRK, _BOOLERR, _FORMULA, _STRING, _MERGED}
_HEADER = struct.Struct("<HH")
_SHARED = struct.Struct("<HH2xI")
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CODEPAGES = {936: "gb18030", 950: "big5hkscs", 1200: "utf-16-le", 1252: "cp1252", 932: "cp932", 10008: "gb18030"}
_BIFF8 = 0x600


def sheets(data: bytes, most: int) -> Iterator[Sheet]:
    """The sheets of the workbook in their order, with at most `most` filled cells."""
    package = Compound(data)
    stream = package.stream("Workbook" if "Workbook" in package.streams else "Book")
    try:
        book = _Book(stream)
        for name, hidden, start in book.listed:
            sheet = Sheet(name, hidden)
            book.read(sheet, start, most)
            most -= sheet.filled
            yield sheet
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError) as error:
        raise ReadError("unreadable_file", "Workbook") from error


def _records(stream: bytes, start: int, wanted: frozenset[int]) -> Iterator[tuple[int, int, int]]:
    """Those of the wanted kinds in one substream: the kind of each, where its content begins, and where it ends."""
    at, size, depth, header = start, len(stream) - 4, 0, _HEADER.unpack_from
    while at <= size:
        kind, length = header(stream, at)
        at += 4
        if kind in wanted and depth == 1:
            yield kind, at, at + length
        elif kind == _BOF:
            # NOTE: a chart within a sheet is a substream of its own inside that of the sheet.
            depth += 1
        elif kind == _EOF or not depth:
            depth -= 1
            if depth <= 0:
                return
        at += length


def _pieces(stream: bytes, start: int, end: int) -> list[bytes]:
    """The content of a record and that of the records that continue it, each by itself."""
    pieces = [stream[start:end]]
    while stream[end : end + 2] == _CONTINUE:
        start = end + 4
        end = start + int.from_bytes(stream[end + 2 : start], "little")
        pieces.append(stream[start:end])
    return pieces


class _Book:
    """The globals of a workbook: its sheets, strings and number formats."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.listed: list[tuple[str, bool, int]] = []
        self.strings: list[str] = []
        self.codes: dict[int, str] = dict(BUILT_IN)
        self.styles: list[int] = []
        self.since_1904 = False
        self.encoding = "gb18030"
        version = struct.unpack_from("<H", stream, 4)[0] if stream[:2] == b"\x09\x08" else 0
        if version not in (0x500, _BIFF8):
            raise ReadError("unreadable_file", "Workbook")
        self.wide = version == _BIFF8
        for kind, start, end in _records(stream, 0, _GLOBALS):
            self._take(kind, _pieces(stream, start, end))

    def _take(self, kind: int, pieces: list[bytes]) -> None:
        body = pieces[0]
        if kind == _FILEPASS:
            raise ReadError("encrypted_file")
        if kind == _BOUNDSHEET and body[5] == 0:
            name = self._short(body, 6)
            self.listed.append((name, body[4] & 3 != 0, struct.unpack_from("<I", body)[0]))
        elif kind == _SST:
            self.strings = list(_shared(pieces))
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", body)[0]
            self.codes[number] = self._long(body, 2) if self.wide else self._short(body, 2)
        elif kind == _XF:
            self.styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _DATEMODE:
            self.since_1904 = body[:1] == b"\1"
        elif kind == _CODEPAGE:
            self.encoding = _CODEPAGES.get(struct.unpack_from("<H", body)[0], "gb18030")

    def _short(self, body: bytes, at: int) -> str:
        """A string counted by one byte."""
        if not self.wide:
            return body[at + 1 : at + 1 + body[at]].decode(self.encoding, "replace")
        return _characters(body, at + 2, body[at], body[at + 1] & 1)

    def _long(self, body: bytes, at: int) -> str:
        """A string counted by two bytes."""
        count = struct.unpack_from("<H", body, at)[0]
        if not self.wide:
            return body[at + 2 : at + 2 + count].decode(self.encoding, "replace")
        return _characters(body, at + 3, count, body[at + 2] & 1)

    def read(self, sheet: Sheet, start: int, most: int) -> None:
        """The cells and merged cells of the sheet whose records begin at `start`."""
        stream, string_of, shared = self.stream, dict(enumerate(self.strings)).get, _SHARED.unpack_from
        rows: defaultdict[int, Row] = defaultdict(dict)
        left = most
        waiting: tuple[int, int] | None = None
        for kind, at, end in _records(stream, start, _TELLING):
            if kind == _LABELSST:
                row, column, number = shared(stream, at)
                if text := string_of(number):
                    rows[row][column] = text
                    left -= 1
            elif kind == _STRING:
                if waiting and (text := _tidy(self._long(b"".join(_pieces(stream, at, end)), 0))):
                    rows[waiting[0]][waiting[1]] = text
                waiting = None
            elif kind == _MERGED:
                sheet.merges += _merges(stream[at:end])
            else:
                body = stream[at:end]
                row, column = _HEADER.unpack_from(body)
                if kind == _FORMULA and body[6] == 0 and body[12:14] == b"\xff\xff":
                    waiting = (row, column)
                    continue
                if kind in _LABELS:
                    body = b"".join(_pieces(stream, at, end))
                for offset, text in enumerate(self._shown(kind, body)):
                    if text:
                        rows[row][column + offset] = text
                        left -= 1
            if left < 0:
                raise ReadError("sheet_too_large", f"{sheet.name}: > {most:,}")
        sheet.rows = rows

    def _shown(self, kind: int, body: bytes) -> list[str]:
        style = struct.unpack_from("<H", body, 4)[0]
        if kind in _LABELS:
            return [_tidy(self._long(body, 6))]
        if kind == _NUMBER:
            return [self._number(struct.unpack_from("<d", body, 6)[0], style)]
        if kind == _RK:
            return [self._number(_packed(struct.unpack_from("<I", body, 6)[0]), style)]
        if kind == _MULRK:
            parts = struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 6) // 6 * 6])
            return [self._number(_packed(value), style) for style, value in parts]
        if kind == _BOOLERR:
            return [_ERRORS.get(body[6], "") if body[7] else ("FALSE", "TRUE")[body[6] != 0]]
        if body[12:14] == b"\xff\xff":
            return [("FALSE", "TRUE")[body[8] != 0] if body[6] == 1 else _ERRORS.get(body[8], "") if body[6] == 2 else ""]
        return [self._number(struct.unpack_from("<d", body, 6)[0], style)]

    def _number(self, value: float, style: int) -> str:
        code = self.codes.get(self.styles[style] if style < len(self.styles) else 0, "General")
        return shown(repr(value), code, since_1904=self.since_1904)


def _packed(value: int) -> float:
    """A number in Excel's four bytes: an integer or the upper half of a double, perhaps in hundredths."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, value & 0xFFFFFFFC))[0]
    return number / 100 if value & 1 else number


def _merges(body: bytes) -> list[Merge]:
    count = min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 8)
    found = [struct.unpack_from("<4H", body, 2 + 8 * number) for number in range(count)]
    return [(top, left, bottom, right) for top, bottom, left, right in found if top <= bottom and left <= right]


def _characters(body: bytes, at: int, count: int, wide: int) -> str:
    if wide:
        return body[at : at + 2 * count].decode("utf-16-le", "replace")
    return body[at : at + count].decode("latin-1")


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _shared(pieces: list[bytes]) -> Iterator[str]:
    """The shared strings. One that runs into the next record says there anew how wide its characters are."""
    total = struct.unpack_from("<I", pieces[0], 4)[0]
    number, at = 0, 8
    for _ in range(total):
        while number < len(pieces) and at >= len(pieces[number]):
            number, at = number + 1, 0
        if number >= len(pieces):
            return
        body = pieces[number]
        count, flags = struct.unpack_from("<HB", body, at)
        at += 3
        runs = extra = 0
        if flags & 8:
            runs, at = struct.unpack_from("<H", body, at)[0], at + 2
        if flags & 4:
            extra, at = struct.unpack_from("<I", body, at)[0], at + 4
        text: list[str] = []
        wide = flags & 1
        while True:
            here = min(count, (len(body) - at) >> wide)
            text.append(_characters(body, at, here, wide))
            at, count = at + (here << wide), count - here
            if not count or number + 1 >= len(pieces):
                break
            number, at = number + 1, 1
            body = pieces[number]
            wide = body[0] & 1 if body else 0
        yield _tidy("".join(text))
        at += 4 * runs + extra
        while number < len(pieces) and at > len(pieces[number]):
            at -= len(pieces[number])
            number += 1
