"""Makes small office files, so that tests show what a reader is given."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_END = 0xFFFFFFFE


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of `members`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def xlsx(
    sheets: Mapping[str, str],
    *,
    formats: Sequence[str] = (),
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    strings: str = "",
) -> bytes:
    """A workbook whose sheets are given as the XML of their rows. Style n has the n-th of `formats` (style 0: General)."""
    numbers = {code: 200 + at for at, code in enumerate(formats)}
    styles = "".join(f'<numFmt numFmtId="{number}" formatCode="{_escaped(code)}"/>' for code, number in numbers.items())
    used = "".join(f'<xf numFmtId="{number}"/>' for number in [0, *numbers.values()])
    ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{("visible", "hidden")[name in hidden]}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="http://x/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {_MAIN} {_RELATED}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
        "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>{styles}</numFmts><cellXfs>{used}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{strings}</sst>",
    }
    for n, rows in enumerate(sheets.values(), 1):
        members[f"xl/worksheets/sheet{n}.xml"] = (
            f"<worksheet {_MAIN}><sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>"
        )
    return zipped(members)


def inline(ref: str, text: str) -> str:
    """A text cell of a workbook's XML."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{_escaped(text)}</t></is></c>'


def docx(body: str) -> bytes:
    """A Word document with this body."""
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"}
    )


def ods(tables: str) -> bytes:
    """An OpenDocument workbook with these tables."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ole2(streams: Mapping[str, bytes]) -> bytes:
    """A compound file holding `streams`."""
    sectors: list[bytes] = []
    chains: list[int] = []

    def stored(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors.extend(pieces)
        chains.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    entries = [_entry("Root Entry", 5, _END, 0)]
    entries += [_entry(name, 2, stored(content.ljust(4096, b"\0")), max(4096, len(content))) for name, content in streams.items()]
    entries += [bytes(128)] * (-len(entries) % 4)
    directory = stored(b"".join(entries))
    table = [*chains, 0xFFFFFFFD]
    fat = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<8I", 1, directory, 0, 4096, _END, 0, _END, 0) + struct.pack(
        "<109I", len(sectors), *[0xFFFFFFFF] * 108
    )
    return header + b"".join(sectors) + fat


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(encoded), kind, 1, *[0xFFFFFFFF] * 3)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


Ruling = tuple[float, float, float, float]
Printed = tuple[float, float, str]


def pdf(
    pages: Sequence[tuple[Sequence[Printed], Sequence[Ruling]]],
    *,
    rotate: int = 0,
    trailer: str = "",
    picture: bool = False,
    named: str = "STSong-Light",
) -> bytes:
    """A PDF of 600 by 800 points a page: texts in 10 points at x and y, and lines, measured from the top left."""
    font = f"<</Type/Font/Subtype/Type0/BaseFont/{named}/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>"
    system = "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    cid = f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{named}/CIDSystemInfo{system}/DW 1000>>"
    image = (
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>", font, cid, image]
    for n, (texts, lines) in enumerate(pages):
        content = "".join(f"BT /F 10 Tf {x} {800 - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in texts)
        content += "".join(f"{x0} {800 - y0} m {x1} {800 - y1} l S\n" for x0, y0, x1, y1 in lines)
        content += "q 500 0 0 700 0 0 cm /I Do Q\n" if picture else ""
        resources = "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>"
        box = f"/MediaBox[0 0 600 800]/Rotate {rotate}"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}{resources}/Contents {7 + 2 * n} 0 R>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")


def ruled(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    """The lines of a plain table whose columns part at `xs` and rows at `ys`."""
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def web_page(*rows: str, title: str, year: str = "") -> bytes:
    """A web page's table, written with bars: ^ merges with the cell above, < with the one to the left."""
    grid = [[cell.strip() for cell in row.split("|")] for row in rows]
    width = max(map(len, grid))
    grid = [row + [""] * (width - len(row)) for row in grid]
    lines: list[str] = []
    for at, row in enumerate(grid):
        cells = ""
        for column, text in enumerate(row):
            if text in ("^", "<"):
                continue
            right = next((n for n in range(column + 1, width) if row[n] != "<"), width)
            under = next((n for n in range(at + 1, len(grid)) if grid[n][column] != "^"), len(grid))
            cells += f"<td rowspan={under - at} colspan={right - column}>{text}</td>"
        lines.append(f"<tr>{cells}</tr>")
    return f"<html><body><p>{title}</p><p>{year}</p><table>{''.join(lines)}</table></body></html>".encode()
