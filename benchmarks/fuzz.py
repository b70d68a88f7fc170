"""Damaged copies of the sample filings: whatever a file holds, reading it must end soon, in little memory, without an exception.

    python benchmarks/fuzz.py [--count 2000] [--seconds 10] [--memory 1024] [--only pdf] [--rules]
    python benchmarks/fuzz.py --case two-period-clean.pdf:17 > damaged.pdf

`--count` copies of each format have bytes flipped, cut, repeated or replaced, and packages lose, swap or damage members. Each
is read to its frames in a process of its own kind that may take no more than so many seconds and MiB; --rules judges what was
read as well. Every exception, hang and death is printed with the case that repeats it, and makes the run fail.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import io
import itertools
import multiprocessing
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

SAMPLES = Path(__file__).parents[1] / "sample_data"
MIB = 1024 * 1024
_TOKENS = (
    b"<", b">", b"</", b"/>", b'"', b"&", b"&#0;", b"&#xD800;", b"\0", b"\xff\xfe", b"\r", b"-1", b"0", b"1e308", b"NaN",
    b"99999999999", b"1048577", b"2147483648", b"endobj", b"endstream", b"<<", b"[", b"(", b" 0 R", b"A1:XFD1048576",
    b'rowspan="65535"', b'colspan="1000"', b"<table>", b"<td>", b"%", "（".encode(), "≥".encode(), "\u202e".encode(),
)  # fmt: skip
_VALUES = (
    "", "0", "-1", "1.5", "99999999999999999999", "1048577", "1e400", "nan", "A1", "XFD1048576", "A1:XFD1048576", "inlineStr",
    "一级指标", "指标值", "产出指标", "数量指标", "年度资金总额", "≥", "≥100万页", "½", "②", "٣", "1,2,3.4.5",
    "2024年13月45日", "１２３％",
    "\n", "\t", "\u3000", "（", "'", "x" * 5000, "指标" * 3000, "1" * 400, "<td rowspan=65535 colspan=1000>", "</table>",
    "<table>" * 40,
)  # fmt: skip
_STREAM = re.compile(rb"/Filter\s*\[\s*/ASCII85Decode\s*/FlateDecode\s*\](.*?)stream\r?\n(.*?)endstream", re.S)
_JUDGED_TOGETHER = 100
_LOADING = 120.0  # seconds until a child has loaded what it needs, or judged what it read


@cache
def samples() -> dict[str, dict[str, bytes]]:
    """The sample filings of each format by name; an archive of some of them is one more format."""
    found: dict[str, dict[str, bytes]] = {}
    for path in sorted([*SAMPLES.glob("*.txt"), *(SAMPLES / "originals").iterdir()]):
        found.setdefault(path.suffix[1:], {})[path.name] = path.read_bytes()
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("self-evaluation-clean.docx", "self-evaluation-clean.html", "self-evaluation-clean.xlsx"):
            archive.writestr(zipfile.ZipInfo(f"申报/{name}"), found[name.rpartition(".")[2]][name])
    return {**found, "zip": {"filings.zip": package.getvalue()}}


def damaged(name: str, seed: int) -> bytes:
    """The copy number `seed` of the sample called `name`: the same each time."""
    chance = random.Random(f"{name}:{seed}")
    data = samples()[name.rpartition(".")[2]][name]
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(data, chance)
    if data.startswith(b"%PDF") and chance.random() < 0.6:
        data = _STREAM.sub(_unfolded, data)
    return _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Markup and text are damaged in what they say as often as in their bytes, which mostly ends in a refusal at once."""
    if chance.random() < 0.5 and data.startswith((b"<?xml", b"<worksheet", b"<styleSheet", b"<sst", b"<workbook")):
        return _rearranged(data, chance)
    if chance.random() < 0.5 and not data.startswith((b"%PDF", b"PK", b"\xd0\xcf")):
        return _reworded(data.decode("utf-8"), chance).encode("utf-8", "surrogatepass")
    return _mangled(data, chance)


