"""The report on each sample filing, as it reads: what a change of rules, wording or drawing alters in it shows in the diff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from jixiao.audit.checking import check
from jixiao.audit.kept import kept, restored
from jixiao.reports.as_html import page
from jixiao.validators.catalogue import discover

SAMPLES = Path(__file__).parents[1] / "sample_data"
FILINGS = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.*") if path.suffix not in (".py", ".md"))

_UNSAID = ("style", "script", "l-en", "nav", "form", "noscript", "button")
_BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "caption", "summary")


def as_read(written: str) -> str:
    """The report in Chinese as lines of text, without the ledger and the receipt.

    A row of a table is a line: its cells between bars, spans as '2×3' (rows × columns), marks as '[1]', those of evidence '(1)'.
    """
    root = html.fromstring(written)
    for part in [*root.iter(*_UNSAID), *root.find_class("ledger"), *root.find_class("about"), *root.find_class("foot")]:
        part.drop_tree()
    return "\n".join(line for line in _lines(root) if line.strip()) + "\n"


def _lines(element: Any) -> Iterator[str]:
    for part in element:
        if part.tag == "tr":
            yield "| " + " | ".join(_said(cell) for cell in part) + " |"
        elif part.tag in _BLOCKS and not any(inner.tag in _BLOCKS for inner in part.iterdescendants()):
            yield {"h2": "\n## ", "h3": "\n### ", "h4": "\n"}.get(part.tag, "") + _said(part)
        else:
            yield from _lines(part)


def _said(element: Any) -> str:
    for mark in element.iterdescendants("a"):
        if mark.getparent().get("class") == "marks":
            mark.text = f"({mark.text})" if "related" in mark.get("class") else f"[{mark.text}]"
    rows, columns = element.get("rowspan", "1"), element.get("colspan", "1")
    spans = f"{rows}×{columns} " if (rows, columns) != ("1", "1") else ""
    number = f"{element.get('value')}. " if element.get("value") else ""
    return number + spans + re.sub(r"\s+", " ", element.text_content()).strip()


def test_every_kind_of_sample_is_here() -> None:
    assert {Path(name).suffix for name in FILINGS} == {".txt", ".docx", ".html", ".ods", ".pdf", ".xls", ".xlsx"}


@pytest.mark.parametrize("name", FILINGS)
def test_the_report_reads_as_reviewed(name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]) -> None:
    monkeypatch.chdir(SAMPLES)
    rules = discover()
    checked = check([name], rules)
    (filing,) = checked.filings
    golden(f"reports/{Path(name).name}.md", as_read(page(filing, checked.result, rules, "1.2.3")))


@pytest.mark.parametrize("name", ["originals/self-evaluation-faulty.xlsx", "two-period-faulty.txt"])
def test_a_filing_that_was_kept_has_the_same_report(name: str) -> None:
    """An audit draws the form of what it restores, which has no document."""
    path = str(SAMPLES / name)
    rules = discover()
    checked = check([path], rules)
    ((filing, result),) = restored(path, kept(path, [(checked.filings[0], checked.result)]))
    assert filing.document is None
    assert page(filing, result, rules, "1.2.3") == page(checked.filings[0], checked.result, rules, "1.2.3")
