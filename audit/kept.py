"""What is kept of a file that was read and checked: enough to report on it again without reading it.

Paths are left out, so a file that was moved or copied is known by its content. Nothing is kept as a pickle: a folder of kept
results may come from another machine, and what it holds is data alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from ..filings.model import Filing, FormName, Table
from ..validators.finding import Check, Crash, Finding, Outcome, Result, Text

if TYPE_CHECKING:
    from .checking import Checked


class Brief(msgspec.Struct, frozen=True, array_like=True):
    """One filing as a summary needs it. `inner` is its path inside an archive, with the leading '/', else ''.

    `forms` are the kinds of its tables. The findings, and the causes that they follow from, name no filing; `fingerprints` has
    one for each of them.
    """

    inner: str
    sha256: str
    status: Literal["checked", "no-form", "unreadable"]
    forms: tuple[FormName, ...]
    findings: tuple[Finding, ...]
    fingerprints: tuple[str, ...]


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What else there is of one filing: its tables, why it could not be read, and the `terms` of what rules did."""

    tables: tuple[Table, ...]
    failure: tuple[str, str] | None
    terms: tuple[tuple[int, Text], ...]


Ended = tuple[str, int | None, Outcome, Text | None]
"""What one rule did on one table: a Check that names no filing, nor on what terms it passed."""


class Ends(NamedTuple):
    """What the rules did on one filing: what most filings of a county have in common, and what is its own.

    `terms` are those on which a check passed, such as a sum, by its number.
    """

    common: tuple[Ended, ...]
    terms: tuple[tuple[int, Text], ...]

    def checks(self, filing: str) -> Iterator[Check]:
        """The checks of that filing."""
        terms = dict(self.terms)
        for number, (rule, table, outcome, reason) in enumerate(self.common):
            yield Check(rule, filing, table, outcome, terms.get(number, reason))


class Kept(NamedTuple):
    """The filings of one file, encoded. `brief` is quick to read, `checks` is what every rule did, `body` all the rest."""

    brief: bytes
    body: bytes
    checks: bytes


_ENCODER = msgspec.msgpack.Encoder()


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def kept(path: str, checked: Sequence[tuple[Filing, Result]]) -> Kept:
    """The filings of the file at `path`, with what was found in each, encoded. Crashes are not kept."""
    from ..reports.fingerprint import fingerprints

    briefs = [
        Brief(
            filing.path.removeprefix(path), filing.sha256, filing.status,
            tuple(table.form for table in filing.tables), tuple(_moved(result.findings, "")),
            tuple(map(fingerprints((filing,), result.findings).__getitem__, result.findings)),
        )
        for filing, result in checked
    ]  # fmt: skip
    ends = [ended(result.checks) for _, result in checked]
    bodies = [Body(filing.tables, filing.failure, own.terms) for (filing, _), own in zip(checked, ends, strict=True)]
    common = tuple(own.common for own in ends)
    return Kept(_ENCODER.encode(briefs), zlib.compress(_ENCODER.encode(bodies), 1), _packed(common))


def ended(checks: Iterable[Check]) -> Ends:
    """`checks` of one filing without its name."""
    common: list[Ended] = []
    terms: list[tuple[int, Text]] = []
    for rule, _, table, outcome, reason in checks:
        if reason is not None and outcome == "passed":
            terms.append((len(common), reason))
            common.append((rule, table, outcome, None))
        else:
            common.append((rule, table, outcome, reason))
    return Ends(tuple(common), tuple(terms))


@lru_cache(maxsize=64)
def _packed(ends: tuple[tuple[Ended, ...], ...]) -> bytes:
    return zlib.compress(_ENCODER.encode(ends), 1)


@lru_cache(maxsize=64)
def _unpacked(checks: bytes) -> list[tuple[Ended, ...]]:
    return _decoder(list[tuple[Ended, ...]]).decode(zlib.decompress(checks))


def briefs(path: str, brief: bytes) -> list[tuple[str, Brief]]:
    """The filings of the file at `path`: the path of each, and the brief with its findings named after it.

    Raises msgspec.DecodeError where the bytes are none that `kept` made.
    """
    found: list[Brief] = _decoder(list[Brief]).decode(brief)
    return [
        (path + one.inner, msgspec.structs.replace(one, findings=tuple(_moved(one.findings, path + one.inner)))) for one in found
    ]


def restored(path: str, entry: Kept) -> Iterator[tuple[Filing, Result]]:
    """The filings of the file at `path` as they were read, but for their documents, and what was found in each.

    Raises msgspec.DecodeError or zlib.error where the bytes are none that `kept` made.
    """
    bodies: list[Body] = _decoder(list[Body]).decode(zlib.decompress(entry.body))
    for (shown, brief), body, common in zip(briefs(path, entry.brief), bodies, _unpacked(entry.checks), strict=True):
        filing = Filing(shown, brief.sha256, brief.status, body.tables, failure=body.failure)
        yield filing, Result(brief.findings, tuple(Ends(common, body.terms).checks(shown)), ())


def together(parts: Iterable[tuple[Filing, Result]]) -> Checked:
    """Filings that were restored or checked one by one as the result of one run over all of them."""
    from .checking import Checked

    pairs = list(parts)
    results = [result for _, result in pairs]
    crashes = dict.fromkeys(crash for result in results for crash in result.crashes)
    return Checked(
        tuple(filing for filing, _ in pairs),
        Result(
            tuple(finding for result in results for finding in result.findings),
            tuple(check for result in results for check in result.checks),
            tuple[Crash, ...](crashes),
        ),
    )


def _moved(findings: Iterable[Finding], path: str) -> Iterator[Finding]:
    for finding in findings:
        cause = None if finding.cause is None else next(_moved((finding.cause,), path))
        yield replace(finding, filing=path, cause=cause)
