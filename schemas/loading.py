"""Read a YAML file safely into a class; a mistake is an error that names the file and the line.

Neither YAML nor pydantic is loaded before a file is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

Model = TypeVar("Model")


class SchemaError(ValueError):
    """A schema file that cannot be used: says which file, which line, what is wrong and what would be right."""


def load(path: Path | Traversable, model: type[Model]) -> Model:
    """The validated content of a YAML file: a pydantic model, a dataclass, or a dictionary of them. Raises SchemaError."""
    from pydantic import TypeAdapter, ValidationError

    node, data = _read(path)
    repeated = [f"{path.name}:{line}: the key {key!r} stands here a second time" for key, line in _repeated(node)]
    if repeated:
        raise SchemaError("\n".join(repeated))
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise SchemaError("\n".join(_sentence(path, node, model, problem) for problem in problems)) from error


def top_keys(path: Path | Traversable) -> tuple[str, ...]:
    """The keys that a YAML file states at its top. Raises SchemaError."""
    import yaml

    node, _ = _read(path)
    return tuple(key.value for key, _ in node.value) if isinstance(node, yaml.MappingNode) else ()


def closest(name: str, names: Sequence[str] | set[str] | frozenset[str]) -> str:
    """'; did you mean …?' with the one of `names` that is most like `name`, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(name, sorted(names), 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _read(path: Path | Traversable) -> tuple[Any, Any]:
    """The file as a tree of nodes, which know their lines, and as plain data."""
    import yaml

    kind: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = kind(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(f"{path.name}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise SchemaError(f"{path.name}{line}: not valid YAML: {getattr(error, 'problem', error)}") from error


def _repeated(node: Any) -> Iterator[tuple[str, int]]:
    """Every key that a mapping holds twice, with the line of the second: YAML would silently keep the last."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)


def _sentence(path: Path | Traversable, node: Any, model: Any, problem: Any) -> str:
    where: tuple[int | str, ...] = problem["loc"]
    line = _line(node, where)
    name = ".".join(map(str, where)) or "the file"
    if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"{path.name}:{line}: unknown key {name!r}{closest(str(where[-1]), _keys(model, where))}"
    return f"{path.name}:{line}: {name}: {problem['msg'].removeprefix('Value error, ')}"


def _keys(model: Any, where: Sequence[int | str]) -> set[str]:
    """The keys that `model` allows where the last of `where` stands."""
    kinds: list[Any] = [model]
    for step in where[:-1]:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return {name for kind in kinds for name in _fields(kind) or ()}


def _fields(kind: Any) -> dict[str, Any] | None:
    """The keys of a model or dataclass and the types of their values; None where `kind` is neither."""
    if hasattr(kind, "model_fields"):
        return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
    return get_type_hints(kind) if is_dataclass(kind) else None


def _inside(kind: Any, step: int | str) -> list[Any]:
    """What may stand under `step` of a value of type `kind`."""
    fields = _fields(kind)
    if fields is not None:
        return _options(fields.get(str(step)))
    return [option for part in get_args(kind)[-1:] if part is not Ellipsis for option in _options(part)] or [
        option for part in get_args(kind)[:1] for option in _options(part)
    ]


def _options(annotation: Any) -> list[Any]:
    """The members of a union, unfolded; one type otherwise. A dict or list stays what it is."""
    import types
    import typing

    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _options(get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [option for part in get_args(annotation) for option in _options(part)]
    return [annotation]


def _line(node: Any, where: Sequence[int | str]) -> int:
    """The line on which the thing at `where` starts, as far as the path leads."""
    import yaml

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
