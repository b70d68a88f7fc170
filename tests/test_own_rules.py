"""Rules of one's own, from a Python file: like ours everywhere, and a broken file is one clear sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RULE = '''from jixiao.validators.basis import METHOD
from jixiao.validators.rule import Frame, Mask, rule


@rule(
    family="thresholds", severity="info", basis=METHOD,
    title=("次数不是整数", "A count that is no whole number"), requirement="次数应为整数。", why="没有半次。",
    zh="“{level3}”的指标值{target_text}不是整数", en="The target of “{level3}”, {target_text}, is no whole number",
    fix_zh="写整数", fix_en="Write a whole number",
)
def count_not_whole(indicators: Frame) -> Mask:
    """Counts are whole numbers.

    | level2   | level3   | target | found |
    | -------- | -------- | ------ | ----- |
    | 数量指标 | 培训场次 | ≥6.5场 | yes   |
    | 数量指标 | 培训场次 | ≥6场   |       |
    """
    return indicators.target_number.mod(1).ne(0).astype("boolean").where(indicators.target_kind.eq("number"))
'''
FORM = """项目支出绩效目标申报表
（2025年度）
单位：万元
项目名称\t社区书屋开放经费
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t读书会场次\t≥6.5场
效益指标\t社会效益指标\t读者增长率\t≥5%
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "county_rules.py"
    path.write_text(RULE, "utf-8")
    (tmp_path / "form.txt").write_text(FORM, "utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jixiao.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_it_finds_and_answers_for_every_table_as_ours_do(rules: Path) -> None:
    form = rules.parent / "form.txt"
    done = run("check", form, "--rules", rules, "--select", "count_not_whole", "--format", "json")
    filing = json.loads(done.stdout)["filings"][0]
    assert [(finding["rule"], finding["place"]["line"]) for finding in filing["findings"]] == [("count_not_whole", 6)]
    assert [check["outcome"] for check in filing["checks"] if check["rule"] == "count_not_whole"] == ["failed"]


def test_it_is_listed_and_explained(rules: Path) -> None:
    assert "count_not_whole" in run("rules", "--rules", rules).stdout
    explained = run("explain", "count_not_whole", "--rules", rules, "--lang", "en").stdout
    assert "Counts are whole numbers." in explained
    assert "The target of “培训场次”, ≥6.5场, is no whole number" in explained
    assert run("explain", "count_not_whole").returncode == 2


def test_a_schema_may_speak_of_it(rules: Path) -> None:
    schema = rules.parent / "form.yaml"
    schema.write_text("form: project-target\nrules: {count_not_whole: error}\n", "utf-8")
    form = rules.parent / "form.txt"
    done = run("check", form, "--schema", schema, "--rules", rules, "--select", "count_not_whole", "--format", "json")
    assert [finding["severity"] for finding in json.loads(done.stdout)["filings"][0]["findings"]] == ["error"]


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("import Frame", "import Fram", "第2行出错（ImportError", "county_rules.py:2: ImportError"),
        ("return indicators", "return return", "出错（SyntaxError", "SyntaxError"),
        ('family="thresholds", ', "", "names no family", "names no family: write family='levels' or another"),
        ('"thresholds"', '"threshold"', "没有名为“threshold”的类别，是不是“thresholds”？", "no family 'threshold'; did you mean"),
        ('"info"', '"hint"', "没有名为“hint”的级别", "there is no severity 'hint'"),
        (
            "(indicators: Frame)",
            "(indicator: Frame)",
            "没有名为“indicator”的数据框",
            "no frame 'indicator'; did you mean",
        ),
        ("def count_not_whole", "def weight_zero", "与已有的规则同名", "there is a rule 'weight_zero' already"),
        (RULE, "x = 1\n", "没有用 @rule 声明的规则", "declares no rule with @rule"),
    ],
)
def test_a_broken_file_is_one_clear_sentence(rules: Path, old: str, new: str, zh: str, en: str) -> None:
    assert old in RULE
    rules.write_text(RULE.replace(old, new, 1), "utf-8")
    for language, told in (("zh", zh), ("en", en)):
        done = run("rules", "--rules", rules, "--lang", language)
        assert done.returncode == 2
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = run("rules", "--rules", tmp_path / "none.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert "不是可以读取的 Python 文件" in done.stderr


def test_a_rule_that_raises_leaves_the_others_running(rules: Path) -> None:
    rules.write_text(RULE.replace("return indicators.target_number", "return indicators.no_such_column"), "utf-8")
    done = run("check", rules.parent / "form.txt", "--rules", rules)
    assert done.returncode == 2
    assert "规则 count_not_whole 自身出错" in done.stderr
    assert "表内没有成本指标" in done.stdout
