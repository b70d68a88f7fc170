"""How often each rule found something, the most frequent first."""

from __future__ import annotations

from collections import Counter

from ..validators.finding import SEVERITIES, Severity, Text
from . import as_text
from .run import Run
from .wording import SEVERITY

_HEAD = (Text("次数", "Findings"), Text("文件", "Filings"), Text("级别", "Severity"), Text("规则", "Rule"), Text("内容", "What"))


def document(run: Run) -> str:
    """A line for each rule and severity that found something new: how often, in how many filings; then the summary."""
    found: Counter[tuple[str, Severity]] = Counter((finding.rule, finding.severity) for finding in run.new)
    filings = Counter((rule, severity) for rule, severity, _ in {(f.rule, f.severity, f.filing): None for f in run.new})
    titles = {rule.id: rule.title.in_language(run.language) for rule in run.rules}
    rows = [[text.in_language(run.language) for text in _HEAD]]
    for rule, severity in sorted(found, key=lambda pair: (-found[pair], SEVERITIES.index(pair[1]), pair[0])):
        counts = (str(found[rule, severity]), str(filings[rule, severity]))
        rows.append([*counts, SEVERITY[severity].in_language(run.language), rule, titles.get(rule, "")])
    table = "\n".join(as_text.aligned(rows, right=(0, 1))) + "\n\n" if found else ""
    return table + as_text.closing(run)
