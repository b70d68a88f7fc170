"""An audit on a real Dask cluster of processes on this machine: the same bytes, whatever becomes of a worker."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import dask.config
import pytest
from county_sample import county, filing, written

from jixiao.audit import cluster as on_cluster
from jixiao.audit import county as auditing
from jixiao.audit.cluster import ClusterError
from jixiao.audit.county import Options, audit
from jixiao.audit.order import Setting
from jixiao.audit.workers import Limits

JIXIAO = [sys.executable, "-c", "from jixiao.cli.main import main; raise SystemExit(main())"]
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")

# A place's own rules travel to the workers; these make certain texts as harmful to a reader as a broken file can be.
HARMFUL = """
import ctypes, os, time
from pathlib import Path
from jixiao.filings import reading
from jixiao.validators.basis import METHOD
from jixiao.validators.rule import Frame, Mask, rule

def harmful(path, data, whole=reading.read_bytes):
    text = data.decode("utf-8", "replace")
    if "CRASH" in text:
        ctypes.string_at(0)
    if "RAISE" in text:
        raise IndexError("list index out of range")
    if "HANG" in text:
        time.sleep(600)
    if "LOST" in text and not MARK.exists():
        MARK.write_text(str(os.getppid()))
        os.kill(os.getppid(), 9)
        time.sleep(600)
    if "HEADLESS" in text:
        os.kill(int(MARK.read_text()), 9)
        time.sleep(600)
    return whole(path, data)

MARK = Path(%r)
reading.read_bytes = harmful

@rule(family="thresholds", severity="info", basis=METHOD, title=("目标值偏大", "Large target"), zh="“{level3}”的目标值超过30",
      en="{level3} aims at more than 30", fix_zh="请核实", fix_en="Check it")
def target_above_thirty(indicators: Frame) -> Mask:
    return indicators.target_number.gt(30).fillna(False)
"""


@contextmanager
def process(*command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **environment},
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            running.kill()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of a new scheduler without workers, and the number of its process."""
    file = folder / "scheduler.json"
    with process("distributed.cli.dask_scheduler", *LOOPBACK, "--port", "0", "--scheduler-file", str(file)) as running:
        while not file.exists() or not file.read_text("utf-8").endswith("}"):
            assert running.poll() is None
            time.sleep(0.05)
        yield json.loads(file.read_text("utf-8"))["address"], running.pid


def worker(address: str, *options: str, **environment: str):
    return process("distributed.cli.dask_worker", address, *LOOPBACK, "--nthreads", "1", *options, **environment)


@contextmanager
def workers(address: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Two workers that nobody replaces."""
    with worker(address, "--no-nanny") as one, worker(address, "--no-nanny") as two:
        yield [one, two]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The scheduler of one worker as `dask worker` starts it, below a nanny and with two threads."""
    with scheduler(tmp_path_factory.mktemp("cluster")) as (address, _), worker(address, "--nthreads", "2"):
        yield address


@pytest.fixture(autouse=True)
def _small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "GROUP", 4)


def harmful(tmp_path: Path) -> Setting:
    rules = tmp_path / "harmful.py"
    rules.write_text(HARMFUL % str(tmp_path / "mark"), "utf-8")
    return Setting(rules=(str(rules),))


def both(folder: Path, tmp_path: Path, address: str, options: Options) -> tuple[dict[str, str], dict[str, str]]:
    """What an audit on the cluster writes, and then one on this machine."""
    audit(str(folder), tmp_path / "there", replace(options, scheduler=address))
    audit(str(folder), tmp_path / "here", options)
    return written(tmp_path / "there"), written(tmp_path / "here")


def rules_found(output: Path) -> dict[str, list[str]]:
    document = json.loads((output / "findings.json").read_text("utf-8"))
    return {one["path"]: [found["rule"] for found in one["findings"]] for one in document["filings"]}


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, address: str) -> None:
    schema = tmp_path / "place" / "form.yaml"
    schema.parent.mkdir()
    schema.write_text("form: project-target\nrules: {operator_missing: off}\n", "utf-8")
    setting = replace(harmful(tmp_path), schema=str(schema.parent), language="en")
    there, here = both(county(tmp_path / "in", 20), tmp_path, address, Options(setting, 2))
    assert there == here
    found = rules_found(tmp_path / "there")
    assert found["青禾镇林业站/000.txt"] == ["target_above_thirty"] * 3
    assert "operator_missing" not in found["青禾镇林业站/faulty.txt"]


def test_what_was_kept_is_good_on_a_cluster_and_off_it(tmp_path: Path, address: str) -> None:
    folder = county(tmp_path / "in", 8)
    first, _ = both(folder, tmp_path, address, Options())
    (folder / "青禾镇林业站" / "late.txt").write_text(filing("9号片区管护", amount="31.00"), "utf-8")
    (tmp_path / "here").rename(tmp_path / "swapped")
    (tmp_path / "there").rename(tmp_path / "here")
    (tmp_path / "swapped").rename(tmp_path / "there")
    there, here = both(folder, tmp_path, address, Options())
    assert there == here != first


