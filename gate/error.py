"""A mistake in what the user wrote for the gate: configuration, baseline, acceptances, a reference of git."""

from __future__ import annotations

from ..validators.finding import ToldError
from ..validators.nearest import nearest


class GateError(ToldError, ValueError):
    """What is wrong, and where."""


def unknown(spot: str, kind_zh: str, kind_en: str, name: str, names: set[str]) -> GateError:
    """There is no `name` among `names`; with the nearest right one, or where they are few, with all of them."""
    close = nearest(name, names)
    zh, en = f"{spot}：没有“{name}”这个{kind_zh}", f"{spot}: there is no {kind_en} {name!r}"
    if close:
        return GateError(f"{zh}，是不是“{close}”？", f"{en}; did you mean {close!r}?")
    if len(names) <= 12:
        return GateError(f"{zh}，可用的有：{'、'.join(sorted(names))}", f"{en}; there are: {', '.join(sorted(names))}")
    return GateError(zh, en)
