"""The form of a table as a report shows it: as filed, with the numbers of the findings at the cells that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from ..filings.model import Table
from .bilingual import both
from .drawing import Attached, drawn
from .listing import Entry
from .marks import Mark, marks, worst
from .sheet import NAMES, sheet
from .wording import PAGE


@dataclass(frozen=True, slots=True)
class Form:
    """A table's form in HTML. `head` are the marks that belong to no cell; `laid_out`: the filing had no table to redraw."""

    table: Table
    head: Markup
    drawn: Markup
    laid_out: bool


def form(number: int, table: Table, entries: Sequence[Entry]) -> Form:
    """The form of table `number`, marked with `entries`."""
    grids = table.filed or sheet(table)
    found = marks(number, grids, entries)
    picture = drawn(
        grids,
        _attached(found.cells),
        _attached(found.rows),
        _labels(table),
        {} if table.filed else _names(),
        _blank(),
        f"t{number}-title",
    )
    return Form(table, Markup(_drawn(found.form)), picture, not table.filed)  # noqa: S704 - numbers and our own words


def _attached(found: Mapping[int, Sequence[Mark]]) -> dict[int, Attached]:
    return {cell: Attached(worst(listed), _drawn(listed)) for cell, listed in found.items()}


def _drawn(listed: Sequence[Mark]) -> str:
    """The numbers of findings as links to them."""
    links: list[str] = []
    for mark in listed:
        number, severity = mark.entry.number, mark.entry.finding.severity
        classes = f'"{severity} related"' if mark.related else severity
        links.append(f"<a class={classes}{f' id=m{number}' if mark.first else ''} href=#f{number}>{number}</a>")
    return f"<span class=marks>{''.join(links)}</span>" if links else ""


def _labels(table: Table) -> set[str]:
    """The words of a form that are no content: headings, names of levels, particulars and money items."""
    words = {heading for heading, role in table.bound if heading not in ("layout", "heading")}
    words |= {role for heading, role in table.bound if heading == "heading"}
    words |= {level.text for level in table.levels} | {item.label for item in table.fields}
    words |= {fund.item for fund in table.funds} | {fund.column for fund in table.funds if fund.column}
    return {f"{word}{end}" for word in words if word for end in ("", "：", ":")} | NAMES.keys()


@cache
def _names() -> Mapping[str, Markup]:
    return {zh: both(name) for zh, name in NAMES.items()}


@cache
def _blank() -> str:
    return f"<span class=blank>{both(PAGE['blank'])}</span>"
