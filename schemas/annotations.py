"""Marks on the fields of plain classes that pydantic acts on where it reads a file, and that do not load it before.

    id: Annotated[str | None, After(known_field)] = described("标准名 / standard name", default=None)

A check reads what ships from shipped.json, checked already, so it needs the classes and not the checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field
from typing import Any

STRICT = {"extra": "forbid"}


class Before:
    """What makes of the value in the file the one that the field takes; `given` is the type of what may stand there."""

    def __init__(self, made: Callable[[Any], Any], given: Any = None) -> None:
        self.made, self.given = made, given

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic import BeforeValidator

        said = {} if self.given is None else {"json_schema_input_type": self.given}
        return BeforeValidator(self.made, **said).__get_pydantic_core_schema__(source, handler)


class After:
    """What looks at the value once it is of the right type; it returns the value or raises ValueError."""

    def __init__(self, looked_at: Callable[[Any], Any]) -> None:
        self.looked_at = looked_at

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic import AfterValidator

        return AfterValidator(self.looked_at).__get_pydantic_core_schema__(source, handler)


def described(text: str, *, default: Any = MISSING, default_factory: Any = MISSING, **limits: float) -> Any:
    """A field with its description in Chinese and English, parted by ' / ', and limits such as gt=0."""
    metadata = {"description": text, **limits}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    return field(default=default, metadata=metadata)
