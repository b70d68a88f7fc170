"""Which browsers there are to test the report in."""

from __future__ import annotations

from firefox import FIREFOX

collect_ignore = [] if FIREFOX else ["test_report_in_firefox.py"]
