"""`jixiao inspect` shows what was read: bindings, frames, doubts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from documents import inline, xlsx

from jixiao.cli.main import main
from jixiao.schemas.frames import MODELS

FORM = """项目支出绩效目标申报表
（2025年度）
单位：万元
项目名称\t社区书屋开放经费
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t=2+3\t2000册
效益指标\t社会效益指标\t居民阅读习惯\t不断提高
满意度指标\t服务对象满意度指标\t读者满意度\t≥90%
"""


@pytest.fixture
def form(tmp_path: Path) -> str:
    path = tmp_path / "form.txt"
    path.write_text(FORM, "utf-8")
    return str(path)


def test_the_table_shows_bindings_and_rows(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", form]) == 0
    out = capsys.readouterr().out
    assert "一级指标→level1、二级指标→level2、三级指标→level3、指标值→target" in out
    row = next(line for line in out.splitlines() if "读者满意度" in line)
    assert row.split() == ["3", "满意度指标", "服务对象满意度指标", "读者满意度", "annual", "≥90%", "≥", "90", "%", "第8行"]


def test_csv_holds_one_frame_and_no_formula(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", form, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == list(MODELS["indicators"].columns)
    assert [row["level3"] for row in rows] == ["'=2+3", "居民阅读习惯", "读者满意度"]


def test_json_holds_every_frame(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", form, "--format", "json"]) == 0
    frames = json.loads(capsys.readouterr().out)
    assert set(frames) == set(MODELS)
    assert frames["indicators"][2]["target_number"] == 90
    assert frames["indicators"][0]["place"] == {"line": 6}
    assert frames["tables"][0]["department"] is None


def test_an_unreadable_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert main(["inspect", str(path)]) == 0
    assert "[empty_file]" in capsys.readouterr().out


def test_what_was_noted_while_reading_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsx({"表": f'<row r="1">{inline("A1", "甲")}</row>', "旧": ""}, hidden=["旧"]))
    assert main(["inspect", str(path)]) == 0
    assert "隐藏的工作表 / hidden sheet: 旧" in capsys.readouterr().out
