"""Old Word documents: converted where there is a converter, else named with what to do."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from jixiao.filings.readers.compound import SIGNATURE
from jixiao.filings.readers.failure import ReadError
from jixiao.filings.readers.word97 import read

PARAGRAPH = "项目支出绩效目标申报表"
XML = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    f"<w:p><w:r><w:t>{PARAGRAPH}</w:t></w:r></w:p></w:body></w:document>"
)
DATA = SIGNATURE + bytes(600)


def converter(folder: Path, body: str) -> None:
    program = folder / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nout = sys.argv[sys.argv.index('--outdir') + 1]\n{body}\n", "utf-8"
    )
    program.chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_a_converter_it_says_so(path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read("form.doc", DATA)
    assert (caught.value.rule, caught.value.detail) == ("unsupported_format", "Word 97-2003 .doc")


def test_what_the_converter_makes_is_read(path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", XML)
    converter(path, f"pathlib.Path(out, 'filing.docx').write_bytes({stream.getvalue()!r})")
    assert [block.text for block in read("form.doc", DATA).blocks] == [PARAGRAPH]  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ["raise SystemExit(77)", "pass"], ids=["fails", "makes nothing"])
def test_a_converter_that_fails_is_told(path: Path, body: str) -> None:
    converter(path, body)
    with pytest.raises(ReadError) as caught:
        read("form.doc", DATA)
    assert caught.value.rule == "unreadable_file"
