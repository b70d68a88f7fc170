"""`--format`: several formats at once, each with the file it is written to."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..reports.formats import FORMATS
from .failure import Failure
from .names import NoSuch
from .writing import folder, write

if TYPE_CHECKING:
    from pathlib import Path

    from ..reports.run import Run

STDOUT = "-"
# A comma in a path parts nothing: what follows one is another format only if it looks like one.
_BETWEEN = re.compile(r"[,，](?=\s*[\w-]+\s*(?:=|[,，]|$))")


class _Wanted(click.ParamType):
    """One or more of NAME or NAME=PATH, parted by commas."""

    name = "formats"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "NAME[=PATH],…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Mapping[str, str | None]:
        if isinstance(value, dict):
            return value
        wanted: dict[str, str | None] = {}
        for part in filter(str.strip, _BETWEEN.split(str(value))):
            name, given, path = (piece.strip() for piece in part.partition("="))
            if name not in FORMATS:
                raise NoSuch("格式", "format", name, FORMATS)
            if given and not path:
                raise Failure(f"“{name}=”后面缺少文件名", f"a path is missing after {name}=")
            wanted[name] = path or None
        return wanted


def _joined(ctx: click.Context, param: click.Parameter, values: tuple[Mapping[str, str | None], ...]) -> Mapping[str, str | None]:
    joined: dict[str, str | None] = {}
    for value in values:
        joined |= value
    return joined


formats = click.option(
    "--format",
    "formats",
    multiple=True,
    type=_Wanted(),
    callback=_joined,
    help="报告格式，可用逗号并列，各写各的文件 / formats, several with commas, each to its own file: "
    f"{' '.join(FORMATS)}。例 / such as sarif=out.sarif,html",
)


def wanted(texts: Iterable[str]) -> dict[str, str | None]:
    """The formats that a configuration names as NAME or NAME=PATH. Raises Failure."""
    return {name: path for text in texts for name, path in _Wanted().convert(text, None, None).items()}


def destinations(wanted: Mapping[str, str | None], output: str | None) -> dict[str, str]:
    """For each format the folder or file it goes to, '-' for standard output. Raises Failure.

    Without formats, those with `output` are HTML, those without are text. A format with a file for each filing goes to
    `output` unless it has its own folder.
    """
    chosen = dict(wanted) or {"html" if output else "text": None}
    placed: dict[str, str] = {}
    for name, path in chosen.items():
        place = path or (output if FORMATS[name].each else STDOUT)
        if place is None or (FORMATS[name].each and place == STDOUT):
            raise Failure(
                f"{name} 报告要写到文件夹里：请用 --output 指明", f"{name} reports go to a folder: name it with --output"
            )
        placed[name] = place
    _each_its_own(placed)
    return placed


def _each_its_own(placed: Mapping[str, str]) -> None:
    taken: dict[str, str] = {}
    for name, place in placed.items():
        if FORMATS[name].each:
            continue
        first = taken.setdefault(place, name)
        if first != name:
            example = f"{name}=report{FORMATS[name].suffix}"
            there = ("标准输出", "standard output") if place == STDOUT else (f"“{place}”", place)
            raise Failure(
                f"{first} 和 {name} 不能都写到{there[0]}：请给其中一个指明文件，例如 --format {example}",
                f"{first} and {name} cannot both go to {there[1]}: name a file for one of them, such as --format {example}",
            )


def write_all(run: Run, placed: Mapping[str, str]) -> None:
    """Write every report to its place; the one on standard output last, so that nothing follows a failure. Raises Failure."""
    from pathlib import Path

    from ..reports import formats

    for name, place in placed.items():
        if FORMATS[name].each:
            _write_each(run, name, folder(place))
        elif place != STDOUT:
            write(_parent_made(Path(place)), formats.document(name, run))
    for name, place in placed.items():
        if place == STDOUT:
            spoken(formats.document(name, run))


def spoken(content: bytes) -> None:
    """Print a document. A terminal has an encoding of its own; what reads a pipe gets the bytes that a file would hold."""
    click.echo(content.decode("utf-8") if sys.stdout.isatty() else content, nl=False)


def _write_each(run: Run, name: str, target: Path) -> None:
    from ..reports import formats

    for file, content in formats.files(name, run):
        write(target / file, content)


def _parent_made(path: Path) -> Path:
    folder(str(path.parent))
    return path
