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
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..filings.model import Filing, Place, Table
from ..validators.finding import FAMILIES, SEVERITIES, Finding, Result, Severity, Text
from ..validators.rule import Rule
from . import layering, receipt, wording
from .bilingual import both, full, place
from .compiled import CompiledTemplates
from .forms import form
from .ledger import OUTCOMES, Book, Row, ledger
from .listing import Entry, by_filing, sections
from .printable import clipped, visible
from .replacement import replacement
from .run import Accepted, File, Run
from .verdict import Verdict, by_severity, verdict
from .wording import PAGE

TEMPLATES = Path(__file__).with_name("templates")
INDEX = "index.html"
LANGUAGES = ("zh", "en")

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_LONGEST_NAME = 180  # bytes of UTF-8, so that 'name (2).html' fits every file system
_FIRST = 50  # findings of a table that are shown at once
_RELATED = 12  # related places that are named
_PROOF = 24  # characters of a filed text in the reviewer's list
_QUOTED = 80  # characters of a filed text that a finding repeats; the whole stands in the form below


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
        yield Page(INDEX, rendered("index.html.j2", language, listed=listed, version=version))


def page(
    filing: Filing,
    result: Result,
    rules: Sequence[Rule],
    version: str,
    language: str = "zh",
    index: str | None = None,
    accepted: Sequence[Accepted] = (),
) -> str:
    """The report of one filing. `result` and `accepted` hold what was found in it, and nothing of other filings.

    Both languages stand in the page; it opens in `language`.
    """
    findings = result.findings
    listed = sections(filing, findings)
    entries = [entry for section in listed for entry in section.entries]
    done = ledger(result.checks, result.crashes, rules)
    catalogue, titles = _catalogue(tuple(rules))
    decided = _verdict(filing, result)
    written = rendered(
        "report.html.j2",
        language,
        w=_words(),
        plain=_PLAIN,
        filing=filing,
        verdict=decided,
        counts=by_severity(findings),
        families=_by_family(findings),
        sections=listed,
        total=sum(len(section.heads) for section in listed),
        first_shown=_FIRST,
        forms=[form(number, table, entries) for number, table in enumerate(filing.tables, 1)],
        elsewhere={entry.number: _elsewhere(entry.finding, filing) for entry in entries if entry.finding.related},
        chapters=_chapters(done.book, len(filing.tables) > 1),
        reasons=done.reasons,
        evidence=_evidence(entries, done.book, rules),
        whys=_whys(entries, catalogue),
        titles=titles,
        receipt=receipt.lines(filing, decided, by_severity(findings), version),
        choosing=both(Text(layering.how_to_choose("zh"), layering.how_to_choose("en"))),
        version=version,
        index=index,
        accepted=accepted,
    )
    return receipt.sealed(written)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reviewer sees of one rule that found something: on how many of the tables that it examined, and where."""

    rule: str
    severity: str
    failed: int
    examined: int
    opinion: int | None
    entries: tuple[Entry, ...]


def _evidence(entries: Sequence[Entry], book: Book, rules: Sequence[Rule]) -> list[Evidence]:
    """By severity, then in the order of the ledger."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.finding.rule, []).append(entry)
    rows = book.rows
    opinions = {rule.id: rule.opinion for rule in rules} if found else {}
    listed = []
    for rule, own in found.items():
        row = rows.get(rule)
        severity = min((entry.finding.severity for entry in own), key=SEVERITIES.index)
        failed = row.failed if row else len({entry.finding.table for entry in own})
        listed.append(Evidence(rule, severity, failed, row.examined if row else failed, opinions.get(rule), tuple(own)))
    order = {rule: n for n, rule in enumerate(rows)} if found else {}
    return sorted(listed, key=lambda one: (SEVERITIES.index(one.severity), order.get(one.rule, len(order))))


@dataclass(frozen=True, slots=True)
class Why:
    """What a rule that found something asks for, and on what basis: said once, however often it found something."""

    rule: str
    requirement: Markup
    basis: Text


def _whys(entries: Sequence[Entry], catalogue: Mapping[str, Rule]) -> list[Why]:
    """In the order of the findings."""
    found = {entry.finding.rule: entry.finding.basis for entry in reversed(entries)}
    return [
        Why(rule, both(catalogue[rule].requirement) if rule in catalogue else Markup(), found[rule])
        for rule in dict.fromkeys(entry.finding.rule for entry in entries)
    ]


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
    counts = Counter((finding.family, finding.severity) for finding in findings if finding.cause is None)
    rows = [(family, {severity: counts[family, severity] for severity in SEVERITIES}) for family in FAMILIES]
    return [(family, row) for family, row in rows if any(row.values())]


