"""Files and kills that bring a process down: nothing finished is lost, and no other file is any the worse for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from county_sample import county, filing, written

from jixiao.audit import county as auditing
from jixiao.audit import workers as working
from jixiao.audit.cache import Cache
from jixiao.audit.county import Options, audit
from jixiao.audit.order import Setting
from jixiao.audit.output import OWN, InUseError, alone
from jixiao.audit.workers import Limits, WorkersError

# What a worker does before its first task, in the tests: it makes certain texts as harmful as a broken file can be.
HARMFUL = """
import ctypes, os, sys, time
from pathlib import Path
from jixiao.filings import reading

def harmful(path, data, whole=reading.read_bytes):
    text = data.decode("utf-8", "replace")
    if "CRASH" in text:
        ctypes.string_at(0)
    if "RAISE" in text:
        raise IndexError("list index out of range")
    if "HANG" in text:
        time.sleep(600)
    if "HUGE" in text:
        return len(bytearray(4 * 1024 ** 3))
    if "ONCE" in text and not Path(MARK).exists():
        Path(MARK).touch()
        os.kill(os.getpid(), 9)
    return whole(path, data)

reading.read_bytes = harmful
"""


def make_harmful(mark: str) -> None:
    exec(HARMFUL, {"MARK": mark})


def audited(folder: Path, output: Path, mark: Path, monkeypatch: pytest.MonkeyPatch, **limits: float) -> dict[str, list[str]]:
    """The rules that found something, by file, where workers read certain texts as if they were harmful."""

    class Harmful(working.Workers):
        def __init__(self, count: int, bounds: Limits, **_: object) -> None:
            super().__init__(count, bounds, prepare=make_harmful, prepare_with=(str(mark),))

    monkeypatch.setattr(auditing, "Workers", Harmful)
    audit(str(folder), output, Options(Setting(), 2, Limits(**limits)))  # type: ignore[arg-type]
    return found_in(output)


def found_in(output: Path) -> dict[str, list[str]]:
    import json

    document = json.loads((output / "findings.json").read_text("utf-8"))
    return {one["path"]: [finding["rule"] for finding in one["findings"]] for one in document["filings"] if one["findings"]}


FOUND = {
    "letter.txt": ["no_known_form"],
    "柳溪镇水利站/empty.txt": ["empty_file"],
    "青禾镇林业站/faulty.txt": ["operator_missing"],
}


@pytest.mark.parametrize(
    ("text", "rule", "limits"),
    [
        ("CRASH", "reader_crashed", {}),
        ("RAISE", "reader_crashed", {}),
        ("HANG", "reading_too_long", {"seconds": 2}),
        pytest.param(
            "HUGE", "reading_out_of_memory", {"megabytes": 512},
            marks=pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux only"),
        ),
    ],
)  # fmt: skip
def test_a_file_that_brings_a_reader_down_is_named_and_harms_no_other(
    tmp_path: Path, text: str, rule: str, limits: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = county(tmp_path / "in")
    (folder / "柳溪镇水利站" / "bad.txt").write_text(text, "utf-8")
    found = audited(folder, tmp_path / "out", tmp_path / "mark", monkeypatch, **limits)
    assert found == FOUND | {"柳溪镇水利站/bad.txt": [rule]}
    assert rule in (tmp_path / "out" / "filings" / "柳溪镇水利站" / "bad.txt.html").read_text("utf-8")


def test_several_bad_files_are_all_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = county(tmp_path / "in")
    for name in ("CRASH", "HANG", "RAISE"):
        (folder / f"{name}.txt").write_text(name, "utf-8")
    found = audited(folder, tmp_path / "out", tmp_path / "mark", monkeypatch, seconds=2)
    named = {"CRASH.txt": ["reader_crashed"], "HANG.txt": ["reading_too_long"], "RAISE.txt": ["reader_crashed"]}
    assert found == FOUND | named


def test_a_worker_that_is_killed_from_outside_accuses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = county(tmp_path / "in")
    text = filing("7号片区管护", amount="17.00", goal="ONCE：年内管护片区36公里。")
    (folder / "青禾镇林业站" / "sound.txt").write_text(text, "utf-8")
    found = audited(folder, tmp_path / "out", tmp_path / "mark", monkeypatch)
    assert (tmp_path / "mark").exists()
    assert found == FOUND


def test_a_limit_that_is_raised_gives_a_file_another_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = county(tmp_path / "in", filings=2)
    (folder / "slow.txt").write_text("HANG", "utf-8")
    assert audited(folder, tmp_path / "out", tmp_path / "mark", monkeypatch, seconds=1)["slow.txt"] == ["reading_too_long"]
    monkeypatch.undo()
    audit(str(folder), tmp_path / "out", Options(Setting(), 1, Limits(30)))
    assert found_in(tmp_path / "out")["slow.txt"] == ["no_known_form"]


def test_workers_that_cannot_live_end_the_audit_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Doomed(working.Workers):
        def __init__(self, count: int, bounds: Limits, **_: object) -> None:
            super().__init__(count, bounds, prepare=os.abort)

    monkeypatch.setattr(auditing, "Workers", Doomed)
    with pytest.raises(WorkersError):
        audit(str(county(tmp_path / "in", 2)), tmp_path / "out", Options())
    assert written(tmp_path / "out") == {}


def test_a_report_that_cannot_be_written_is_told_and_accuses_no_file(tmp_path: Path) -> None:
    folder, output = county(tmp_path / "in", 2), tmp_path / "out"
    (output / "filings" / "letter.txt.html").mkdir(parents=True)
    with pytest.raises(OSError, match="letter"):
        audit(str(folder), output, Options())
    (output / "filings" / "letter.txt.html").rmdir()
    audit(str(folder), output, Options())
    assert found_in(output) == FOUND


def test_a_defect_of_ours_accuses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Defective(working.Workers):
        def __init__(self, count: int, bounds: Limits, **_: object) -> None:
            super().__init__(count, bounds, prepare=exec, prepare_with=(DEFECT, {}))

    monkeypatch.setattr(auditing, "Workers", Defective)
    with pytest.raises(RuntimeError, match="KeyError: 'ours'"):
        audit(str(county(tmp_path / "in", 2)), tmp_path / "out", Options())


DEFECT = """
from jixiao.audit import group

