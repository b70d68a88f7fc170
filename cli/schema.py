"""`jixiao schema list` and `jixiao schema show FORM`."""

from __future__ import annotations

import click


@click.group("schema", short_help="表式 / form schemas")
def command() -> None:
    """查看表式的要求 / What a form must hold."""
