"""What click says of itself, in Chinese and English: the headings of help, and what is wrong with a command line."""

from __future__ import annotations

from collections.abc import Iterable

import click

_HEADINGS = {"Options": "选项 / Options", "Commands": "命令 / Commands"}
_WORDS = (
    ("Show this message and exit.", "显示本说明 / show this message"),
    ("Show the version and exit.", "显示版本 / show the version"),
    ("[default: ", "[默认 / default: "),
    ("[required]", "[必填 / required]"),
)


class HelpFormatter(click.HelpFormatter):
    """Help with its headings in both languages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法 / Usage: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _in_both(text)) for term, text in rows], col_max, col_spacing)


class Context(click.Context):
    """A command's context, with our help."""

    formatter_class = HelpFormatter


def said(error: click.UsageError, language: str) -> str:
    """What is wrong with the command line, in one sentence."""
    english = "; ".join(error.format_message().split("\n"))
    return _in_chinese(error) or english if language == "zh" else english


def _in_chinese(error: click.UsageError) -> str | None:
    if isinstance(error, click.NoSuchOption):
        near = "、".join(error.possibilities or ())
        return f"没有 {error.option_name} 这个选项" + (f"，是不是 {near}？" if near else "")
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_names(error)}，用法见 {_command(error)} --help"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} {'后面要写内容' if 'requires' in error.message else '后面不写内容'}"
    if isinstance(error, click.BadParameter):
        return f"{_names(error)} 的内容不对：{_asked_for(error)}"
    if "unexpected extra argument" in error.message:
        return f"多写了内容 {error.message.partition('(')[2].rstrip(')')}，含空格的文件名要加引号"
    return None


def _in_both(text: str) -> str:
    for english, both in _WORDS:
        text = text.replace(english, both)
    return text


def _names(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return " / ".join(error.param.opts)
    hint: str | Iterable[str] = error.param_hint or (error.param.make_metavar(error.ctx) if error.param and error.ctx else "")
    return hint if isinstance(hint, str) else " / ".join(hint)


def _asked_for(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.IntRange | click.FloatRange):
        whole = "整数" if isinstance(kind, click.IntRange) else "数字"
        bounds = [f"不小于 {kind.min}" if kind.min is not None else "", f"不大于 {kind.max}" if kind.max is not None else ""]
        return "、".join(filter(None, [f"应为{whole}", *bounds]))
    return error.message


def _command(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "jixiao"
