#!/usr/bin/env python3
"""What gating a repository costs when one filing changed, against checking that filing alone.

    python benchmarks/gating.py [--filings 1000] [--runs 5] [--limit 2.0]

Makes a repository of copies of the samples, each a little different, gates it once with `--cache`, changes one filing, and
compares the CPU time of gating all with that of `jixiao check` on the one. With --limit the run fails where the ratio is above.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "sample_data"


def main() -> None:
    parser = argparse.ArgumentParser(description="What gating a repository costs when one filing changed")
    parser.add_argument("--filings", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = repository(folder / "filings", options.filings)
        print(f"{options.filings} filings, nothing kept: {cpu(folder, 'filings', '--cache', '.cache'):.2f} s of CPU")
        alone, gated = [], []
        for run in range(options.runs):
            made[0].write_text(f"{made[0].read_text('utf-8')}\n{run}\n", "utf-8")
            alone.append(cpu(folder, made[0].relative_to(folder).as_posix()))
            gated.append(cpu(folder, "filings", "--cache", ".cache"))
    one, whole = statistics.median(alone), statistics.median(gated)
    ratio = whole / one
    print(f"the one that changed, alone: {one:.2f} s; all, with what was kept: {whole:.2f} s")
    print(f"ratio {ratio:.2f}")
    if options.limit and ratio > options.limit:
        sys.exit(f"the ratio is above {options.limit}")


def repository(folder: Path, count: int) -> list[Path]:
    """`count` filings in `folder`, from the text samples in turn."""
    folder.mkdir()
    samples = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    made = [folder / f"{number:05}.txt" for number in range(count)]
    for number, path in enumerate(made):
        path.write_text(f"{samples[number % len(samples)]}\n{number}\n", "utf-8")
    return made


def cpu(folder: Path, *arguments: str) -> float:
    """The CPU time in seconds of a check of `arguments` in `folder`."""
    before = os.times()
    command = [sys.executable, "-m", "jixiao.cli", "check", *arguments, "--fail-on", "never", "--no-config"]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
