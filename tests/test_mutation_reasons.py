"""What is written down of mutants that may survive speaks of lines and tests that are there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

TOP = Path(__file__).parents[1]
KNOWN = tomllib.loads((TOP / "benchmarks/mutation/reasons.toml").read_text("utf-8"))
MARKS = [(file, mark) for reason in KNOWN["reason"] for file, marks in reason["mutants"].items() for mark in marks]


def test_every_reason_is_of_a_line_that_is_there() -> None:
    lines = {file: {line.strip() for line in (TOP / file).read_text("utf-8").splitlines()} for file, _ in MARKS}
    assert [(file, mark) for file, mark in MARKS if re.sub("‹(.*?) → .*?›", r"\1", mark) not in lines[file]] == []


def test_every_mutant_has_one_reason() -> None:
    assert [mark for mark, times in Counter(MARKS).items() if times > 1] == []


def test_every_test_that_is_named_is_there() -> None:
    named = {path for file, tests in KNOWN["tests"].items() for path in (file, *tests)}
    assert sorted(path for path in named if not (TOP / path).exists()) == []
