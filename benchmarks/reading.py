"""What reading a filing costs against the bare library reading the same file: CPU time, medians of interleaved runs.

    python benchmarks/reading.py [--runs 9] [--strict] [--phases] [FILE ...]

Without files: the originals in sample_data, and larger files made from them (a workbook of many sheets, a document and a page
of many forms, a PDF of many pages). `read` is the reader alone, from bytes to lines and tables; the library is asked for the
same texts and, of a workbook, its merged cells, without places and displayed formats; `filing` goes on to the recognised form.
The bars: a PDF at most half of pdfplumber's extract_tables(), others at most 3 times calamine (workbooks) or lxml (Word's XML,
web pages), summed over the files of a format. With --strict a missed bar fails the run. --phases tells of workbooks where the
time goes: what no reader in Python can do without (`parse`: the parts unfolded and parsed by lxml; of .xls the headers of the
records walked), what finds the texts and merged cells (`sheets`, the parsing in it), and what makes cells with places of them
(`grids`). Needs pdfplumber and python-calamine, for comparison only.
"""

from __future__ import annotations

import argparse
import gc
import io
import runpy
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

SAMPLES = Path(__file__).parents[1] / "sample_data"
BARS = {"pdf": 0.5, "xlsx": 3.0, "xls": 3.0, "ods": 3.0, "docx": 3.0, "html": 3.0}
LIBRARIES = {"pdf": "pdfplumber", "workbook": "python_calamine", "word": "lxml", "web": "lxml"}
KINDS = {"xlsx": "workbook", "xls": "workbook", "ods": "workbook", "docx": "word", "html": "web", "pdf": "pdf"}
_HEADER = struct.Struct("<HH")
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def calamine(data: bytes) -> int:
    """All rows of all sheets, and the merged cells where the library gives them."""
    book: Any = import_module("python_calamine").CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    return sum(len(sheet.to_python()) + len(sheet.merged_cell_ranges or ()) for sheet in sheets)


def lxml_word(data: bytes) -> int:
    """The document part parsed, its texts by cell."""
    etree: Any = import_module("lxml.etree")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return len(["".join(text.text or "" for text in cell.iter(_TEXT)) for cell in root.iter("{*}tc")])


def lxml_web(data: bytes) -> int:
    """The page parsed, its texts by cell."""
    root: Any = import_module("lxml.html").document_fromstring(data)
    return len([cell.text_content() for cell in root.iter("td", "th")])


def pdfplumber(data: bytes) -> int:
    """The tables of all pages."""
    with import_module("pdfplumber").open(io.BytesIO(data)) as document:
        return sum(len(page.extract_tables()) for page in document.pages)


BARE: Mapping[str, Callable[[bytes], int]] = {"workbook": calamine, "word": lxml_word, "web": lxml_web, "pdf": pdfplumber}


def ending_of(name: str) -> str:
    """What the format of a file is called here."""
    ending = name.rpartition(".")[2].lower()
    return {"htm": "html", "xlsm": "xlsx"}.get(ending, ending)


def parsed(data: bytes) -> int:
    """The parts of a workbook parsed and forgotten; the records of an .xls passed over."""
    if data.startswith(b"PK"):
        etree: Any = import_module("lxml.etree")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return sum(len(etree.fromstring(package.read(name))) for name in package.namelist() if name.endswith(".xml"))
    stream = import_module("jixiao.filings.readers.compound").Compound(data).stream("Workbook")
    at = count = 0
    while at <= len(stream) - 4:
        at, count = at + 4 + _HEADER.unpack_from(stream, at)[1], count + 1
    return count


def phases_of(data: bytes, runs: int) -> str:
    """Where the time of a workbook goes, in ms."""
    workbook = import_module("jixiao.filings.readers.workbook")
    found = list(workbook.sheets(data))
    works = {
        "parse": lambda: parsed(data),
        "sheets": lambda: afresh(lambda _, given: list(workbook.sheets(given)), "", data),
        "grids": lambda: [list(workbook.grids(sheet, workbook.MOST_CELLS)) for sheet in found],
    }
    return ", ".join(f"{phase} {seconds * 1000:.2f}" for phase, seconds in measured(works, runs).items())


