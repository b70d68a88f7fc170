"""Text from outside, made safe to look at: nothing in it can hide, reorder or forge what a reader sees."""

from __future__ import annotations

import re

_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"\s+")


def visible(text: str) -> str:
    """`text` with control characters and direction overrides spelt out (⟦U+202E⟧) and characters without width removed.

    Tabs and line feeds stay; half a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    return _SUSPECT.sub(_spelt, text) if _SUSPECT.search(text) else text


def one_line(text: str) -> str:
    """`text` on one line, safe for a terminal: an escape sequence in a file name is spelt out, not obeyed."""
    return _BREAKS.sub(" ", visible(text.replace("\r", " "))).strip()


def clipped(text: str, length: int) -> str:
    """`text`, or its beginning with an ellipsis where it is longer than `length`."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _spelt(match: re.Match[str]) -> str:
    character = match.group()
    if character in _WIDTHLESS:
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return f"⟦U+{ord(character):04X}⟧"
