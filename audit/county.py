"""An audit: every filing below a folder, read and checked in groups by several processes, held against each other, reported on.

What is written depends on the files, the options and the version of the toolkit, and on nothing else: neither on the number
of processes, nor on what was kept from an earlier run, nor on the order in which a disk lists its files.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..reports.tally import Tally
from ..validators.finding import OFF, Crash, Finding
from . import placing
from .cache import Cache, digest, place, setting
from .inputs import InputError, files
from .order import Account, Delivery, Order, Setting, Source
from .output import OWN, alone, write
from .parquet import FrameWriter
from .spool import Spool
from .workers import Limits, Workers

if TYPE_CHECKING:
    from .collection import Collected
    from .own_suite import OwnSuite
    from .roster import Roster

GROUP = 250  # files in a task: rules cost as much for one filing as for a hundred
DATA = "data"
_UNDER_LIMITS = ("reading_too_long", "reading_out_of_memory", "reader_crashed")

Told = Callable[[str, int, int], None]


class Carriers(Protocol):
    """Whoever carries out tasks: worker processes here, or a cluster."""

    def run(self, orders: Iterable[Order]) -> Iterator[Delivery]:
        """The deliveries of `orders`, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """What an audit is asked to do.

    `setting` holds for all filings together, `setting_of` gives that of each file, where they differ; language, schema and
    own rules are the same in all. `since`: the output folder of an earlier audit, to be compared with. `scheduler`: the
    address of a Dask scheduler whose workers carry out the tasks, instead of `processes` here. `suites`: the bureau's own
    expectations.
    """

    setting: Setting = field(default_factory=Setting)
    processes: int = 1
    limits: Limits = field(default_factory=Limits)
    roster: Roster | None = None
    since: Path | None = None
    setting_of: Callable[[str], Setting] | None = None
    scheduler: str | None = None
    suites: tuple[OwnSuite, ...] = ()


@dataclass(frozen=True, slots=True)
class Audited:
    """How an audit ended. `unchanged`: everything stood there already, and nothing was written."""

    filings: int
    tables: int
    severities: Mapping[str, int]
    verdicts: Mapping[str, int]
    departments: int
    missing: int
    crashes: tuple[Crash, ...]
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    where: str
    digest: str  # '' where it cannot be opened
    setting: Setting
    keys: tuple[bytes, bytes]  # as such, and with the limits that stopped its reading


def audit(folder: str, output: Path, options: Options, told: Told = lambda what, done, total: None) -> Audited:
    """Audit the filings below `folder` and write everything below `output`.

    `told` hears what is going on: 'listing', 'reading', 'comparing', 'reporting', 'writing', how far it is, and of how
    many. Raises InputError where there is nothing to audit, InUseError where another audit writes to `output`, OSError where
    something cannot be written.
    """
    own = output / OWN
    own.mkdir(parents=True, exist_ok=True)
    said = setting("audit", place(options.setting.schema, options.setting.rules))
    with alone(own), Cache(own, said) as cache:
        found = sorted(_listed(folder, output, cache, options, told), key=lambda file: file.path)
        print_of_run = _fingerprint(found, said, options)
        before = _unchanged(output, print_of_run)
        if before:
            return before
        audited = _Run(found, output, options, cache, told).carried_out()
    if not audited.crashes:
        _record(output, print_of_run, audited)
    return audited


_Added = Mapping["_File", Mapping[str, tuple[Finding, ...]]]
_NOTHING_ADDED: _Added = {}


