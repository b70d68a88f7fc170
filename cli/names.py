"""Commands, options and arguments that are one of a list of names; a wrong one is answered with the nearest right one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from .failure import LANGUAGE, Failure
from .usage import Context

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


def helped(command: click.Command) -> click.Command:
    """`command`, whose help stands in both languages."""
    command.context_class = Context
    return command


class Group(click.Group):
    """Commands of which a wrong one is answered with the nearest right one."""

    context_class = Context

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        return helped(command) if command else None

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


def _shared(ctx: click.Context, param: click.Parameter, value: str) -> str:
    ctx.meta[LANGUAGE] = value
    return value


language = click.option(
    "--lang",
    callback=_shared,
    type=OneOf("语言", "language", ("zh", "en")),
    default="zh",
    show_default=True,
    is_eager=True,
    help="输出语言 / language of the output",
)


text_or_json = click.option(
    "--format",
    "form",
    type=OneOf("格式", "format", ("text", "json")),
    default="text",
    show_default=True,
    help="输出格式 / format",
)


def _settled(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Take rules, then a schema, then profiles in force, in whatever order the options stand."""
    given = ctx.meta.setdefault(_SETTLED, {})
    given[param.name] = parted(ctx, param, value) if param.name == "profile" else value
    if len(given) == sum(option.callback is _settled for option in ctx.command.params):
        use_rules(given.get("rules", ()))
        use_schema(given.get("schema"))
        use_profiles(given.get("profile", ()))
    return value


def in_force(context: click.Context) -> dict[str, Any]:
    """What --rules, --schema and --profile were given, by option; what stands there is in force already."""
    return context.meta.get(_SETTLED, {})


def use_rules(paths: tuple[str, ...]) -> None:
    """Have the rules in these Python files in the catalogue, beside those that ship. Raises Failure."""
    if not paths and f"{_VALIDATORS}.own_rules" not in sys.modules:
        return
    from ..validators.own_rules import OwnRulesError, use

    try:
        use(paths)
    except OwnRulesError as error:
        raise Failure(error.says.zh, error.says.en) from error


def use_schema(value: str | None) -> None:
    """Put the schema files of a place in force, or with None those that ship alone. Raises Failure."""
    # NOTE: without the option nothing is to be loaded; only a run before this one, in the same process, can have left one.
    if value is None and f"{_SCHEMAS}.place" not in sys.modules:
        return
    from pathlib import Path

    from ..schemas.loading import SchemaError
    from ..schemas.mistakes import in_chinese
    from ..schemas.place import forget, use
    from ..schemas.rule_names import know_rules
    from ..validators.catalogue import names

    if value is None:
        forget()
        return
    know_rules(names)
    try:
        use(Path(value))
    except SchemaError as error:
        reason = " / ".join(str(error).splitlines())
        raise Failure(
            f"“{value}”里的表式文件不能用：{in_chinese(reason)}", f"the schema in {value} cannot be used: {reason}"
        ) from error


def use_profiles(names: tuple[str, ...]) -> None:
    """Lay these profiles over every form, or without any those that the filings call for. Raises Failure."""
    if not names and f"{_SCHEMAS}.layers" not in sys.modules:
        return
    from ..schemas.layers import known_profiles, name_profiles

    for name in names:
        if name not in known_profiles():
            raise NoSuch("口径", "profile", name, known_profiles())
    name_profiles(names)


_SCHEMAS, _VALIDATORS = "jixiao.schemas", "jixiao.validators"
_SETTLED = "jixiao.settled"
own_schema = click.option(
    "--schema",
    metavar="DIR",
    callback=_settled,
    expose_value=False,
    help="本地词表、表式和口径所在文件夹 / folder with a place's own vocabulary, forms and profiles",
)


own_rules = click.option(
    "--rules",
    multiple=True,
    metavar="FILE.py",
    callback=_settled,
    expose_value=False,
    help="自己写的 Python 规则文件 / Python file with rules of your own",
)
_profile = click.option(
    "--profile",
    multiple=True,
    metavar="NAMES",
    callback=_settled,
    expose_value=False,
    help="指定口径，不由程序按表内所印内容选择；见 schema list / profiles to use instead of those the filing calls for",
)


def place_schema(command: Any) -> Any:
    """The options that say what a place does otherwise: --schema, --profile and --rules."""
    return own_schema(_profile(own_rules(command)))
