"""The controlled vocabulary (vocabulary.yaml): standard names for what forms print in many spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

from ..filings.model import Operator
from .annotations import STRICT
from .shipped import content

_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"　": " ", "﹦": "=", "═": "=", "﹤": "<", "﹥": ">"}
)
Followed = Literal["", "number", "digit"]
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


@lru_cache(maxsize=16384)
def half_width(text: str) -> str:
    """`text` with full-width ASCII (digits, letters, punctuation) made half-width."""
    return text.translate(_WIDTH)


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """`text` without white space, full-width forms made half-width: how labels are compared."""
    return _SPACE.sub("", half_width(text))


@dataclass(frozen=True)
class LevelName:
    """A level name: its code in the national code table, its possible parents, and its spellings."""

    __pydantic_config__ = STRICT

    code: str | None = None
    parents: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldName:
    """A particular of the form's head or foot: its labels, and whether a blank or a person's name matters."""

    __pydantic_config__ = STRICT

    labels: tuple[str, ...]
    blank: bool = False
    person: bool = False


@dataclass(frozen=True)
class FundItem:
    """A money item: its labels and how it takes part in the sums."""

    __pydantic_config__ = STRICT

    kind: Literal["total", "source", "nature", "part"]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class OperatorWords:
    """How forms write a comparison: signs, words before a number, words after it, and what is one only before a digit."""

    __pydantic_config__ = STRICT

    signs: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before_digits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """Words in an indicator's name that give away what it measures, and the level-2 names that do not fit it."""

    __pydantic_config__ = STRICT

    belongs: tuple[str, ...]
    misfits: tuple[str, ...]
    endings: tuple[str, ...] = ()
    containing: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Word lists that rules judge by."""

    __pydantic_config__ = STRICT

    rate_nouns: tuple[str, ...]
    not_rates: tuple[str, ...]
    count_suffixes: dict[str, str]
    grades: tuple[str, ...]
    effect_words: tuple[str, ...]
    zero_events: tuple[str, ...]
    vague: tuple[str, ...]
    circular: tuple[str, ...]
    relative: tuple[str, ...]
    past_tense: tuple[str, ...]
    task_verbs: tuple[str, ...]
    dangling: tuple[str, ...]
    cost_reverse_ok: tuple[str, ...]
    cost_rates: tuple[str, ...]
    fixed_indicators: tuple[str, ...]
    satisfaction: tuple[str, ...]
    personal_staff: tuple[str, ...]
    works: tuple[str, ...]
    whole_endings: tuple[str, ...]
    complete_endings: tuple[str, ...]
    output_measures: tuple[str, ...]
    completion_marks: tuple[str, ...]
    past_background: tuple[str, ...]
    bad_states: tuple[str, ...]
    remedies: tuple[str, ...]
    concluding: tuple[str, ...]
    running_costs: tuple[str, ...]
    not_interchangeable: tuple[str, ...]
    mojibake: tuple[str, ...]
    unit_costs: tuple[str, ...]
    whole_costs: tuple[str, ...]
    cumulative: tuple[str, ...]
    unspent: tuple[str, ...]
    standing: tuple[str, ...]
    partly_met: tuple[str, ...]
    unmet: tuple[str, ...]
    not_applicable: tuple[str, ...]
    soft_works: tuple[str, ...]
    internal_systems: tuple[str, ...]
    goal_common: tuple[str, ...]
    whole_values: tuple[str, ...]
    no_values: tuple[str, ...]
    judgeable: tuple[str, ...]
    standard_marks: tuple[str, ...]
    deadlines: tuple[str, ...]
    percent_nouns: tuple[str, ...]
    percent_endings: tuple[str, ...]
    not_percents: tuple[str, ...]
    bounded_rates: tuple[str, ...]
    adverse: tuple[str, ...]
    declines: tuple[str, ...]
    incidents: tuple[str, ...]
    handled: tuple[str, ...]
    money_words: tuple[str, ...]
    subsidies: tuple[str, ...]
    dimensionless: tuple[str, ...]
    quality_counts: tuple[str, ...]
    made_things: tuple[str, ...]
    change_words: tuple[str, ...]
    pure_rates: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything in vocabulary.yaml, with look-ups by any spelling."""

    __pydantic_config__ = STRICT

    level1: dict[str, LevelName]
    level2: dict[str, LevelName]
    fields: dict[str, FieldName]
    funds: dict[str, FundItem]
    columns: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]
    goals: dict[str, tuple[str, ...]]
    operators: dict[Operator, OperatorWords]
    words: Words
    kinds: tuple[Kind, ...]
    other_levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def level1_names(self) -> dict[str, str]:
        """Every spelling of a level-1 name, squeezed → standard name."""
        return _spellings({name: (name, *entry.variants) for name, entry in self.level1.items()})

    @cached_property
    def level2_names(self) -> dict[str, str]:
        """Every spelling of a level-2 name, squeezed → standard name."""
        return _spellings({name: (name, *entry.variants) for name, entry in self.level2.items()})

    @cached_property
    def field_labels(self) -> dict[str, str]:
        """Every header label, squeezed → field id."""
        return _spellings({name: entry.labels for name, entry in self.fields.items()})

    @cached_property
    def fund_labels(self) -> dict[str, str]:
        """Every money item, squeezed → role."""
        return _spellings({name: entry.labels for name, entry in self.funds.items()})

    @cached_property
    def column_headings(self) -> dict[str, str]:
        """Every heading of the indicator table, squeezed → column role."""
        return _spellings(self.columns)

    @cached_property
    def measure_headings(self) -> dict[str, str]:
        """Every heading of the funds block, squeezed → measure."""
        return _spellings(self.measures)

    @cached_property
    def goal_labels(self) -> dict[str, str]:
        """Every goal label, squeezed → 'period kind'."""
        return _spellings(self.goals)

    @cached_property
    def other_names(self) -> dict[str, frozenset[str]]:
        """The level names of other frameworks, squeezed, for each level."""
        return {level: frozenset(map(squeezed, self.other_levels.get(level, ()))) for level in ("level1", "level2")}

    @cached_property
    def operators_before(self) -> tuple[tuple[str, Operator, Followed], ...]:
        """What states a comparison before a value, the longest first, with what must follow for it to be one."""
        said: list[tuple[str, Operator, Followed]] = []
        for operator, words in self.operators.items():
            kinds: tuple[tuple[tuple[str, ...], Followed], ...] = (
                (words.signs, ""), (words.before, "number"), (words.before_digits, "digit"),
            )  # fmt: skip
            for spellings, followed in kinds:
                said.extend((squeezed(word), operator, followed) for word in spellings)
        return tuple(sorted(said, key=lambda one: -len(one[0])))

    @cached_property
    def operators_after(self) -> tuple[tuple[str, Operator], ...]:
        """What states a comparison behind a value, the longest first."""
        said: list[tuple[str, Operator]] = [
            (squeezed(word), operator) for operator, words in self.operators.items() for word in words.after
        ]
        return tuple(sorted(said, key=lambda one: -len(one[0])))

    @cached_property
    def operator_words(self) -> dict[str, Operator]:
        """Every sign and word that stands before a number → its comparison."""
        return {word: operator for word, operator, _ in self.operators_before}

    def level(self, text: str, level: Literal[1, 2]) -> str | None:
        """The standard level name that `text` spells, or None. Points behind the name ('(50分)') do not matter."""
        names = self.level1_names if level == 1 else self.level2_names
        return names.get(without_points(text))

    def other_level(self, text: str, level: Literal[1, 2]) -> str | None:
        """The level name of another framework that `text` spells, or None."""
        plain = without_points(text)
        return plain if plain in self.other_names[f"level{level}"] else None

    def clipped_level(self, text: str, level: Literal[1, 2]) -> str | None:
        """The standard level name of which `text` is a strict prefix of three characters or more, or None."""
        plain = without_points(text)
        names = self.level1_names if level == 1 else self.level2_names
        if len(plain) < 3 or plain in names:
            return None
        return next((name for spelling, name in names.items() if spelling.startswith(plain)), None)