class _Run:
    def __init__(self, found: Sequence[_File], output: Path, options: Options, cache: Cache, told: Told) -> None:
        self.groups, self.output, self.options, self.cache, self.told = [*_grouped(found)], output, options, cache, told
        self.total = len(found)
        self.numbers: dict[str, int] = {}
        self.files: dict[str, _File] = {}
        self.tally = Tally()
        self.crashes: dict[Crash, None] = {}

    def carried_out(self) -> Audited:
        # NOTE: loaded when something is to be done: where nothing has changed it takes longer than all else.
        from ..validators.catalogue import selected_across
        from .collection import collected
        from .reporting import reports

        new = self.output / OWN / "new"
        shutil.rmtree(new, ignore_errors=True)
        (new / DATA).mkdir(parents=True)
        with Spool(new) as spool, self._carriers() as carriers:
            with FrameWriter(new / DATA) as writer:
                self._read(carriers, spool, writer)
            self.told("comparing", 0, len(spool))
            asked = self.options.setting
            across = selected_across(asked.select, asked.ignore, asked.severity)
            all_of = collected(new / DATA, self.options.roster, across, self.options.suites, asked.severity)
            self._report_again(carriers, spool, all_of)
            self.tally.outcomes(all_of.outcomes)
            self.tally.lacking(all_of.lacking)
            self.tally.of_all(all_of.of_all)
            self.crashes |= dict.fromkeys(all_of.crashes)
            for number in range(len(spool)):
                self.tally.add(spool.line(number), number)
            self.told("writing", 0, len(spool))
            reports(new, spool, self.tally, asked.language, self.options.since, all_of.lists)
        self._put_in_place(new)
        whole = self.tally.whole
        return Audited(
            whole.filings, whole.tables, {**whole.severities}, {**whole.verdicts}, len(self.tally.departments),
            whole.missing, tuple(self.crashes),
        )  # fmt: skip

    def _carriers(self) -> Any:
        asked = self.options
        if asked.scheduler:
            from .cluster import Cluster

            return Cluster(asked.scheduler, asked.setting, asked.limits)
        own = (asked.setting.schema, asked.setting.rules)
        return Workers(asked.processes, asked.limits, prepare=placing.prepared, prepare_with=own)

    def _read(self, carriers: Carriers, spool: Spool, writer: FrameWriter) -> None:
        """Read and check all files, and report on each as far as it goes by itself."""
        read = 0
        for delivery in carriers.run(self._orders()):
            group = self.groups[delivery.number]
            self._keep(group, delivery)
            writer.add(delivery.frames)
            self.tally.outcomes(delivery.outcomes)
            self.crashes |= dict.fromkeys(delivery.crashes)
            for account in delivery.accounts:
                self.numbers[account.line.path] = len(spool)
                self.files[account.line.path] = group[account.source]
                self._page(account)
                spool.append(replace(account, page=""))
            read += len(group)
            self.told("reading", read, self.total)

    def _orders(self) -> Iterator[Order]:
        for number, group in enumerate(self.groups):
            yield Order(number, self._sources(group), group[0].setting, str(self.output))

    def _sources(self, group: Sequence[_File], added: _Added = _NOTHING_ADDED) -> tuple[Source, ...]:
        known = self.cache.entries(key for file in group for key in file.keys)
        return tuple(
            Source(
                file.path,
                file.where,
                file.digest,
                next((known[key] for key in file.keys if key in known), None),
                added=added.get(file, {}),
            )
            for file in group
        )

    def _keep(self, group: Sequence[_File], delivery: Delivery) -> None:
        failures = {account.source: account.line.findings for account in delivery.accounts if account.line.status == "unreadable"}
        self.cache.keep(
            {
                group[number].keys[any(f.rule in _UNDER_LIMITS for f in failures.get(number, ()))]: entry
                for number, entry in delivery.entries.items()
            }
        )

    def _page(self, account: Account) -> None:
        from ..reports.page_names import page_name

        if account.page:
            write(self.output / page_name(account.line.path), account.page.encode("utf-8"))

    def _report_again(self, carriers: Carriers, spool: Spool, all_of: Collected) -> None:
        """Report anew on the filings of which the collection says something."""
        concerned = sorted(all_of.findings, key=lambda path: self.numbers[path])
        by_file: dict[_File, dict[str, tuple[Finding, ...]]] = {}
        for path in concerned:
            by_file.setdefault(self.files[path], {})[path] = all_of.findings[path]
        reported = 0
        for delivery in carriers.run(self._orders_again(by_file)):
            for account in delivery.accounts:
                self._page(account)
                spool.replace(self.numbers[account.line.path], replace(account, page=""))
            reported += len(delivery.accounts)
            self.told("reporting", reported, len(concerned))

    def _orders_again(self, files: _Added) -> Iterator[Order]:
        for number, group in enumerate(_grouped(files)):
            yield Order(number, self._sources(group, files), group[0].setting, str(self.output), with_frames=False)

    def _put_in_place(self, new: Path) -> None:
        """The new reports in place of the old ones; reports on filings that are no more are removed."""
        from ..reports.page_names import page_name

        pages = {page_name(path) for path in self.numbers}
        for page in sorted(self.output.glob("filings/**/*.html")):
            if page.relative_to(self.output).as_posix() not in pages:
                page.unlink()
        shutil.rmtree(self.output / "departments", ignore_errors=True)
        for frame in self.output.glob(f"{DATA}/*.parquet"):
            if not (new / DATA / frame.name).is_file():
                frame.unlink()
        for file in sorted(path for path in new.rglob("*") if path.is_file()):
            target = self.output / file.relative_to(new)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
        shutil.rmtree(new)