def rendered(template: str, language: str, **context: Any) -> str:
    """A page from `template`, with its style, its script and the policy that admits only these."""
    style, script = _style(), _asset("script.js")
    if "w" not in context:
        context["w"] = {name: text.in_language(language) for name, text in PAGE.items()}
    return (
        environment()
        .get_template(template)
        .render(
            language=language,
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
        "both": both,
        "full": full,
        "short": lambda text: clipped(text, _PROOF),
        "clip": lambda text: clipped(text, _QUOTED),
        "steps": _steps,
        "capital": lambda text: text[:1].upper() + text[1:],
    }
    surroundings.globals |= {
        "badges": {severity: _badge(severity) for severity in SEVERITIES},
        "place": place,
        "nothing": Text("", ""),
        "whole_table": PAGE["whole_table"],
        "whole_file": PAGE["whole_file"],
        "pair": Text,
        "named": lambda number: both(Text(wording.table_name(number, "zh"), wording.table_name(number, "en"))),
        "results": _results,
        "judged": _judged,
        "replacement": replacement,
        "opinions": wording.OPINION,
        "decisions": wording.DECISION,
        "severities": SEVERITIES,
        "outcomes": OUTCOMES,
        "severity": wording.SEVERITY,
        "shape": wording.SHAPE,
        "family": wording.FAMILY,
        "outcome": wording.OUTCOME,
        "sign": wording.SIGN,
        "kinds": wording.FORM,
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


def _elsewhere(finding: Finding, filing: Filing) -> Markup:
    """The related places in words, other than the finding's own, with the table where it is another."""
    return both(Text(_in_words(finding, filing, "zh"), _in_words(finding, filing, "en")))


def _in_words(finding: Finding, filing: Filing, language: str) -> str:
    own = wording.where(finding.place, language)
    words: dict[str, None] = {}
    for spot in finding.related[:_RELATED]:
        table = sum(table.place.order <= spot.order for table in filing.tables)
        here = wording.where(spot, language)
        if table and finding.table and table != finding.table:
            words[f"{wording.table_name(table, language)}{' ' if language == 'zh' else ', '}{here}"] = None
        elif here and here != own:
            words[here] = None
    more = f" … ({len(finding.related)})" if len(finding.related) > _RELATED else ""
    return ("、" if language == "zh" else "; ").join(words) + more


def _results(row: Row, several: bool) -> Markup:
    """What a rule did, outcome by outcome; where there are several tables, on which."""
    parts: list[Markup] = []
    for part in row.stretches:
        named = f" {_runs(part.tables)}" if several and part.tables != (None,) else ""
        note = f"<sup><a href=#reason-{part.reason}>{part.reason}</a></sup>" if part.reason else ""
        parts.append(Markup(f" <i class={part.outcome}>{named}{note}</i>"))  # noqa: S704 - numbers and our own words
    return Markup("").join(parts)


def _runs(tables: Sequence[int | None]) -> str:
    """'1–3, 5'."""
    numbers = [table for table in tables if table is not None]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _judged(table: Table) -> list[Markup]:
    """The profiles by which a table was judged, in words."""
    chinese, english = layering.profiles(table, "zh"), layering.profiles(table, "en")
    return [both(Text(zh, en)) for zh, en in zip(chinese, english, strict=True)]


def _badge(severity: Severity) -> Markup:
    return Markup(f"<span aria-hidden=true>{wording.SHAPE[severity]}</span> {both(wording.SEVERITY[severity])}")  # noqa: S704 - our own words


@lru_cache(maxsize=8)
def _catalogue(rules: tuple[Rule, ...]) -> tuple[Mapping[str, Rule], Mapping[str, Markup]]:
    """The rules by their ids, and their titles."""
    return {rule.id: rule for rule in rules}, {rule.id: both(rule.title) for rule in rules}


@lru_cache(maxsize=64)
def _chapters(book: Book, several: bool) -> Markup:
    """The rules of each family with what they did. `several`: the filing holds more tables than one."""
    shown = environment().get_template("ledger.html.j2").render(book=book, several=several, w=_words())
    return Markup(shown)  # noqa: S704 - escaped in its template


@cache
def _words() -> Mapping[str, Markup]:
    return {name: both(text) for name, text in PAGE.items()}


_PLAIN = {language: {name: text.in_language(language) for name, text in PAGE.items()} for language in LANGUAGES}


def _steps(arithmetic: str) -> list[str]:
    """The steps of a sum, one on a line."""
    return [step.strip() for step in re.split(r"[\n；]|; ", arithmetic) if step.strip()]


@cache
def _style() -> str:
    """The style; what stands at each finding in the same words stands in it, and not at each."""
    spoken = {
        ".change::before": PAGE["filed"],
        ".becomes::before": PAGE["expected"],
        ".fix::before": PAGE["fix"],
        **{f".{severity} > h4::after": Text(f"{wording.SHAPE[severity]} {name.zh}", f"{wording.SHAPE[severity]} {name.en}")
           for severity, name in wording.SEVERITY.items()},
        **{f".checks .{outcome}::before": Text(f"{wording.SIGN[outcome]} {name.zh}", f"{wording.SIGN[outcome]} {name.en}")
           for outcome, name in wording.OUTCOME.items()},
    }  # fmt: skip
    rules = [
        f':lang({lang}) {where} {{ content: "{text.in_language(lang)}" }}' for where, text in spoken.items() for lang in LANGUAGES
    ]
    return "\n".join((_asset("style.css"), *rules))


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
