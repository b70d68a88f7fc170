"""`jixiao explain RULE`."""

from __future__ import annotations

import click

from .names import NoSuch, language, own_rules


@click.command("explain", short_help="解释一条规则 / explain a rule")
@click.argument("rule")
@own_rules
@language
def command(rule: str, lang: str) -> None:
    """说明一条规则：要求、理由、例子、怎样改、依据 / Requirement, reason, cases, how to mend, basis."""
    from ..reports import rulebook
    from ..validators.catalogue import across_filings, discover

    rules = {known.id: known for known in (*discover(), *across_filings())}
    if rule not in rules:
        raise NoSuch("规则", "rule", rule, rules)
    click.echo(rulebook.explained(rules[rule], lang))