def _grouped(files: Iterable[_File]) -> Iterator[list[_File]]:
    """`files` in their order, as many together as make a task; those of a task have one setting."""
    group: list[_File] = []
    for file in files:
        if group and (len(group) == GROUP or group[0].setting != file.setting):
            yield group
            group = []
        group.append(file)
    if group:
        yield group


def _listed(folder: str, output: Path, cache: Cache, options: Options, told: Told) -> Iterator[_File]:
    """The files below `folder` in the order of their names, with what each is known by."""
    if not Path(folder).is_dir():
        files([folder])  # says what is wrong with a path that leads nowhere
        raise InputError(
            f"“{folder}”不是文件夹；只校验一份文件请用 jixiao check", f"{folder} is no folder; to check one file use jixiao check"
        )
    paths = files([folder], leaving_out=str(output))
    allowed = (f"{options.limits.seconds:g} s", f"{options.limits.megabytes} MB")
    for number, where in enumerate(paths):
        if number % GROUP == 0:
            told("listing", number, len(paths))
        path = os.fsencode(os.path.relpath(where, folder)).decode("utf-8", "replace").replace(os.sep, "/")
        try:
            content = known_by = digest(where)
        except OSError as error:
            content, known_by = "", f"unopenable: {error.strerror}"
        applies = options.setting_of(where) if options.setting_of else options.setting
        also = _results_of(applies)
        yield _File(path, where, content, applies, (cache.key(path, known_by, also), cache.key(path, known_by, also, *allowed)))


def _results_of(setting: Setting) -> str:
    """On what of a setting it depends what is kept of a file: on the rules that run and the profiles, not on severities."""
    off = [rule for rule, given in setting.severity if given == OFF]
    return repr((setting.select, setting.ignore, off, setting.profiles))


def _fingerprint(found: Sequence[_File], said: str, options: Options) -> str:
    """What the outputs depend on, in a word."""
    import hashlib

    whole = replace(options.setting, schema=None, rules=())
    total = hashlib.sha256(f"{said} {whole} {options.limits}".encode("utf-8", "surrogatepass"))
    if options.roster:
        total.update(repr(options.roster).encode("utf-8", "surrogatepass"))
    for one in options.suites:
        total.update(f"{one.path}\0{one.sha256}\n".encode("utf-8", "surrogatepass"))
    if options.since:
        from .comparison import digest_of

        total.update(digest_of(options.since).encode())
    for file in found:
        applies = replace(file.setting, schema=None, rules=())
        total.update(f"{file.path}\0{file.keys[0].hex()}\0{applies}\n".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _record(output: Path, print_of_run: str, audited: Audited) -> None:
    """Note what was written for what, and how large each file is."""
    written = {path.relative_to(output).as_posix(): path.stat().st_size for path in _outputs(output)}
    said = {
        "fingerprint": print_of_run,
        "audited": {name: getattr(audited, name) for name in Audited.__slots__},
        "files": written,
    }
    write(output / OWN / "run.json", json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _unchanged(output: Path, print_of_run: str) -> Audited | None:
    """How the last audit ended, if this one would write the same and all of it still stands there."""
    try:
        said = json.loads((output / OWN / "run.json").read_text("utf-8", "surrogatepass"))
        same = said["fingerprint"] == print_of_run and said["files"] == {
            path.relative_to(output).as_posix(): path.stat().st_size for path in _outputs(output)
        }
        return Audited(**{**said["audited"], "crashes": (), "unchanged": True}) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _outputs(output: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(output):
        folders[:] = sorted(name for name in folders if name != OWN)
        yield from (Path(top, name) for name in sorted(names))
