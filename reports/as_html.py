"""The HTML report: one self-contained page for each filing, and an index where there are several.

Nothing in a page reaches the network, and its Content-Security-Policy admits only the style and the script that it
carries, by their hashes. All text is escaped, and made visible (printable.py) on its way into the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..filings.model import Filing, Place
from ..validators.finding import FAMILIES, SEVERITIES, Finding, Result, Text
from ..validators.rule import Rule
from . import layering, wording
from .compiled import CompiledTemplates
from .ledger import OUTCOMES, ledger
from .listing import by_filing, sections
from .marks import marks
from .printable import clipped, visible
from .run import Accepted, File, Run
from .sheet import sheet
from .verdict import Verdict, by_severity, verdict

TEMPLATES = Path(__file__).with_name("templates")
INDEX = "index.html"

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_LONGEST_NAME = 180  # bytes of UTF-8, so that 'name (2).html' fits every file system
_QUOTED = 160  # characters of a filed text that a finding repeats; the whole stands in the form below


@dataclass(frozen=True, slots=True)
class Page:
    """A file to write: its name and its text."""

    name: str
    text: str


def files(run: Run) -> Iterator[File]:
    """The reports of a run, and last, where it has several filings, their index."""
    for made in pages(run.filings, run.result, run.rules, run.version, run.language, run.accepted):
        yield File(made.name, made.text)


def pages(
    filings: Sequence[Filing],
    result: Result,
    rules: Sequence[Rule],
    version: str,
    language: str = "zh",
    accepted: Sequence[Accepted] = (),
) -> Iterator[Page]:
    """The reports of `filings`, and last, where there are several, their index."""
    findings, checks = by_filing(result.findings), by_filing(result.checks)
    several = len(filings) > 1
    listed: list[dict[str, Any]] = []
    taken: set[str] = {INDEX}
    for filing in filings:
        name = report_name(filing.path, taken)
        taken.add(name)
        own = Result(tuple(findings.get(filing.path, ())), tuple(checks.get(filing.path, ())), result.crashes)
        listed.append({"name": name, "filing": filing, "counts": by_severity(own.findings), "verdict": _verdict(filing, own)})
        agreed = [one for one in accepted if one.finding.filing == filing.path]
        yield Page(name, page(filing, own, rules, version, language, index=INDEX if several else None, accepted=agreed))
    if several:
        yield Page(INDEX, _rendered("index.html.j2", language, listed=listed, version=version))


def page(
    filing: Filing,
    result: Result,
    rules: Sequence[Rule],
    version: str,
    language: str = "zh",
    index: str | None = None,
    accepted: Sequence[Accepted] = (),
) -> str:
    """The report of one filing. `result` and `accepted` hold what was found in it, and nothing of other filings."""
    listed = sections(filing, result.findings)
    entries = [entry for section in listed for entry in section.entries]
    marked = [marks(number, table, entries) for number, table in enumerate(filing.tables, 1)]
    linked = {
        mark.entry.number: mark.anchor
        for found in marked
        for cell in reversed(found.values())
        for mark in reversed(cell)
        if not mark.related
    }
    return _rendered(
        "report.html.j2",
        language,
        filing=filing,
        verdict=_verdict(filing, result),
        counts=by_severity(result.findings),
        families=_by_family(result.findings),
        sections=listed,
        sheets=[(table, sheet(table, found)) for table, found in zip(filing.tables, marked, strict=True)],
        linked=linked,
        elsewhere={entry.number: _elsewhere(entry.finding, filing, language) for entry in entries},
        ledger=ledger(result.checks, result.crashes, rules),
        first={(e.finding.rule, e.finding.table): e.number for e in reversed(entries)},
        rules={rule.id: rule for rule in rules},
        version=version,
        index=index,
        accepted=accepted,
    )


def report_name(path: str, taken: Collection[str]) -> str:
    """A file name for the report on `path`: 'name.txt.html'. Safe on every system, and unlike any in `taken`."""
    name = PurePosixPath(path.replace("\\", "/")).name
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(" .") or "filing"
    if _RESERVED.match(name):
        name = f"_{name}"
    name = name.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore")
    others = {other.casefold() for other in taken}
    number, candidate = 1, f"{name}.html"
    while candidate.casefold() in others:
        number += 1
        candidate = f"{name} ({number}).html"
    return candidate


def _verdict(filing: Filing, result: Result) -> Verdict:
    return verdict(filing, result.findings, result.checks, result.crashes)


def _by_family(findings: Sequence[Finding]) -> list[tuple[str, dict[str, int]]]:
    counts = Counter((finding.family, finding.severity) for finding in findings)
    rows = [(family, {severity: counts[family, severity] for severity in SEVERITIES}) for family in FAMILIES]
    return [(family, row) for family, row in rows if any(row.values())]


def _rendered(template: str, language: str, **context: Any) -> str:
    style, script = _asset("style.css"), _asset("script.js")
    return (
        environment()
        .get_template(template)
        .render(
            language=language,
            w={name: text.in_language(language) for name, text in wording.PAGE.items()},
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=content_policy(style, script),
            **context,
        )
    )


@cache
def content_policy(style: str, script: str) -> str:
    """A Content-Security-Policy that admits nothing but this style and this script."""
    return f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"


@cache
def environment() -> Environment:
    """Where templates come from, and what they can use; whatever they print is escaped and made visible."""
    surroundings = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=CompiledTemplates(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    surroundings.filters |= {
        "in": lambda text, language: text.in_language(language) if isinstance(text, Text) else str(text),
        "where": lambda place, language: wording.where(place, language) if isinstance(place, Place) else "",
        "clip": lambda text: clipped(text, _QUOTED),
        "steps": _steps,
        "capital": lambda text: text[:1].upper() + text[1:],
    }
    surroundings.globals |= {
        "severities": SEVERITIES,
        "outcomes": OUTCOMES,
        "severity": wording.SEVERITY,
        "shape": wording.SHAPE,
        "family": wording.FAMILY,
        "outcome": wording.OUTCOME,
        "sign": wording.SIGN,
        "forms": wording.FORM,
        "periods": wording.PERIOD,
        "repairs": wording.REPAIR,
        "parts": wording.PART,
        "roles": wording.ROLE,
        "layouts": wording.LAYOUT,
        "table_name": wording.table_name,
        "sentence": wording.sentence,
        "profiles": layering.profiles,
        "how_to_choose": layering.how_to_choose,
    }
    return surroundings


def _shown(value: object) -> object:
    """What a template prints: text that cannot deceive. Applied to every expression, so none can be forgotten."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


def _elsewhere(finding: Finding, filing: Filing, language: str) -> list[str]:
    """The related places in words, other than the finding's own, with the table where it is another."""
    own = wording.where(finding.place, language)
    words: dict[str, None] = {}
    for place in finding.related:
        table = sum(table.place.order <= place.order for table in filing.tables)
        here = wording.where(place, language)
        if table and finding.table and table != finding.table:
            words[f"{wording.table_name(table, language)}{' ' if language == 'zh' else ', '}{here}"] = None
        elif here and here != own:
            words[here] = None
    return list(words)


def _steps(arithmetic: str) -> list[str]:
    """The steps of a sum, one on a line."""
    return [step.strip() for step in re.split(r"[\n；]|; ", arithmetic) if step.strip()]


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
