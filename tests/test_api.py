"""The API for pipelines: every example of docs/api.md, and what is raised."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from gate_repository import replaced, text

from jixiao import api
from jixiao.reports.as_csv import COLUMNS

DOCUMENT = (Path(__file__).parent.parent / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "filings").mkdir()
    (tmp_path / "filings" / "trees.txt").write_text(text(), "utf-8")
    return tmp_path


def test_the_examples_of_the_documentation_hold() -> None:
    names: dict[str, Any] = {}
    for block in BLOCKS[:-1]:
        exec(compile(block, "docs/api.md", "exec"), names)
    assert names["by_rule"].to_dict() == {"operator_missing": 2}


def test_the_recipe_for_pytest_fails_for_the_filing_that_is_at_fault(folder: Path) -> None:
    clean = text(replaced(0, "≥420株")).replace("6公里", "≥6公里").replace("示例大道", "示例西路")
    (folder / "filings" / "clean.txt").write_text(clean, "utf-8")
    (folder / "test_filings.py").write_text(BLOCKS[-1], "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", "test_filings.py"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=folder)
    assert done.returncode == 1
    assert "PASSED test_filings.py::test_filing[filings/clean.txt]" in done.stdout
    assert "FAILED test_filings.py::test_filing[filings/trees.txt]" in done.stdout
    assert "filings/trees.txt:8: 警告 operator_missing “栽植行道树”" in done.stdout


def test_a_check_of_nothing_flawed_has_no_rows_and_the_same_columns(folder: Path) -> None:
    table = api.findings(api.check("filings", select=["duplicates"]))
    assert table.empty
    assert tuple(table.columns) == COLUMNS
    assert table["line"].dtype == "Int64"


def test_what_a_finding_does_not_say_is_missing() -> None:
    table = api.findings(api.check("filings", select=["operator_missing"]))
    assert table["page"].isna().tolist() == [True, True]
    assert table["approver"].isna().tolist() == [True, True]
    assert table["indicator"].tolist() == [1, 5]
    assert isinstance(table, pd.DataFrame)


def test_no_configuration_is_looked_for_but_one_is_taken(folder: Path) -> None:
    (folder / "jixiao.toml").write_text('select = ["operator_missing"]\n[severity]\noperator_missing = "error"\n', "utf-8")
    assert not api.check("filings").failed
    run = api.check("filings", config="jixiao.toml")
    assert [(finding.rule, finding.severity) for finding in api.failing(run)] == [("operator_missing", "error")] * 2
    assert not api.check("filings", config="jixiao.toml", select=["totals"]).failed


def test_the_day_is_given(folder: Path) -> None:
    (folder / "filings" / "jixiao-accepted.toml").write_text(
        '[[accepted]]\nrule = "operator_missing"\nfiling = "trees.txt"\nplace = "8"\nreason = "r"\napprover = "p"\n'
        "expires = 2026-05-01\n",
        "utf-8",
    )
    assert not api.check("filings", select=["operator_missing"], today=date(2026, 5, 1)).failed
    assert api.check("filings", select=["operator_missing"], today=date(2026, 5, 2)).failed


def test_json_is_the_contract() -> None:
    document = json.loads(api.render(api.check("filings"), "json")[""])
    assert [filing["path"] for filing in document["filings"]] == ["filings/trees.txt"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: api.check("filnigs"), "did you mean filings?"),
        (lambda: api.read("nothing.txt"), "there is no file or folder nothing.txt"),
        (lambda: api.check("filings", select=["operator_mising"]), "did you mean 'operator_missing'?"),
        (lambda: api.check("filings", profile=["frame-2051"]), "did you mean 'frame-20"),
        (lambda: api.check("filings", fail_on="errors"), "did you mean 'error'?"),
        (lambda: api.check("filings", language="de"), "there are: en, zh"),
        (lambda: api.check("filings", baseline="no.json"), "jixiao baseline create makes one"),
        (lambda: api.check("filings", config="no.toml"), "no.toml cannot be read"),
        (lambda: api.render(api.check("filings"), "srif"), "did you mean 'sarif'?"),
    ],
)
def test_a_mistake_is_a_value_error_in_one_sentence(call: Any, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        call()


def test_the_documentation_names_every_function() -> None:
    for name in api.__all__:
        assert f"api.{name}(" in DOCUMENT or f"api.{name}" in DOCUMENT, name
