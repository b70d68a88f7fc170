"""Firefox, without a window, over its own protocol (Marionette): commands and answers as JSON behind their length."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 120  # seconds


class Firefox:
    """A window that shows one page."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._answer()
        self("WebDriver:NewSession")

    def __call__(self, command: str, **given: Any) -> Any:
        """What Firefox answers to `command`."""
        said = json.dumps([0, 0, command, given]).encode()
        self._stream.write(b"%d:%s" % (len(said), said))
        self._stream.flush()
        _, _, error, result = self._answer()
        assert error is None, error
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def click(self, what: str) -> None:
        """Click what the CSS selector finds."""
        (element,) = self("WebDriver:FindElement", using="css selector", value=what).values()
        self("WebDriver:ElementClick", id=element)

    def says(self, script: str) -> Any:
        """The value of an expression in the page."""
        return self("WebDriver:ExecuteScript", script=f"return {script}", args=[])

    def comes_to(self, script: str, value: Any) -> None:
        """Wait until the page says so."""
        until = time.monotonic() + PATIENCE
        while (said := self.says(script)) != value:
            assert time.monotonic() < until, said
            time.sleep(0.1)

    def _answer(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            assert digit, "Firefox has ended"
            length += digit
        return json.loads(self._stream.read(int(length)))


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """A Firefox with a profile of its own in `folder`, for as long as it is needed."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n', "utf-8")
    command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with closing(_connected(port)) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), 1)
        except OSError:
            assert time.monotonic() < until, "Firefox does not answer"
            time.sleep(0.2)
        else:
            connection.settimeout(PATIENCE)
            return connection
