"""`jixiao check`: the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .failure import EXIT_FAILURE, EXIT_FINDINGS, Failure
from .names import ManyOf, NoSuch, OneOf, language, parted, place_schema
from .progress import Progress
from .writing import folder, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..audit.checking import Checked
    from ..validators.rule import Rule

_LEVELS = ("error", "warning", "info")


@click.command("check", short_help="校验文件或文件夹 / check files and folders")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=ManyOf("格式", "format", ("html", "json")),
    callback=parted,
    help="html 写到 --output，json 写到标准输出；可用逗号并列 / html goes to --output, json to stdout",
)
@click.option("--output", metavar="DIR", help="HTML 报告的文件夹 / folder for the HTML reports")
@place_schema
@language
@click.option(
    "--fail-on",
    type=OneOf("级别", "level", (*_LEVELS, "never")),
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
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    lang: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """校验文件和文件夹，列出财政部门会退回的问题 / Check files and folders.

    \b
    退出码 / exit code:
      0  没有达到 --fail-on 的问题 / nothing at or above --fail-on
      1  有 / something is
      2  用法、配置或程序自身的错误 / usage, configuration or our own failure
    """
    if "html" in formats and not output:
        raise Failure("HTML 报告要写到文件夹里：请用 --output 指明", "HTML reports go to a folder: name it with --output")
    from ..audit.checking import check

    rules = _chosen(select, ignore)
    inputs = found(paths, output)
    target = folder(output) if output else None
    with Progress(inputs) as progress:
        checked = check(progress, rules)
    wanted = set(formats) or ({"html"} if target else {"text"})
    if target and "html" in wanted:
        _write_pages(checked, rules, target, lang)
    if "json" in wanted:
        _print_json(checked)
    _print_text(checked, lang, whole="text" in wanted, aside="json" in wanted)
    if target and "html" in wanted:
        _say_where(target, len(checked.filings), lang, aside="json" in wanted)
    if "json" not in wanted:
        _name_crashes(checked, lang)
    return _exit_code(checked, fail_on)


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


def _write_pages(checked: Checked, rules: Sequence[Rule], target: Path, lang: str) -> None:
    from ..reports import as_html

    for page in as_html.pages(checked.filings, checked.result, rules, _version(), lang):
        write(target / page.name, page.text)


def _print_json(checked: Checked) -> None:
    from ..reports import as_json

    click.echo(as_json.text(checked.filings, checked.result, _version()).encode("utf-8"), nl=False)


def _print_text(checked: Checked, lang: str, *, whole: bool, aside: bool) -> None:
    from ..reports import as_text

    if whole and checked.result.findings:
        click.echo("\n".join(as_text.line(finding, lang) for finding in checked.result.findings) + "\n")
    click.echo(as_text.summary(checked.filings, checked.result, lang, top=0), nl=False, err=aside)


def _say_where(target: Path, pages: int, lang: str, *, aside: bool) -> None:
    first = target / "index.html" if pages > 1 else target
    click.echo(f"报告写在 {first}" if lang == "zh" else f"Reports: {first}", err=aside)


def _name_crashes(checked: Checked, lang: str) -> None:
    for crash in checked.result.crashes:
        zh = f"规则 {crash.rule} 自身出错（{crash.error}），其余规则照常运行"
        en = f"the rule {crash.rule} failed ({crash.error}); the others ran"
        click.echo(f"jixiao: {zh if lang == 'zh' else en}", err=True)


def _exit_code(checked: Checked, fail_on: str) -> int:
    if checked.result.crashes:
        return EXIT_FAILURE
    weighed = _LEVELS[: _LEVELS.index(fail_on) + 1] if fail_on in _LEVELS else ()
    return EXIT_FINDINGS if any(finding.severity in weighed for finding in checked.result.findings) else 0


def _version() -> str:
    from importlib.metadata import version

    return version("jixiao")
