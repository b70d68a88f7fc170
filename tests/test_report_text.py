"""The summary on the terminal."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from report_sample import FILING, FINDINGS, PATH, RESULT, UNREADABLE, checks

from jixiao.filings.model import Place
from jixiao.reports.as_text import line, summary, width
from jixiao.validators.finding import Crash, Result, Text


def test_lists_filings_and_what_matters_most() -> None:
    assert summary([FILING, UNREADABLE], RESULT, "zh", top=2) == (
        "文件                   表  错误  警告  提示  结论\n"
        "市本级/园林处自评.txt   2     1     4     1  退回修改\n"
        "市本级/扫描件.txt       0     0     0     0  未能完成校验\n"
        "合计                    2     1     4     1\n"
        "\n"
        "市本级/园林处自评.txt:6: 错误 rate_wrong 执行率填80%，按表内数字应为75.00%。\n"
        "市本级/园林处自评.txt:17: 警告 operator_missing “养护公园数量”的指标值“12座”没有写比较符。\n"
        "市本级/园林处自评.txt: … 还有 4 条\n"
    )


def test_speaks_english() -> None:
    text = summary([FILING], RESULT, "en", top=1)
    assert text.splitlines()[0].split() == ["Filing", "Tables", "Error", "Warning", "Note", "Verdict"]
    assert f"{PATH}:6: Error rate_wrong The rate is given as 80%" in text
    assert text.endswith(f"{PATH}: … 5 more\n")


def test_columns_stand_under_each_other() -> None:
    filings = [replace(FILING, path=path) for path in ("a.txt", "很长的文件名.txt", "e\u0301.txt")]
    rows = summary(filings, Result((), (), ()), "zh").splitlines()
    assert len({width(row[: row.index("可报送")]) for row in rows[1:4]}) == 1
    assert width("表e\u0301①") == 4


def test_a_file_name_cannot_command_the_terminal() -> None:
    path = "a\x1b[2J\r\nb\u202e.txt"
    found = replace(FINDINGS[1], filing=path)
    text = summary([replace(FILING, path=path)], Result((found,), checks(path), (Crash("r", "x\x1b]0;"),)), "zh")
    assert "\x1b" not in text
    assert "\r" not in text
    assert "\u202e" not in text
    assert "a⟦U+001B⟧[2J b⟦U+202E⟧.txt" in text


def test_long_paths_keep_their_end() -> None:
    text = summary([replace(FILING, path="目录/" * 30 + "申报表.txt")], Result((), (), ()), "zh")
    assert "…" in text
    assert "/申报表.txt" in text
    assert max(map(width, text.splitlines())) < 90


def test_a_finding_takes_one_line() -> None:
    found = replace(FINDINGS[0], place=Place(sheet="表1", cell="C5"), message=Text("上\n下", "a\nb"))
    assert line(found) == f"{PATH}:表1!C5: 提示 leader_blank 上 下。"
    assert line(replace(found, place=Place()), "en") == f"{PATH}: Note leader_blank a b."


def test_loads_neither_templates_nor_frames() -> None:
    code = "import sys, jixiao.reports.as_text; print({'jinja2', 'pandas', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