def without_points(text: str) -> str:
    """A squeezed label without its points and its list number: '一、产出指标（50分）' → '产出指标'."""
    plain = _NUMBERED.sub("", squeezed(text))
    return re.sub(r"\(?\d+(?:\.\d+)?(?:分|%)?\)$|[(（]\d+分?$", "", plain).rstrip(":").lstrip("*★")


_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[、.](?!\d))(?=[^\d\W])")


def _spellings(entries: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {squeezed(spelling).rstrip(":"): name for name, spellings in entries.items() for spelling in spellings}


def vocabulary() -> Vocabulary:
    """The vocabulary in force: the one that ships with the toolkit, or that with a place's own spellings added."""
    return _extended or shipped()


def extend(words: Vocabulary) -> None:
    """Put `words` in force."""
    global _extended  # noqa: PLW0603 - the vocabulary is one for the whole run
    _extended = words


def reset() -> None:
    """Put the vocabulary that ships in force again."""
    global _extended  # noqa: PLW0603 - the vocabulary is one for the whole run
    _extended = None


_extended: Vocabulary | None = None


@cache
def shipped() -> Vocabulary:
    """The vocabulary that ships with the toolkit."""
    said: dict[str, Any] = content()["vocabulary"]
    parts: dict[str, Any] = {
        section: {name: made(**about) for name, about in said[section].items()}
        for section, made in (
            ("level1", LevelName),
            ("level2", LevelName),
            ("fields", FieldName),
            ("funds", FundItem),
            ("operators", OperatorWords),
        )
    }
    kinds = tuple(Kind(**about) for about in said["kinds"])
    return Vocabulary(**{**said, **parts, "words": Words(**said["words"]), "kinds": kinds})
