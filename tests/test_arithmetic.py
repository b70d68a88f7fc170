"""Sums, rates and scores: a pass shows its arithmetic as a flaw does, and a place may allow more than rounding."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FORM = """项目支出绩效自评表
（2024年度）
单位：万元
项目名称\t社区书屋开放经费
实施单位\t示例街道办事处
项目资金\t\t年初预算数\t全年预算数（A）\t全年执行数（B）\t分值\t执行率\t得分
\t年度资金总额\t80.00\t80.00\t{spent}\t10\t{rate}\t{score}
\t其中：当年财政拨款\t{appropriation}\t{appropriation}\t{given}\t\t\t
\t其他资金\t10.00\t10.00\t10.00\t\t\t
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t新购图书数量\t≥2000册\t2000册\t50\t50
效益指标\t社会效益指标\t读者增长率\t≥5%\t5%\t30\t30
满意度指标\t服务对象满意度指标\t读者满意度\t≥90%\t95%\t10\t10
总分\t\t\t\t\t100\t{total}
"""
PLAIN = {"spent": "72.00", "given": "62.00", "rate": "90.00%", "score": "9", "appropriation": "70.00", "total": "99"}


def checked(folder: Path, *options: str, **cells: str) -> dict[str, tuple[str, str | None]]:
    """By rule how it ended on the form and why."""
    form = folder / "form.txt"
    form.write_text(FORM.format(**PLAIN | cells), "utf-8")
    command = [sys.executable, "-m", "jixiao.cli", "check", str(form), "--format", "json", "--no-config", *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    checks: list[dict[str, Any]] = json.loads(done.stdout)["filings"][0]["checks"]
    return {check["rule"]: (check["outcome"], check["reason"]) for check in checks}


def test_a_pass_shows_its_arithmetic(tmp_path: Path) -> None:
    checks = checked(tmp_path)
    opening = "当年财政拨款 70.00万元 + 其他资金 10.00万元 = 80.00万元 = 年度资金总额 80.00万元"
    outcome, shown = checks["sources_do_not_add_up"]
    assert (outcome, opening in (shown or "")) == ("passed", True), shown
    assert checks["execution_rate_wrong"] == ("passed", "72.00万元 ÷ 80.00万元 = 90.00%")
    assert checks["execution_score_wrong"] == ("passed", "10分 × 72.00万元 ÷ 80.00万元 = 9分")
    assert checks["weights_do_not_total_100"] == ("passed", "50 + 30 + 10 + 预算执行10分 = 100分")
    assert checks["scores_do_not_total"] == ("passed", "50 + 30 + 10 + 预算执行9分 = 99分")


def test_what_could_not_be_judged_does_not_read_as_a_pass(tmp_path: Path) -> None:
    assert checked(tmp_path)["cost_overrun"] == ("not-applicable", "本表没有该规则所检查的内容")


PLACE = """profile: lenient
title: {zh: 放宽, en: Lenient}
parameters:
  amount_tolerance: 600
  rate_tolerance: 0.5
  score_tolerance: 0.5
"""


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        ("sources_do_not_add_up", {"appropriation": "70.05"}),
        ("execution_over_budget", {"spent": "80.05", "given": "70.05", "rate": "100.06%", "score": "10", "total": "100"}),
        ("execution_rate_wrong", {"rate": "90.40%"}),
        ("scores_do_not_total", {"total": "99.4"}),
    ],
)
def test_a_place_may_allow_more_than_rounding(tmp_path: Path, rule: str, cells: dict[str, str]) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "lenient.yaml").write_text(PLACE, "utf-8")
    assert checked(tmp_path, **cells)[rule][0] == "failed"
    assert checked(tmp_path, "--schema", str(own), "--profile", "lenient", **cells)[rule][0] == "passed"
