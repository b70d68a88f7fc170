"""OLE2 compound files, the envelope of Office 97-2003: the names of their streams and the bytes of one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .failure import ReadError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_MINI_SECTOR = 64


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class Compound:
    """A compound file. Raises ReadError where its chains are broken."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE) or len(data) < 512:
            raise ReadError("unreadable_file", "OLE2")
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ReadError("unreadable_file", "OLE2")
        self._size = 1 << shift
        _fat_sectors, directory, _, self._cutoff, self._mini_fat_start, _, self._difat, _ = struct.unpack_from("<8I", data, 44)
        self._fat = self._table(self._fat_sector_numbers())
        self._entries = self._directory(b"".join(self._chain(directory)))

    @property
    def streams(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(name for name, entry in self._entries.items() if entry.kind == 2)

    def stream(self, name: str) -> bytes:
        """The bytes of the stream called `name`."""
        entry = self._entries.get(name)
        if entry is None:
            raise ReadError("unreadable_file", f"OLE2: {name}")
        if entry.size >= self._cutoff:
            return b"".join(self._chain(entry.start))[: entry.size]
        return self._mini_stream(entry)[: entry.size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, number: int) -> Iterator[bytes]:
        seen = 0
        while number < _LAST_SECTOR:
            if number >= len(self._fat) or seen > len(self._fat):
                raise ReadError("unreadable_file", "OLE2")
            yield self._sector(number)
            number = self._fat[number]
            seen += 1

    def _fat_sector_numbers(self) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following, most = self._difat, len(self._data) // self._size
        while following < _LAST_SECTOR and len(numbers) <= most + 109:
            block = self._sector(following)
            if len(block) < self._size:
                break
            *more, following = struct.unpack(f"<{self._size // 4}I", block)
            numbers += more
        return [number for number in numbers if number <= most]

    def _table(self, sectors: list[int]) -> list[int]:
        raw = b"".join(self._sector(number) for number in sectors)
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    def _directory(self, raw: bytes) -> dict[str, _Entry]:
        entries: dict[str, _Entry] = {}
        for at in range(0, len(raw) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            name = raw[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", raw, at + 116)
            # NOTE: an embedded object has streams of the same names; those of the document itself come first.
            if kind in (2, 5):
                entries.setdefault("/root" if kind == 5 else name, _Entry(kind, start, size))
        return entries

    def _mini_stream(self, entry: _Entry) -> bytes:
        root = self._entries.get("/root")
        if root is None:
            raise ReadError("unreadable_file", "OLE2")
        store = b"".join(self._chain(root.start))
        raw = b"".join(self._chain(self._mini_fat_start))
        table = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
        pieces: list[bytes] = []
        number = entry.start
        while number < _LAST_SECTOR and len(pieces) <= len(table):
            if number >= len(table):
                raise ReadError("unreadable_file", "OLE2")
            pieces.append(store[number * _MINI_SECTOR : (number + 1) * _MINI_SECTOR])
            number = table[number]
        return b"".join(pieces)
