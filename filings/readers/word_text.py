"""The texts of a Word document's paragraphs and cells, tracked changes taken as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import symbols
from .xml_part import unqualified

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "hyperlink"})
_SKIPPED = frozenset({"pPr", "del", "moveFrom", "Fallback", "rt", "instrText", "delText", "sectPr", "tbl"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off")


def children(element: Any, *names: str) -> Iterator[Any]:
    """The children of these names, those in content controls and tracked insertions included."""
    for child in element:
        name = unqualified(child.tag)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from children(child, *names)


def properties(element: Any, name: str) -> dict[str, Any]:
    """The properties of an element, which stand in its child called `name`, by their names."""
    for child in element:
        if unqualified(child.tag) == name:
            return {unqualified(found.tag): found for found in child}
    return {}


def value(element: Any, default: str = "") -> str:
    """The attribute `val` of a property."""
    return next((value for name, value in element.items() if name.rpartition("}")[2] == "val"), default)


def count(element: Any, default: int) -> int:
    if element is None:
        return default
    given = value(element)
    return min(int(given), 1000) if given.isascii() and given.isdecimal() and len(given) < 6 else default


def paragraph_text(paragraph: Any) -> tuple[str, list[Any]]:
    """The text of a paragraph and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    _gather(paragraph, pieces, boxes)
    return "".join(pieces), boxes


def _gather(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    for child in element:
        name = unqualified(child.tag)
        if name == "t":
            text = child.text or ""
            pieces.append(symbols.written(text, _font(element)) if symbols.CODES.search(text) else text)
        elif name == "rPr":
            if _hides(child):
                return
        elif name in _SKIPPED:
            continue
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "sym":
            pieces.append(_symbol(child))
        elif name == "txbxContent":
            boxes.append(child)
        else:
            _gather(child, pieces, boxes)


def _hides(properties: Any) -> bool:
    """Whether the properties of a run, which stand before its text, hide it."""
    for mark in properties:
        if unqualified(mark.tag) == "vanish":
            return value(mark) not in _OFF
    return False


def _font(run: Any) -> str:
    """The font of a run, where it says so itself."""
    named = properties(run, "rPr").get("rFonts")
    return " ".join(named.values()) if named is not None else ""


def _symbol(element: Any) -> str:
    """What Insert > Symbol writes: a code and its font."""
    named = {unqualified(name): value for name, value in element.items()}
    try:
        code = int(named.get("char", ""), 16)
    except ValueError:
        return ""
    known = symbols.shown(code, named.get("font", ""))
    return known or ("" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code))


def cell_text(cell: Any) -> str:
    """The text of a cell, a line for each paragraph; a table in it is told row by row."""
    lines: list[str] = []
    for block in children(cell, "p", "tbl"):
        if unqualified(block.tag) == "tbl":
            lines += [
                " ".join(filter(None, (cell_text(inner) for inner in children(row, "tc")))) for row in children(block, "tr")
            ]
        else:
            text, boxes = paragraph_text(block)
            lines += [text, *map(cell_text, boxes)]
    return tidy("\n".join(lines))


def tidy(text: str) -> str:
    """The lines of a cell without blanks around them."""
    text = text.replace("\t", " ").strip()
    return "\n".join([line for part in text.split("\n") if (line := part.strip())]) if "\n" in text else text
