"""A file → a Filing. Never raises for what a file holds: a bad file becomes a Filing that says why."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .forms import recognition
from .model import Document, Filing
from .readers import text
from .readers.failure import ReadError

LARGEST_FILE = 64 * 1024 * 1024
SUFFIXES = (".txt", ".tsv")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "Office/zip"),
    (b"\xd0\xcf\x11\xe0", "Office 97-2003"),
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
)


def read(path: str) -> Filing:
    """The filing in the file at `path`, whatever the file holds. Raises OSError if it cannot be opened."""
    shown = path.replace("\\", "/")
    file = Path(path)
    if file.stat().st_size > LARGEST_FILE:
        return _failed(shown, _digest(file), "file_too_large", f"{LARGEST_FILE // 1024**2} MB")
    data = file.read_bytes()
    return read_bytes(shown, data)


def read_bytes(path: str, data: bytes) -> Filing:
    """The filing in `data`, shown under `path`."""
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        return _failed(path, digest, "empty_file")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return _failed(path, digest, "unsupported_format", name)
    try:
        document = text.read(path, data)
    except ReadError as error:
        return _failed(path, digest, error.rule, error.detail)
    return _recognised(path, digest, document)


def _recognised(path: str, digest: str, document: Document) -> Filing:
    if not any(block.text.strip() if hasattr(block, "text") else block.cells for block in document.blocks):  # type: ignore[union-attr]
        return _failed(path, digest, "empty_file")
    tables = recognition.tables(document)
    if not tables:
        return Filing(path, digest, "no-form", failure=("no_known_form", ""), document=document)
    return Filing(path, digest, "checked", tables, document=document)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _failed(path: str, digest: str, rule: str, detail: str = "") -> Filing:
    return Filing(path, digest, "unreadable", failure=(rule, detail))
