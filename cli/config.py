"""`jixiao config`: what applies, and where each value comes from."""

from __future__ import annotations

import click

from .names import OneOf, language, parted, place_schema
from .settings import configurable, settled


@click.command("config", short_help="看哪些配置生效 / show what applies")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@place_schema
@click.option("--select", multiple=True, callback=parted, metavar="RULES", help="同 check / as in check")
@click.option("--ignore", multiple=True, callback=parted, metavar="RULES", help="同 check / as in check")
@click.option("--fail-on", type=OneOf("级别", "level", ("error", "warning", "info", "never")), help="同 check / as in check")
@click.option("--baseline", metavar="FILE", help="同 check / as in check")
@click.option("--schema-json", is_flag=True, help="打印配置文件的 JSON Schema / print the JSON Schema of the file")
@language
@configurable
def command(paths: tuple[str, ...], config: str | None, no_config: bool, schema_json: bool, **_: object) -> int:
    """列出生效的每一项配置及其出处；给出文件或文件夹时按它们查找 / Each setting in force, with where it comes from."""
    from ..gate import telling

    if schema_json:
        click.echo(telling.schema(), nl=False)
        return 0
    configuration = settled(paths, config, no_config=no_config)
    click.echo(telling.settings(configuration, paths), nl=False)
    return 0
