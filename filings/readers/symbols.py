"""Characters that Office sets from its symbol fonts: a code of the font (U+F000 to U+F0FF), which no other font shows alike."""

from __future__ import annotations

import re

_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°", 0xB7: "·", 0x3C: "<",
    0x3D: "=", 0x3E: ">", 0x25: "%", 0x2D: "-", 0x2B: "+",
}  # fmt: skip
_WINGDINGS = {0xFC: "√", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0xFB: "×", 0xFD: "☒"}
_WINGDINGS_2 = {0x50: "√", 0x52: "☑", 0xA3: "□", 0x4F: "×", 0x54: "☒"}
_FONTS = (("symbol", _SYMBOL), ("wingdings 2", _WINGDINGS_2), ("wingdings2", _WINGDINGS_2), ("wingdings", _WINGDINGS))
CODES = re.compile("[\uf000-\uf0ff]")


def shown(code: int, font: str) -> str | None:
    """The character that `font` shows for a code; None where it is not known."""
    name = font.lower()
    table = next((table for part, table in _FONTS if part in name), None)
    return table.get(code & 0xFF) if table else None


def written(text: str, font: str) -> str:
    """A text with the codes of its font told; those that are not known stay."""
    return CODES.sub(lambda code: shown(ord(code[0]), font) or code[0], text)
