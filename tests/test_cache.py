"""Results kept by content: what is kept comes back the same, and a cache is never in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.audit import cache as caching
from jixiao.audit.cache import FILE, Cache, digest, setting
from jixiao.audit.checking import check
from jixiao.audit.kept import Kept, kept, restored, together
from jixiao.filings.model import Filing
from jixiao.validators.catalogue import discover
from jixiao.validators.finding import Result

SAMPLES = Path(__file__).parent.parent / "sample_data"
FORMS = sorted(path.as_posix() for path in SAMPLES.glob("*.txt"))
OTHERS = sorted(path.as_posix() for path in (SAMPLES / "originals").iterdir() if path.is_file())


def checked_one_by_one(path: str) -> list[tuple[Filing, Result]]:
    whole = check([path], discover())
    parts = [
        (
            replace(filing, document=None),
            Result(
                tuple(finding for finding in whole.result.findings if finding.filing == filing.path),
                tuple(done for done in whole.result.checks if done.filing == filing.path),
                (),
            ),
        )
        for filing in whole.filings
    ]
    assert together(parts).result.findings == whole.result.findings
    return parts


@pytest.mark.parametrize("path", [*FORMS, *OTHERS], ids=lambda path: Path(path).name)
def test_what_is_kept_comes_back_the_same(path: str) -> None:
    parts = checked_one_by_one(path)
    assert list(restored(path, kept(path, parts))) == parts


def test_a_file_is_known_by_its_content_wherever_it_stands(tmp_path: Path) -> None:
    path = FORMS[0]
    with Cache(tmp_path, setting()) as cache:
        cache.keep({cache.key(path, digest(path)): kept(path, checked_one_by_one(path))})
    moved = "elsewhere/" + Path(path).name.upper()
    with Cache(tmp_path, setting()) as cache:
        keys = {moved: cache.key(moved, digest(path)), "other.txt": cache.key("other.txt", "0" * 64)}
        (found,) = cache.briefs(keys)[moved]
        assert set(cache.briefs(keys)) == {moved}
        assert cache.holds(keys.values()) == {keys[moved]}
        ((filing, result),) = restored(moved, cache.entries(keys.values())[keys[moved]])
    assert found[0] == moved == filing.path
    assert found[1].findings == result.findings
    assert [finding.rule for finding in result.findings] == [f.rule for f in check([path], discover()).result.findings]
    assert {finding.filing for finding in result.findings} <= {moved}


def test_a_key_tells_apart_what_may_be_found_differently(tmp_path: Path) -> None:
    one, other = Cache(tmp_path, setting()), Cache(tmp_path, setting("--select", "totals"))
    keys = {one.key("a.txt", "1"), one.key("a.csv", "1"), one.key("a.txt", "2"), other.key("a.txt", "1")}
    keys.add(one.key("a.txt", "1", "60 s"))
    assert len(keys) == 5
    assert one.key("b/c.TXT", "1") == one.key("a.txt", "1")


def test_another_version_of_a_rule_is_another_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "validators").mkdir()
    monkeypatch.setattr(caching, "_PACKAGE", tmp_path)
    said = []
    for text in ("a = 1", "a = 2"):
        (tmp_path / "validators" / "some_rule.py").write_text(text)
        said.append(setting())
    assert said[0] != said[1]


@pytest.mark.parametrize("content", [b"no store at all " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_store_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with Cache(tmp_path, setting()) as cache:
        cache.keep({b"k": Kept(b"1", b"2", b"3")})
    with Cache(tmp_path, setting()) as cache:
        assert cache.entries([b"k"]) == {b"k": Kept(b"1", b"2", b"3")}


def test_a_damaged_result_is_not_known(tmp_path: Path) -> None:
    with Cache(tmp_path, setting()) as cache:
        cache.keep({b"k": Kept(b"\xc1", b"2", b"3")})
        assert cache.briefs({"a.txt": b"k"}) == {}


KILLED = """
import os, signal, sys
from pathlib import Path
from jixiao.audit.cache import Cache
from jixiao.audit.kept import Kept
with Cache(Path(sys.argv[1]), "s") as cache:
    cache.keep({b"k": Kept(b"1", b"2", b"3")})
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert ran.returncode == -signal.SIGKILL
    with Cache(tmp_path, "s") as cache:
        assert cache.holds([b"k"]) == {b"k"}


WARM = """
import sys
from pathlib import Path
from jixiao.audit.cache import Cache, digest, setting
path = sys.argv[2]
with Cache(Path(sys.argv[1]), setting()) as cache:
    found = cache.briefs({path: cache.key(path, digest(path))})
assert found[path][0][1].findings
print(" ".join(sys.modules))
"""


def test_known_results_are_told_without_the_libraries_that_check(tmp_path: Path) -> None:
    path = str(SAMPLES / "approval-faulty.txt")
    with Cache(tmp_path, setting()) as cache:
        cache.keep({cache.key(path, digest(path)): kept(path, checked_one_by_one(path))})
    ran = subprocess.run(
        [sys.executable, "-c", WARM, str(tmp_path), path], check=True, capture_output=True, text=True, env={**os.environ}
    )
    assert not set(ran.stdout.split()) & {"pandas", "pandera", "numpy", "yaml", "pydantic", "lxml", "jinja2"}
