"""The right name nearest to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `name` was most likely meant to be, or None."""
    from difflib import get_close_matches

    known = {candidate.lower(): candidate for candidate in sorted(names, reverse=True)}
    wanted = name.lower().replace("-", "_") if any("_" in candidate for candidate in known) else name.lower()
    close = get_close_matches(wanted, known, 1)
    parts = [candidate for candidate in sorted(known) if len(wanted) > 2 and (wanted in candidate or candidate in wanted)]
    return known[(close or parts)[0]] if close or parts else None
