"""Drawn filings as files, and where in each file a cell came to stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from jixiao.filings.model import Document, Grid, Place
from sample_data.make_originals import Form as Drawn
from sample_data.make_originals import docx, pdf, web, xlsx

from .layouts import NONE, Key, Keyed

FORMATS = ("txt", "csv", "xlsx", "docx", "html", "pdf")


def written(forms: Sequence[Drawn], ending: str) -> bytes:
    """The forms as a file of one format."""
    match ending:
        case "txt":
            return "\n\n".join("\n".join([form.title, *form.head, *_tabbed(form), *form.foot]) for form in forms).encode()
        case "csv":
            file = io.StringIO()
            writer = csv.writer(file)
            for form in forms:
                writer.writerows([[form.title], *([line] for line in form.head), *_grid(form), *([line] for line in form.foot)])
            return file.getvalue().encode("utf-8-sig")
        case _:
            return {"xlsx": xlsx, "docx": docx, "html": web, "pdf": pdf}[ending](forms)


def _grid(form: Drawn) -> list[list[str]]:
    """The texts of the table; a cell that spans others stands in its upper left corner."""
    rows = [[""] * len(form.widths) for _ in form.rows]
    for row, column, box in form.boxes():
        rows[row][column] = box.text
    return rows


def _tabbed(form: Drawn) -> list[str]:
    return ["\t".join(row) for row in _grid(form)]


def places(forms: Sequence[Drawn], document: Document) -> Mapping[Key, Place]:
    """Where each keyed cell stands: the cells that were read, in their order, are those that were drawn."""
    filled = [box for form in forms for _, _, box in form.boxes() if box.text.strip()]
    cells = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.text.strip()]
    found: dict[Key, Place] = {}
    at = 0
    for box in filled:
        wanted = _plain(box.text)
        seek = at
        while seek < len(cells) and not wanted.startswith(_plain(cells[seek].text)):
            seek += 1
        if seek == len(cells):
            raise ValueError(f"{document.path}: “{box.text}” was not read")
        place = cells[seek].place
        if isinstance(box, Keyed) and box.key != NONE:
            found[box.key] = place
        at = seek + 1
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
