"""Where the pages of an audit stand below its output folder. The same name always has the same page."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from .as_html import report_name


def page_name(path: str) -> str:
    """The report on the filing at `path`."""
    *folders, name = PurePosixPath(path).parts
    shown = [report_name(folder, ()).removesuffix(".html") for folder in folders]
    page = report_name(name, ())
    altered = shown != folders or page != f"{name}.html"
    return "/".join(["filings", *shown, _distinct(page, path) if altered else page])


def department_page(name: str) -> str:
    """The page of the department of that name."""
    page = report_name(name or "-", ())
    return "departments/" + (page if page == f"{name}.html" else _distinct(page, name))


def _distinct(page: str, name: str) -> str:
    """`page`, told apart from another's that had not to be changed for the sake of file systems."""
    return f"{page.removesuffix('.html')}~{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}.html"
