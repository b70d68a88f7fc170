"""What shipped.json has to hold, from the YAML files that ship."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources

from .form_file import described_form, written_forms
from .loading import load
from .units import Table
from .vocabulary import Vocabulary, extend, reset


def shipped_text() -> str:
    """The vocabulary, the units and the forms that ship, checked. Raises SchemaError, which names the file and the line."""
    here = resources.files(__package__ or "")
    units = load(here / "units.yaml", Table)
    words = load(here / "vocabulary.yaml", Vocabulary)
    extend(words)  # the forms are checked against the words as they stand, not as they were shipped before
    try:
        forms = written_forms()
    finally:
        reset()
    said = {
        "vocabulary": asdict(words),
        "units": {
            dimension: {
                name: {"factor": None if entry.factor is None else str(entry.factor), "same": entry.same}
                for name, entry in entries.items()
            }
            for dimension, entries in units.items()
        },
        "forms": {form: described_form(schema) for form, schema in forms.items()},
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