def _rearranged(data: bytes, chance: random.Random) -> bytes:
    """Well-formed XML with elements gone, doubled, moved or renamed, and attributes and texts changed."""
    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        elements = list(root.iter(etree.Element))
        element, other = chance.choice(elements), chance.choice(elements)
        parent = element.getparent()
        way = chance.randrange(7)
        if parent is None:
            continue
        if way == 0:
            parent.remove(element)
        elif way == 1:
            parent.extend([deepcopy(element) for _ in range(chance.choice((1, 3, 200)))])
        elif way == 2 and other not in element.iter():
            other.append(element)
        elif way == 3:
            element.tag = other.tag
        elif way == 4:
            element.text = chance.choice(_VALUES)
        elif element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(_VALUES))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _reworded(text: str, chance: random.Random) -> str:
    """A text or page with words and tags gone, doubled, moved or changed."""
    words = re.split(r"(<[^>]*>|\s+|[：:，。、])", text)
    for _ in range(chance.choice((1, 5, 20, 200))):
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        way = chance.randrange(4)
        if way == 0:
            words[at] = ""
        elif way == 1:
            words[at] *= chance.choice((2, 3, 200)) if len(words[at]) < 100 else 1
        elif way == 2:
            words[at], words[other] = words[other], words[at]
        else:
            words[at] = chance.choice(_VALUES)
    return "".join(words)


def _mangled(data: bytes, chance: random.Random) -> bytes:
    content = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 100))):
        if not content:
            break
        at = chance.randrange(len(content))
        stretch = chance.randrange(1, chance.choice((8, 60, 600)))
        way = chance.randrange(6)
        if way == 0:
            content[at] = chance.randrange(256)
        elif way == 1:
            content[at] ^= 1 << chance.randrange(8)
        elif way == 2:
            del content[at : at + stretch]
        elif way == 3:
            content[at:at] = content[at : at + stretch] * chance.choice((1, 2, 50))
        elif way == 4:
            start = chance.randrange(len(content))
            content[at : at + stretch] = content[start : start + stretch]
        else:
            content[at : at + chance.randrange(4)] = chance.choice(_TOKENS)
    return bytes(content[: chance.randrange(len(content) + 1)] if chance.random() < 0.2 else content)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """A package that is sound as such, some members of which are gone, blank, another's or damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    contents = list(members.values())
    for name in chance.sample(sorted(members), chance.randint(1, min(3, len(members)))):
        way = chance.randrange(7)
        if way == 0:
            del members[name]
        elif way == 1:
            members[name] = b""
        elif way == 2:
            members[name] = chance.choice(contents)
        else:
            members[name] = _damaged(members[name], chance)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _unfolded(stream: re.Match[bytes]) -> bytes:
    """A stream as what it says, so that damage falls on drawing orders and not on their compression."""
    try:
        content = zlib.decompress(base64.a85decode(b"<~" + stream[2].strip().removeprefix(b"<~"), adobe=True))
    except (ValueError, zlib.error, binascii.Error):
        return stream[0]
    return b"%bstream\n%b\nendstream" % (stream[1], content)


@dataclass
class Tally:
    """What came of the copies of one format."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    peak: int = 0


def _reader(cases: list[tuple[str, int]], told: Connection, memory: int, judged: bool) -> None:
    """In a child: read each case, tell what came of it. Memory is limited to what the process has now and `memory` MiB more."""
    read, frames = _of("filings.reading", "read"), _of("filings.canonical", "frames")
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if sys.platform == "linux" else 0
    if used:
        limit = used + memory * MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    kept: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:
        for at, (name, seed) in enumerate(cases):
            file = Path(folder, name)
            file.write_bytes(damaged(name, seed))
            told.send(("started", at))
            begun = time.perf_counter()
            try:
                filings = list(read(str(file)))
                frames(filings)
                outcome, detail = "/".join(sorted({(f.failure or (f.status,))[0] for f in filings})) or "nothing", ""
                kept += filings
            except Exception:  # noqa: BLE001 - that is what is looked for
                outcome, detail = "exception", traceback.format_exc(limit=-6)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            told.send(("done", outcome, detail, time.perf_counter() - begun, peak))
            if judged and (len(kept) >= _JUDGED_TOGETHER or at == len(cases) - 1):
                told.send(("judging", at))
                told.send(("judged", _crashes(kept)))
                kept = []
    told.send(("finished",))


