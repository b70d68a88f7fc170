"""`jixiao diff OLD NEW`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from .check import LEVELS, circumstances, found
from .failure import EXIT_FAILURE, EXIT_FINDINGS, Failure
from .formats import spoken
from .names import OneOf, language, place_schema, text_or_json
from .settings import configurable, settled, told


@click.command("diff", short_help="比较一份填报的两个版本 / compare two versions of a filing")
@click.argument("old")
@click.argument("new")
@text_or_json
@place_schema
@language
@click.option(
    "--fail-on", type=OneOf("级别", "level", LEVELS), default="error", help="新增问题达到该级别时退出码为 1 / as in check"
)
@configurable
def command(old: str, new: str, form: str, lang: str, fail_on: str, config: str | None, no_config: bool) -> int:
    """逐条比较问题、逐项比较内容。OLD 可以是 git 版本（如 HEAD~1），表示 NEW 在那个版本里的样子。

    Compare findings and values. OLD may be a git revision such as HEAD~1: NEW as it was there.

    \b
    退出码 / exit code: 0 没有新增达到 --fail-on 的问题 / no new finding at or above --fail-on; 1 有 / some; 2 用法错误 / usage
    """
    from ..gate import difference
    from ..gate.checking import gated, gated_data
    from ..gate.comparison import compared

    (path,) = _one(new)
    configuration = settled((path,), config, no_config=no_config)
    # What was known or agreed to before is no part of a comparison of two versions.
    bare = replace(configuration, settings={key: one for key, one in configuration.settings.items() if key != "baseline"})
    about = circumstances(configuration)
    with told():
        after = gated((path,), bare, about)
        before = gated(_one(old), bare, about) if _is_path(old) else gated_data(path, _stored(path, old), bare, about)
    comparison = compared(before, after)
    if form == "json":
        spoken(difference.document(comparison, old, new).encode())
    else:
        click.echo(difference.text(comparison, configuration["lang"]), nl=False)
    if before.result.crashes or after.result.crashes:
        return EXIT_FAILURE
    return EXIT_FINDINGS if any(map(after.weighs, comparison.new)) else 0


def _one(path: str) -> list[str]:
    if Path(path).is_dir():
        raise Failure(f"“{path}”是文件夹，请给出两份文件", f"{path} is a folder: name two files")
    return [*found((path,))]


def _is_path(old: str) -> bool:
    """Whether OLD is a file; what is no file and looks like one is not taken for a revision of git."""
    from ..filings.reading import SUFFIXES

    return Path(old).exists() or old.lower().endswith(SUFFIXES)


def _stored(path: str, reference: str) -> bytes:
    from ..gate.revisions import stored

    return stored(path, reference)
