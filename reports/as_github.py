"""Annotations on GitHub: workflow commands, which a step prints and the pull request shows on the lines meant.

What follows from another finding is left out: GitHub shows ten annotations of a level in a step.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..validators.finding import Finding, Severity
from .escaping import data, option
from .run import Notice, Run
from .told import leading, paragraph
from .wording import FAMILY

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def document(run: Run) -> str:
    """A command for each new finding, for each notice, and for each rule that failed to run."""
    titles = {rule.id: rule.title.in_language(run.language) for rule in run.rules}
    lines = [_of_finding(finding, titles, run.language) for finding in leading(run.new)]
    lines += [_of_notice(notice, run.language) for notice in run.notices]
    lines += [_command("error", {"title": crash.rule}, crash.error) for crash in run.result.crashes]
    return "".join(f"{line}\n" for line in lines)


def _of_finding(finding: Finding, titles: dict[str, str], language: str) -> str:
    place = finding.place
    title = titles.get(finding.rule) or FAMILY[finding.family].in_language(language)
    about = {
        "file": finding.filing,
        "line": place.line if place.line and not place.page else None,
        "endLine": place.end_line if not place.page else None,
        "title": f"{title} ({finding.rule})",
    }
    return _command(_COMMAND[finding.severity], about, paragraph(finding, language, placed=True))


def _of_notice(notice: Notice, language: str) -> str:
    about = {"file": notice.file, "line": notice.line, "title": notice.id}
    return _command(_COMMAND[notice.severity], about, notice.message.in_language(language))


def _command(name: str, about: dict[str, object], message: str) -> str:
    properties = ",".join(f"{key}={option(str(value))}" for key, value in _given(about.items()))
    return f"::{name} {properties}::{data(message)}"


def _given(pairs: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    return [(key, value) for key, value in pairs if value is not None]
