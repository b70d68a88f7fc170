"""Plants single faults in clean filings of every layout and format, and counts how many are found at their places.

    python -m benchmarks.planting [--clean 14] [--seeds 1] [--only WORD] [--formats txt,xlsx] [--least 0.95] [--list]

Every finding on a clean filing is a false alarm, save the information that a head without labels has none. A fault counts as
found if a rule made for it speaks of the planted cell and nothing else is found that was not there before. The run fails
below `--least`, or at a single false alarm.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping

from .bench import WAYS, Case, Verdict, Way, alarms, judged, planted
from .faults import FAULTS


def main() -> int:
    """Run it."""
    options = _options()
    ways = [way for way in WAYS if not options.formats or way.ending in options.formats.split(",")]
    false = alarms(ways, range(options.clean))
    count = len(ways) * options.clean
    print(f"{count} clean filings, {len(false)} with a finding")
    for name, findings in false.items():
        print(f"  {name}: {', '.join(f'{finding.severity} {finding.rule}' for finding in findings)}")
    cases = list(_cases(ways, options.only, options.seeds))
    verdicts = judged(cases)
    if options.list:
        _listed(cases, verdicts)
    done = list(zip(cases, verdicts, strict=True))
    _table("fault", ((case.fault.name, verdict) for case, verdict in done))
    _table("layout", ((f"{case.planted.way.layout.form}: {case.planted.way.layout.name}", verdict) for case, verdict in done))
    _table("format", ((case.planted.way.ending, verdict) for case, verdict in done))
    share = sum(verdict.passed for verdict in verdicts) / max(1, len(verdicts))
    print(f"\n{len(FAULTS)} kinds of fault, {len(cases)} planted: {share:.1%} found at their place with nothing else")
    return int(share < options.least or bool(false))


def _cases(ways: Iterable[Way], only: str, seeds: int) -> Iterable[Case]:
    for number, fault in enumerate(FAULTS):
        for at, way in enumerate(ways):
            for seed in range(seeds):
                if only in fault.name and (case := planted(way, fault, number + at + 7 * seed)):
                    yield case


def _table(heading: str, verdicts: Iterable[tuple[str, Verdict]]) -> None:
    counts: dict[str, Counter[str]] = {}
    for name, verdict in verdicts:
        count = counts.setdefault(name, Counter())
        count.update(planted=1, found=int(verdict.found), placed=int(verdict.placed), passed=int(verdict.passed))
    print(f"\n| {heading} | planted | found | at its place | nothing else |\n| --- | ---: | ---: | ---: | ---: |")
    for name, count in counts.items():
        print(_row(name, count))


def _row(name: str, count: Mapping[str, int]) -> str:
    return f"| {name} | {count['planted']} | {count['found']} | {count['placed']} | {count['passed']} |"


def _listed(cases: Iterable[Case], verdicts: Iterable[Verdict]) -> None:
    print()
    for case, verdict in zip(cases, verdicts, strict=True):
        if not verdict.passed:
            why = "not found" if not verdict.found else "elsewhere" if not verdict.placed else "more found"
            said = ", ".join(f"{finding.rule} {finding.place.line or finding.place.cell or ''}" for finding in verdict.said)
            print(f"  {case.planted.name}: {why}; {said}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clean", type=int, default=14, help="clean filings of each layout and format")
    parser.add_argument("--seeds", type=int, default=1, help="how often each fault is planted in each layout and format")
    parser.add_argument("--only", default="", help="only faults whose name has this word")
    parser.add_argument("--formats", default="", help="only these formats")
    parser.add_argument("--least", type=float, default=0.95, help="the share that must be found")
    parser.add_argument("--list", action="store_true", help="list the faults that were not")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
