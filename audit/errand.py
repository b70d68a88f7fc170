"""What a machine of a cluster does with a task: it gives it to a worker process of its own, as an audit without a cluster does.

So a file that crashes, hangs or exhausts a reader ends that process and nothing else, and what is said of it is the same
wherever it was read. The processes wait a while for the next task, and go when none comes.
"""

from __future__ import annotations

import multiprocessing
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from .cache import setting, versions
from .order import Delivery, Order
from .placing import Luggage, unpacked
from .workers import Limits, Workers

_IDLE = 60.0  # seconds that a process waits for another task
_Terms = tuple[Luggage, Limits]


class UnlikeError(RuntimeError):
    """This machine would not find what the one that asks would; the first argument is what `equipment` says here."""


@dataclass(eq=False)
class _Crew:
    """One process that is ready for tasks, and the clock that ends it."""

    workers: Workers
    clock: threading.Timer = field(init=False)


_lock = threading.Lock()
_idle: dict[_Terms, list[_Crew]] = {}


def carried_out(order: Order, luggage: Luggage, limits: Limits, asked: dict[str, str]) -> Delivery:
    """Carry out `order`. Raises UnlikeError unless `asked` is the equipment here, WorkersError as Workers.run does."""
    if equipment() != asked:
        raise UnlikeError(equipment())
    with _crew((luggage, limits)) as workers:
        (delivery,) = workers.run((order,))
    return delivery


@cache
def equipment() -> dict[str, str]:
    """What decides on this machine what is found in a file, beside the file: versions by name, and the code of the toolkit."""
    from ..filings.readers.word97 import converter

    office = {"LibreOffice": "yes" if converter() else "no"}
    return {**versions(), "python": ".".join(platform.python_version_tuple()[:2]), **office, "code": setting()}


@contextmanager
def _crew(terms: _Terms) -> Iterator[Workers]:
    """A process that holds to `terms`: one that waits for work, or else a new one."""
    with _lock:
        waiting = _idle.get(terms, [])
        crew = waiting.pop() if waiting else None
    if crew:
        crew.clock.cancel()
    else:
        # NOTE: Dask's own worker processes may have no children unless they are told that they may.
        multiprocessing.current_process().daemon = False
        luggage, limits = terms
        crew = _Crew(Workers(1, limits, prepare=unpacked, prepare_with=(luggage,)))
    try:
        yield crew.workers
    except BaseException:
        crew.workers.__exit__()
        raise
    crew.clock = threading.Timer(_IDLE, _dismissed, (terms, crew))
    crew.clock.daemon = True
    with _lock:
        _idle.setdefault(terms, []).append(crew)
        crew.clock.start()


def _dismissed(terms: _Terms, crew: _Crew) -> None:
    with _lock:
        if crew not in _idle[terms]:
            return
        _idle[terms].remove(crew)
        if not _idle[terms]:
            del _idle[terms]
    crew.workers.__exit__()
