"""What an audit writes once all is known: the findings document, findings.parquet, the workbook, the index, the departments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from ..filings.model import Filing
from ..reports import as_ledger_workbook, county_pages
from ..reports.as_json import FORMAT, filing_object
from ..reports.page_names import department_page
from ..reports.tally import Line, Tally
from ..validators.catalogue import across_filings, discover
from ..validators.finding import Finding
from .comparison import changes
from .output import write
from .parquet import FindingsWriter
from .spool import Spool

DOCUMENT = "findings.json"
LEDGER = "ledger.xlsx"


def reports(
    folder: Path,
    spool: Spool,
    tally: Tally,
    language: str,
    since: Path | None,
    lists: Sequence[tuple[Filing, Sequence[Finding]]],
) -> None:
    """Write all but the reports on single filings to `folder`.

    `since` is an earlier audit to compare with, `lists` the roster and the bureau's suites with what was found on them; they
    are listed after the filings.
    """
    changed = list(changes(since, lines(spool), tally)) if since else []
    rules = {rule.id: rule for rule in (*discover(), *across_filings())}
    tool = version("jixiao")
    last = [Line(one.path, "checked", "ready", "", "", (), (), tuple(found)) for one, found in lists]
    _document(folder / DOCUMENT, spool, tally, lists)
    with FindingsWriter(folder / "data") as writer:
        for line in (*lines(spool), *last):
            writer.add(line)
    as_ledger_workbook.write(folder / LEDGER, lambda: lines(spool), tally, rules, changed, tool, language, last)
    write(folder / "index.html", county_pages.index(lines(spool), tally, rules, tool, language).encode("utf-8"))
    for count in tally.ranked():
        page = county_pages.department(count, (spool.line(number) for number in count.numbers), rules, tool, language)
        write(folder / department_page(count.name), page.encode("utf-8"))


def lines(spool: Spool) -> Iterator[Line]:
    """The filings of the audit in their order."""
    return (spool.line(number) for number in range(len(spool)))


def _document(path: Path, spool: Spool, tally: Tally, lists: Sequence[tuple[Filing, Sequence[Finding]]]) -> None:
    """The findings document, one filing on a line, and the lists after them."""
    whole = tally.whole
    summary = {
        "filings": whole.filings + len(lists),
        "tables": whole.tables,
        "errors": whole.severities["error"],
        "warnings": whole.severities["warning"],
        "infos": whole.severities["info"],
    }
    encode = msgspec.json.encode
    with path.open("wb") as stream:
        tool = {"name": "jixiao", "version": version("jixiao")}
        stream.write(b'{"format":' + encode(FORMAT) + b',\n"tool":' + encode(tool) + b',\n"filings":[')
        for number in range(len(spool)):
            stream.write(b",\n" if number else b"\n")
            stream.write(spool.piece(number))
        for one, found in lists:
            stream.write(b",\n" + encode(filing_object(one, found, ())))
        stream.write(b'\n],\n"summary":' + encode(summary) + b"}\n")
