"""Read a YAML file safely into a pydantic model; a mistake is an error that names the file and the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SchemaError(ValueError):
    """A schema file that cannot be used: says which file, which line, what is wrong and what would be right."""


def load(path: Path, model: type[Model]) -> Model:
    """The validated content of a YAML file. Raises SchemaError."""
    try:
        text = path.read_text("utf-8")
        data = yaml.load(text, _Loader)  # noqa: S506 - a safe loader, in C where there is one
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(f"{path.name}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise SchemaError(f"{path.name}{line}: not valid YAML: {getattr(error, 'problem', error)}") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise SchemaError("\n".join(_sentence(path, text, model, problem) for problem in error.errors())) from error


def _sentence(path: Path, text: str, model: type[BaseModel], problem: Any) -> str:
    where: tuple[int | str, ...] = problem["loc"]
    line = _line(yaml.compose(text, _Loader), where)
    name = ".".join(map(str, where)) or "the file"
    if problem["type"] == "extra_forbidden":
        return f"{path.name}:{line}: unknown key {name!r}{_nearest(str(where[-1]), model)}"
    return f"{path.name}:{line}: {name}: {problem['msg']}"


def _nearest(key: str, model: type[BaseModel]) -> str:
    from difflib import get_close_matches

    names = {name for name in model.model_fields} | {"required", "label", "labels", "any", "title", "headings"}
    close = get_close_matches(key, sorted(names), 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _line(node: Any, where: Sequence[int | str]) -> int:
    """The line on which the thing at `where` starts, as far as the path leads."""
    line = node.start_mark.line + 1 if node else 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
