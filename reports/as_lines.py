"""One finding a line, 'path:line: severity rule message', as editors and grep like it."""

from __future__ import annotations

from . import as_text
from .run import Run


def document(run: Run) -> str:
    """The new findings, one on a line, and the summary."""
    lines = [as_text.line(finding, run.language) for finding in run.new]
    return "".join(f"{text}\n" for text in [*lines, ""] if lines) + as_text.closing(run)
