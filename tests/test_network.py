"""Nothing reaches the network: with every socket blocked, everything still works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "sample_data"
FETCHED = re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//""")
BLOCK = """
import socket

def blocked(*arguments, **named):
    raise RuntimeError("the network was asked for")

class Blocked(socket.socket):
    def __init__(self, family=-1, *more, **named):
        if family != socket.AF_UNIX:  # between the processes of one machine
            blocked()
        super().__init__(family, *more, **named)

socket.socket = Blocked
for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, blocked)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """One in which every Python process starts with its sockets blocked."""
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / "sitecustomize.py").write_text(BLOCK, "utf-8")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "block")}


def _ran(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment)


def test_the_block_holds(environment: dict[str, str]) -> None:
    assert (
        "the network was asked for" in _ran(environment, "-c", "import socket; socket.create_connection(('localhost', 1))").stderr
    )


@pytest.mark.parametrize(
    "arguments",
    [("check", str(SAMPLE), "--format", "json"), ("rules",), ("explain", "operator_missing"), ("schema", "list"), ("--help",)],
    ids=lambda arguments: arguments[0],
)
def test_commands_work_without_a_network(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    ran = _ran(environment, "-m", "jixiao.cli", *arguments)
    assert ran.returncode in (0, 1)
    assert ran.stdout
    assert "network" not in ran.stderr


def test_an_audit_works_without_a_network_and_its_pages_ask_for_none(environment: dict[str, str], tmp_path: Path) -> None:
    ran = _ran(environment, "-m", "jixiao.cli", "audit", str(SAMPLE), "-o", str(tmp_path / "out"), "--processes", "2")
    assert ran.returncode in (0, 1), ran.stderr
    for page in (tmp_path / "out").rglob("*.html"):
        assert not FETCHED.search(page.read_text("utf-8")), page.name


def test_reports_are_written_without_a_network_and_ask_for_none(environment: dict[str, str], tmp_path: Path) -> None:
    ran = _ran(environment, "-m", "jixiao.cli", "check", str(SAMPLE), "--output", str(tmp_path / "reports"))
    assert ran.returncode in (0, 1), ran.stderr
    for report in (tmp_path / "reports").iterdir():
        assert not FETCHED.search(report.read_text("utf-8")), report.name
