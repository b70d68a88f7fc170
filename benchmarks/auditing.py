"""What an audit costs: CPU time and memory of whole runs of `jixiao audit`, against pandera and Great Expectations.

    python benchmarks/auditing.py [--filings 1000 10000] [--processes 1 2] [--alone 200] [--keep FOLDER]

Prints for each number of made-up filings (county.py) and of processes the CPU time per filing of all processes together, the
time on the clock, the peak memory of the audit itself and of its largest worker, and what auditing the unchanged folder again
costs. What it is compared with, in the same run: six pandera checks, and a suite of six expectations, on the rows of one filing
each, the schema and the suite being made once. CPU time goes up on a machine that does other work as well, for both alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from county import filing, made

_AUDIT = """
import json, resource, sys
from jixiao.cli.main import main
ended = main()
used = {name: resource.getrusage(who) for name, who in (("own", resource.RUSAGE_SELF), ("workers", resource.RUSAGE_CHILDREN))}
print(json.dumps({name: [one.ru_utime + one.ru_stime, one.ru_maxrss] for name, one in used.items()}), file=open(sys.argv[0], "w"))
raise SystemExit(ended)
"""
_LEVELS = ["产出指标", "效益指标", "满意度指标", "成本指标"]
_OPERATORS = ["≥", "≤", "=", ">", "<"]


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds of CPU of all its processes, seconds on the clock, peak memory in MB."""

    cpu: float
    clock: float
    own: float
    worker: float


def run(folder: Path, processes: int) -> Cost:
    """Audit `folder`/in into `folder`/out."""
    told = folder / "cost.json"
    command = [sys.executable, "-c", f"import sys; sys.argv[0] = {str(told)!r}\n{_AUDIT}", "audit", str(folder / "in")]
    began = time.perf_counter()
    ended = subprocess.run(
        [*command, "-o", str(folder / "out"), "--processes", str(processes)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    ).returncode  # fmt: skip
    clock = time.perf_counter() - began
    if ended not in (0, 1):
        raise SystemExit(f"the audit ended with {ended}")
    used = import_module("json").loads(told.read_text())
    return Cost(used["own"][0] + used["workers"][0], clock, used["own"][1] / 1024, used["workers"][1] / 1024)


def rows_of(filings: int) -> list[Any]:
    """The rows of indicators of each of so many filings."""
    frames = import_module("jixiao.filings.canonical").frames
    read_bytes = import_module("jixiao.filings.reading").read_bytes
    return [frames([read_bytes(f"{n}.txt", filing(n).encode())])["indicators"] for n in range(filings)]


def seconds_each(frames: list[Any], check: Callable[[Any], object]) -> float:
    """CPU seconds that `check` takes for one frame, the first ones, which load things, left out."""
    for frame in frames[:5]:
        check(frame)
    began = time.process_time()
    for frame in frames:
        check(frame)
    return (time.process_time() - began) / len(frames)


def with_pandera() -> Callable[[Any], object]:
    """Six checks on the rows of one filing."""
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            "level1": pa.Column(nullable=True, checks=pa.Check.isin(_LEVELS)),
            "level3": pa.Column(checks=[pa.Check.str_length(min_value=2), pa.Check(lambda names: ~names.duplicated())]),
            "target_text": pa.Column(checks=pa.Check.str_length(min_value=1)),
            "target_number": pa.Column(nullable=True, checks=pa.Check.ge(0)),
            "target_operator": pa.Column(nullable=True, checks=pa.Check.isin(_OPERATORS)),
        }
    )

    def check(frame: Any) -> bool:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors:
            return False
        return True

    return check


def with_expectations() -> Callable[[Any], object]:
    """The same six as a suite of Great Expectations."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    batch = context.data_sources.add_pandas("rows").add_dataframe_asset("rows").add_batch_definition_whole_dataframe("whole")
    known: Any = gx.expectations
    suite = gx.ExpectationSuite(
        "six",
        expectations=[
            known.ExpectColumnValuesToBeInSet(column="level1", value_set=_LEVELS),
            known.ExpectColumnValueLengthsToBeBetween(column="level3", min_value=2),
            known.ExpectColumnValuesToBeUnique(column="level3"),
            known.ExpectColumnValueLengthsToBeBetween(column="target_text", min_value=1),
            known.ExpectColumnValuesToBeBetween(column="target_number", min_value=0),
            known.ExpectColumnValuesToBeInSet(column="target_operator", value_set=_OPERATORS),
        ],
    )
    suite = context.suites.add(suite)
    return lambda frame: batch.get_batch({"dataframe": frame}).validate(suite)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--alone", type=int, default=200, help="filings to which pandera and Great Expectations are put")
    parser.add_argument("--keep", type=Path, help="a folder for the filings and the results, which stay there")
    arguments = parser.parse_args()
    frames = rows_of(arguments.alone)
    pandera = seconds_each(frames, with_pandera())
    suite = seconds_each(frames[:50], with_expectations())
    print(f"filing by filing: six pandera checks {pandera * 1000:.2f} ms, six expectations {suite * 1000:.1f} ms", flush=True)
    for number in arguments.filings:
        folder = Path(arguments.keep or tempfile.mkdtemp(), str(number))
        for _ in made(folder / "in", number):
            pass
        for processes in arguments.processes:
            shutil.rmtree(folder / "out", ignore_errors=True)
            first = run(folder, processes)
            again = run(folder, processes)
            print(
                f"{number:6} filings, {processes} processes: {first.cpu / number * 1000:.2f} ms of CPU a filing "
                f"({first.cpu / number / pandera:.2f} of pandera, 1/{suite * number / first.cpu:.0f} of Great Expectations), "
                f"{first.clock:.0f} s; memory {first.own:.0f} MB, of a worker {first.worker:.0f} MB; "
                f"again {again.cpu:.2f} s of CPU (1/{first.cpu / again.cpu:.0f})",
                flush=True,
            )
        if not arguments.keep:
            shutil.rmtree(folder.parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
