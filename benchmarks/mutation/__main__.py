"""Mutants of the rules: every comparison turned, every number moved, held against what the rules say of their cases.

    python -m benchmarks.mutation [FILE ...] [--all]

A mutant that changes nothing that a case or a test would see has survived. Those that may are in reasons.toml, with the reason
why no test could or should tell. The run fails at any other, and at a reason whose mutant is gone or dead.

FILE is a module or folder under validators/; without one, all of them. A rule takes seconds, a module that many rules share
minutes.

The mutants are made by cosmic-ray's operators. Its own runner starts a process for each, which loads pandas before it can judge
one case; here they are forks of one process (judging.py).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from .judging import FOLDER, TOP, lives
from .operators import mutants

REASONS = Path(__file__).with_name("reasons.toml")


def main() -> int:
    """Run them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[FOLDER])
    parser.add_argument("--all", action="store_true", help="list survivors that have a reason, too")
    options = parser.parse_args()
    known = tomllib.loads(REASONS.read_text("utf-8"))
    reasons = {(file, mark): one["why"] for one in known["reason"] for file, marks in one["mutants"].items() for mark in marks}
    counts: Counter[str] = Counter()
    alive: set[tuple[str, str]] = set()
    files = sorted({file.resolve() for given in options.files for file in (given.rglob("*.py") if given.is_dir() else [given])})
    for path in files:
        name = path.relative_to(TOP).as_posix()
        for mutant in mutants(path.read_text("utf-8")):
            counts["mutants"] += 1
            if not lives(path, mutant.code, known["tests"].get(name, ())):
                continue
            key = (name, mutant.mark)
            alive.add(key)
            counts["survivors"] += 1
            counts["open"] += key not in reasons
            if options.all or key not in reasons:
                print(f"{name}:{mutant.line}: {mutant.mark}{'   # ' + reasons[key] if key in reasons else ''}", flush=True)
    judged = {path.relative_to(TOP).as_posix() for path in files}
    stale = [key for key in reasons if key not in alive and (key[0] in judged or not (TOP / key[0]).exists())]
    for file, mark in stale:
        print(f"{file}: no longer survives: {mark}")
    print(f"{counts['mutants']} mutants, {counts['survivors']} survive, {counts['open']} of them without a reason")
    return int(counts["open"] > 0 or bool(stale))


if __name__ == "__main__":
    sys.exit(main())
