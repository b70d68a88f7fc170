"""`jixiao baseline create` and `jixiao baseline prune`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .check import circumstances, found
from .names import Group, language, place_schema
from .settings import configurable, settled, told
from .writing import folder, write

if TYPE_CHECKING:
    from ..gate.configuration import Configuration

_FILE = "jixiao-baseline.json"


@click.group("baseline", cls=Group, short_help="基线：只拦新增的问题 / let the gate fail on new findings only")
def command() -> None:
    """记下现有的问题，以后只拦新增的 / Record today's findings, so that later runs fail on new ones only."""


def _of_baseline(command: Callable[..., Any]) -> Callable[..., Any]:
    paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
    file = click.option(
        "--baseline", metavar="FILE", help=f"基线文件，默认 {_FILE} 或配置中的 baseline / the baseline [default: {_FILE}]"
    )
    return paths(file(place_schema(language(configurable(command)))))


@command.command("create", short_help="记下现有的问题 / record what is there")
@_of_baseline
def create(paths: tuple[str, ...], baseline: str | None, config: str | None, no_config: bool, lang: str) -> int:
    """把现有的问题全部记入基线；已有的基线被替换 / Record all findings of today. A baseline that exists is replaced."""
    from ..gate import baseline as recorded
    from ..gate.checking import gated, remembered

    configuration = settled(paths, config, no_config=no_config)
    file = _file(configuration)
    with told():
        run = gated(found(paths), _without_baseline(configuration), circumstances(configuration))
    entries = remembered(run, file.parent)
    folder(str(file.parent))
    write(file, recorded.written(entries).encode("utf-8"))
    count, zh = len(entries), f"基线 {file.as_posix()}：记下 {len(entries)} 条问题"
    click.echo(zh if configuration["lang"] == "zh" else f"baseline {file.as_posix()}: {count} findings recorded")
    return 0


@command.command("prune", short_help="清除已改正的 / remove what is mended")
@_of_baseline
def prune(paths: tuple[str, ...], baseline: str | None, config: str | None, no_config: bool, lang: str) -> int:
    """从基线里清除已经没有的问题，列出清除了什么 / Remove from the baseline what no longer occurs, and say what."""
    from ..gate import baseline as recorded
    from ..gate.checking import gated
    from ..reports.printable import one_line

    configuration = settled(paths, config, no_config=no_config)
    file = _file(configuration)
    over = {**configuration.settings, "baseline": replace(_given(configuration), value=file.as_posix())}
    with told():
        run = gated(found(paths), replace(configuration, settings=over), circumstances(configuration))
        entries = list(recorded.read(file))
    for entry in run.mended or ():
        entries.remove(entry)
        click.echo(one_line(f"- {entry.filing} {entry.rule} {entry.words}"))
    if run.mended:
        write(file, recorded.written(entries).encode("utf-8"))
    gone = len(run.mended or ())
    zh, en = f"基线 {file.as_posix()}：清除 {gone} 条，还有 {len(entries)} 条", f"{gone} removed, {len(entries)} remain"
    click.echo(zh if configuration["lang"] == "zh" else f"baseline {file.as_posix()}: {en}")
    return 0


def _file(configuration: Configuration) -> Path:
    """The baseline that is meant: the option's, the configuration's, or the usual one beside the configuration."""
    return Path(configuration["baseline"] or _FILE)


def _given(configuration: Configuration) -> Any:
    from ..gate.configuration import Setting

    return configuration.settings.get("baseline", Setting(None, ""))


def _without_baseline(configuration: Configuration) -> Configuration:
    return replace(configuration, settings={key: one for key, one in configuration.settings.items() if key != "baseline"})
