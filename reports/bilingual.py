"""Both languages in one page: every text stands in it twice, and the page shows the one that its root element names."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from ..filings.model import Place
from ..validators.finding import Text
from .printable import visible
from .wording import sentence, where


@lru_cache(maxsize=8192)
def both(text: Text) -> Markup:
    """`text` in Chinese and English, escaped; once only where they are the same."""
    zh, en = escape(visible(text.zh)), escape(visible(text.en))
    return zh if zh == en else Markup(f"<l-zh>{zh}</l-zh><l-en>{en}</l-en>")  # noqa: S704 - escaped above


def full(text: Text) -> Markup:
    """`text` as whole sentences."""
    return both(Text(sentence(text.zh, "zh"), sentence(text.en[:1].upper() + text.en[1:], "en")))


@lru_cache(maxsize=4096)
def place(spot: Place, whole: Text) -> Markup:
    """`spot` in words; `whole` where nothing is known of it."""
    zh, en = where(spot, "zh"), where(spot, "en")
    return both(Text(zh, en) if zh else whole)
