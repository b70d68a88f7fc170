"""The rules offered as pandera checks find the same rows as the engine."""

from __future__ import annotations

import pandera.errors
import pytest

from jixiao.filings.canonical import frames
from jixiao.filings.reading import read_bytes
from jixiao.schemas.frames import MODELS
from jixiao.validators.checks import row_rules, schema
from jixiao.validators.engine import judged

FORM = """项目支出绩效目标申报表
（2025年度）
单位：万元
项目名称\t社区书屋开放经费
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t新购图书数量\t适量
\t质量指标\t图书上架率\t≥98百分比
效益指标\t社会效益指标\t居民阅读习惯\t不断提高
满意度指标\t服务对象满意度指标\t读者满意度\t≥90%
"""


def failing_rows(name: str) -> set[tuple[str, int]]:
    found = frames([read_bytes("form.txt", FORM.encode())])
    try:
        schema(name, found).validate(found[name], lazy=True)
    except pandera.errors.SchemaErrors as errors:
        assert all(error.reason_code is not None for error in errors.schema_errors)
        failed = [(error.check, error.check_output) for error in errors.schema_errors]
        return {
            (str(check.name), row) for check, passed in failed if check and passed is not None for row in passed.index[~passed]
        }
    return set()


@pytest.mark.parametrize("name", ["indicators", "levels", "goals", "funds", "fields"])
def test_checks_and_engine_agree_on_every_row(name: str) -> None:
    found = frames([read_bytes("form.txt", FORM.encode())])
    places = found[name]["place"].tolist()
    wanted = set()
    for rule in row_rules(name):
        flawed = {(finding.place, finding.indicator) for finding in judged(rule, found)}
        numbers = found[name]["number"].tolist() if name == "indicators" else [None] * len(places)
        wanted |= {(rule.id, row) for row, key in enumerate(zip(places, numbers, strict=True)) if key in flawed}
    assert failing_rows(name) == wanted


def test_the_example_has_something_to_find() -> None:
    assert ("quantity_not_numeric", 0) in failing_rows("indicators")


def test_every_frame_has_a_schema_that_its_rows_meet() -> None:
    found = frames([read_bytes("form.txt", FORM.encode())])
    for name, model in MODELS.items():
        model.schema.validate(found[name], lazy=True)
