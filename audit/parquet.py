"""The canonical frames of an audit as Parquet files, written group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..reports.tally import Line
from ..validators.finding import Finding

if TYPE_CHECKING:
    import pandas as pd

FINDINGS = "findings"
_BATCH = 5000  # findings in a row group


def write_frame(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write `frame` to `folder` as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


class FrameWriter:
    """Writes one Parquet file for each frame to `folder`, which must exist. Use it with `with`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, Any] = {}
        self._open = ExitStack()

    def __enter__(self) -> FrameWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def add(self, frames: Mapping[str, bytes]) -> None:
        """Append frames that come as Arrow streams."""
        import pyarrow as pa

        for name, stream in frames.items():
            self._write(name, pa.ipc.open_stream(stream).read_all())

    def _write(self, name: str, table: Any) -> None:
        import pyarrow.parquet as pq

        if name not in self._writers:
            path = self._folder / f"{name}.parquet"
            self._writers[name] = self._open.enter_context(pq.ParquetWriter(path, table.schema, compression="zstd"))
        self._writers[name].write_table(table)


class FindingsWriter:
    """Writes findings.parquet to `folder`: one row for each finding, in the order of filings. Use it with `with`."""

    def __init__(self, folder: Path) -> None:
        import pyarrow as pa

        text, whole = pa.string(), pa.int64()
        kinds = dict.fromkeys(_TEXTS, text) | dict.fromkeys(_WHOLES, whole)
        self._schema = pa.schema([(name, kinds[name]) for name in _COLUMNS])
        self._path = folder / f"{FINDINGS}.parquet"
        self._rows: list[tuple[Any, ...]] = []

    def __enter__(self) -> FindingsWriter:
        import pyarrow.parquet as pq

        self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self._rows:
            self._flush()
        self._writer.close()

    def add(self, line: Line) -> None:
        """Append the findings of one filing."""
        self._rows += [_row(line, finding) for finding in line.findings]
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns: Sequence[Sequence[Any]] = list(zip(*self._rows, strict=True))
        arrays = [pa.array(values, type=kind.type) for values, kind in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


_WHOLES = ("table", "indicator", "at_line", "at_page", "at_grid", "at_row", "at_column")
_COLUMNS = (
    "filing", "department", "rule", "family", "severity", "table", "indicator",
    "at_line", "at_page", "at_sheet", "at_cell", "at_grid", "at_row", "at_column",
    "found", "expected", "message_zh", "message_en", "fix_zh", "fix_en", "arithmetic", "basis_zh", "follows",
)  # fmt: skip
_TEXTS = tuple(name for name in _COLUMNS if name not in _WHOLES)


def _row(line: Line, finding: Finding) -> tuple[Any, ...]:
    place, fix = finding.place, finding.fix
    return (
        line.path, line.department, finding.rule, finding.family, finding.severity, finding.table, finding.indicator,
        place.line, place.page, place.sheet, place.cell, place.grid, place.row, place.column,
        finding.found, finding.expected, finding.message.zh, finding.message.en,
        fix.zh if fix else None, fix.en if fix else None, finding.arithmetic, finding.basis.zh,
        finding.cause.rule if finding.cause else None,
    )  # fmt: skip
