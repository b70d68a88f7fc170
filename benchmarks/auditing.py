"""What an audit costs: CPU time and memory of whole runs of `jixiao audit`, against pandera filing by filing.

    python benchmarks/auditing.py [--filings 500 1000] [--processes 1]

Prints for each number of made-up filings (county.py) the CPU time per filing, the peak memory of the largest process, and what
auditing the unchanged folder again costs; and the CPU time per filing of six pandera checks on the rows of one filing each.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from county import filing, made

JIXIAO = [sys.executable, "-c", "from jixiao.cli.main import main; raise SystemExit(main())"]


def run(command: list[str]) -> tuple[float, float, int]:
    """Seconds of CPU, seconds on the clock and peak memory (kB) of `command` and its children."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss


def pandera_seconds(filings: int) -> float:
    """CPU seconds per filing of six checks on its rows, each filing validated by itself."""
    import pandera.pandas as pa

    frames = import_module("jixiao.filings.canonical").frames
    read_bytes = import_module("jixiao.filings.reading").read_bytes
    read = [frames([read_bytes(f"{n}.txt", filing(n).encode())])["indicators"] for n in range(filings)]
    schema = pa.DataFrameSchema(
        {
            "level1": pa.Column(nullable=True, checks=pa.Check.isin(["产出指标", "效益指标", "满意度指标", "成本指标"])),
            "level3": pa.Column(checks=[pa.Check.str_length(min_value=2), pa.Check(lambda names: ~names.duplicated())]),
            "target_text": pa.Column(checks=pa.Check.str_length(min_value=1)),
            "target_number": pa.Column(nullable=True, checks=pa.Check.ge(0)),
            "target_operator": pa.Column(nullable=True, checks=pa.Check.isin(["≥", "≤", "=", ">", "<"])),
        }
    )
    began = time.process_time()
    for frame in read:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors:
            continue
    return (time.process_time() - began) / filings


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, nargs="+", default=[500, 1000])
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    alone = pandera_seconds(200)
    print(f"pandera, six checks, filing by filing   {alone * 1000:6.2f} ms")
    for number in arguments.filings:
        with tempfile.TemporaryDirectory() as folder:
            for _ in made(Path(folder, "in"), number):
                pass
            command = [*JIXIAO, "audit", f"{folder}/in", "-o", f"{folder}/out", "--processes", str(arguments.processes)]
            cpu, clock, memory = run(command)
            again, _, _ = run(command)
            print(
                f"{number:6} filings: {cpu / number * 1000:6.2f} ms of CPU a filing ({cpu / number / alone:.2f} times pandera), "
                f"{clock:.1f} s, {memory / 1024:.0f} MB; again {again:.2f} s of CPU (1/{cpu / again:.0f})"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
