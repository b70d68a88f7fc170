"""What a file is, told by its content. The name's ending only decides between text and delimited text."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Literal

from .compound import SIGNATURE, Compound
from .failure import ReadError

Kind = Literal[
    "workbook", "workbook-binary", "workbook-xml", "word", "word97", "word-xml", "opendocument-text", "slides",
    "web", "pdf", "ofd", "archive", "text", "delimited", "rar", "7z", "gzip", "image", "rtf", "encrypted-office", "office97",
]  # fmt: skip

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("xl/workbook.xml", "workbook"),
    ("xl/workbook.bin", "workbook-binary"),
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "slides"),
    ("OFD.xml", "ofd"),
)
_OPENDOCUMENT: tuple[tuple[bytes, Kind], ...] = (
    (b"opendocument.spreadsheet", "workbook"),
    (b"opendocument.text", "opendocument-text"),
    (b"opendocument.presentation", "slides"),
)
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "encrypted-office"),
    ("Workbook", "workbook"),
    ("Book", "workbook"),
    ("WordDocument", "word97"),
)
_MARKUP = re.compile(
    r"<(!doctype\s+html|html|head|body|meta|title|table|div|p|span|h\d|article|section|center|font|ul|br)\b", re.I
)
_COMMENTS = re.compile(r"(\s|<!--.*?-->|<\?.*?\?>)*", re.S)
_ARCHIVED_PAGE = re.compile(rb"\A\s*(From: |MIME-Version: |Subject: |Date: |Snapshot-Content-Location: )", re.I)
_RULED = re.compile(r"^\s*\|.*[^|\s].*\|\s*$")
_HEAD = 8192


def kind(data: bytes, name: str = "") -> Kind:
    """The kind of file that `data` is. Never raises; what nothing tells apart is text."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if data.startswith(SIGNATURE):
        return _compound(data)
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "image"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = _opening(data[:_HEAD])
    if _ARCHIVED_PAGE.match(data[:_HEAD]) and b"mime-version:" in data[:_HEAD].lower():
        return "web"
    if head.lstrip("\ufeff \t\r\n").startswith("<"):
        return _markup(head)
    return _text(head, name)


def _package(data: bytes) -> Kind:
    mimetype = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/") for name in package.namelist()}
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                mimetype = package.read("mimetype")
    except Exception:  # noqa: BLE001 - the reader of the kind says what is broken
        names = {part for part, _ in _PARTS if part.encode() in data}
        mimetype = data[:200]
    for part, found in _PARTS:
        if part in names:
            return found
    for mark, found in _OPENDOCUMENT:
        if mark in mimetype:
            return found
    return "archive"


def _compound(data: bytes) -> Kind:
    try:
        streams = Compound(data).streams
    except ReadError:
        streams = frozenset(name for name, _ in _STREAMS if name.encode("utf-16-le") in data)
    for name, found in _STREAMS:
        if name in streams:
            return found
    return "office97"


def _opening(head: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("utf-8", "replace")


def _markup(head: str) -> Kind:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head.lower():
        return "workbook-xml"
    if "schemas.microsoft.com/office/2006/xmlPackage" in head or "schemas.microsoft.com/office/word/2003/wordml" in head:
        return "word-xml"
    start = _COMMENTS.match(head.lstrip("\ufeff"))
    return "web" if _MARKUP.match(head.lstrip("\ufeff"), start.end() if start else 0) else "text"


def _text(head: str, name: str) -> Kind:
    if name.lower().endswith((".csv", ".tsv")):
        return "delimited"
    lines = [line for line in head.splitlines()[:-1] if line.strip()]
    return "delimited" if sum(1 for line in lines if _RULED.match(line)) >= 3 else "text"