def test_files_that_bring_a_reader_down_end_no_worker(tmp_path: Path, address: str) -> None:
    from distributed import Client

    harm = {"CRASH": "reader_crashed", "RAISE": "reader_crashed", "HANG": "reading_too_long"}
    folder = county(tmp_path / "in")
    for text in harm:
        (folder / f"{text}.txt").write_text(text, "utf-8")
    with Client(address) as client:
        client.wait_for_workers(1)
        before = client.nthreads()
        there, here = both(folder, tmp_path, address, Options(harmful(tmp_path), 2, Limits(10)))
        assert client.nthreads() == before
    assert there == here
    found = rules_found(tmp_path / "there")
    assert {text: found[f"{text}.txt"] for text in harm} == {text: [rule] for text, rule in harm.items()}


def test_files_that_cannot_be_carried_are_told_as_they_are_here(tmp_path: Path, address: str) -> None:
    folder = county(tmp_path / "in")
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(64 * 1024**2 + 1)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    there, here = both(folder, tmp_path, address, Options())
    assert there == here
    found = rules_found(tmp_path / "there")
    assert (found["large.txt"], found["gone.txt"]) == (["file_too_large"], ["unopenable_file"])


def test_losing_a_worker_in_mid_run_changes_nothing(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", 20)
    (folder / "青禾镇林业站" / "lost.txt").write_text(filing("LOST", amount="24.60"), "utf-8")
    with scheduler(tmp_path) as (address, _), workers(address) as crew:
        there, here = both(folder, tmp_path, address, Options(harmful(tmp_path)))
        lost = int((tmp_path / "mark").read_text())
        assert [member.poll() for member in crew if member.pid == lost] == [-9]
        assert [member.poll() for member in crew if member.pid != lost] == [None]
    assert there == here
    assert rules_found(tmp_path / "there")["青禾镇林业站/lost.txt"] == ["target_above_thirty"] * 3


def test_a_scheduler_that_is_lost_is_told_and_the_audit_goes_on_later(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", 8)
    (folder / "青禾镇林业站" / "zz.txt").write_text("HEADLESS", "utf-8")
    quickly = dask.config.set({"distributed.comm.timeouts.connect": "2s"})
    with quickly, scheduler(tmp_path) as (address, head), workers(address):
        (tmp_path / "mark").write_text(str(head))
        with pytest.raises(ClusterError) as told:
            audit(str(folder), tmp_path / "there", Options(harmful(tmp_path), scheduler=address))
    assert "再运行一次会接着做" in told.value.says.zh
    assert written(tmp_path / "there").keys() <= {f"filings/{path}.html" for path in map(str, _files(folder))}
    (folder / "青禾镇林业站" / "zz.txt").unlink()
    audit(str(folder), tmp_path / "there", Options(harmful(tmp_path)))
    audit(str(folder), tmp_path / "here", Options(harmful(tmp_path)))
    assert written(tmp_path / "there") == written(tmp_path / "here")


def _files(folder: Path) -> Sequence[Path]:
    return [path.relative_to(folder) for path in folder.rglob("*.txt")]


def test_a_cluster_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_cluster, "_HIRING", 0.5)
    with scheduler(tmp_path) as (address, _), pytest.raises(ClusterError, match="has no worker"):
        audit(str(county(tmp_path / "in", 2)), tmp_path / "out", Options(scheduler=address))


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [
        ("import importlib.metadata as m; v = m.version; m.version = lambda n: '2.9' if n == 'pandas' else v(n)", "pandas 2.9,"),
        ("import sys; sys.modules['jixiao'] = None", "no jixiao or another version"),
    ],
    ids=["another", "none"],
)  # fmt: skip
def test_a_worker_that_would_find_something_else_is_refused(tmp_path: Path, elsewhere: str, said: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(elsewhere + "\n", "utf-8")
    with scheduler(tmp_path) as (address, _), worker(address, "--no-nanny", PYTHONPATH=str(tmp_path / "site")):
        done = ran("audit", str(county(tmp_path / "in", 2)), "-o", str(tmp_path / "out"), "--scheduler", address, "--lang", "en")
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr
    assert written(tmp_path / "out") == {}


def test_a_worker_that_joins_late_is_refused_as_well(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_cluster.Cluster, "_compare", lambda self: None)
    monkeypatch.setattr(on_cluster.errand, "equipment", lambda: {"jixiao": "99", "pandas": "3"})
    with pytest.raises(ClusterError, match="while this machine has 99"):
        audit(str(county(tmp_path / "in", 2)), tmp_path / "out", Options(scheduler=address))


def _closed() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("where", ["closed", "nonsense", "127.0.0.1", "tcp://", "ftp://127.0.0.1:1", "tls://127.0.0.1:1"])
def test_a_scheduler_that_does_not_answer_is_told_in_one_sentence(tmp_path: Path, where: str) -> None:
    where = _closed() if where == "closed" else where
    done = ran("audit", str(county(tmp_path / "in", 2)), "-o", str(tmp_path / "out"), "--scheduler", where)
    assert done.returncode == 2
    last = done.stderr.strip().splitlines()[-1]
    assert "连不上 Dask 调度器" in last
    assert where in last
    assert "Traceback" not in done.stderr


def test_processes_are_not_chosen_on_a_cluster(tmp_path: Path) -> None:
    done = ran("audit", str(tmp_path), "-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:1", "--processes", "2")
    assert (done.returncode, "不能同时使用" in done.stderr) == (2, True)


def ran(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*JIXIAO, *arguments], check=False, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}
    )
