"""What a place does otherwise, its schema and its own rules: put in force in a process, also where its files are not seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Luggage:
    """A schema and files of rules that travel: `files` holds their contents by the paths under which they are named."""

    schema: str | None
    rules: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


def prepared(schema: str | None, rules: tuple[str, ...]) -> None:
    """Put in force in a new process the files of rules and the schema, a folder or a file."""
    if rules:
        from ..validators.own_rules import use as use_rules

        use_rules(rules)
    if schema:
        from ..schemas.place import use
        from ..schemas.rule_names import know_rules
        from ..validators.catalogue import names

        know_rules(names)
        use(Path(schema))


def packed(schema: str | None, rules: tuple[str, ...]) -> Luggage:
    """What `prepared` takes, with the content of all files. Raises OSError."""
    place = Path(schema).resolve() if schema else None
    # A folder for each file of rules: two of them may have one name.
    named = {f"rules/{number}/{Path(path).name}": Path(path) for number, path in enumerate(rules)}
    of_schema = {f"schema/{path.relative_to(place.parent).as_posix()}": path for path in files_of(place)} if place else {}
    return Luggage(
        f"schema/{place.name}" if place else None,
        tuple(named),
        tuple((name, path.read_bytes()) for name, path in (*named.items(), *of_schema.items())),
    )


def unpacked(luggage: Luggage) -> None:
    """Put in force in a new process what was carried to it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, content in luggage.files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        schema = str(Path(folder, luggage.schema)) if luggage.schema else None
        prepared(schema, tuple(str(Path(folder, name)) for name in luggage.rules))


def files_of(schema: Path) -> list[Path]:
    """The files of a schema, which is a folder or a file."""
    return sorted(schema.rglob("*.y*ml")) if schema.is_dir() else [schema]
