"""The processes that carry out the tasks of an audit, and what becomes of a file that brings one of them down.

A worker says which file it is about before it begins with it. Where it then ends, or says nothing for longer than the time
limit, it is replaced and its task begun anew; the file is left out of it, and the report says why. Whatever ends a worker
only once may have come from outside, so a file is named only where it does so twice; a time limit is named at once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from .order import WHOLE, Delivery, Order

_FINISHED = -2  # precedes a delivery on the line to the parent
_FAILED = -4  # precedes an error that is no file's doing
_STARTING = -3  # what a worker is about until it says that it has loaded all that it needs
_TO_START = 120.0  # seconds; what a busy machine takes for that is no file's doing
_STRIKES = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, and megabytes on top of what a worker has anyway."""

    seconds: float = 60
    megabytes: int = 1024


class WorkersError(RuntimeError):
    """Workers end without a file being at fault."""


@dataclass(eq=False)
class _Worker:
    process: Any
    line: Connection
    order: Order | None = None
    about: int = _STARTING
    since: float = 0.0


@dataclass
class Workers:
    """`count` worker processes, started when first needed. Use it with `with`."""

    count: int
    limits: Limits
    prepare: Callable[..., None] | None = None  # called in each worker before its first task, with `prepare_with`
    prepare_with: tuple[Any, ...] = ()
    _crew: list[_Worker] = field(default_factory=list)
    _strikes: dict[tuple[int, int], int] = field(default_factory=dict)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._crew:
            worker.process.kill()
        for worker in self._crew:
            worker.process.join()
            worker.line.close()

    def run(self, orders: Iterable[Order]) -> Iterator[Delivery]:
        """The deliveries of `orders`, in their order. No more tasks are begun than a few beyond the one that is awaited.

        Raises WorkersError where workers end again and again and it is no file's doing, and what a task itself raises: OSError
        where a report cannot be written, RuntimeError for a defect of ours.
        """
        self._strikes.clear()
        coming = iter(orders)
        waiting: deque[Order] = deque()
        came: dict[int, Delivery] = {}
        expected: deque[int] = deque()
        exhausted = False
        while True:
            while not exhausted and len(expected) < self.count * 2 + 1:
                order = next(coming, None)
                if order is None:
                    exhausted = True
                else:
                    waiting.append(order)
                    expected.append(order.number)
            while expected and expected[0] in came:
                yield came.pop(expected.popleft())
            if not expected:
                if exhausted:
                    return
                continue
            self._employ(waiting)
            if expected[0] not in came:
                for delivery in self._heard(waiting):
                    came[delivery.number] = delivery

    def _employ(self, waiting: deque[Order]) -> None:
        for worker in self._crew:
            if waiting and worker.order is None:
                self._give(worker, waiting.popleft())
        while waiting and len(self._crew) < self.count:
            worker = self._hired()
            self._crew.append(worker)
            self._give(worker, waiting.popleft())

    def _give(self, worker: _Worker, order: Order) -> None:
        worker.order, worker.since = order, time.monotonic()
        worker.about = worker.about if worker.about == _STARTING else WHOLE
        with suppress(OSError):  # a worker that has ended is noticed when it is listened to
            worker.line.send(order)

    def _hired(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(
            target=_serve, args=(there, self.limits.megabytes, self.prepare, self.prepare_with), daemon=True
        )
        process.start()
        there.close()
        return _Worker(process, here)

    def _heard(self, waiting: deque[Order]) -> Iterator[Delivery]:
        """What workers have to say; returns after the first word or the first limit that is passed."""
        busy = [worker for worker in self._crew if worker.order is not None]
        now = time.monotonic()
        patience = max(0.0, min(self._until(worker) for worker in busy) - now)
        ready = set(wait([worker.line for worker in busy], patience))
        for worker in busy:
            if worker.line in ready:
                delivery = self._listened(worker, waiting)
                if delivery:
                    yield delivery
            elif time.monotonic() > self._until(worker):
                self._replaced(worker, waiting, ("reading_too_long", f"{self.limits.seconds:g}"))

    def _until(self, worker: _Worker) -> float:
        """When the worker's time is up; work on all files of a task together has more of it."""
        if worker.about == _STARTING:
            return worker.since + _TO_START
        files = 1 if worker.about >= 0 or worker.order is None else len(worker.order.sources)
        return worker.since + self.limits.seconds * (1 if files == 1 else 2 + files / 50)

    def _listened(self, worker: _Worker, waiting: deque[Order]) -> Delivery | None:
        try:
            said = worker.line.recv()
            worker.since = time.monotonic()
            if said not in (_FINISHED, _FAILED):
                worker.about = said
                return None
            delivery = worker.line.recv()
        except (EOFError, OSError):
            self._replaced(worker, waiting, None)
            return None
        if said == _FAILED:
            raise delivery
        worker.order = None
        return delivery

    def _replaced(self, worker: _Worker, waiting: deque[Order], failure: tuple[str, str] | None) -> None:
        """Put another in place of a worker that has ended or must be, and its task back, with the culprit marked."""
        self._crew.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.line.close()
        assert worker.order
        waiting.appendleft(self._amended(worker.order, worker.about, failure))

    def _amended(self, order: Order, about: int, failure: tuple[str, str] | None) -> Order:
        strikes = self._strikes[order.number, about] = self._strikes.get((order.number, about), 0) + 1
        if about < 0:
            if order.careful and strikes > _STRIKES:
                raise WorkersError(order.sources[0].path)
            return replace(order, careful=True)
        if failure is None and strikes < _STRIKES:
            return order
        sources = list(order.sources)
        sources[about] = replace(sources[about], entry=None, failure=failure or ("reader_crashed", ""))
        return replace(order, sources=tuple(sources))


def _serve(line: Connection, megabytes: int, prepare: Callable[..., None] | None, prepare_with: tuple[Any, ...]) -> None:
    """A worker's life: one order after the other, until nobody is at the other end of the line."""
    import gc

    from .group import done

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    threading.Thread(target=_bound_to_parent, daemon=True).start()
    gc.set_threshold(500_000, 20, 100)
    if prepare:
        prepare(*prepare_with)
    _warm()
    gc.freeze()
    _bounded(megabytes)
    with suppress(EOFError, OSError):
        line.send(WHOLE)
        while True:
            order = line.recv()
            try:
                word, delivery = _FINISHED, done(order, line.send)
            except MemoryError:
                raise  # it may be one file's doing
            except Exception as error:  # noqa: BLE001 - it is told, and raised where the audit runs
                word, delivery = _FAILED, error if isinstance(error, OSError) else _defect(error)
            line.send(word)
            line.send(delivery)
            del delivery
            gc.collect()  # frames hold on to each other: what a task leaves behind is not to be there beside the next


def _defect(error: Exception) -> RuntimeError:
    """`error` in a shape that passes between processes."""
    told = RuntimeError(f"{type(error).__name__}: {error}")
    told.add_note("".join(traceback.format_exception(error)))
    return told


def _bound_to_parent() -> None:
    """End this process when its parent ends, also while a file hangs it."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _warm() -> None:
    """Load what every task needs before memory is counted."""
    import pyarrow  # noqa: F401

    from ..validators.catalogue import discover

    discover()


def _bounded(megabytes: int) -> None:
    """Let this process take `megabytes` more and no more, where the system can hold it to that."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123
            taken = int(stream.read().split()[5]) * os.sysconf("SC_PAGESIZE")
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (taken + megabytes * 1024**2, hard))
    except (ImportError, OSError, ValueError):
        return
