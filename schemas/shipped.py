"""What ships with the toolkit, checked already: shipped.json is made from vocabulary.yaml, units.yaml and forms/*.yaml.

Reading and checking the YAML files takes a fifth of the time of checking a small filing, so only who writes them does it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def content() -> dict[str, Any]:
    """The content of shipped.json: 'vocabulary', 'units' and 'forms', tuples for lists."""
    return frozen(json.loads((resources.files(__package__ or "") / "shipped.json").read_text(encoding="utf-8")))


def frozen(value: Any) -> Any:
    """JSON with tuples for its lists, which is what the classes of this package hold."""
    if isinstance(value, dict):
        return {name: frozen(inner) for name, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, (list, tuple)) else value
