"""What is being read, on a terminal, once it takes longer than a moment."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from types import TracebackType

_PATIENCE = 1.0  # seconds before anything is shown
_EVERY = 0.25
_WIDEST = 60


class Progress:
    """Shows 'n/total path' on a terminal while the paths are walked; elsewhere, and in the first second, nothing."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._at = 0
        self._over = threading.Event()
        self._teller = threading.Thread(target=self._tell, daemon=True) if sys.stderr.isatty() else None

    def __enter__(self) -> Progress:
        if self._teller:
            self._teller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._teller:
            self._teller.join()

    def __iter__(self) -> Iterator[str]:
        for path in self._paths:
            self._at += 1
            yield path

    def _tell(self) -> None:
        shown = ""
        wait = _PATIENCE
        while not self._over.wait(wait):
            path = self._paths[max(0, self._at - 1)] if self._paths else ""
            shown = f"{self._at}/{len(self._paths)} " + "".join(c if c.isprintable() else "?" for c in path[-_WIDEST:])
            sys.stderr.write(f"\r\x1b[K{shown}")
            sys.stderr.flush()
            wait = _EVERY
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
