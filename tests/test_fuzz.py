"""Damaged copies of the sample filings end in a reading or a refusal, soon; and what was found so stays mended."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from documents import zipped

from jixiao.filings.canonical import frames
from jixiao.filings.reading import read_bytes
from jixiao.filings.value import parse

ROOT = Path(__file__).parents[1]
FILING = (ROOT / "sample_data" / "two-period-clean.txt").read_text("utf-8")


@pytest.mark.parametrize("ending", ["txt", "xlsx", "xls", "ods", "docx", "html", "pdf", "zip"])
def test_damaged_copies_are_read_or_refused(ending: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "fuzz.py"), "--count", "40", "--only", ending]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout


def test_a_damaged_copy_is_the_same_each_time() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "fuzz.py"), "--case", "self-evaluation-clean.xlsx:7"]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second != (ROOT / "sample_data" / "originals" / "self-evaluation-clean.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("filed", "damaged"),
    [
        ("186.00", "1" * 400),
        ("186.00", "1" * 30 + ".555"),
        ("≥310万页", "≥" + "9" * 30 + "万元"),
        ("≥310万页", "≥5" + "万" * 3000),
        ("≤155万元", "≤" + "1" * 400 + "万元"),
        ("3年", "9" * 30 + "年"),
    ],
)
def test_a_number_of_any_length_is_read(filed: str, damaged: str) -> None:
    assert filed in FILING
    assert len(frames([read_bytes("filing.txt", FILING.replace(filed, damaged).encode())])["tables"]) == 2


@pytest.mark.parametrize("text", ["x" * 5000, "指标" * 3000, "1," * 3000, "≥" * 5000, "每1年" * 2000, "5%至" * 2000])
def test_a_text_of_any_length_is_soon_understood(text: str) -> None:
    begun = time.process_time()
    parse(text)
    assert time.process_time() - begun < 0.25


def test_a_sheet_that_a_workbook_names_many_times_is_read_once() -> None:
    original = ROOT / "sample_data" / "originals" / "two-period-clean.xlsx"
    with zipfile.ZipFile(original) as package:
        members = {name: package.read(name) for name in package.namelist()}
    (sheet, *_) = re.findall(rb"<sheet [^>]*>", members["xl/workbook.xml"])
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(sheet, sheet * 500)
    assert len(read_bytes("filing.xlsx", zipped(members)).tables) == 2
