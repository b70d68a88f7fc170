"""Rules on levels whose cases need two frames to speak of the same row."""

from __future__ import annotations

from jixiao.filings.canonical import frames
from jixiao.filings.model import Filing, Indicator, Place, Repair, Table
from jixiao.filings.value import parse
from jixiao.validators.catalogue import selected
from jixiao.validators.engine import run


def _indicator(name: str, target: str, line: int) -> Indicator:
    place = Place(line=line)
    return Indicator("产出指标", "数量指标", name, "annual", parse(target, place), place, place)


def _found(rule: str, *indicators: Indicator, shifted: int | None = None) -> list[int | None]:
    repairs = () if shifted is None else (Repair("shifted", "栽植行道树", "三级指标", Place(line=shifted)),)
    table = Table(
        "project-target", "项目支出绩效目标申报表", Place(line=1), project="行道树补植", indicators=indicators, repairs=repairs
    )
    result = run(frames([Filing("a.txt", "0" * 64, "checked", (table,))]), selected((rule,)))
    assert not result.crashes
    return [finding.place.line for finding in result.findings if finding.rule == rule]


def test_a_value_is_not_missed_in_a_row_whose_cells_moved() -> None:
    rows = (_indicator("栽植行道树", "", 3), _indicator("新建绿地", "≥8公顷", 4))
    assert _found("value_missing", *rows) == [3]
    assert _found("value_missing", *rows, shifted=4) == [3]
    assert _found("value_missing", *rows, shifted=3) == []


def test_a_name_is_not_missed_in_a_row_whose_cells_moved() -> None:
    rows = (_indicator("", "≥800株", 3), _indicator("新建绿地", "≥8公顷", 4))
    assert _found("name_missing", *rows) == [3]
    assert _found("name_missing", *rows, shifted=3) == []


def test_what_is_missing_is_pointed_to_where_the_block_of_indicators_begins() -> None:
    assert _found("benefit_missing", _indicator("栽植行道树", "≥800株", 3)) == [3]
