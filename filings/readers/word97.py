"""Word 97-2003 and WPS documents, converted to .docx by LibreOffice where it is installed; nothing else is trusted with them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ..model import Document
from . import word
from .failure import ReadError

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120


def read(path: str, data: bytes) -> Document:
    """The document after conversion. Raises ReadError: also where there is no LibreOffice, or it cannot convert the file."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadError("unsupported_format", "Word 97-2003 .doc")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "filing.doc"), Path(folder, "filing.docx")
        source.write_bytes(data)
        # NOTE: a profile of its own, so that an open LibreOffice of the user is not asked, and macros stay off.
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", "docx", "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, env={**os.environ, "HOME": folder})  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise ReadError("unreadable_file", "LibreOffice") from error
        if not target.is_file():
            raise ReadError("unreadable_file", "LibreOffice")
        return word.read(path, target.read_bytes())
