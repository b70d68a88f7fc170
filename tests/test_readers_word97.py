"""Old Word documents: converted where there is a converter, else named with what to do."""

from __future__ import annotations

import os
import select
import shutil
import struct
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from documents import ole2

from jixiao.filings.readers import word97
from jixiao.filings.readers.compound import SIGNATURE
from jixiao.filings.readers.failure import ReadError
from jixiao.filings.readers.word97 import read
from jixiao.filings.reading import read_bytes

RICH = b"{\\rtf1\\ansi \\par}"
PARAGRAPH = "项目支出绩效目标申报表"
XML = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    f"<w:p><w:r><w:t>{PARAGRAPH}</w:t></w:r></w:p></w:body></w:document>"
)
DATA = SIGNATURE + bytes(600)
ORIGINALS = Path(__file__).parents[1] / "sample_data" / "originals"
DOCUMENTS = ("self-evaluation-clean", "self-evaluation-faulty", "two-period-clean")


@cache
def old(name: str) -> bytes | None:
    """The sample called `name` as LibreOffice writes it for Word 97; None where that is not installed."""
    return written(ORIGINALS / name)


def written(source: Path) -> bytes | None:
    program = shutil.which("soffice")
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return Path(folder, source.name).with_suffix(".doc").read_bytes()


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


def test_rich_text_goes_the_same_way_whatever_its_name(path: Path) -> None:
    (failed,) = [read_bytes("form.doc", RICH)]
    assert failed.failure == ("unsupported_format", "RTF")
    converter(path, f"pathlib.Path(out, 'filing.docx').write_bytes({packed()!r})")
    filing = read_bytes("form.doc", RICH)
    assert filing.document is not None
    assert [block.text for block in filing.document.blocks] == [PARAGRAPH]  # type: ignore[union-attr]


def packed() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", XML)
    return stream.getvalue()


def test_what_the_converter_makes_is_read(path: Path) -> None:
    converter(path, f"pathlib.Path(out, 'filing.docx').write_bytes({packed()!r})")
    assert [block.text for block in read("form.doc", DATA).blocks] == [PARAGRAPH]  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ["raise SystemExit(77)", "pass"], ids=["fails", "makes nothing"])
def test_a_converter_that_fails_is_told(path: Path, body: str) -> None:
    converter(path, body)
    with pytest.raises(ReadError) as caught:
        read("form.doc", DATA)
    assert caught.value.rule == "unreadable_file"


def prepared(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The sample as an old document; without LibreOffice a stand-in will make the sample of whatever it is given."""
    if data := old(name):
        return data
    converter(folder, f"import shutil; shutil.copy({str(ORIGINALS / name)!r}, pathlib.Path(out, 'filing.docx'))")
    monkeypatch.setenv("PATH", str(folder))
    return ole2({"WordDocument": bytes(600)})


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_an_old_document_reads_like_the_new_one(stem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = prepared(f"{stem}.docx", tmp_path, monkeypatch)
    filing = read_bytes(f"{stem}.doc", data)
    expected = read_bytes(f"{stem}.doc", (ORIGINALS / f"{stem}.docx").read_bytes())
    assert filing.status == "checked"
    assert filing.tables == expected.tables


def test_conversions_run_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = prepared("two-period-clean.docx", tmp_path, monkeypatch)
    expected = read_bytes("表.doc", (ORIGINALS / "two-period-clean.docx").read_bytes()).tables
    with ThreadPoolExecutor(3) as pool:
        filings = list(pool.map(lambda _: read_bytes("表.doc", data), range(3)))
    assert [filing.tables for filing in filings] == [expected] * 3


def test_no_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            asked.append(self.raw_requestline.decode("latin-1"))
            self.close_connection = True

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = tmp_path / "page.html"
        page.write_text(f'<p>{PARAGRAPH}</p><img src="http://127.0.0.1:{server.server_port}/picture.png">', "utf-8")
        if data := written(page):
            asked.clear()
            assert [block.text for block in read("form.doc", data).blocks] == [PARAGRAPH]  # type: ignore[union-attr]
        server.shutdown()
    assert asked == []


def test_the_profile_of_a_conversion_allows_nothing(path: Path) -> None:
    converter(
        path,
        "profile = next(a for a in sys.argv if a.startswith('-env')).partition('file://')[2]\n"
        f"shown = pathlib.Path(profile, 'user', 'registrymodifications.xcu').read_bytes(); pathlib.Path({str(path)!r}, 'kept')"
        ".write_bytes(shown)",
    )
    with pytest.raises(ReadError, match="unreadable_file"):
        read("form.doc", DATA)
    kept = (path / "kept").read_text("utf-8")
    for name, value in (("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"), ("ooInetProxyType", "2")):
        assert f'<prop oor:name="{name}"><value>{value}</value></prop>' in kept


@pytest.mark.parametrize("data", [b"", b"\0" * 3000], ids=["nothing", "zeros"])
def test_a_broken_document_is_told(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("soffice") is None:
        converter(tmp_path, "raise SystemExit(0)")
        monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match="unreadable_file"):
        read("form.doc", SIGNATURE + data)


def test_a_locked_document_is_told() -> None:
    head = struct.pack("<6H", 0xA5EC, 0xC1, 0, 0, 0, 0x0100)
    filing = read_bytes("form.doc", ole2({"WordDocument": head + bytes(600)}))
    assert filing.failure == ("encrypted_file", "")


def test_what_takes_too_long_ends_with_all_that_it_started(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    lives = f"import time; pipe = open({str(pipe)!r}, 'w'); pipe.write('begun'); pipe.flush(); time.sleep(600)"
    converter(path, f"import subprocess, time\nsubprocess.Popen([sys.executable, '-c', {lives!r}])\ntime.sleep(600)")
    monkeypatch.setattr(word97, "_SECONDS", 3.0)
    with pytest.raises(ReadError, match="LibreOffice"):
        read("form.doc", DATA)
    select.select([reading], [], [], 60)
    assert os.read(reading, 100) == b"begun"
    select.select([reading], [], [], 60)
    assert os.read(reading, 100) == b""  # nobody holds the other end any more
    os.close(reading)
