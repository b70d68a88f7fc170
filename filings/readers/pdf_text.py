"""Characters on a page → lines of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .pdf_page import Glyph

# NOTE: many PDF writers name a glyph by the radical that it looks like. Unicode decomposes the Kangxi radicals only.
_RADICALS = str.maketrans(
    "⺁⺇⺊⺎⺒⺓⺕⺛⺜⺝⺞⺠⺧⺩⺪⺫⺬⺮⺶⺷⺻⺼⺽⻁⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⺌⺙⺾⻌⻏⻖⺡⺘⺖⺅⺉",
    "厂几卜兀巳幺彐旡日月歹民牛王疋目示竹羊羊聿肉臼虎西见角角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀小攵艹辶阝阝氵扌忄亻刂",
)
_GAP, _FAR_GAP = 0.22, 2.0
_SAME_LINE, _SMALLEST = 0.4, 4.0

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and its box: left, top, right, bottom."""

    text: str
    bounds: Bounds


def lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines that the characters stand in, from top to bottom, each from left to right; blank ones left out."""
    found: list[TextLine] = []
    row: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph[5]):
        if row and glyph[5] - base > _SAME_LINE * size:
            found += _line(row, size)
            row = []
        # NOTE: some fonts box a character as tightly as its strokes: 一 is as flat as a dash, so the tallest counts.
        size = max(size if row else _SMALLEST, glyph[4] - glyph[2])
        base = base if row else glyph[5]
        row.append(glyph)
    return found + (_line(row, size) if row else [])


def _line(row: list[Glyph], size: float) -> list[TextLine]:
    row.sort(key=lambda glyph: glyph[1])
    pieces: list[str] = []
    end, before = row[0][1], " "
    em = min(size, max(right - left for _, left, _, right, _, _ in row))
    for char, left, _, right, _, _ in row:
        gap = left - end
        if gap > em * _FAR_GAP:
            pieces.append("  " if before != " " else " ")
        elif before != " " and char != " " and gap > em * _GAP:
            pieces.append(" ")
        pieces.append(char)
        end, before = max(end, right), char
    text = normal("".join(pieces).strip())
    printed = [glyph for glyph in row if glyph[0] != " "]
    if not text:
        return []
    bounds = (printed[0][1], min(g[2] for g in printed), max(g[3] for g in printed), max(g[4] for g in printed))
    return [TextLine(text, bounds)]


def normal(text: str) -> str:
    """The text with radicals and compatibility ideographs as the characters they stand for."""
    if text.isascii():
        return text
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    odd = [char for char in text if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff"]
    if odd:
        text = text.translate(_RADICALS)
        for char in odd:
            text = text.replace(char, unicodedata.normalize("NFKC", char))
    return text
