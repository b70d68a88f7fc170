"""The receipt in a report (校验回执): which bytes were checked, by which schemas and rules, with what result, and a seal.

The seal is the SHA-256 of the report with its own place zeroed. It shows that a report was changed; it is no signature, as
whoever changes a report on purpose can seal it anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..filings.model import Filing
from ..validators.finding import Severity, Text
from .verdict import VERDICT, Verdict

FORMAT = "jixiao-receipt/1"
_ZERO = "0" * 64
_SEALED = "<dd class=mono data-receipt=seal>"
_SEAL = re.compile(f"({_SEALED})([0-9a-f]{{64}})(?=</dd>)")
_SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"

Line = tuple[str, Text, object]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a report says of itself. `whole`: the report is as it was written."""

    sha256: str
    file: str
    tool: str
    verdict: str
    whole: bool


def lines(filing: Filing, verdict: Verdict, counts: Mapping[Severity, int], version: str) -> list[Line]:
    """The lines of the receipt: key, label, value."""
    schemas = [table.schema or table.form for table in filing.tables]
    profiles = dict.fromkeys(name for table in filing.tables for name, _, _ in table.profiles)
    return [
        ("format", Text("回执格式", "Format"), FORMAT),
        ("file", Text("文件", "File"), filing.path.replace("\\", "/")),
        ("sha256", Text("文件指纹（SHA-256）", "Fingerprint (SHA-256)"), filing.sha256),
        ("verdict", Text("校验结论", "Verdict"), verdict.code),
        ("counts", Text("错误 / 警告 / 提示", "Errors / warnings / notes"), " / ".join(str(n) for n in counts.values())),
        ("schemas", Text("表式", "Forms"), ", ".join(schemas) or "–"),
        ("profiles", Text("口径", "Profiles"), ", ".join(profiles) or "–"),
        ("version", Text("表式与口径版本", "Version of forms and profiles"), schemas_version()),
        ("tool", Text("校验工具", "Tool"), f"jixiao {version}"),
        ("seal", Text("报告封印（SHA-256）", "Seal of this report (SHA-256)"), _ZERO),
    ]


@cache
def schemas_version() -> str:
    """A name for the forms, vocabulary, units and profiles that ship, by their contents: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(_SCHEMAS.rglob("*.yaml")):
        digest.update(path.relative_to(_SCHEMAS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def sealed(page: str) -> str:
    """`page` with its seal put in place of the zeros."""
    at = page.rfind(_SEALED) + len(_SEALED)
    return page[:at] + _digest(page) + page[at + len(_ZERO) :]


def read(page: str) -> Receipt:
    """The receipt in a report. Raises ValueError where it holds none."""
    seal = _SEAL.search(page)
    found = dict(re.findall(r"<dd(?: class=mono)? data-receipt=(\w+)>([^<]*)</dd>", page))
    if seal is None or found.get("format") != FORMAT or found.get("verdict") not in VERDICT:
        raise ValueError("no receipt")
    blank = page[: seal.start(2)] + _ZERO + page[seal.end(2) :]
    return Receipt(found["sha256"], _unescaped(found["file"]), found["tool"], found["verdict"], _digest(blank) == seal[2])


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode("utf-8", "backslashreplace")).hexdigest()


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)