def pages_of(data: bytes) -> int:
    """The number of pages of a PDF."""
    return len(import_module("pypdfium2").PdfDocument(data))


def afresh(work: Callable[[str, bytes], object], name: str, data: bytes) -> object:
    """Read as the first time: what is remembered of numbers in earlier files is forgotten."""
    import_module("jixiao.filings.readers.number_format").shown.cache_clear()
    return work(name, data)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one run; short work is repeated until it lasts long enough to be measured."""
    repeats = 1
    while True:
        begun = time.process_time()
        for _ in range(repeats):
            work()
        taken = time.process_time() - begun
        if taken > 0.02:
            return taken / repeats
        repeats *= 4


def measured(works: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median for each work. A first round that fills caches is not counted; the rounds take turns."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    gc.freeze()  # so that nobody pays for the libraries that stand in memory for comparison
    for number in range(runs + 1):
        for name, work in works.items():
            seconds = cpu_seconds(work)
            if number:
                taken[name].append(seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


def originals() -> dict[str, bytes]:
    """The sample originals, and larger files made of the same forms."""
    found = {path.name: path.read_bytes() for path in sorted((SAMPLES / "originals").iterdir()) if "clean" in path.name}
    if all(map(find_spec, ("xlsxwriter", "reportlab", "xlwt"))):
        made = runpy.run_path(str(SAMPLES / "make_originals.py"))
        forms = [made["SELF_EVALUATION"], *made["TARGETS"]] * 20
        many = [replace(form, name=f"{form.name}{number}") for number, form in enumerate(forms, 1)]
        found |= {f"60-forms.{ending}": made[name](many) for ending, name in _DRAWN.items()}
    return found


_DRAWN = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "docx": "docx", "pdf": "pdf", "html": "web"}


def compared(kind: str, files: Mapping[str, bytes], runs: int, *, phases: bool) -> float:
    """Measure the files of one format and print; how many times the library's time the reader takes in all."""
    read = import_module(f"jixiao.filings.readers.{kind}").read
    filing = import_module("jixiao.filings.reading").read_bytes
    total = {"read": 0.0, "bare": 0.0}
    for name, data in files.items():
        works = {"read": lambda n=name, d=data: afresh(read, n, d), "filing": lambda n=name, d=data: afresh(filing, n, d)}
        cost = measured({**works, "bare": lambda d=data: BARE[kind](d)}, runs)
        for what in total:
            total[what] += cost[what]
        pages = f"{cost['read'] / pages_of(data) * 1000:8.2f}" if kind == "pdf" else " " * 8
        times = f"{cost['read'] * 1000:9.2f} {pages} {cost['bare'] * 1000:9.2f} {cost['read'] / cost['bare']:7.2f}"
        print(f"{name[-44:]:44} {times} {cost['filing'] * 1000:9.2f}", flush=True)
        if phases and kind == "workbook":
            print(f"    {phases_of(data, runs)}", flush=True)
    return total["read"] / total["bare"]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--strict", action="store_true", help="fail where a bar is missed")
    parser.add_argument("--phases", action="store_true", help="where the time of workbooks goes")
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    files = {path.name: path.read_bytes() for path in arguments.files} or originals()
    verdicts: list[str] = []
    missed = False
    print(f"{'CPU time in ms':44} {'read':>9} {'a page':>8} {'library':>9} {'ratio':>7} {'filing':>9}")
    for ending, bar in BARS.items():
        kind = KINDS[ending]
        of_kind = {name: data for name, data in files.items() if ending_of(name) == ending}
        if not of_kind:
            continue
        if not find_spec(LIBRARIES[kind]):
            verdicts.append(f"{ending}: not compared, {LIBRARIES[kind]} is not installed")
            continue
        ratio = compared(kind, of_kind, arguments.runs, phases=arguments.phases)
        missed |= ratio > bar
        verdicts.append(f"{ending}: {ratio:.2f} times {LIBRARIES[kind]}, at most {bar}: {'missed' if ratio > bar else 'met'}")
    print("", *verdicts, sep="\n")
    return int(arguments.strict and missed)


if __name__ == "__main__":
    sys.exit(main())
