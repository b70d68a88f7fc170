"""The findings document: its contract, its values, and that it is the same from run to run."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
from report_sample import EVALUATION, FILING, FINDINGS, PATH, RESULT, UNREADABLE, VERSION, checks

from jixiao.filings.model import Filing, FormName, Place
from jixiao.reports import as_json
from jixiao.validators.finding import Result

SHARED = Path(os.environ.get("JIXIAO_SHARED", Path(__file__).parents[2] / "shared"))
DOCUMENT = as_json.content([FILING, UNREADABLE], RESULT, VERSION)


def test_keeps_the_contract(contract: dict) -> None:
    jsonschema.validate(json.loads(as_json.text([FILING, UNREADABLE], RESULT, VERSION)), contract)


@pytest.mark.skipif(not (SHARED / "contract").is_dir(), reason="the contract (JIXIAO_SHARED, ../shared) is not at hand")
def test_the_contract_is_the_one_that_tools_depend_on(contract: dict) -> None:
    assert contract == json.loads((SHARED / "contract" / "findings.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("form", get_args(FormName))
def test_every_form_keeps_the_contract(form: FormName, contract: dict) -> None:
    filing = replace(FILING, tables=tuple(replace(table, form=form) for table in FILING.tables))
    jsonschema.validate(json.loads(as_json.text([filing], RESULT, VERSION)), contract)


def test_says_what_was_found_and_where() -> None:
    findings = DOCUMENT["filings"][0]["findings"]
    assert [(f["table"], f["place"]["line"], f["rule"], f["severity"]) for f in findings] == [
        (1, 3, "leader_blank", "info"),
        (1, 6, "rate_wrong", "error"),
        (1, 17, "operator_missing", "warning"),
        (1, 18, "operator_missing", "warning"),
        (1, 20, "effect_vague", "warning"),
        (2, 33, "goal_blank", "warning"),
    ]
    assert DOCUMENT["summary"] == {"filings": 2, "tables": 2, "errors": 1, "warnings": 4, "infos": 1}


def test_a_sum_is_the_last_sentence_of_the_message() -> None:
    message = DOCUMENT["filings"][0]["findings"][1]["message"]
    assert message["zh"] == "执行率填80%，按表内数字应为75.00%。60.00万元 ÷ 80.00万元 = 75.00%；80% − 75.00% = 5.00个百分点。"
    assert message["en"].endswith(" it is 75.00%. 60.00万元 ÷ 80.00万元 = 75.00%；80% − 75.00% = 5.00个百分点.")
    assert DOCUMENT["filings"][0]["findings"][0]["message"]["zh"] == "没有填项目负责人"


def test_places_hold_only_what_is_known() -> None:
    finding = DOCUMENT["filings"][0]["findings"][4]
    assert finding["place"] == {"line": 20}
    assert finding["related"] == [{"line": 9, "end_line": 11}, {"line": 36}]
    boxed = replace(FINDINGS[0], place=Place(page=2, bbox=(1.0, 2.0, 3.5, 4.0)))
    result = Result((boxed,), (), ())
    assert as_json.content([FILING], result, VERSION)["filings"][0]["findings"][0]["place"] == {
        "page": 2,
        "bbox": [1.0, 2.0, 3.5, 4.0],
    }


def test_tables_hold_what_was_read() -> None:
    table = DOCUMENT["filings"][0]["tables"][0]
    assert (table["number"], table["form"], table["year"], table["unit"]) == (1, "project-self-evaluation", 2024, "万元")
    assert [(f["item"], f["column"], f["amount"], f["unit"]) for f in table["funds"]][2:] == [
        ("年度资金总额", "执行率", 80, "%"),
        ("其他资金", "全年预算数（A）", None, "万元"),
    ]
    second = table["indicators"][1]
    assert (second["number"], second["target"]["text"], second["actual"]["text"], second["weight"], second["score"]) == (
        2,
        "300株",
        "280株",
        30,
        25.5,
    )


def test_checks_tell_every_outcome() -> None:
    listed = {(c["rule"], c["table"]): (c["outcome"], c["reason"]) for c in DOCUMENT["filings"][0]["checks"]}
    assert listed["goal_blank", 1] == ("not-evaluable", "两段文字的先后无法确定")
    assert listed["rate_wrong", 2] == ("not-applicable", "本表没有该规则所检查的内容")
    assert listed["effect_vague", 2] == ("passed", None)
    assert listed["effect_vague", 1] == ("failed", None)


def test_is_the_same_from_run_to_run() -> None:
    assert as_json.text([FILING, UNREADABLE], RESULT, VERSION) == as_json.text([FILING, UNREADABLE], RESULT, VERSION)


def test_paths_have_forward_slashes_and_broken_names_stay_json() -> None:
    path = "县区\\坏\udcffname.txt"
    filing = Filing(path, "0" * 64, "unreadable")
    text = as_json.text([filing], Result((), checks(path), ()), VERSION)
    assert json.loads(text.encode("utf-8"))["filings"][0]["path"] == "县区/坏\udcffname.txt"


@pytest.mark.parametrize(
    ("amount", "number"),
    [("12", 12), ("12.00", 12), ("12.5", 12.5), ("-3.25", -3.25), ("1E+400", None), ("1" * 29, int("1" * 29))],
)
def test_numbers_are_numbers(amount: str, number: float | None) -> None:
    table = replace(EVALUATION, funds=(replace(EVALUATION.funds[0], amount=Decimal(amount)),))
    document = as_json.content([replace(FILING, tables=(table,))], RESULT, VERSION)
    found = document["filings"][0]["tables"][0]["funds"][0]["amount"]
    assert (found, type(found)) == (number, type(number))


def test_a_filing_takes_only_its_own_findings() -> None:
    assert UNREADABLE.path != PATH
    assert DOCUMENT["filings"][1]["findings"] == DOCUMENT["filings"][1]["checks"] == []
