"""Which schema and profiles a form was judged by, and how to choose others."""

from __future__ import annotations

from ..filings.model import Table
from ..schemas.layers import known_profiles
from .printable import one_line
from .wording import Language


def layered(table: Table, language: Language, indent: str = "") -> list[str]:
    """Lines that name the place's own form schema and the profiles of `table`, with what of the filing calls for them."""
    zh = language == "zh"
    lines = [f"{'本地表式' if zh else 'own form'}: {one_line(table.schema)}"] if table.schema else []
    lines += [f"{'口径' if zh else 'profile'}: {line}" for line in profiles(table, language)]
    lines.append(f"  {how_to_choose(language)}")
    return [indent + line for line in lines]


def profiles(table: Table, language: Language) -> list[str]:
    """For each profile of `table` its name, its title and what calls for it; where there is none, that the form's own hold."""
    zh = language == "zh"
    if not table.profiles:
        return ["通行口径（表式自带的参数）" if zh else "none (the parameters of the form's own schema)"]
    titles = {name: profile.title["zh" if zh else "en"] for name, profile in known_profiles().items()}
    return [
        f"{name} {titles[name]}（{one_line(because)}）" if zh else f"{name}: {titles[name]} ({one_line(because_en)})"
        for name, because, because_en in table.profiles
    ]


def how_to_choose(language: Language) -> str:
    """How to have the form judged by another profile."""
    if language == "zh":
        return "口径不对时，用 --profile 名称 指定（名称见 jixiao schema list）"
    return "To choose another profile: --profile NAME (names: jixiao schema list)"
