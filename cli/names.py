"""Commands, options and arguments that are one of a list of names; a wrong one is answered with the nearest right one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from .failure import Failure

_FEW = 12


class NoSuch(Failure):
    """A name that is none of those known."""

    def __init__(self, kind_zh: str, kind_en: str, name: str, names: Iterable[str]) -> None:
        from ..validators.nearest import nearest

        known = list(names)
        close = nearest(name, known)
        zh, en = f"没有名为“{name}”的{kind_zh}", f"there is no {kind_en} {name!r}"
        if close:
            zh, en = f"{zh}，是不是“{close}”？", f"{en}; did you mean {close!r}?"
        elif len(known) <= _FEW:
            zh, en = f"{zh}，可用的有：{'、'.join(known)}", f"{en}; there are: {', '.join(known)}"
        super().__init__(zh, en)


class Group(click.Group):
    """Commands of which a wrong one is answered with the nearest right one."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        names = self.list_commands(ctx)
        if not args[0].startswith("-") and args[0] not in names:
            raise NoSuch("命令", "command", args[0], names)
        return super().resolve_command(ctx, args)


class OneOf(click.ParamType):
    """One of `names`."""

    name = "name"

    def __init__(self, kind_zh: str, kind_en: str, names: Sequence[str]) -> None:
        self.kind_zh, self.kind_en, self.names = kind_zh, kind_en, tuple(names)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(self.names)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.names:
            raise NoSuch(self.kind_zh, self.kind_en, str(value), self.names)
        return str(value)


def parted(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a repeatable option whose values may be comma lists, each once."""
    return tuple(dict.fromkeys(name for value in values for name in _parts(value)))


def _parts(value: str) -> list[str]:
    return [name.strip() for name in value.replace("，", ",").split(",") if name.strip()]


language = click.option(
    "--lang",
    type=OneOf("语言", "language", ("zh", "en")),
    default="zh",
    show_default=True,
    is_eager=True,
    help="输出语言 / language of the output",
)


def _use_schema(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from pathlib import Path

        from ..schemas.additions import use
        from ..schemas.loading import SchemaError

        try:
            use(Path(value))
        except SchemaError as error:
            reason = " / ".join(str(error).splitlines())
            raise Failure(f"“{value}”里的词表不能用：{reason}", f"the vocabulary in {value} cannot be used: {reason}") from error
    return value


place_schema = click.option(
    "--schema",
    metavar="DIR",
    callback=_use_schema,
    expose_value=False,
    help="本地词表所在文件夹（vocabulary.yaml）/ folder with a place's own spellings (vocabulary.yaml)",
)
