"""Colours and links of a terminal; nothing where there are none."""

from __future__ import annotations

from pathlib import Path

from ..validators.finding import Severity
from .run import Terminal

_COLOUR: dict[Severity, str] = {"error": "31", "warning": "33", "info": "36"}


class Style:
    """How a terminal shows emphasis. All of it leaves plain text where the terminal can do nothing."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def bold(self, text: str) -> str:
        """`text` in bold."""
        return self._sgr("1", text)

    def dim(self, text: str) -> str:
        """`text` in the background."""
        return self._sgr("2", text)

    def of(self, severity: Severity, text: str) -> str:
        """`text` in the colour of a severity."""
        return self._sgr(_COLOUR[severity], text)

    def link(self, text: str, path: str) -> str:
        """`text` leading to the file at `path`, where there is one."""
        if not self._terminal.links or not Path(path).is_file():
            return text
        return f"\x1b]8;;{Path(path).resolve().as_uri()}\x1b\\{text}\x1b]8;;\x1b\\"

    def _sgr(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._terminal.colour else text
