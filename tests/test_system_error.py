"""What the system answers is said in both languages, and what is not known as the system says it."""

import errno
import os
from pathlib import Path

import pytest

from jixiao.cli.main import main
from jixiao.validators.system_error import reason


def test_in_both_languages() -> None:
    told = reason(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert (told.zh, told.en) == ("磁盘已满", "No space left on device")


def test_unknown_words_stay() -> None:
    told = reason("另一个程序正在使用此文件")
    assert told.zh == told.en == "另一个程序正在使用此文件"


def test_without_a_number() -> None:
    assert reason(OSError("too odd")).zh == "too odd"


def test_a_chinese_sentence_is_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "甲.html"
    assert main(["receipt", "verify", str(missing), str(missing)]) == 2
    assert capsys.readouterr().err == f"jixiao: 无法读取“{missing}”（文件或文件夹不存在）\n"
