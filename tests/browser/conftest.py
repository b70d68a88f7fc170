"""Which browsers there are to test the report in."""

from __future__ import annotations

import shutil

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
collect_ignore = [] if FIREFOX else ["test_report_in_firefox.py"]
