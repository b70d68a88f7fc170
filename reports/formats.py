"""The formats of reports by name. A new format is a module and a line here.

The module of a format has one function:

* `document(run: Run) -> str | bytes` where one document speaks of all filings;
* `files(run: Run) -> Iterator[File]` where each filing has a file of its own. They are written into a folder as they come;
  names must be safe on every system and unlike those of the other formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .run import File, Run


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the module that writes it, how its files end, and whether each filing has a file of its own.

    A format with a file for each filing needs a folder; a document goes to a file, or to standard output. A document that is
    `summed` up speaks to people and ends with the summary of the run. One that is `whole` also tells of tables and checks, and
    not only of findings.
    """

    name: str
    module: str
    suffix: str
    each: bool = False
    summed: bool = False
    whole: bool = False


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("text", "as_text", ".txt", summed=True),
        Format("concise", "as_lines", ".txt", summed=True),
        Format("statistics", "as_statistics", ".txt", summed=True),
        Format("html", "as_html", ".html", each=True, whole=True),
        Format("annotated", "as_annotated", "", each=True),
        Format("letter", "as_letter", ".docx", each=True),
        Format("json", "as_json", ".json", whole=True),
        Format("csv", "as_csv", ".csv"),
        Format("markdown", "as_markdown", ".md"),
        Format("github", "as_github", ".txt"),
        Format("gitlab", "as_gitlab", ".json"),
        Format("sarif", "as_sarif", ".sarif"),
        Format("junit", "as_junit", ".xml", whole=True),
    )
}


def document(name: str, run: Run) -> bytes:
    """The document of format `name`, which is not one of those with a file for each filing."""
    return _bytes(import_module(f".{FORMATS[name].module}", __package__).document(run))


def files(name: str, run: Run) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of format `name`, one for each filing and what belongs to them."""
    made: Iterator[File] = import_module(f".{FORMATS[name].module}", __package__).files(run)
    for file in made:
        yield file.name, _bytes(file.content)


def _bytes(content: str | bytes) -> bytes:
    """`content` in UTF-8; half a surrogate pair, as in a file name of broken encoding, becomes an escape."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
