"""What all tests share: golden files, rewritten with --update-golden and reviewed in the diff."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).with_name("golden")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew from what the code yields")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Assert that a text is what the golden file of that name holds."""

    def same(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, "utf-8", newline="\n")
        assert path.exists(), f"no golden file {name}: run pytest --update-golden and review it"
        assert text == path.read_text("utf-8"), f"{name} differs: run pytest --update-golden and review the diff"

    return same


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    """The JSON Schema of the findings document."""
    return json.loads(files("jixiao.reports").joinpath("findings.schema.json").read_text("utf-8"))
