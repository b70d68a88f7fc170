"""What an audit sets aside until all filings are known: on disk, so that memory does not grow with their number."""

from __future__ import annotations

import tempfile
from array import array
from pathlib import Path
from types import TracebackType

import msgspec

from ..reports.tally import Line
from .order import Account


class Spool:
    """Accounts by their number, in a file of `folder` that goes with the object. Use it with `with`."""

    def __init__(self, folder: Path) -> None:
        self._stream = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the object
        self._at = array("Q")
        self._lengths = array("Q")
        self._pieces = array("Q")
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Line).decode

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.close()

    def __len__(self) -> int:
        return len(self._at)

    def append(self, account: Account) -> None:
        """Set `account` aside under the next number."""
        for column in (self._at, self._lengths, self._pieces):
            column.append(0)
        self.replace(len(self) - 1, account)

    def replace(self, number: int, account: Account) -> None:
        """Set `account` aside in place of the one of that number."""
        line = self._encode(account.line)
        self._at[number] = self._stream.seek(0, 2)
        self._lengths[number], self._pieces[number] = len(line), len(account.piece)
        self._stream.write(line)
        self._stream.write(account.piece)

    def line(self, number: int) -> Line:
        """The account of that number."""
        self._stream.seek(self._at[number])
        return self._decode(self._stream.read(self._lengths[number]))

    def piece(self, number: int) -> bytes:
        """Its part of the findings document."""
        self._stream.seek(self._at[number] + self._lengths[number])
        return self._stream.read(self._pieces[number])
