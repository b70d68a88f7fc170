"""Near copies among many texts: those that comparing all with all would find are found, and nothing else."""

from __future__ import annotations

from random import Random

import pandas as pd
import pytest
from rapidfuzz import fuzz

from jixiao.validators.collection.near import repeats

WORDS = (
    "清理河道打捞垃圾开展宣传发放资料维护设备完善制度提高群众满意保障安全运行"
    "组织培训验收合格按时完成任务加强管理推进建设改善环境落实责任巩固成果"
)
TEXTS, ALIKE = 120, 0.95


def edited(text: str, changes: int, chance: Random) -> str:
    """`text` with so many characters replaced, put in or left out."""
    characters = list(text)
    for _ in range(changes):
        at = chance.randrange(len(characters))
        characters[at] = chance.choice(["", chance.choice(WORDS), characters[at] + chance.choice(WORDS)])
    return "".join(characters)


@pytest.mark.parametrize(("length", "changes"), [(25, 1), (40, 2), (80, 4), (150, 6), (400, 15)])
def test_finds_what_comparing_all_with_all_finds(length: int, changes: int) -> None:
    chance = Random(length)
    texts = ["".join(chance.choices(WORDS, k=length)) for _ in range(TEXTS)]
    texts += [edited(text, changes, chance) for text in texts]
    earlier = {
        row: next(n for n in range(row) if fuzz.ratio(texts[n], texts[row]) >= 100 * ALIKE)
        for row in range(len(texts))
        if any(fuzz.ratio(text, texts[row]) >= 100 * ALIKE for text in texts[:row])
    }
    assert len(earlier) > TEXTS // 2
    found = repeats(pd.DataFrame({"text": texts}), "text", ALIKE)
    assert dict(zip(found.index, found.earlier, strict=True)) == earlier


def test_texts_with_other_figures_are_no_copies() -> None:
    texts = [f"全年清理河道{length}公里，打捞漂浮物，组织沿河村庄开展保洁宣传" for length in (12, 15, 12)]
    found = repeats(pd.DataFrame({"text": texts}), "text", ALIKE)
    assert dict(zip(found.index, found.earlier, strict=True)) == {2: 0}


def test_years_are_no_figures() -> None:
    texts = [f"{year}年清理河道12公里，打捞漂浮物，组织沿河村庄开展保洁宣传，建立巡查制度" for year in (2025, 2026)]
    found = repeats(pd.DataFrame({"text": texts}), "text", ALIKE)
    assert dict(zip(found.index, found.earlier, strict=True)) == {1: 0}


def test_nothing_that_states_the_same_figures() -> None:
    assert repeats(pd.DataFrame({"text": ["清理河道12公里", "清理河道15公里"]}), "text", ALIKE).empty
