"""Files of any kind: what encoding they have, and what is said of those that cannot be read."""

from __future__ import annotations

import codecs
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from documents import docx, ole2
from documents import zipped as packed
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.filings.model import Filing
from jixiao.filings.reading import LARGEST_FILE, SUFFIXES, read, read_bytes

FORM = """2026年项目支出绩效目标表
单位：万元
项目名称\t乡村放映经费
项目金额\t12.50
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t放映场次\t≥120场
\t质量指标\t放映成功率\t≥98%
效益指标\t社会效益指标\t放映村覆盖率\t＝100%
满意度指标\t服务对象满意度指标\t观众满意度\t≥90%
"""
SAMPLES = Path(__file__).parents[1] / "sample_data" / "originals"
ENCODINGS = {
    "utf-8": FORM.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + FORM.encode(),
    "gb18030": FORM.encode("gb18030"),
    "utf-16-le": FORM.encode("utf-16-le"),
    "utf-16-le with mark": codecs.BOM_UTF16_LE + FORM.encode("utf-16-le"),
    "utf-16-be": FORM.encode("utf-16-be"),
    "utf-16-be with mark": codecs.BOM_UTF16_BE + FORM.encode("utf-16-be"),
    "utf-32 with mark": codecs.BOM_UTF32_LE + FORM.encode("utf-32-le"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_reads_the_same(encoding: str) -> None:
    filing = read_bytes("form.txt", ENCODINGS[encoding])
    assert filing.status == "checked"
    assert filing.tables == read_bytes("form.txt", FORM.encode()).tables
    assert [i.target.text for i in filing.tables[0].indicators] == ["≥120场", "≥98%", "＝100%", "≥90%"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_do_not_matter(ending: str) -> None:
    assert read_bytes("form.txt", FORM.replace("\n", ending).encode()).tables == read_bytes("form.txt", FORM.encode()).tables


def test_form_feeds_end_lines() -> None:
    assert len(read_bytes("form.txt", (FORM + "\f" + FORM).encode()).tables) == 2


def test_a_read_me_beside_filings_is_not_taken_for_one() -> None:
    assert ".md" not in SUFFIXES


def test_a_path_is_shown_with_forward_slashes(tmp_path: Path) -> None:
    (tmp_path / "form.txt").write_text(FORM, "utf-8")
    assert only(tmp_path / "form.txt").path == (tmp_path / "form.txt").as_posix()


def only(path: Path) -> Filing:
    (filing,) = read(str(path))
    return filing


def zipped() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    return stream.getvalue()


def locked() -> bytes:
    """An OpenDocument workbook whose manifest says that its parts are encrypted."""
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    spaces = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{entry}</manifest:manifest>",
            "content.xml": bytes(range(256)),
        }
    )


@pytest.mark.parametrize(
    ("data", "rule", "detail"),
    [
        (b"", "empty_file", ""),
        (b" \r\n\t\n", "empty_file", ""),
        ("\ufeff \n\u3000\n".encode(), "empty_file", ""),
        (b"Rar!\x1a\x07\x00", "unsupported_format", "RAR"),
        (b"\x89PNG\r\n\x1a\n", "unsupported_format", "图片 / image"),
        (b"\xff\xd8\xff\xe0", "unsupported_format", "图片 / image"),
        (ole2({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 600}), "encrypted_file", ""),
        (locked(), "encrypted_file", ""),
        (FORM.encode("big5", "replace"), "encoding_unknown", ""),
        (codecs.BOM_UTF16_LE + FORM.encode("utf-16-le")[:-1], "encoding_unknown", ""),
        (("绩效目标" * 60_000).encode(), "line_too_long", "240,000"),
    ],
    ids=[
        "empty",
        "blanks",
        "wide blanks",
        "rar",
        "png",
        "jpeg",
        "locked office",
        "locked ods",
        "big5",
        "half a character",
        "long line",
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, rule: str, detail: str) -> None:
    filing = read_bytes("form.txt", data)
    assert (filing.status, filing.failure) == ("unreadable", (rule, detail))
    assert filing.tables == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%?", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", zipped()], ids=["pdf", "doc", "zip"])
def test_damaged_containers_are_unreadable(data: bytes) -> None:
    assert read_bytes("form.txt", data).status == "unreadable"


def test_a_text_without_a_form_is_no_filing() -> None:
    filing = read_bytes("letter.txt", "关于做好年度预算编制工作的通知\n各科室：请于月底前报送。\n".encode())
    assert (filing.status, filing.failure) == ("no-form", ("no_known_form", ""))


def test_fifty_megabytes_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"1" * 50 * 1024 * 1024)
    assert only(file).failure == ("line_too_long", f"{50 * 1024 * 1024:,}")


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    assert only(file).failure == ("file_too_large", "64 MB")


def test_a_missing_file_is_the_callers_to_handle(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        only(tmp_path / "none.txt")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_never_raise(data: bytes) -> None:
    assert read_bytes("noise.txt", data).status in ("unreadable", "no-form")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(FORM.encode()) - 1), st.binary(min_size=1, max_size=3))
def test_a_damaged_form_never_raises(at: int, noise: bytes) -> None:
    data = FORM.encode()
    read_bytes("form.txt", data[:at] + noise + data[at + len(noise) :])


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("一二三级指标值产出数量质效益满意度≥=%0123456789.万元：:;,，、-\t\n 年月日注总分"), max_size=300))
def test_shuffled_words_of_forms_never_raise(text: str) -> None:
    read_bytes("words.txt", ("项目支出绩效目标表\n" + text).encode())


def test_files_of_an_archive_are_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "filings.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/自评表", (SAMPLES / "self-evaluation-clean.docx").read_bytes())
        archive.writestr("b/压缩.bak", b"Rar!\x1a\x07\0" + bytes(300))
        archive.writestr("c/照片.bin", b"\xff\xd8\xff" + bytes(300))
        archive.writestr("d/说明", "请查收")
    filings = {filing.path.removeprefix(f"{path.as_posix()}/"): filing for filing in read(str(path))}
    assert {name: filing.failure or filing.status for name, filing in filings.items()} == {
        "a/自评表": "checked",
        "b/压缩.bak": ("unsupported_format", "RAR"),
    }


@pytest.mark.parametrize("text", ["", "<w:p><w:r><w:t>附件3 项目支出绩效目标表</w:t></w:r></w:p>"])
def test_a_form_that_is_a_picture_is_named(text: str) -> None:
    data = docx(text)
    with zipfile.ZipFile(package := BytesIO(data), "a") as members:
        members.writestr("word/media/image1.png", b"\x89PNG")
    assert read_bytes("form.docx", package.getvalue()).failure == ("unsupported_format", "表是图片 / the form is a picture")
    assert (failed := read_bytes("form.docx", data).failure)
    assert failed[0] in ("empty_file", "no_known_form")
