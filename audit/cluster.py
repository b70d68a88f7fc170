"""An audit's tasks on a Dask distributed cluster. The one module that knows Dask.

Files travel with their tasks and reports come back, so the machines share no disk. A task whose machine is lost goes to
another one; what it yields is the same.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..filings.reading import LARGEST_FILE, TOO_LARGE
from ..validators.finding import ToldError
from . import errand
from .order import Delivery, Order, Setting, Source
from .placing import Luggage, packed
from .workers import Limits, WorkersError

_CONNECTING = 10.0  # seconds
_HIRING = 30.0
_LISTENING = 5.0
_DEPTH = 2  # tasks under way for each thread of the cluster


class ClusterError(ToldError, RuntimeError):
    """A cluster that cannot be used."""


@dataclass
class Cluster:
    """The workers of the Dask scheduler at `address`. Use it with `with`. Everything raises ClusterError."""

    address: str
    setting: Setting
    limits: Limits
    _client: Any = field(init=False)
    _luggage: Luggage = field(init=False)

    def __enter__(self) -> Cluster:
        self._luggage = packed(self.setting.schema, self.setting.rules)
        self._client = _connected(self.address)
        try:
            self._await_workers()
            self._compare()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def run(self, orders: Iterable[Order]) -> Iterator[Delivery]:
        """The deliveries of `orders`, in their order. No more tasks are begun than a few for each thread of the cluster.

        Raises WorkersError where workers end again and again over the same task.
        """
        under_way: deque[tuple[Order, Any]] = deque()
        for order in orders:
            under_way.append((order, self._sent(order)))
            while len(under_way) > _DEPTH * self._threads():
                yield self._delivered(*under_way.popleft())
        while under_way:
            yield self._delivered(*under_way.popleft())

    def _sent(self, order: Order) -> Any:
        carried = replace(order, output=None, sources=tuple(map(_carried, order.sources)))
        return self._client.submit(
            errand.carried_out, carried, self._luggage, self.limits, errand.equipment(), pure=False, key=None
        )

    def _delivered(self, order: Order, future: Any) -> Delivery:
        from distributed import CancelledError, KilledWorker, wait

        try:
            while not future.done():
                try:
                    wait(future, timeout=_LISTENING)
                except TimeoutError:
                    self._await_workers()
            return future.result()
        except KilledWorker as error:
            raise WorkersError(order.sources[0].path) from error
        except errand.UnlikeError as error:
            raise _unlike(self.address, error.args[0]) from error
        except (ImportError, AttributeError) as error:  # it could not even be asked
            raise _unlike(self.address, {}) from error
        except (CancelledError, OSError) as error:
            what = str(error) if future.status == "error" else ""
            raise ClusterError(
                f"Dask 集群“{self.address}”中途失去联系{f'（{what}）' if what else ''}；再运行一次会接着做",
                f"the Dask cluster at {self.address} was lost{f' ({what})' if what else ''}; run it again and it goes on",
            ) from error

    def _compare(self) -> None:
        """Raise ClusterError unless all workers would find what this machine would."""
        for worker, answer in sorted(self._client.run(errand.equipment, on_error="return").items()):
            if answer != errand.equipment():
                raise _unlike(worker, answer if isinstance(answer, dict) else {})

    def _threads(self) -> int:
        return sum(self._client.nthreads().values()) or 1

    def _await_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_HIRING)
        except TimeoutError as error:
            raise ClusterError(
                f"Dask 集群“{self.address}”没有可用的工作进程，请先启动 dask worker",
                f"the Dask cluster at {self.address} has no worker; start dask worker first",
            ) from error


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "使用 Dask 集群还需要安装：pip install 'jixiao[cluster]'", "a cluster needs more: pip install 'jixiao[cluster]'"
        ) from error
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said in one sentence here
    try:
        return Client(address, timeout=_CONNECTING)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        if address.startswith("tls:"):
            zh, en = (
                "、证书（Dask 配置 distributed.comm.tls）",
                ", the certificates (distributed.comm.tls, set for Dask)",
            )
        else:
            zh, en = "（如 tcp://10.0.0.5:8786）", " (like tcp://10.0.0.5:8786)"
        raise ClusterError(
            f"连不上 Dask 调度器“{address}”：请核对地址{zh}，并确认 dask scheduler 正在运行",
            f"no Dask scheduler answers at {address}; check the address{en} and that dask scheduler runs",
        ) from error


def _unlike(worker: str, there: dict[str, str]) -> ClusterError:
    """What is to be said of a worker that would find something else."""
    here = errand.equipment()
    name = next((name for name in here if here[name] != there.get(name)), "jixiao")
    if not there:
        zh, en = "没有 jixiao，或者版本与本机不同", "no jixiao or another version of it"
    elif name == "code":
        zh, en = "jixiao 的代码与本机不同", "other code of jixiao than this machine"
    else:
        has = there.get(name, "-")
        zh, en = f"{name} 是 {has}，本机是 {here[name]}", f"{name} {has}, while this machine has {here[name]}"
    install = f"jixiao {here['jixiao']}"
    return ClusterError(
        f"集群“{worker}”的{zh}，结果可能不一致；请在各台机器上安装相同的 {install} 和依赖",
        f"{worker} has {en}; install the same {install} and the same libraries on all machines",
    )


def _carried(source: Source) -> Source:
    """`source` with what a machine needs that does not see the file."""
    if source.entry or source.failure:
        return source
    path = Path(source.file)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return replace(source, failure=TOO_LARGE)
        return replace(source, data=path.read_bytes())
    except OSError as error:
        return replace(source, failure=("unopenable_file", error.strerror or "OSError"))
