"""Recall and precision by rule on annotated filings, and detection of planted faults: writes docs/accuracy.md.

    python -m benchmarks.accuracy [--annotated FOLDER] [--output docs/accuracy.md]

FOLDER (default: ../shared) holds annotated filings: gold/*.gold.json of seeds/, and filings/*.gold.json beside their filings.
An annotated flaw counts as found if a finding on the same table overlaps its lines or quotes its text; a finding counts as right
if it names an annotated flaw of any severity. Planted faults are those of benchmarks/planting: of each kind one in every third
layout and format, others for each kind.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jixiao.audit.checking import check
from jixiao.filings.model import Filing, Place
from jixiao.validators.catalogue import discover
from jixiao.validators.finding import Finding

from .planting.bench import WAYS, Case, Verdict, alarms, judged, planted
from .planting.faults import FAULTS

ROOT = Path(__file__).parents[1]
WEIGHED = ("error", "warning")
Issue = Mapping[str, Any]
_WIDE = str.maketrans("（）：，；％＝＞＜", "():,;%=><")


def squeezed(text: object) -> str:
    """A text without white space, full and half width alike."""
    return re.sub(r"\s+", "", str(text or "").translate(_WIDE))


def names(finding: Finding, issue: Issue, filing: Filing) -> bool:
    """Whether a finding names an annotated flaw."""
    tables = {issue.get("table"), *(issue.get("tables") or [])} - {None}
    if finding.table and tables and finding.table not in tables:
        return False
    lines: list[list[int]] = issue.get("lines") or []
    if sum(last - first + 1 for first, last in lines) > 8 and finding.family != issue["family"]:
        return False  # a whole table is named only by its own kind of finding
    where = [(p.line, p.end_line or p.line) for p in _places(finding) if p.line]
    if where and lines:
        return any(a <= last and first <= b for a, b in where for first, last in lines)
    said = _said(finding, filing)
    return any(squeezed(anchor) and squeezed(anchor) in said for anchor in issue.get("anchors", []))


def _places(finding: Finding) -> Iterable[Place]:
    return (finding.place, *finding.related)


def _said(finding: Finding, filing: Filing) -> str:
    parts: list[object] = [finding.found, finding.expected, finding.message.zh, finding.message.en]
    if finding.table and finding.indicator:
        indicator = filing.tables[finding.table - 1].indicators[finding.indicator - 1]
        parts += [indicator.level3, indicator.target.text, indicator.actual.text if indicator.actual else None]
    return squeezed(" ".join(str(part) for part in parts if part))


def annotated(folder: Path) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]], Counter[str]]:
    """By rule: findings and right ones. By family: annotated flaws and found ones. And the sums."""
    golds = [(path, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("gold/*.gold.json"))]
    golds = [(folder / "seeds" / gold["file"], gold) for _, gold in golds] + [
        (path.parent / gold["file"], gold)
        for path in sorted(folder.glob("filings/*.gold.json"))
        for gold in [json.loads(path.read_text("utf-8"))]
    ]
    checked = check([str(path) for path, _ in golds], discover())
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    by_family: dict[str, Counter[str]] = defaultdict(Counter)
    sums: Counter[str] = Counter()
    for filing, (_, gold) in zip(checked.filings, golds, strict=True):
        findings = [finding for finding in checked.result.findings if finding.filing == filing.path]
        asked = [issue for issue in gold["issues"] if issue["confidence"] != "low"]
        for finding in findings:
            right = any(names(finding, issue, filing) for issue in gold["issues"])
            by_rule[finding.rule].update(findings=1, right=int(right))
            if finding.severity in WEIGHED:
                sums.update(findings=1, right=int(right))
        for issue in asked:
            hits = [finding for finding in findings if names(finding, issue, filing)]
            key = "weighed" if issue["severity"] in WEIGHED else "info"
            by_family[issue["family"]].update({f"{key}": 1, f"{key} found": int(bool(hits))})
            if key == "weighed":
                sums.update(issues=1, found=int(bool(hits)))
                for rule in {finding.rule for finding in hits}:
                    by_rule[rule]["flaws"] += 1
    sums.update(filings=len(golds), tables=sum(len(filing.tables) for filing in checked.filings))
    return by_rule, by_family, sums


def faults() -> tuple[list[tuple[Case, Verdict]], int, int]:
    """The faults planted with what became of them, and how many clean filings there were and how many of them had a finding."""
    third = [(n, fault, at, way) for n, fault in enumerate(FAULTS) for at, way in enumerate(WAYS) if (n + at) % 3 == 0]
    cases = [case for n, fault, at, way in third if (case := planted(way, fault, n + at))]
    clean = 5
    return list(zip(cases, judged(cases), strict=True)), len(WAYS) * clean, len(alarms(WAYS, range(clean)))


def document(folder: Path) -> str:
    """The whole of docs/accuracy.md."""
    by_rule, by_family, sums = annotated(folder)
    done, clean, false = faults()
    passed = sum(verdict.passed for _, verdict in done)
    quiet = sorted(rule.id for rule in discover() if rule.family != "file" and not by_rule.get(rule.id))
    parts = [
        "# How accurate the rules are\n",
        "Made by `python -m benchmarks.accuracy`; do not edit by hand.\n",
        "Two measures, of which neither is enough alone. Annotated filings are written as departments write, but they are few, "
        "and the rules were developed with them at hand: what they show is an upper bound. Planted faults are many, but each is "
        "of a kind that was thought of beforehand, in a text that is invented.\n",
        "## Annotated filings\n",
        f"{sums['filings']} filings with {sums['tables']} forms, annotated by hand. Of {sums['issues']} flaws that a reviewer "
        f"would send back or ask about (low confidence left out), {sums['found']} are named by some finding "
        f"({_share(sums['found'], sums['issues'])}). Of {sums['findings']} errors and warnings, {sums['right']} name an "
        f"annotated flaw ({_share(sums['right'], sums['findings'])}); one that names only what the annotators noted with low "
        "confidence counts as not right here, though it may be.\n",
        "A flaw is found if a finding on the same form stands on its lines or quotes its text, even in other words: the columns "
        "below say by family how many were.\n",
        _table(
            ["family", "errors and warnings", "found", "information", "found"],
            [[name, c["weighed"], c["weighed found"], c["info"], c["info found"]] for name, c in sorted(by_family.items())],
        ),
        "### By rule\n",
        "*findings*: what the rule said, of any severity; *right*: of these, how many name an annotated flaw; *flaws*: annotated "
        "errors and warnings that the rule names. The share of right findings stands only where there are ten or more: below "
        "that it says little. Information that is not annotated counts as not right here, although it may be true: annotators "
        "wrote down what they would act on.\n",
        _table(
            ["rule", "findings", "right", "share", "flaws"],
            [
                [name, c["findings"], c["right"], _share(c["right"], c["findings"]) if c["findings"] >= 10 else "–", c["flaws"]]
                for name, c in sorted(by_rule.items())
            ],
        ),
        f"{len(quiet)} rules said nothing about these filings, so that they are known from their cases and from planted faults "
        f"alone: {', '.join(quiet)}.\n",
        "## Planted faults\n",
        f"{clean:,} clean filings in {len(WAYS)} layouts and formats, {false} with a finding. "
        f"{len(FAULTS)} kinds of single faults, {len(done):,} planted: {passed:,} ({_share(passed, len(done))}) were found by a "
        "rule made for them, at the planted cell, with nothing else found that was not there before.\n",
        "A rate of the bench is no rate of the field: faults are planted evenly, and filings of the field have faults that "
        "nobody thought of.\n",
        _table(["fault", "planted", "found", "at its place", "nothing else"], _counted((case.fault.name, v) for case, v in done)),
        _table(
            ["layout", "planted", "found", "at its place", "nothing else"],
            _counted((f"{case.planted.way.layout.form}: {case.planted.way.layout.name}", v) for case, v in done),
        ),
        _table(
            ["format", "planted", "found", "at its place", "nothing else"], _counted((c.planted.way.ending, v) for c, v in done)
        ),
    ]
    return "\n".join(parts)


def _counted(verdicts: Iterable[tuple[str, Verdict]]) -> list[list[object]]:
    counts: dict[str, list[int]] = {}
    for name, verdict in verdicts:
        row = counts.setdefault(name, [0, 0, 0, 0])
        for at, happened in enumerate((True, verdict.found, verdict.placed, verdict.passed)):
            row[at] += happened
    return [[name, *row] for name, row in counts.items()]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _table(heading: list[str], rows: list[list[Any]]) -> str:
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines) + "\n"


def main() -> int:
    """Write the document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotated", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "accuracy.md")
    options = parser.parse_args()
    if not list(options.annotated.glob("*/*.gold.json")):
        print(f"no annotated filings in {options.annotated}", file=sys.stderr)
        return 2
    options.output.write_text(document(options.annotated), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
