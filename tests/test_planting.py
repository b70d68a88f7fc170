"""A sample of the planting bench: clean filings yield nothing, a planted fault is found at its cell and nothing else is."""

from __future__ import annotations

import pytest

from benchmarks.planting.bench import WAYS, Way, alarms, filled, judged, made, planted
from benchmarks.planting.faults import FAULTS
from benchmarks.planting.formats import FORMATS

# Of every layout one format, of every format some layouts.
SAMPLE = [
    way for number, way in enumerate(WAYS) if way.ending == FORMATS[number // len(FORMATS) % len(FORMATS)] or number % 11 == 0
]


def test_clean_filings_of_every_layout_yield_nothing() -> None:
    assert alarms(SAMPLE, range(2)) == {}


@pytest.mark.parametrize("ending", FORMATS)
def test_faults_are_found_where_they_were_planted(ending: str) -> None:
    ways = [way for way in WAYS if way.ending == ending]
    cases = [case for n, fault in enumerate(FAULTS) if (case := _first(ways[n % len(ways) :] + ways, fault, n))]
    missed = [case.planted.name for case, verdict in zip(cases, judged(cases), strict=True) if not verdict.passed]
    assert len(cases) > len(FAULTS) * 0.9
    assert len(missed) <= len(cases) * 0.05, missed


def _first(ways: list[Way], fault, seed: int):
    return next((case for way in ways if (case := planted(way, fault, seed))), None)


def test_a_filing_is_the_same_each_time() -> None:
    for way in SAMPLE:
        first, again = (made("x", way, filled(way, 3)) for _ in range(2))
        assert first.data == again.data
