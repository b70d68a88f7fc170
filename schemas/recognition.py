"""By what a form is known: the titles and headings of all form schemas, with a place's own titles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .form import forms
from .layers import own_titles
from .vocabulary import squeezed, vocabulary


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """(title without white space, form) for every known title, longest first, so that the fullest title decides."""
    known = {squeezed(title): name for name, form in forms().items() for title in form.recognise.titles}
    known |= {squeezed(title): name for name, more in vocabulary().titles.items() for title in more}
    known |= {squeezed(title): kind for title, kind in own_titles().items()}
    return tuple(sorted(known.items(), key=lambda pair: (-len(pair[0]), pair)))


def by_headings(texts: Iterable[str], among: Iterable[str]) -> str | None:
    """Of the forms `among`, the one most of whose own headings stand in `texts`; None where none of them does."""
    printed = {squeezed(text).strip(":") for text in texts}
    scores = {name: sum(squeezed(heading) in printed for heading in forms()[name].recognise.headings) for name in among}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] else None
