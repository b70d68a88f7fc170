"""Words of a filing inside another notation: they stay words there."""

from __future__ import annotations

import re

from .printable import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARKS = re.compile(r"[\\`*_{}\[\]()#|~:!]|(?<=www)\.")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MENTION = re.compile(r"(?<=[@#])(?=\w)")
_WIDTHLESS = "\u200b"


def cell(text: str) -> str:
    """`text` for a cell of a spreadsheet, which must not take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """`text` on one line of Markdown: nothing in it is a mark, a link, HTML, or a mention of somebody."""
    # NOTE: a backslash does not keep GitHub and GitLab from taking @name for a mention; something between does.
    said = _MENTION.sub(_WIDTHLESS, one_line(text))
    return "".join(_HTML.get(character, character) for character in _MARKS.sub(r"\\\g<0>", said))


def data(text: str) -> str:
    """`text` as the message of a GitHub workflow command."""
    return one_line(text).replace("%", "%25")


def option(text: str) -> str:
    """`text` as a property of a GitHub workflow command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def xml(text: str) -> str:
    """`text` without the characters that no XML document can hold."""
    return _NO_XML.sub("\ufffd", text)
