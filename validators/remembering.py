"""What several rules work out from the same frames is worked out once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_KEPT = 8
_answers: list[deque[Any]] = []


def remembered(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """`function` of frames, with its last results kept: asked about the very same frames again, it answers at once.

    The answer is shared, so whoever takes it may derive from it but not change it.
    """
    kept: deque[tuple[tuple[object, ...], Answer]] = deque(maxlen=_KEPT)
    _answers.append(kept)

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        asked = (*args, *kwargs.values())
        for earlier, answer in kept:
            if len(earlier) == len(asked) and all(one is other for one, other in zip(earlier, asked, strict=True)):
                return answer
        answer = function(*args, **kwargs)
        kept.append((asked, answer))
        return answer

    return ask


def forget() -> None:
    """Let go of all answers, and of the frames that they are about."""
    for kept in _answers:
        kept.clear()
