"""A place's own spellings: read from a folder, and wrong ones refused with file, line and the nearest right name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FORM = """项目支出绩效目标申报表
（2025年度）
单位：万元
项目全称\t社区书屋开放经费
大类\t二级指标\t三级指标\t应达标准
产出指标\t规模指标\t新购图书数量\t≥2000册
效益指标\t社会效益指标\t读者增长率\t≥5%
"""
WORDS = """columns:
  level1: [大类]
  target: [应达标准]
level2:
  数量指标: [规模指标]
fields:
  project: [项目全称]
"""


def run(folder: Path, *options: str, form: str = FORM) -> subprocess.CompletedProcess[str]:
    (folder / "form.txt").write_text(form, "utf-8")
    command = [sys.executable, "-m", "jixiao.cli", "inspect", str(folder / "form.txt"), "--format", "json", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_headings_levels_and_labels_of_a_place_are_understood(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(WORDS, "utf-8")
    assert json.loads(run(tmp_path).stdout)["tables"] == []
    frames = json.loads(run(tmp_path, "--schema", str(tmp_path)).stdout)
    assert [(row["level2"], row["target_text"]) for row in frames["indicators"]] == [
        ("数量指标", "≥2000册"),
        ("社会效益指标", "≥5%"),
    ]
    assert frames["tables"][0]["project"] == "社区书屋开放经费"


def test_comparisons_of_a_place_are_understood(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(
        WORDS + 'operators:\n  "≥": {before: [不逊于], after: [起步]}\n  "<": {signs: [＜＜]}\n', "utf-8"
    )
    said = ["不逊于2000册", "2000册起步", "<<5%", "不逊于往年"]
    filed = FORM.replace("≥2000册", said[0]) + "".join(
        f"产出指标\t规模指标\t第{n}批\t{text}\n" for n, text in enumerate(said[1:])
    )
    frames = json.loads(run(tmp_path, "--schema", str(tmp_path), form=filed).stdout)
    read = {row["target_text"]: (row["target_operator"], row["target_number"]) for row in frames["indicators"]}
    assert [read[text] for text in said] == [("≥", 2000), ("≥", 2000), ("<", 5), (None, None)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('operators:\n  "≥≥": {before: [不逊于]}\n', "vocabulary.yaml:2: operators.≥≥: operators has no '≥≥'"),
        ("columns:\n  targe: [应达标准]\n", "vocabulary.yaml:2: columns.targe: columns has no 'targe'; did you mean 'target'?"),
        ("colums:\n  target: [应达标准]\n", "vocabulary.yaml:1: unknown key 'colums'; did you mean 'columns'?"),
        ("columns: [\n", "vocabulary.yaml:2: not valid YAML"),
    ],
)
def test_a_wrong_vocabulary_is_refused(tmp_path: Path, words: str, says: str) -> None:
    (tmp_path / "vocabulary.yaml").write_text(words, "utf-8")
    done = run(tmp_path, "--schema", str(tmp_path), "--lang", "en")
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_a_vocabulary_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "--schema", str(tmp_path))
    assert done.returncode == 2
    assert "文件夹里没有词表（vocabulary.yaml）、表式或口径文件" in done.stderr
