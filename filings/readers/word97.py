"""Word 97-2003, WPS and RTF documents, converted to .docx by LibreOffice where it is installed; nothing else reads them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import tempfile
from pathlib import Path

from ..model import Document
from . import word
from .compound import Compound
from .failure import ReadError

_PROGRAMS = ("soffice", "libreoffice")
# Where it is installed without being on the path, as on Windows and macOS.
_INSTALLED = (
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 120.0
_RICH_TEXT = b"{\\rtf"
_WORD_97, _LOCKED = 0xC1, 0x0100
_SCRIPTING, _INTERNET = "Office.Common/Security/Scripting", "Inet/Settings"
_NOWHERE = "127.0.0.1"
# No macros, no links; and the web behind a proxy that is none, for linked pictures in .doc are asked for all the same.
_SETTINGS = {
    (_SCRIPTING, "MacroSecurityLevel"): "3",
    (_SCRIPTING, "DisableMacrosExecution"): "true",
    (_SCRIPTING, "DisableActiveContent"): "true",
    (_SCRIPTING, "BlockUntrustedRefererLinks"): "true",
    ("Office.Writer/Content/Update", "Link"): "2",
    (_INTERNET, "ooInetProxyType"): "2",
    (_INTERNET, "ooInetNoProxy"): "",
    **{
        (_INTERNET, f"ooInet{kind}Proxy{what}"): value
        for kind in ("HTTP", "HTTPS", "FTP")
        for what, value in (("Name", _NOWHERE), ("Port", "9"))
    },
}


def read(path: str, data: bytes) -> Document:
    """The document after conversion. Raises ReadError: also where there is no LibreOffice, or it cannot convert the file."""
    rich = data.startswith(_RICH_TEXT)
    version, flags = (0, 0) if rich else _head(data)
    if flags & _LOCKED:
        raise ReadError("encrypted_file")
    program = converter()
    if program is None:
        raise ReadError("unsupported_format", "RTF" if rich else "Word 97-2003 .doc")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kind = "Rich Text Format" if rich else "MS Word 95" if 0 < version < _WORD_97 else "MS Word 97"
        return word.read(path, _converted(program, kind, data, Path(folder)))


def _head(data: bytes) -> tuple[int, int]:
    """The version and the flags at the head of the document; zeros where there is none."""
    try:
        head = Compound(data).stream("WordDocument")[:12]
    except (ReadError, struct.error):
        head = b""
    return (struct.unpack_from("<H", head, 2)[0], struct.unpack_from("<H", head, 10)[0]) if len(head) == 12 else (0, 0)


def converter() -> str | None:
    """The program that converts old Word documents, if there is one."""
    found = (shutil.which(name) for name in _PROGRAMS)
    usual = (os.path.expandvars(place) for place in _INSTALLED)
    return next((place for place in found if place), None) or next((place for place in usual if Path(place).is_file()), None)


def _converted(program: str, kind: str, data: bytes, folder: Path) -> bytes:
    """The .docx that LibreOffice makes of the document. Raises ReadError."""
    source, target, profile = folder / "filing.doc", folder / "filing.docx", folder / "profile"
    source.write_bytes(data)
    # NOTE: a profile of its own: an open LibreOffice of the user is not asked, conversions run side by side, and whatever the
    # user allows otherwise, here no macro runs and no link is followed.
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), "utf-8")
    # NOTE: left to guess the kind, it takes a broken document for plain text.
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", f"--infilter={kind}",
               "--convert-to", "docx", "--outdir", str(folder), str(source)]  # fmt: skip
    try:
        failed = _run(command, folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise ReadError("unreadable_file", "LibreOffice") from error
    if failed or not target.is_file():
        raise ReadError("unreadable_file", "LibreOffice")
    return target.read_bytes()


def _profile() -> str:
    """The settings as LibreOffice keeps them."""
    items = (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
        for (path, name), value in _SETTINGS.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{"".join(items)}</oor:items>'


def _run(command: list[str], folder: Path) -> int:
    """The exit code. What the program starts ends with it, also where time runs out: the first process is only its launcher."""
    environment = {**os.environ, "HOME": str(folder)}
    silent = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603
        command, stdin=silent, stdout=silent, stderr=silent, env=environment, start_new_session=True
    ) as process:
        try:
            return process.wait(_SECONDS)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
