"""A file → its filings. Never raises for what a file holds: a bad file becomes a Filing that says why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from .model import Document, Filing, Line
from .readers import sniff
from .readers.failure import PICTURE, ReadError
from .readers.package import Package

LARGEST_FILE = 64 * 1024 * 1024
TOO_LARGE = ("file_too_large", f"{LARGEST_FILE // 1024**2} MB")
SUFFIXES = (
    ".txt", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".doc", ".wps", ".rtf", ".html", ".htm",
    ".pdf", ".zip",
)  # fmt: skip
# Reader modules by kind of file; each is imported when first needed, for their libraries cost more than a text filing does.
_READERS = {
    "text": "text",
    "delimited": "delimited",
    "workbook": "workbook",
    "word": "word",
    "web": "web",
    "pdf": "pdf",
    "word97": "word97",
    "rtf": "word97",
}
_NAMES = {
    "workbook-binary": "Excel .xlsb", "workbook-xml": "Excel 2003 XML",
    "word-xml": "Word 2003 XML", "opendocument-text": "OpenDocument .odt", "slides": "PowerPoint", "ofd": "OFD", "rar": "RAR",
    "7z": "7z", "gzip": "gzip", "image": "图片 / image", "office97": "Office 97-2003",
}  # fmt: skip
_CAPTION = 80  # what may stand beside the picture of a form: a title, a number
# What stands beside filings in an archive and is none, unless its name says so.
_ATTACHED = ("text", "delimited", "web", "image", "slides", "gzip", "office97")


def read(path: str, shown_as: str | None = None) -> Iterator[Filing]:
    """The filing in the file at `path`, or those in an archive, under their paths inside it.

    They bear the path `shown_as`, where it is given. Raises OSError if the file cannot be opened.
    """
    shown = (shown_as or path).replace("\\", "/")
    file = Path(path)
    if file.stat().st_size > LARGEST_FILE:
        yield _failed(shown, _digest(file), *TOO_LARGE)
        return
    yield from read_data(shown, file.read_bytes())


def read_data(path: str, data: bytes) -> Iterator[Filing]:
    """The filing in `data`, shown under `path`, or those in an archive, under their paths inside it."""
    if sniff.kind(data, path) == "archive":
        yield from _archived(path, data)
    else:
        yield read_bytes(path, data)


def read_bytes(path: str, data: bytes) -> Filing:
    """The filing in `data`, shown under `path`."""
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        return _failed(path, digest, "empty_file")
    try:
        return _recognised(path, digest, _document(path, data), data)
    except ReadError as error:
        return _failed(path, digest, error.rule, error.detail)


def _archived(path: str, data: bytes) -> Iterator[Filing]:
    """The filings in an archive; an archive that cannot be opened, or holds none, is itself the filing."""
    from .readers.archive import members

    digest = hashlib.sha256(data).hexdigest()
    found = False
    try:
        for inner, content in members(data):
            if isinstance(content, ReadError):
                yield _failed(f"{path}/{inner}", digest, content.rule, content.detail)
            elif inner.lower().endswith(SUFFIXES) or sniff.kind(content, inner) not in _ATTACHED:
                yield read_bytes(f"{path}/{inner}", content)
            else:
                continue
            found = True
    except ReadError as error:
        yield _failed(path, digest, error.rule, error.detail)
        return
    if not found:
        yield _failed(path, digest, "no_known_form", "ZIP")


def _document(path: str, data: bytes) -> Document:
    kind = sniff.kind(data, path)
    if kind == "encrypted-office":
        raise ReadError("encrypted_file")
    if kind not in _READERS:
        raise ReadError("unsupported_format", _NAMES.get(kind, kind))
    return import_module(f".readers.{_READERS[kind]}", __package__).read(path, data)


def _recognised(path: str, digest: str, document: Document, data: bytes) -> Filing:
    # NOTE: the schemas and pandas come with it; who only lists files needs neither.
    from .forms import recognition

    tables = recognition.tables(document)
    if not tables:
        texts = (
            block.text if isinstance(block, Line) else "".join(cell.text for cell in block.cells) for block in document.blocks
        )
        printed = sum(len(text.strip()) for text in texts)
        if printed <= _CAPTION and data.startswith(b"PK") and Package(data).holds_pictures:
            return _failed(path, digest, "unsupported_format", PICTURE)
        if not printed and not document.notes:
            return _failed(path, digest, "empty_file")
        elsewhere = document.notes[0] if document.format == "web" and document.notes else ""
        return Filing(path, digest, "no-form", failure=("no_known_form", elsewhere), document=document)
    return Filing(path, digest, "checked", tables, document=document)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _failed(path: str, digest: str, rule: str, detail: str = "") -> Filing:
    return Filing(path, digest, "unreadable", failure=(rule, detail))