def _of(module: str, name: str) -> Any:
    """What the installed package offers; only children load it."""
    return getattr(import_module(f"jixiao.{module}"), name)


def _crashes(filings: list[Any]) -> list[str]:
    """The rules that fail on these filings, named apart."""
    frames, run, discover = (
        _of("filings.canonical", "frames"),
        _of("validators.engine", "run"),
        _of("validators.catalogue", "discover"),
    )
    result = run(frames(replace(filing, path=f"{at}") for at, filing in enumerate(filings)), discover())
    return [str(crash) for crash in result.crashes]


def fuzzed(cases: list[tuple[str, int]], seconds: float, memory: int, judged: bool) -> Tally:
    """Read all cases; a child that hangs is ended, one that dies is replaced, and the rest goes on."""
    tally = Tally()
    start = 0
    while start < len(cases):
        listening, told = multiprocessing.get_context("spawn").Pipe(duplex=False)
        child = multiprocessing.get_context("spawn").Process(target=_reader, args=(cases[start:], told, memory, judged))
        child.start()
        told.close()
        reached = _followed(listening, child, seconds, tally, cases[start:])
        start = len(cases) if reached is None else start + reached + 1
    return tally


def _followed(listening: Connection, child: Any, seconds: float, tally: Tally, cases: list[tuple[str, int]]) -> int | None:
    """Take down what a child tells; the number of the case at which it hung or died, None where it did all of them."""
    at = 0
    patience = _LOADING
    while True:
        message: tuple[Any, ...]
        try:
            message = listening.recv() if listening.poll(patience) else ("hang", f"no end after {patience:.0f} s")
        except EOFError:
            child.join()
            message = ("death", f"the process ended with {child.exitcode}")
        event, *told = message
        if event in ("hang", "death"):
            child.kill()
            child.join()
            tally.outcomes[event] += 1
            tally.faults.append(f"{cases[at][0]}:{cases[at][1]}: {told[0]}")
            return at
        if event == "finished":
            return None
        if event == "started":
            at, patience = told[0], seconds
        elif event == "judging":
            patience = _LOADING
        elif event == "judged":
            tally.faults += [f"up to {cases[at][0]}:{cases[at][1]}: rule {crash}" for crash in told[0]]
        else:
            outcome, detail, taken, peak = told
            tally.outcomes[outcome] += 1
            tally.slowest = max(tally.slowest, (taken, f"{cases[at][0]}:{cases[at][1]}"))
            tally.peak = max(tally.peak, peak)
            if detail:
                tally.faults.append(f"{cases[at][0]}:{cases[at][1]}\n{detail}")


def plan(ending: str, count: int) -> Iterator[tuple[str, int]]:
    """`count` cases of one format, its samples taking turns."""
    names = itertools.cycle(sorted(samples()[ending]))
    return ((next(names), seed) for seed in range(count))


def main() -> int:
    """Damage, read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="copies of each format")
    parser.add_argument("--seconds", type=float, default=10, help="longest time for one copy")
    parser.add_argument("--memory", type=int, default=1024, help="MiB that reading may take")
    parser.add_argument("--only", action="append", choices=sorted(samples()), help="only this format; may be repeated")
    parser.add_argument("--rules", action="store_true", help="run the rules on what was read")
    parser.add_argument("--case", help="write the damaged copy NAME:SEED to standard output and end")
    arguments = parser.parse_args()
    if arguments.case:
        name, _, seed = arguments.case.rpartition(":")
        sys.stdout.buffer.write(damaged(name, int(seed)))
        return 0
    failed = False
    for ending in arguments.only or samples():
        tally = fuzzed(list(plan(ending, arguments.count)), arguments.seconds, arguments.memory, arguments.rules)
        outcomes = ", ".join(f"{name} {count}" for name, count in tally.outcomes.most_common())
        taken, slowest = tally.slowest
        print(
            f"{ending:5} {tally.outcomes.total():6,} copies, {tally.peak:4} MiB, slowest {taken:5.2f} s ({slowest}): {outcomes}"
        )
        print(*(f"  {fault}" for fault in tally.faults), sep="\n", end="\n" if tally.faults else "", flush=True)
        failed |= bool(tally.faults) or tally.peak > arguments.memory
    print("a copy broke the reader" if failed else "every copy was read or refused")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
