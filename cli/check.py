"""`jixiao check`: the main job."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..reports.formats import FORMATS
from .failure import EXIT_FAILURE, EXIT_FINDINGS, Failure
from .failure import language as language_of_run
from .formats import STDOUT, destinations, formats, wanted, write_all
from .names import OneOf, language, parted, place_schema
from .progress import Progress
from .settings import configurable, settled, told
from .terminal import terminal
from .writing import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..gate.checking import Circumstances
    from ..gate.configuration import Configuration
    from ..reports.run import Run

_NOWHERE: Mapping[str, str] = MappingProxyType({})
_KINDS = 5  # endings of files passed over that are named
LEVELS = ("error", "warning", "info", "never")


@click.command("check", short_help="校验文件或文件夹 / check files and folders")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@formats
@click.option("--output", metavar="DIR", help="逐份文件的报告写到此文件夹 / folder for reports with a file for each filing")
@place_schema
@language
@click.option(
    "--fail-on",
    type=OneOf("级别", "level", LEVELS),
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
@click.option("--baseline", metavar="FILE", help="基线：只有新增的问题算数 / only findings that this baseline lacks count")
@click.option(
    "--changed-since", metavar="REF", help="只校验自某个 git 版本以来改动的文件 / only files changed since a git revision"
)
@click.option("--cache", metavar="DIR", help="缓存文件夹：没改的文件不重新校验 / keep results here and check only what changed")
@click.option("--timings", is_flag=True, help="在报告里写明用时 / say in reports how long it took")
@click.option("--watch", is_flag=True, help="文件一保存就重新校验，浏览器里的报告随之更新 / check again when the file is saved")
@configurable
def command(paths: tuple[str, ...], **options: Any) -> int:
    """校验文件和文件夹，列出财政部门会退回的问题 / Check files and folders.

    \b
    退出码 / exit code:
      0  没有达到 --fail-on 的问题 / nothing at or above --fail-on
      1  有 / something is
      2  用法、配置或程序自身的错误 / usage, configuration or our own failure
    """
    started = perf_counter()
    configuration = settled(paths, options["config"], no_config=options["no_config"])
    formats = options["formats"] or wanted(configuration["format"])
    placed = destinations({**formats, "statistics": None} if options["statistics"] else formats, configuration["output"])
    from ..gate.checking import gated

    inputs = found(paths, configuration["output"])
    if options["watch"]:
        return _watch(inputs, configuration)
    if options["changed_since"]:
        from ..gate.revisions import changed

        with told():
            inputs = changed(inputs, options["changed_since"])
    if configuration["output"]:
        folder(configuration["output"])
    with told():
        run = gated(inputs, configuration, circumstances(configuration, placed))
    if options["timings"]:
        run = replace(run, seconds=perf_counter() - started)
    write_all(run, placed)
    _say(run, placed)
    return _exit_code(run)


def _watch(inputs: Sequence[str], configuration: Configuration) -> int:
    """Check one file whenever it is saved, and show its report in the browser. Raises Failure."""
    import webbrowser

    from ..gate.checking import gated
    from ..reports import as_html
    from .watching import watch

    if len(inputs) != 1:
        raise Failure("--watch 一次只看一份文件", "--watch looks after one file")

    def made() -> str:
        with told():
            run = gated(inputs, configuration, circumstances(configuration, {"html": ""}))
        return str(next(as_html.files(run)).content)

    def shown(address: str) -> None:
        zh = configuration["lang"] == "zh"
        click.echo(f"报告：{address}（按 Ctrl-C 停止）" if zh else f"Report: {address} (Ctrl-C stops)")
        webbrowser.open(address)

    return watch(inputs[0], made, configuration["lang"], shown)


def circumstances(configuration: Configuration, placed: Mapping[str, str] = _NOWHERE) -> Circumstances:
    """The day, the language and the terminal of this process, and what the formats in `placed` need to know."""
    from datetime import date

    from ..gate.checking import Circumstances
    from ..reports.run import Terminal

    # NOTE: the clock is asked here and nowhere else; what it says decides only which acceptances have expired.
    today = date.today()
    powers = terminal() if STDOUT in placed.values() else Terminal()
    formats = [FORMATS[name] for name in placed]
    each, whole = (any(getattr(known, kind) for known in formats) for kind in ("each", "whole"))
    detail = "documents" if each else "tables" if whole or not formats else "findings"
    return Circumstances(today, _version(), configuration["lang"], powers, walked, detail)


def walked(paths: Sequence[str]) -> Iterator[str]:
    """`paths`, with the progress of going through them shown on a terminal."""
    with Progress(paths) as progress:
        yield from progress


def found(paths: tuple[str, ...], output: str | None = None) -> Sequence[str]:
    """The files at `paths`, but for those under `output`. Raises Failure."""
    from ..audit.inputs import InputError, files

    try:
        inputs = files(paths, leaving_out=output)
    except InputError as error:
        raise Failure(error.says.zh, error.says.en) from error
    tell_passed_over(paths, output)
    return inputs


def tell_passed_over(paths: Sequence[str], output: str | None) -> None:
    """Say on standard error how many files below the folders among `paths` are no filings, and of what kinds."""
    from ..audit.inputs import passed_over
    from ..reports.printable import one_line as printable

    left = passed_over(paths, output)
    if not left:
        return
    zh = language_of_run() == "zh"
    none = "无后缀" if zh else "no ending"
    kinds = [f"{printable(ending) or none} {count}" for ending, count in left.most_common(_KINDS)]
    more = ("…",) if len(left) > _KINDS else ()
    listed = ("、" if zh else ", ").join((*kinds, *more))
    told = (
        f"另有 {left.total()} 个文件不是可校验的格式，没有校验（{listed}）"
        if zh
        else f"{left.total()} more files are of other kinds and were not checked ({listed})"
    )
    click.echo(f"jixiao: {told}", err=True)


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
