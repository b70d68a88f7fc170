"""The toolkit against hand-made annotations of published filings, where they are at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("JIXIAO_SHARED", ROOT.parent / "shared"))
BARS = {"structure": "0.98", "errors": "0.95", "recall": "0.80", "precision": "0.90"}


@pytest.mark.skipif(
    not (SHARED / "tools" / "accept.py").exists(), reason="the annotated filings (JIXIAO_SHARED, ../shared) are not at hand"
)
def test_the_annotated_filings_are_read_and_judged_as_reviewers_did() -> None:
    toolkit = shutil.which("jixiao", path=str(Path(sys.executable).parent))
    assert toolkit, "jixiao is not installed beside this Python"
    done = subprocess.run(
        [
            sys.executable,
            SHARED / "tools" / "accept.py",
            "--toolkit",
            toolkit,
            "--filings",
            SHARED / "seeds",
            *sorted((SHARED / "gold").glob("*.gold.json")),
            *(part for name, bar in BARS.items() for part in (f"--min-{name}", bar)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    closing = next(line for line in done.stdout.splitlines() if line.startswith("accept: "))
    assert "traps 0," in closing, done.stdout
