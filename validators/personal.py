"""What gives a person away in a text, for the rule that says so and for the reports that mask it."""

from __future__ import annotations

NAME_AND_DATE = r"^[\u4e00-\u9fff]{2,4}(?=[\s,，、]*(?:19|20)\d\d\s*[年.\-/])"
IDENTITY_NUMBER = r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"


def masked_number(number: str) -> str:
    """An identity number of which only the place of birth is shown."""
    return number[:6] + "*" * 12


def masked_name(name: str) -> str:
    """A name of which only the family name is shown."""
    return name[:1] + "××"
