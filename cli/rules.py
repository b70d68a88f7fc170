"""`jixiao rules`: the catalogue."""

from __future__ import annotations

import click

from .names import OneOf, language, own_rules


@click.command("rules", short_help="列出全部规则 / list all rules")
@click.option(
    "--format",
    "form",
    type=OneOf("格式", "format", ("text", "json")),
    default="text",
    show_default=True,
    help="输出格式 / format",
)
@own_rules
@language
def command(form: str, lang: str) -> None:
    """按类别列出全部规则 / List all rules by family."""
    from ..reports import rulebook
    from ..validators.catalogue import across_filings, discover

    rules = (*discover(), *across_filings())
    click.echo(rulebook.as_json(rules) if form == "json" else rulebook.as_text(rules, lang))
