"""A sample of the planting bench: clean filings yield nothing, a planted fault is found at its cell and nothing else is."""

from __future__ import annotations

from benchmarks.planting.bench import WAYS, Case, alarms, filled, judged, made, planted
from benchmarks.planting.faults import FAULTS
from benchmarks.planting.formats import FORMATS


def sample(step: int) -> list[Case]:
    """Every fault once, in another layout and format each."""
    cases: list[Case] = []
    for number, fault in enumerate(FAULTS):
        ways = [WAYS[(number * step + more * 5) % len(WAYS)] for more in range(len(WAYS))]
        cases += next(([case] for way in ways if (case := planted(way, fault, number))), [])
    return cases


def test_clean_filings_of_every_layout_and_format_yield_nothing() -> None:
    assert alarms(WAYS, range(1)) == {}


def test_faults_are_found_where_they_were_planted() -> None:
    cases = sample(13)
    assert {case.fault.name for case in cases} == {fault.name for fault in FAULTS}
    assert {case.planted.way.ending for case in cases} == set(FORMATS)
    missed = [case.planted.name for case, verdict in zip(cases, judged(cases), strict=True) if not verdict.passed]
    assert len(missed) <= len(cases) * 0.05, missed


def test_a_fault_that_is_not_there_is_not_found() -> None:
    way = WAYS[0]
    case = planted(way, FAULTS[0], 0)
    assert case
    again = made("again", way, filled(way, 0))
    verdict = judged([Case(case.fault, case.clean, again, case.cells)])[0]
    assert not verdict.found and not verdict.passed


def test_a_filing_is_the_same_each_time() -> None:
    for way in WAYS:
        first, again = (made("x", way, filled(way, 3)) for _ in range(2))
        assert first.data == again.data
