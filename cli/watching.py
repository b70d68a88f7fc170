"""`jixiao check --watch FILE`: checks a file again when it is saved, and shows a report that reloads itself.

The report comes from a server on this computer's own address, under a port that the system gives. Office programs save by
writing another file and renaming it, so the file's time and size are looked at, not the file held open; others write the file
in pieces or lock it meanwhile, so it is checked only once it stands still, opens and is whole.
"""

from __future__ import annotations

import base64
import hashlib
import io
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from .failure import Failure

_EVERY = 0.5  # seconds between looks
_TRIES = 20  # looks at a file that stands still but does not open or is no whole package, before it is checked as it is
_PATIENCE = 25.0  # seconds that a browser's question for changes is held
_RELOAD = (
    'const ask=()=>fetch("/changed?"+document.documentElement.dataset.version).then(r=>r.status===200?location.reload():ask())'
    ".catch(()=>setTimeout(ask,1000));ask();"
)


class Watch:
    """The file, the page made of it, and who waits for the next one."""

    def __init__(self, path: Path, made: Callable[[], str]) -> None:
        self._path, self._made = path, made
        self._seen: tuple[int, int] | None = None
        self._last: tuple[int, int] | None = None
        self._tries = 0
        self.page = ""
        self.version = 0
        self.changed = threading.Condition()

    def look(self) -> bool:
        """Make the page anew if the file was saved since; whether it was. A file that is being saved is looked at later.

        It is saved once it is as it was at the look before, and opens and is whole, or has not for so many looks that it
        never may. At the first look of all there is none before.
        """
        try:
            stat = self._path.stat()
        except OSError:
            self._last = None
            return False
        state = (stat.st_mtime_ns, stat.st_size)
        if state == self._seen:
            return False
        still = state == self._last or self._seen is None
        self._tries = self._tries + 1 if state == self._last else 0
        self._last = state
        if not still or not (whole(self._path) or self._tries >= _TRIES):
            return False
        page = self._made()
        with self.changed:
            self._seen = state
            self.version += 1
            self.page = reloading(page, self.version)
            self.changed.notify_all()
        return True

    def wait(self, version: int) -> bool:
        """Wait until there is a page other than `version`, for a while; whether there is."""
        with self.changed:
            return self.changed.wait_for(lambda: self.version != version, _PATIENCE)


def whole(path: Path) -> bool:
    """Whether the file opens, and is no package, such as an .xlsx, of which the end is still to be written."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return bool(data) and (not data.startswith(b"PK") or zipfile.is_zipfile(io.BytesIO(data)))


def reloading(page: str, version: int) -> str:
    """`page` with a script that asks the server it came from for changes, and a policy that admits just that."""
    digest = base64.b64encode(hashlib.sha256(_RELOAD.encode()).digest()).decode()
    page = page.replace("script-src ", f"connect-src &#39;self&#39;; script-src &#39;sha256-{digest}&#39; ", 1)
    page = page.replace("<html ", f'<html data-version="{version}" ', 1)
    return page.replace("</body>", f"<script>{_RELOAD}</script>\n</body>", 1)


def watch(path: str, made: Callable[[], str], language: str, shown: Callable[[str], None]) -> int:
    """Serve the report on `path` and keep it up to date until interrupted. `shown` is told the address. Raises Failure."""
    zh = language == "zh"
    watched = Watch(Path(path), made)
    server = _server(watched)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        while not watched.look():
            if not Path(path).is_file():
                raise Failure(f"无法读取“{path}”", f"{path} cannot be read")
            time.sleep(_EVERY)
        shown(f"http://127.0.0.1:{server.server_port}/")
        while True:
            time.sleep(_EVERY)
            if watched.look():
                click.echo("文件已保存，重新校验完毕" if zh else "saved; checked again")
    except KeyboardInterrupt:
        click.echo("\n已停止" if zh else "\nstopped")
        return 0
    finally:
        server.shutdown()
        server.server_close()


def _server(watched: Watch) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # A foreign page whose name was made to lead here says another host.
            if self.headers.get("Host") != f"127.0.0.1:{server.server_port}":
                self.send_error(403)
            elif self.path == "/":
                self._answer(200, watched.page)
            elif self.path.startswith("/changed?") and self.path[9:].isdecimal():
                self._answer(200 if watched.wait(int(self.path[9:])) else 202, "")
            else:
                self.send_error(404)

        def _answer(self, status: int, text: str) -> None:
            body = text.encode("utf-8", "backslashreplace")
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            return

    server = _Server(("127.0.0.1", 0), Handler)
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page while its question is held breaks nothing."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
