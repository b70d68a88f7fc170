"""`jixiao rules`: the catalogue."""

from __future__ import annotations

import click

from .names import language, own_rules, text_or_json


@click.command("rules", short_help="列出全部规则 / list all rules")
@text_or_json
@own_rules
@language
def command(form: str, lang: str) -> None:
    """按类别列出全部规则 / List all rules by family."""
    from ..reports import rulebook
    from ..validators.catalogue import across_filings, discover

    rules = (*discover(), *across_filings())
    click.echo(rulebook.as_json(rules) if form == "json" else rulebook.as_text(rules, lang))
