"""Progress is shown on a terminal only, and only when reading takes longer than a moment."""

from __future__ import annotations

import io
import sys
import time

import pytest

from jixiao.cli import progress
from jixiao.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def walked(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float, pause: float) -> str:
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(["a.txt", "b\x1b[31m.pdf"]) as shown:
        assert [path for path in shown if not time.sleep(pause)] == ["a.txt", "b\x1b[31m.pdf"]
    return stream.getvalue()


def test_a_terminal_shows_which_file_is_read_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    said = walked(monkeypatch, Terminal(), 0.0, 0.4)
    assert "1/2 a.txt" in said
    assert "2/2 b?[31m.pdf" in said
    assert said.endswith("\r\x1b[K")


def test_quick_work_and_pipes_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert walked(monkeypatch, Terminal(), 60.0, 0.0) == ""
    assert walked(monkeypatch, io.StringIO(), 0.0, 0.1) == ""
