"""A finding in one paragraph, for formats that have room for nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from ..validators.finding import Finding, Text
from .printable import one_line
from .wording import sentence, where

_FIX = Text("怎样改：", "How to mend: ")
_GAP = Text("", " ")


def message(finding: Finding, language: str) -> str:
    """What is wrong, and where a sum was done, the sum as the last sentence."""
    parts = [sentence(finding.message.in_language(language), language)]
    if finding.arithmetic:
        join = "；" if language == "zh" else "; "
        parts.append(sentence(join.join(filter(None, map(str.strip, finding.arithmetic.splitlines()))), language))
    return one_line(_GAP.in_language(language).join(parts))


def advice(finding: Finding, language: str) -> str:
    """How to mend it, or nothing."""
    fix = finding.fix.in_language(language) if finding.fix else ""
    return one_line(f"{_FIX.in_language(language)}{sentence(fix, language)}") if fix else ""


def paragraph(finding: Finding, language: str, *, placed: bool = False) -> str:
    """Message and advice; with `placed` where it stands, if that is no line of a text file."""
    spot = where(finding.place, language) if placed and not finding.place.line else ""
    head = f"{one_line(spot)}{'：' if language == 'zh' else ': '}" if spot else ""
    parts = [message(finding, language), advice(finding, language)]
    return head + _GAP.in_language(language).join(filter(None, parts))


def leading(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without those that follow from another of them: mending that one is likely to mend them."""
    among = {finding for finding in findings if finding.cause is None}
    return [finding for finding in findings if finding.cause is None or finding.cause not in among]
