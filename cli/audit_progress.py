"""How far an audit is: one line on a terminal that is kept up to date, lines now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_WHAT = {
    "listing": ("清点文件", "listing"),
    "reading": ("读取和校验", "reading and checking"),
    "comparing": ("相互比对", "comparing"),
    "reporting": ("补写报告", "reporting again"),
    "writing": ("写汇总", "writing the lists"),
    "exporting": ("导出 Great Expectations 项目", "exporting to Great Expectations"),
}
_EVERY = 0.25  # seconds between two sights of a terminal
_LINE_EVERY = 10.0  # seconds between two lines elsewhere


class Progress:
    """Tells on stderr what an audit says of itself: how many files are done, how many a second, and the time left."""

    def __init__(self, language: str) -> None:
        self._chinese = language == "zh"
        self._stream = sys.stderr
        self._live = self._stream.isatty()
        self._began: dict[str, float] = {}
        self._said = 0.0
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def told(self, what: str, done: int, total: int) -> None:
        """Hear how far it is with `what`."""
        now = time.monotonic()
        first = what not in self._began
        began = self._began.setdefault(what, now)
        if self._live:
            if now - self._said >= _EVERY:
                self._said, self._shown = now, True
                self._stream.write(f"\r\x1b[K{self._line(what, done, total, now - began)}")
                self._stream.flush()
        elif (
            (first and done == 0 and what != "listing")
            or now - self._said >= _LINE_EVERY
            or (done == total and done and not first)
        ):
            self._said = now
            self._stream.write(self._line(what, done, total, now - began) + "\n")
            self._stream.flush()

    def _line(self, what: str, done: int, total: int, seconds: float) -> str:
        name = _WHAT[what][0 if self._chinese else 1]
        line = f"{name} {done}/{total}"
        if not done or seconds < 0.5:
            return line
        rate = done / seconds
        left = round((total - done) / rate)
        clock = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}" if left >= 3600 else f"{left // 60}:{left % 60:02}"
        return f"{line}  {rate:.0f} 份/秒  剩余 {clock}" if self._chinese else f"{line}  {rate:.0f}/s  {clock} left"
