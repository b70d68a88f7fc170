"""Personal data that a report must not spread: names left where no name belongs, identity and telephone numbers.

Names stand in the fields meant for them and stay there; so does a telephone number. An identity number belongs nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ..filings.model import Document, Field, Filing, Table
from ..schemas.vocabulary import vocabulary
from ..validators.finding import Finding
from ..validators.personal import IDENTITY_NUMBER, NAME_AND_DATE, masked_name, masked_number

_NAME_AND_DATE = re.compile(NAME_AND_DATE)
_IDENTITY = re.compile(IDENTITY_NUMBER)
# NOTE: eleven digits before a unit of money, or with decimals, are an amount.
_MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d)\d{4}(\d{4})(?![\d.,%万千百元])")
_PERSON_AND_NUMBER = re.compile(
    r"((?:联系|负责|经办|填报|填表)人[:：]?\s*)([\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}(?=[\s,，、:：(（]*1[3-9]\d{9}(?!\d))"
)
_SUSPECT = re.compile(r"\d{11}|\d[\dXx]{17}")

Record = TypeVar("Record")


def masked(text: str) -> str:
    """`text` without identity numbers, mobile numbers and the names beside them."""
    if not _SUSPECT.search(text):
        return text
    text = _without_identity(text)
    return _MOBILE.sub(r"\1****\2", _PERSON_AND_NUMBER.sub(r"\1\2××", text))


def _without_identity(text: str) -> str:
    return _IDENTITY.sub(lambda found: masked_number(found[0]), text)


class Masks:
    """What is masked in the reports on one filing."""

    def __init__(self, filing: Filing) -> None:
        stray = [field.text for table in filing.tables for field in table.fields if field.id == "stray"]
        self._names = {
            text: _NAME_AND_DATE.sub(lambda found: masked_name(found[0]), text) for text in stray if _NAME_AND_DATE.search(text)
        }
        self._persons = {name for name, label in vocabulary().fields.items() if label.person}
        self._needed = bool(self._names) or any(_SUSPECT.search(text) for text in _texts(filing))

    def filing(self, filing: Filing) -> Filing:
        """`filing` as a report shows it."""
        return self._all(filing) if self._needed else filing

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """`findings` as a report shows them."""
        return tuple(self._all(finding) for finding in findings) if self._needed else tuple(findings)

    def text(self, text: str) -> str:
        """`text`, which stands in no field."""
        for name, shown in self._names.items():
            text = text.replace(name, shown)
        return masked(text)

    def _all(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Field) and value.id in self._persons:
            return replace(value, text=_without_identity(value.text))
        if isinstance(value, tuple):
            made = tuple(self._all(item) for item in value)
            return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
        if is_dataclass(value) and not isinstance(value, type):
            changed = {}
            for field in fields(value):
                if field.name in _KEPT:
                    continue
                old = getattr(value, field.name)
                new = self._all(old)
                if new is not old and new != old:
                    changed[field.name] = new
            return replace(value, **changed) if changed else value
        return value


_KEPT = frozenset({"path", "sha256", "filing", "rule", "place", "level3_place", "related"})


def _texts(filing: Filing) -> Iterable[str]:
    for table in filing.tables:
        yield from _of_table(table)
    if filing.document:
        yield from _of_document(filing.document)


def _of_table(table: Table) -> Iterable[str]:
    for grid in table.filed:
        yield from (cell.text for cell in grid.cells)
    yield table.title
    yield table.project or ""
    for field in table.fields:
        yield field.text
    for goal in table.goals:
        yield goal.text
    for indicator in table.indicators:
        yield indicator.level3
        yield indicator.target.text
        yield indicator.actual.text if indicator.actual else ""
        yield indicator.reason or ""
        yield indicator.note or ""


def _of_document(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if hasattr(block, "cells"):
            yield from (cell.text for cell in block.cells)  # type: ignore[union-attr]
        else:
            yield block.text  # type: ignore[union-attr]
