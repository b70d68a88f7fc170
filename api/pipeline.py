"""What the package offers (see its docstring)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from ..audit.checking import readings
from ..audit.inputs import files
from ..filings.canonical import frames
from ..gate import configuration
from ..gate.checking import Circumstances, gated
from ..gate.error import GateError, unknown
from ..reports import as_csv, as_text, formats
from ..reports.run import Run
from ..schemas.layers import known_profiles
from ..validators.catalogue import names
from ..validators.finding import FAMILIES, Finding

Path_ = str | os.PathLike[str]

_WHOLE_NUMBERS = ("table", "indicator", "line", "end_line", "page")


def read(*paths: Path_) -> dict[str, pd.DataFrame]:
    """The canonical frames of the filings at `paths`, files or folders: filings, tables, fields, funds, goals, levels,
    indicators and repairs, by name.

    The columns of each, their types and units: `jixiao.schemas.frames.MODELS`. A file that cannot be read has a row in
    `filings` that says why. Raises InputError, a ValueError, where a path leads to nothing.
    """
    return frames(readings(files([os.fspath(path) for path in paths])))


def check(
    *paths: Path_,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: Sequence[str] = (),
    fail_on: str = "error",
    baseline: Path_ | None = None,
    config: Path_ | None = None,
    language: str = "zh",
    today: date | None = None,
) -> Run:
    """Check the filings at `paths`, files or folders, as the command `check` does.

    `select` and `ignore` name rules or families, `profile` the profiles to lay over every form. Findings at or above
    `fail_on` ('error', 'warning', 'info', 'never') fail the run. `config` is a configuration file; without it none is looked
    for, so that a pipeline does the same in every folder. What is given here goes before it. jixiao-accepted.toml beside the
    filings applies, as of `today`, by default the day of this machine.

    The result has `filings`, `result.findings` (those that stand), `known`, `accepted`, `mended`, `notices` and `failed`.
    Raises InputError, GateError or SchemaError, each a ValueError, for a path, name or file that is wrong.
    """
    shown = [os.fspath(path) for path in paths]
    given = {
        "select": tuple(select), "ignore": tuple(ignore), "profile": tuple(profile), "fail-on": fail_on, "lang": language,
        "baseline": None if baseline is None else os.fspath(baseline),
    }  # fmt: skip
    defaults = {"fail-on": "error", "lang": "zh"}
    _known(given)
    start = configuration.beginning(shown)
    made = configuration.configured(
        None if config is None else Path(config),
        {key: value for key, value in given.items() if value and value != defaults.get(key)},
        start,
    )
    configuration.names(made, lambda: {*FAMILIES, *names()}, lambda: set(known_profiles()))
    about = Circumstances(today or date.today(), version("jixiao"), made["lang"])
    return gated(files(shown), made, about)


def findings(run: Run) -> pd.DataFrame:
    """A row for each finding of `run`, those that are known or accepted included; `state` says which.

    Columns as in the CSV report (`jixiao.reports.as_csv.COLUMNS`); counts are Int64, everything else is text, NA where a
    finding has nothing to say.
    """
    told = pd.DataFrame(list(as_csv.rows(run)), columns=list(as_csv.COLUMNS), dtype="str").replace("", None)
    return told.astype(dict.fromkeys(_WHOLE_NUMBERS, "Int64"))


def failing(run: Run, filing: str | None = None) -> list[Finding]:
    """The findings that fail `run`, of one filing or of all."""
    return [finding for finding in run.result.findings if run.weighs(finding) and filing in (None, finding.filing)]


def line(finding: Finding, language: str = "zh") -> str:
    """'path:line: severity rule message' on one line."""
    return as_text.line(finding, language)


def render(run: Run, format: str) -> dict[str, bytes]:  # noqa: A002 - as the command's option is called
    """The report of `run` in one of the formats of `--format`: file names and contents.

    A format that has one document for all filings yields it under ''. Raises GateError for a format that does not exist.
    """
    if format not in formats.FORMATS:
        raise unknown("render", "格式", "format", format, set(formats.FORMATS))
    return dict(formats.files(format, run)) if formats.FORMATS[format].each else {"": formats.document(format, run)}


def _known(given: dict[str, object]) -> None:
    """Hold the names given against those known. Raises GateError."""
    choices = {"fail-on": (*configuration.LEVELS, "never"), "lang": ("zh", "en")}
    for key, allowed in choices.items():
        if given[key] not in allowed:
            raise unknown("check", f"{key} 取值", f"value of {key}", str(given[key]), set(allowed))
    wanted = {"select": {*FAMILIES, *names()}, "ignore": {*FAMILIES, *names()}, "profile": set(known_profiles())}
    for key, known in wanted.items():
        values = given[key]
        for name in values if isinstance(values, tuple) else ():
            if name not in known:
                raise unknown("check", "规则、类别或口径", "rule, family or profile", name, known)


__all__ = ["GateError", "check", "failing", "findings", "line", "read", "render"]
