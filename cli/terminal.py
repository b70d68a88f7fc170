"""What the terminal can do, as the environment tells."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..reports.run import Terminal

_LINKING = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")  # values of TERM_PROGRAM
_FIRST_VTE = 5000  # version of GNOME's terminal library that knows links


def terminal() -> Terminal:
    """The powers of standard output: none where it is no terminal, a dumb one, or NO_COLOR is set (no-color.org)."""
    from ..reports.run import Terminal

    environment = os.environ
    able = sys.stdout.isatty() and environment.get("TERM") != "dumb" and (os.name != "nt" or _modern_windows())
    colour = able and not environment.get("NO_COLOR")
    return Terminal(colour=colour, links=able and _links())


def _modern_windows() -> bool:
    """Windows' old console shows escape sequences as they stand."""
    return any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM_PROGRAM", "TERM"))


def _links() -> bool:
    environment = os.environ
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _LINKING
        or "WT_SESSION" in environment
        or "KONSOLE_VERSION" in environment
        or environment.get("TERM") in ("xterm-kitty", "foot", "alacritty")
        or (version.isdigit() and int(version) >= _FIRST_VTE)
    )
