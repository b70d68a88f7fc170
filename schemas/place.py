"""A place's own schema files: a folder, or one file, with further spellings, forms and profiles.

`vocabulary.yaml` adds spellings; any other .yaml file states a form (`form:`) or a profile (`profile:`). Files stand in the
folder itself or in its folders `forms` and `profiles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import layers
from .additions import FILE, Additions, extended, with_own_labels
from .form_addition import FormAddition
from .loading import SchemaError, load, top_keys
from .profile import Profile, profile
from .profile_file import described, load_profile
from .recognition import titles
from .vocabulary import extend, reset

_ENDINGS = (".yaml", ".yml")
_FOLDERS = ("forms", "profiles")


@dataclass
class PlaceSchema:
    """What a place says of its own."""

    additions: Additions | None = None
    forms: list[FormAddition] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    sources: dict[str, Path] = field(default_factory=dict)


def use(path: Path) -> PlaceSchema:
    """Read filings with the schema files at `path` from now on. To be called before the first filing is read.

    Raises SchemaError, which names every mistake with file and line.
    """
    forget()
    files = list(_files(path))
    place, problems = PlaceSchema(), []
    named: dict[tuple[str, str], str] = {}
    # Spellings first: forms and profiles may use names that only they bring.
    for file in sorted(files, key=lambda file: (file.name != FILE, file.as_posix())):
        try:
            _take(file, place, named)
        except SchemaError as error:
            problems.append(str(error))
    if problems:
        raise SchemaError("\n".join(problems))
    extend(with_own_labels(extended(place.additions or Additions()), place.forms))
    layers.add(place.forms, place.profiles, place.sources)
    titles.cache_clear()
    return place


def forget() -> None:
    """Read filings with what ships alone again."""
    reset()
    layers.add((), ())
    titles.cache_clear()


def _take(file: Path, place: PlaceSchema, named: dict[tuple[str, str], str]) -> None:
    kind = kind_of(file)
    if kind == "vocabulary":
        place.additions = load(file, Additions)
        extend(extended(place.additions))
        return
    stated = load(file, FormAddition) if kind == "form" else load_profile(file)
    name = stated.form if isinstance(stated, FormAddition) else stated.profile
    if (kind, name) in named:
        raise SchemaError(f"{file.name}:1: the {kind} {name!r} is described in {named[kind, name]} already")
    named[kind, name] = file.name
    place.sources[name] = file
    if isinstance(stated, FormAddition):
        place.forms.append(stated)
    else:
        place.profiles.append(profile(name, described(stated)))


def kind_of(file: Path) -> str:
    """What a schema file states: 'vocabulary', 'form' or 'profile'. Raises SchemaError."""
    if file.name == FILE:
        return "vocabulary"
    keys = top_keys(file)
    for kind in ("form", "profile"):
        if kind in keys:
            return kind
    raise SchemaError(f"{file.name}:1: holds neither 'form:' nor 'profile:', and is not named {FILE}")


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise SchemaError(f"{path.as_posix()}: there is no file or folder here")
    found = [file for place in (path, *(path / name for name in _FOLDERS)) if place.is_dir() for file in sorted(place.iterdir())]
    files = [file for file in found if file.suffix in _ENDINGS and file.is_file()]
    if not files:
        raise SchemaError(f"{path.as_posix()}: there is no vocabulary, form or profile in this folder")
    yield from files
