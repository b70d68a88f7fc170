"""What a command may load: Great Expectations never, and pandas only where there is something to check."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "sample_data"
DRIVER = """
import sys
from jixiao.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write("LOADED " + " ".join(sys.modules))
"""


def _loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", DRIVER, *arguments]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return set(ran.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", str(SAMPLE)),
        ("check", str(SAMPLE), "--format", "json"),
        ("check", str(SAMPLE), "--format", "sarif"),
        ("config",),
        ("rules",),
        ("explain", "operator_missing"),
        ("schema", "list"),
        ("--help",),
        ("check", "--help"),
    ],
    ids=" ".join,
)
def test_great_expectations_is_not_loaded(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert {name for name in _loaded(*arguments) if name.split(".")[0] == "great_expectations"} == set()


def test_great_expectations_is_not_loaded_for_html(tmp_path: Path) -> None:
    assert "great_expectations" not in _loaded("check", str(SAMPLE), "--output", str(tmp_path))


@pytest.mark.parametrize(
    "arguments", [("--help",), ("check", "--help"), ("explain", "--help"), ("schema", "--help"), ("config",), ("--version",)]
)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    heavy = {"pandas", "pandera", "numpy", "jinja2", "pydantic", "yaml", "rapidfuzz"}
    assert _loaded(*arguments) & heavy == set()


def test_a_check_without_html_loads_no_templates() -> None:
    assert _loaded("check", str(SAMPLE)) & {"jinja2", "hypothesis", "jsonschema"} == set()


def test_a_check_reads_what_ships_without_yaml_or_pydantic() -> None:
    assert _loaded("check", str(SAMPLE)) & {"yaml", "pydantic", "pydantic_core"} == set()


PACKAGES = ("filings", "schemas", "validators", "reports", "audit", "gate", "api", "cli")
ROOT = Path(__file__).parent.parent


def _imported(path: Path) -> set[str]:
    """The dotted names of our own modules that a module imports."""
    own = ["jixiao", *path.relative_to(ROOT).with_suffix("").parts]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = own[: -node.level] if node.level else []
            names |= {".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.removeprefix("jixiao.") for name in names if name.startswith("jixiao.")}


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    """cli → gate → audit → reports, validators → schemas → filings: no package imports one that stands above it."""
    # NOTE: what a value or a label means stands in the vocabulary and the units, so the reader asks the schemas for it.
    above = set(PACKAGES[PACKAGES.index(package) + 1 :]) - ({"schemas"} if package == "filings" else set())
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for name in sorted(_imported(path))
        if name.split(".")[0] in above
    ]
    assert wrong == []


def test_no_rule_imports_a_reader_or_a_report() -> None:
    for path in (ROOT / "validators").rglob("*.py"):
        assert not {name for name in _imported(path) if name.startswith(("reports", "filings.readers", "filings.reading"))}, path
