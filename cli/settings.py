"""What applies to a run: the options given, above the configuration file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from .failure import LANGUAGE, Failure
from .names import NoSuch, in_force, use_profiles, use_schema

if TYPE_CHECKING:
    from ..gate.configuration import Configuration

_OPTIONS = {  # parameters that are settings, too
    "formats": "format",
    "output": "output",
    "lang": "lang",
    "fail_on": "fail-on",
    "schema": "schema",
    "profile": "profile",
    "select": "select",
    "ignore": "ignore",
    "baseline": "baseline",
    "cache": "cache",
}


def configurable(command: Any) -> Any:
    """The options that say which configuration file applies."""
    no = click.option("--no-config", is_flag=True, help="不读配置文件 / read no configuration file")
    file = click.option(
        "--config",
        metavar="FILE",
        help="配置文件，不再向上查找 jixiao.toml、pyproject.toml / configuration file, instead of the one found upwards",
    )
    return file(no(command))


@contextmanager
def told() -> Iterator[None]:
    """A mistake in what the gate reads ends the command with its sentence."""
    from ..gate.error import GateError

    try:
        yield
    except GateError as error:
        raise Failure(error.says.zh, error.says.en) from error


def settled(paths: Sequence[str], config: str | None, *, no_config: bool, across: bool = False) -> Configuration:
    """The configuration for `paths` under the options of the current command. Raises Failure.

    Puts a place's schema and profiles in force that only the configuration names. The options may name rules across filings
    where the command runs them (`across`); a configuration always may, as it serves every command.
    """
    from ..gate import configuration

    context = click.get_current_context()
    start = configuration.beginning(paths)
    with told():
        file = Path(config) if config else None if no_config else configuration.found(start)
        made = configuration.configured(file, _given(context), start)
        if context.get_parameter_source("lang") is not ParameterSource.COMMANDLINE:
            context.params["lang"] = context.meta[LANGUAGE] = made["lang"]
        if file:
            _put_in_force(context, made)
            configuration.names(made, lambda: _rules(across=True), _profiles)
    hold_rules([name for key in ("select", "ignore") for name in context.params.get(key) or ()], across=across)
    return made


def _given(context: click.Context) -> dict[str, Any]:
    """The settings among the options that were given on the command line."""
    layers = in_force(context)
    given: dict[str, Any] = {}
    for parameter, key in _OPTIONS.items():
        if context.get_parameter_source(parameter) is ParameterSource.COMMANDLINE:
            value = layers.get(parameter, context.params.get(parameter))
            if parameter == "formats" and isinstance(value, dict):
                value = tuple(f"{name}={path}" if path else name for name, path in value.items())
            given[key] = tuple(value) if isinstance(value, list | tuple) else value
    return given


def _put_in_force(context: click.Context, made: Configuration) -> None:
    if made["schema"] and context.get_parameter_source("schema") is not ParameterSource.COMMANDLINE:
        use_schema(made["schema"])
        if context.get_parameter_source("profile") is ParameterSource.COMMANDLINE:
            use_profiles(made["profile"])


def hold_rules(wanted: Sequence[str], *, across: bool = False) -> None:
    """Raise Failure where one of the names `wanted` is neither a rule nor a family."""
    known = _rules(across=across) if wanted else set[str]()
    for name in wanted:
        if name not in known:
            raise NoSuch("规则或类别", "rule or family", name, known)


def _rules(*, across: bool) -> set[str]:
    from ..validators.catalogue import names, names_across
    from ..validators.finding import FAMILIES

    return {*FAMILIES, *names(), *(names_across() if across else ())}


def _profiles() -> set[str]:
    from ..schemas.layers import known_profiles

    return set(known_profiles())
