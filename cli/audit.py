"""`jixiao audit`: every filing of a county, and what only all of them together show."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .check import tell_passed_over
from .failure import EXIT_FAILURE, EXIT_FINDINGS, Failure
from .names import OneOf, in_force, language, parted, place_schema
from .settings import configurable, settled

if TYPE_CHECKING:
    from ..audit.county import Audited
    from ..audit.order import Setting
    from ..gate.configuration import Configuration, Scope

_LEVELS = ("error", "warning", "info")
_EXTRA = "pip install 'jixiao[audit]'"


@click.command("audit", short_help="审核整个县区的材料 / audit a county's filings")
@click.argument("folder", metavar="DIR")
@click.option("-o", "--output", required=True, metavar="OUT", help="写报告的文件夹 / folder for everything that is written")
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    metavar="N",
    help="并行进程数，默认等于处理器核数 / processes at a time, by default as many as cores",
)
@click.option("--roster", metavar="FILE", help="应报单位名册（.csv、.xlsx）/ who must file (.csv, .xlsx)")
@click.option(
    "--suite",
    "suites",
    multiple=True,
    metavar="FILE",
    help="本地自定的期望，Great Expectations 套件（.json），可多次使用 / a bureau's own expectations, repeatable",
)
@click.option(
    "--export-gx",
    metavar="DIR",
    help="把套件和数据写成 Great Expectations 项目 / suites and data as a Great Expectations project",
)
@click.option("--since", metavar="OUT_OLD", help="与上一次审核的结果比较 / compare with the output of an earlier audit")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="在已有的 Dask 集群上审核 / audit on an existing Dask cluster, e.g. tcp://10.0.0.5:8786",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0.1),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="每份文件的时限 / for one file",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(64),
    default=1024,
    show_default=True,
    metavar="MB",
    help="每份文件的内存限度 / for one file",
)
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
@click.option("--ignore", multiple=True, callback=parted, metavar="RULES", help="不用这些规则或类别 / without these")
@configurable
def command(
    folder: str,
    output: str,
    processes: int | None,
    roster: str | None,
    suites: tuple[str, ...],
    export_gx: str | None,
    since: str | None,
    scheduler: str | None,
    time_limit: float,
    memory_limit: int,
    config: str | None,
    no_config: bool,
    **_settings: Any,
) -> int:
    """审核文件夹里的全部材料 / Audit all filings below a folder.

    \b
    OUT/index.html      汇总：按部门、规则、结论，可查找和排序 / all filings, to search and sort
    OUT/departments/    每个部门一页，可以发给部门 / a page for each department, to send out
    OUT/filings/        每份材料一份报告 / a report for each filing
    OUT/ledger.xlsx     台账 / the ledger
    OUT/findings.json   机器可读的结果 / for programs
    OUT/data/           读到的内容和问题（Parquet）/ what was read and found
    DIR/gx/             Great Expectations 项目（--export-gx）/ a project of Great Expectations

    中断之后再运行一次就会接着做；没有变化的材料不重新校验。
    Run it again after an interruption and it goes on; what has not changed is not checked again.

    \b
    退出码 / exit code:
      0  没有达到 --fail-on 的问题 / nothing at or above --fail-on
      1  有 / something is
      2  用法、配置或程序自身的错误 / usage, configuration or our own failure
    """
    _needs_packages()
    if scheduler and processes:
        raise Failure(
            "--processes 和 --scheduler 不能同时使用：在集群上，并行数由集群决定",
            "--processes and --scheduler exclude each other: on a cluster the cluster decides",
        )
    configuration = settled((folder,), config, no_config=no_config, across=True)
    lang = configuration["lang"]
    from ..audit.county import DATA, Options, audit
    from ..audit.output import InUseError
    from ..audit.workers import Limits, WorkersError
    from ..validators.finding import ToldError
    from .audit_progress import Progress

    try:
        options = Options(
            _setting(configuration, configuration.scope(folder)),
            processes or _cores(),
            Limits(time_limit, memory_limit),
            _roster(roster),
            _earlier(since),
            lambda path: _setting(configuration, configuration.scope(path)),
            scheduler,
            tuple(_suite(path) for path in suites),
        )
        project = _project(export_gx, output)
        with Progress(lang) as progress:
            audited = audit(folder, _output(folder, output), options, progress.told)
            if project:
                from ..audit.gx_project import export

                progress.told("exporting", 0, 1)
                export(project, Path(output) / DATA, options.setting, options.suites)
    except ToldError as error:
        raise Failure(error.says.zh, error.says.en) from error
    except KeyboardInterrupt:
        zh = lang == "zh"
        click.echo("jixiao: 已中断；再运行一次会接着做" if zh else "jixiao: interrupted; run it again and it goes on", err=True)
        raise
    except InUseError as error:
        raise Failure(
            f"另一次审核正在写入“{error}”，请等它结束，或另选 --output",
            f"another audit is writing to {error}; wait for it to end, or choose another --output",
        ) from error
    except WorkersError as error:
        raise Failure(
            f"工作进程反复终止（从“{error}”开始的一组文件），可能是内存不足",
            f"worker processes end again and again (the files from {error} on); there may be too little memory",
        ) from error
    except OSError as error:
        from ..validators.system_error import reason

        where, why = error.filename or output, reason(error)
        raise Failure(f"无法写入“{where}”（{why.zh}）", f"{where} cannot be written ({why.en})") from error
    _say(audited, Path(output), lang)
    if project:
        click.echo(f"Great Expectations 项目写在 {project}" if lang == "zh" else f"Great Expectations project: {project}")
    tell_passed_over((folder,), output)
    return _exit_code(audited, configuration["fail-on"])


def _setting(configuration: Configuration, scope: Scope) -> Setting:
    """What applies to filings of that scope, in the words of an audit."""
    from ..audit.order import Setting

    rules = in_force(click.get_current_context()).get("rules", ())
    return Setting(
        scope.select, scope.ignore, scope.severity, configuration["lang"], configuration["schema"], scope.profile, rules
    )


def _needs_packages() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("pyarrow", "xlsxwriter", "rensa", "great_expectations") if find_spec(name) is None]
    if missing:
        raise Failure(
            f"审核整个文件夹还需要 {'、'.join(missing)}：{_EXTRA}", f"an audit needs {', '.join(missing)} as well: {_EXTRA}"
        )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _output(folder: str, output: str) -> Path:
    if Path(folder).resolve() == Path(output).resolve():
        raise Failure("报告不能写到材料所在的文件夹里，请另选 --output", "choose an output folder other than that of the filings")
    return Path(output)


def _roster(path: str | None):
    if path is None:
        return None
    from ..audit.roster import roster

    return roster(Path(path))


def _suite(path: str):
    from ..audit.own_suite import own_suite

    return own_suite(Path(path))


def _project(path: str | None, output: str) -> Path | None:
    """Where to write the project of Great Expectations, if one is asked for."""
    if path is None:
        return None
    from ..audit.gx_project import acceptable

    if Path(path).resolve().is_relative_to(Path(output).resolve()):
        raise Failure(
            "--export-gx 的文件夹不能在 --output 里面，请另选一个", "the folder of --export-gx must not lie in that of --output"
        )
    acceptable(Path(path))
    return Path(path)


def _earlier(since: str | None) -> Path | None:
    if since is None:
        return None
    if not (Path(since) / "data" / "findings.parquet").is_file():
        raise Failure(f"“{since}”里没有上一次审核的结果", f"{since} holds no earlier audit")
    return Path(since)


def _say(audited: Audited, output: Path, lang: str) -> None:
    from ..reports.verdict import VERDICT
    from ..reports.wording import SEVERITY

    zh = lang == "zh"
    counts = [f"{name.in_language(lang)} {audited.verdicts.get(code, 0)}" for code, name in VERDICT.items()]
    found = [f"{name.in_language(lang)} {audited.severities.get(code, 0)}" for code, name in SEVERITY.items()]
    if zh:
        click.echo(f"{audited.filings} 份材料，{audited.departments} 个部门：{'，'.join(counts)}")
        click.echo(f"问题：{'，'.join(found)}" + (f"；未报 {audited.missing} 家" if audited.missing else ""))
    else:
        click.echo(f"{audited.filings} filings of {audited.departments} departments: {', '.join(counts)}")
        click.echo(f"Findings: {', '.join(found)}" + (f"; not filed: {audited.missing}" if audited.missing else ""))
    where = output / "index.html"
    if audited.unchanged:
        click.echo(f"材料没有变化，报告照旧：{where}" if zh else f"Nothing has changed; the reports stand: {where}")
    else:
        click.echo(f"报告写在 {where}" if zh else f"Reports: {where}")
    for crash in audited.crashes:
        what = f"规则 {crash.rule} 自身出错（{crash.error}）" if zh else f"the rule {crash.rule} failed ({crash.error})"
        click.echo(f"jixiao: {what}", err=True)


def _exit_code(audited: Audited, fail_on: str) -> int:
    if audited.crashes:
        return EXIT_FAILURE
    weighed = _LEVELS[: _LEVELS.index(fail_on) + 1] if fail_on in _LEVELS else ()
    return EXIT_FINDINGS if any(audited.severities.get(level) for level in weighed) else 0
