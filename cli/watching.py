"""`jixiao check --watch FILE`: checks a file again when it is saved, and shows a report that reloads itself.

The report comes from a server on this computer's own address, under a port that the system gives. Office programs save by
writing another file and renaming it, so the file's time and size are looked at, not the file held open.
"""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from .failure import Failure

_EVERY = 0.5  # seconds between looks
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
        self.page = ""
        self.version = 0
        self.changed = threading.Condition()

    def look(self) -> bool:
        """Make the page anew if the file was saved since; whether it was. A file that is being saved is looked at later."""
        try:
            stat = self._path.stat()
        except OSError:
            return False
        state = (stat.st_mtime_ns, stat.st_size)
        if state == self._seen:
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
    if not watched.look():
        raise Failure(f"无法读取“{path}”", f"{path} cannot be read")
    server = _server(watched)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
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

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    return server