def broken(*_, **__):
    raise KeyError("ours")

group.frames = broken
"""


def test_one_audit_at_a_time_writes_to_a_folder(tmp_path: Path) -> None:
    folder, output = county(tmp_path / "in", 2), tmp_path / "out"
    (output / OWN).mkdir(parents=True)
    with alone(output / OWN), pytest.raises(InUseError, match="out"):
        audit(str(folder), output, Options())
    audit(str(folder), output, Options())
    assert found_in(output) == FOUND


def test_what_an_audit_wrote_is_no_filing_of_the_next(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", 2)
    audit(str(folder), folder / "审核结果", Options())
    audit(str(folder), tmp_path / "out", Options())
    assert written(folder / "审核结果") == written(tmp_path / "out")


DRIVER = """
import sys
from pathlib import Path
from jixiao.audit import county
from jixiao.audit.order import Setting
from jixiao.audit.output import OWN, InUseError, alone
from jixiao.audit.workers import Limits

county.GROUP = 2
if __name__ == "__main__":
    def told(what, done, total):
        print(what, done, flush=True)
    county.audit(sys.argv[1], Path(sys.argv[2]), county.Options(Setting(), 1, Limits()), told)
"""


def _kept(output: Path) -> int:
    with Cache(output / ".jixiao", "") as cache:
        return cache._store.execute("SELECT count(*) FROM results").fetchone()[0]


def test_an_audit_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder, output = county(tmp_path / "in", filings=20), tmp_path / "out"
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, "utf-8")
    command = [sys.executable, str(script), str(folder), str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("reading") and int(line.split()[1]) >= 6:
                os.kill(process.pid, signal.SIGKILL)
                break
    assert 6 <= _kept(output) < 23
    assert not (output / "index.html").exists()
    before = _kept(output)
    subprocess.run(command, check=True, capture_output=True)
    assert before < _kept(output) == 23
    subprocess.run([*command[:3], str(tmp_path / "afresh")], check=True, capture_output=True)
    assert written(output) == written(tmp_path / "afresh")
    assert not list(output.rglob("*.tmp"))


def test_workers_do_not_outlive_an_audit_that_is_killed(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", filings=4)
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(folder), str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("reading"):
                break
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(process.pid, signal.SIGKILL)
    assert children
    deadline = time.monotonic() + 30
    while any(_runs(int(child)) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [child for child in children if _runs(int(child))]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
