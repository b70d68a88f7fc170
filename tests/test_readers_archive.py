"""Archives: the files inside by their own names, within limits."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from documents import docx, zipped

from jixiao.filings.readers import archive
from jixiao.filings.readers.failure import ReadError


def test_files_by_path_those_of_inner_archives_too() -> None:
    inner = zipped({"自评/表.txt": "二"})
    data = zipped(
        {"b/内.zip": inner, "a/表.docx": docx(""), "a/": "", "__MACOSX/a/._表": "x", "a/~$表.docx": "x", ".DS_Store": "x"}
    )
    found = list(archive.members(data))
    assert [path for path, _ in found] == ["a/表.docx", "b/内.zip/自评/表.txt"]
    assert found[1][1] == "二".encode()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_as_their_makers_wrote_them(encoding: str) -> None:
    # NOTE: zipfile marks every name beyond ASCII as UTF-8, so the bytes are put in afterwards.
    wanted = "绩效/自评表.txt".encode(encoding)
    data = zipped({"x" * len(wanted): "一"}).replace(b"x" * len(wanted), wanted)
    assert [path for path, _ in archive.members(data)] == ["绩效/自评表.txt"]


def test_names_do_not_lead_out_of_the_archive() -> None:
    assert [path for path, _ in archive.members(zipped({"../../etc/表.txt": "一", "/root/表.txt": "二"}))] == [
        "etc/表.txt",
        "root/表.txt",
    ]


def test_one_bad_file_leaves_the_others() -> None:
    locked = bytearray(zipped({"甲.txt": "一" * 50, "乙.txt": "二" * 50}))
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    found = dict(archive.members(bytes(locked)))
    assert found["甲.txt"] == ("一" * 50).encode()
    assert isinstance(found["乙.txt"], ReadError)
    assert found["乙.txt"].rule == "encrypted_file"


def test_nesting_is_limited() -> None:
    data = zipped({"表.txt": "底"})
    for _ in range(4):
        data = zipped({"内.zip": data})
    ((path, content),) = archive.members(data)
    assert path == "内.zip/内.zip/内.zip"
    assert isinstance(content, ReadError)
    assert content.rule == "archive_limit"


def test_numbers_of_files_and_sizes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{n}.txt": "文" * 100 for n in range(5)})
    monkeypatch.setattr(archive._Budget, "__init__", lambda self: self.__dict__.update(files=3, size=10**9))
    with pytest.raises(ReadError, match="archive_limit"):
        list(archive.members(data))
    monkeypatch.setattr(archive._Budget, "__init__", lambda self: self.__dict__.update(files=10, size=900))
    with pytest.raises(ReadError, match="archive_limit"):
        list(archive.members(zipped({"内.zip": data})))


def test_a_bomb_is_not_unfolded() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("零.txt", bytes(30_000_000))
    with pytest.raises(ReadError, match="archive_limit"):
        list(archive.members(file.getvalue()))


def test_whatever_the_bytes_nothing_but_a_read_error() -> None:
    data = zipped({"甲.txt": "一" * 40, "内.zip": zipped({"乙.txt": "二"}), "丙.docx": docx("")})
    chance = random.Random(11)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            list(archive.members(bytes(broken[: chance.choice([len(broken), chance.randrange(1, len(broken))])])))
        except ReadError as error:
            assert error.rule
