"""What a file is, by its content."""

from __future__ import annotations

import random

import pytest
from documents import docx, ods, ole2, xlsx, zipped

from jixiao.filings.readers.sniff import kind

KINDS = {
    "xlsx": (xlsx({"表": ""}), "workbook"),
    "xls": (ole2({"Workbook": b"x"}), "workbook"),
    "ods": (ods(""), "workbook"),
    "docx": (docx(""), "word"),
    "doc": (ole2({"WordDocument": b"x"}), "word97"),
    "locked": (ole2({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "encrypted-office"),
    "presentation97": (ole2({"PowerPoint Document": b"x"}), "office97"),
    "xlsb": (zipped({"xl/workbook.bin": b""}), "workbook-binary"),
    "ofd": (zipped({"OFD.xml": b""}), "ofd"),
    "zip": (zipped({"甲/申报表.txt": "x"}), "archive"),
    "pdf": (b"%PDF-1.7\n", "pdf"),
    "pdf behind blanks": (b"\r\n\r\n%PDF-1.4\n", "pdf"),
    "html": ("<!-- 公开 -->\n<!DOCTYPE html><p>绩效".encode(), "web"),
    "html fragment in GBK": ("<TABLE border=1><tr><td>绩效目标".encode("gb18030"), "web"),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "web"),
    "UTF-16 html": ("\ufeff<html>".encode("utf-16-le"), "web"),
    "saved page": (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related", "web"),
    "spreadsheet xml": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "workbook-xml"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "rar"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "7z"),
    "png": (b"\x89PNG\r\n\x1a\n", "image"),
    "rtf": (b"{\\rtf1\\ansi", "rtf"),
    "text": ("项目支出绩效目标申报表\n<5%".encode(), "text"),
    "text that begins with a sign": ("<5%的项目".encode(), "text"),
    "pipes": ("| 一级 | 二级 |\n|---|---|\n| 产出 | 数量 |\n\n".encode(), "delimited"),
}


@pytest.mark.parametrize(("data", "expected"), KINDS.values(), ids=list(KINDS))
def test_kind_is_told_by_content(data: bytes, expected: str) -> None:
    assert kind(data) == expected
    assert kind(data, "改过名字.docx") == expected


def test_ending_decides_only_between_texts() -> None:
    assert kind("指标,指标值\n".encode(), "目标.CSV") == "delimited"
    assert kind(KINDS["xlsx"][0], "目标.csv") == "workbook"


@pytest.mark.parametrize("name", ["xlsx", "docx", "xls", "ods"])
def test_damaged_files_have_a_kind(name: str) -> None:
    data, expected = KINDS[name]
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(8):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert kind(bytes(broken[: chance.randrange(len(broken))]))
    if name in ("xlsx", "docx"):
        assert kind(data[:-30]) == expected
