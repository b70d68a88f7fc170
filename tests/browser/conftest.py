"""Which browsers there are to test the report in."""

from __future__ import annotations

import shutil
import sys

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
# NOTE: what drives Firefox needs telnetlib, which Python 3.13 has no more.
collect_ignore = [] if FIREFOX and sys.version_info < (3, 13) else ["test_report_in_firefox.py"]
