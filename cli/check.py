"""`jixiao check`: the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..reports.formats import FORMATS
from .failure import EXIT_FAILURE, EXIT_FINDINGS, Failure
from .formats import STDOUT, destinations, formats, write_all
from .names import NoSuch, OneOf, language, parted, place_schema
from .progress import Progress
from .terminal import terminal
from .writing import folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..reports.run import Run
    from ..validators.rule import Rule

_LEVELS = ("error", "warning", "info", "never")


@click.command("check", short_help="校验文件或文件夹 / check files and folders")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@formats
@click.option("--output", metavar="DIR", help="逐份文件的报告写到此文件夹 / folder for reports with a file for each filing")
@place_schema
@language
@click.option(
    "--fail-on",
    type=OneOf("级别", "level", _LEVELS),
    default="error",
    show_default=True,
    help="发现该级别或更重的问题时退出码为 1 / exit with 1 at findings of this level or above",
)
@click.option(
    "--select", multiple=True, callback=parted, metavar="RULES", help="只用这些规则或类别 / only these rules or families"
)
@click.option(
    "--ignore", multiple=True, callback=parted, metavar="RULES", help="不用这些规则或类别 / without these rules or families"
)
@click.option("--statistics", is_flag=True, help="只列每条规则的次数 / only how often each rule found something")
def command(
    paths: tuple[str, ...],
    formats: Mapping[str, str | None],
    output: str | None,
    lang: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
) -> int:
    """校验文件和文件夹，列出财政部门会退回的问题 / Check files and folders.

    \b
    退出码 / exit code:
      0  没有达到 --fail-on 的问题 / nothing at or above --fail-on
      1  有 / something is
      2  用法、配置或程序自身的错误 / usage, configuration or our own failure
    """
    placed = destinations({**formats, "statistics": None} if statistics else formats, output)
    from ..audit.checking import check
    from ..reports.run import Run, Terminal

    rules = _chosen(select, ignore)
    inputs = found(paths, output)
    if output:
        folder(output)
    with Progress(inputs) as progress:
        checked = check(progress, rules)
    shown = terminal() if STDOUT in placed.values() else Terminal()
    run = Run(checked.filings, checked.result, rules, _version(), lang, shown, fail_on)
    write_all(run, placed)
    _say(run, placed)
    return _exit_code(run)


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> Sequence[Rule]:
    from ..validators.catalogue import discover, selected
    from ..validators.finding import FAMILIES

    known = {*FAMILIES, *(rule.id for rule in discover())}
    for name in (*select, *ignore):
        if name not in known:
            raise NoSuch("规则或类别", "rule or family", name, known)
    return selected(select, ignore)


def found(paths: tuple[str, ...], output: str | None = None) -> Sequence[str]:
    """The files at `paths`, but for those under `output`. Raises Failure."""
    from ..audit.inputs import InputError, files

    try:
        return files(paths, leaving_out=output)
    except InputError as error:
        raise Failure(error.says.zh, error.says.en) from error


def _say(run: Run, placed: Mapping[str, str]) -> None:
    """The summary and where the reports are: on standard output, or beside it where a document stands there."""
    aside = STDOUT in placed.values()
    summed = any(FORMATS[name].summed for name, place in placed.items() if place == STDOUT)
    if not summed:
        from ..reports import as_text

        click.echo(as_text.closing(run), nl=False, err=aside)
    for name, place in placed.items():
        if place != STDOUT:
            click.echo(_where(name, place, run), err=aside)
    if summed or not aside:
        _name_crashes(run)


def _where(name: str, place: str, run: Run) -> str:
    from pathlib import Path

    first = Path(place) / "index.html" if name == "html" and len(run.filings) > 1 else Path(place)
    return f"{name} 报告：{first}" if run.language == "zh" else f"{name}: {first}"


def _name_crashes(run: Run) -> None:
    for crash in run.result.crashes:
        zh = f"规则 {crash.rule} 自身出错（{crash.error}），其余规则照常运行"
        en = f"the rule {crash.rule} failed ({crash.error}); the others ran"
        click.echo(f"jixiao: {zh if run.language == 'zh' else en}", err=True)


def _exit_code(run: Run) -> int:
    if run.result.crashes:
        return EXIT_FAILURE
    return EXIT_FINDINGS if run.failed else 0


def _version() -> str:
    from importlib.metadata import version

    return version("jixiao")
