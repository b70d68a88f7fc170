"""jixiao in a pipeline: read filings into frames, check them, look at the findings, write reports.

    from jixiao import api

    frames = api.read("filings")                      # canonical frames: pandas DataFrames
    run = api.check("filings", ignore=["units"])      # what the command `check` does
    table = api.findings(run)                         # a DataFrame, a row for each finding
    pages = api.render(run, "html")                   # {file name: bytes}
    sarif = api.render(run, "sarif")                  # {"": bytes}

The functions do what the commands do and print nothing. What is wrong with paths, options or files of the gate raises
ValueError with one sentence; what is wrong with a filing is a finding. See docs/api.md.
"""

from __future__ import annotations

from .pipeline import check, failing, findings, line, read, render

__all__ = ["check", "failing", "findings", "line", "read", "render"]
