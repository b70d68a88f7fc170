"""The entry point: finds the command, and turns whatever goes wrong into one sentence and exit code 2."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from .failure import EXIT_FAILURE, Failure
from .names import Group, helped

# NOTE: a module named inspect would shadow the standard library.
_COMMANDS = {
    "check": "check",
    "audit": "audit",
    "inspect": "inspection",
    "baseline": "baseline",
    "diff": "difference",
    "config": "config",
    "rules": "rules",
    "explain": "explain",
    "schema": "schema",
    "receipt": "receipt",
}
_BROKEN_PIPE = 141  # as shells report a process that SIGPIPE ended
_INTERRUPTED = 130


class _Lazy(Group):
    """Loads only the command that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        return helped(import_module(f".{_COMMANDS[cmd_name]}", __package__).command)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has gone, as `head` does: no error, and nothing may be flushed at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _BROKEN_PIPE
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("JIXIAO_TRACEBACK"):
                raise
            raise _told(error) from error
        return code


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="jixiao", message="jixiao %(version)s")
def commands() -> None:
    """校验预算绩效目标表和绩效自评表 / Check budget performance filings.

    \b
    jixiao check 申报表.txt                     在终端列出问题
    jixiao check 材料/ --output 报告            每份文件一份 HTML 报告
    jixiao check 材料/ --format json            机器可读的结果
    jixiao explain RULE                         某条规则的要求、理由和例子
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 clean, 1 findings, 2 usage, configuration or a failure of ours.

    Without `arguments` those of the process.
    """
    if arguments is not None:
        return _run(list(arguments))
    # NOTE: a run makes many objects and hardly any cycles. Collecting as often as usual takes a tenth of a small run, and
    # the walk over all objects at the process's end, which freezing spares, as much again.
    gc.set_threshold(500_000, 20, 100)
    # NOTE: nobody's plugins have a say in how a schema file is understood; looking for them takes time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return _run(sys.argv[1:])
    finally:
        gc.freeze()


def _run(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        code = commands.main(arguments, "jixiao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return EXIT_FAILURE
    except click.UsageError as error:
        from .usage import said

        return _ended(said(error, _asked_for(arguments)))
    except click.ClickException as error:
        return _ended("; ".join(error.format_message().split("\n")))
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    return code or 0


def _told(error: Exception) -> Failure:
    """A mistake in a schema file in its own words; anything else is a defect of ours."""
    from ..schemas.loading import SchemaError

    if not isinstance(error, SchemaError):
        return Failure.internal(error)
    from ..schemas.mistakes import in_chinese

    reason = "; ".join(str(error).splitlines())
    return Failure(f"表式文件不能用：{in_chinese(reason)}", f"a schema file cannot be used: {reason}")


def _asked_for(arguments: Sequence[str]) -> str:
    """The language that a command line asks for that was not understood."""
    return "en" if re.search(r"(?:^|\n)--lang[=\n]en(?:\n|$)", "\n".join(arguments)) else "zh"


def _ended(sentence: str) -> int:
    click.echo(f"jixiao: {sentence}", err=True)
    return EXIT_FAILURE


def _speak_utf8(stream: Any) -> None:
    """Chinese goes through every pipe; a terminal keeps its own encoding, and what it cannot show never ends a run."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
