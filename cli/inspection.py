"""`jixiao inspect`: what was understood of a file, before anybody believes a finding."""

from __future__ import annotations

import click

from .names import OneOf, language, place_schema
from .progress import Progress

_FRAMES = ("filings", "tables", "fields", "funds", "goals", "levels", "indicators", "repairs")


@click.command("inspect", short_help="看程序读出了什么 / show what was read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=OneOf("格式", "format", ("table", "csv", "json")),
    default="table",
    show_default=True,
    help="表格、CSV（一个数据框）或 JSON / a table, CSV of one frame, or JSON",
)
@click.option(
    "--frame",
    type=OneOf("数据框", "frame", _FRAMES),
    default="indicators",
    show_default=True,
    help="CSV 输出哪个数据框 / which frame to print as CSV",
)
@place_schema
@language
def command(paths: tuple[str, ...], form: str, frame: str, lang: str) -> int:
    """列出从文件中读出的表、栏目对应、资金、目标和指标 / Show the canonical frames and how columns were bound.

    发现问题之前，先看程序是否读对了表。
    """
    from ..audit.checking import readings
    from ..audit.masking import shown
    from ..filings.canonical import frames
    from ..reports import as_frames
    from .check import found

    with Progress(found(paths)) as progress:
        filings = tuple(map(shown, readings(progress)))
    read = frames(filings)
    if form == "csv":
        click.echo(as_frames.as_csv(read[frame]), nl=False)
    elif form == "json":
        click.echo(as_frames.as_json(read), nl=False)
    else:
        click.echo(as_frames.text(filings, read, "zh" if lang == "zh" else "en"), nl=False)
    return 0
