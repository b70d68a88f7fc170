"""How alike texts are: what repeats what, and which characters differ."""

from __future__ import annotations

import pandas as pd

from jixiao.validators.similarity import alike, differences, likeness

TEXT = "组织开展辖区内沿街商铺消防安全隐患排查整治工作"


def test_the_same_text_is_wholly_alike_and_another_is_not() -> None:
    assert likeness(pd.Series(["巡查水库", "巡查水库"]), pd.Series(["巡查水库", "修补路面"])).tolist() == [1, 0]


def test_a_row_repeats_the_first_that_is_like_it_and_never_itself() -> None:
    texts = [TEXT, "修补路面", TEXT + "。", TEXT.replace("组织", ""), TEXT + "3次", TEXT, TEXT]
    rows = pd.DataFrame({"filing": [*["甲.txt"] * 6, "乙.txt"], "text": texts, "number": range(7)})
    again = alike(rows, "text", ["filing"], 0.9)
    assert again[["number", "number_earlier"]].to_numpy().tolist() == [[2, 0], [3, 0], [5, 0]]


def test_where_nothing_repeats_there_are_no_rows_but_all_columns() -> None:
    again = alike(pd.DataFrame({"filing": ["甲.txt"], "text": [TEXT], "number": [1]}), "text", ["filing"], 0.9)
    assert (len(again), {"number", "number_earlier", "likeness"} <= set(again)) == (0, True)


def test_a_difference_is_told_with_the_characters_before_it() -> None:
    assert differences("改造老旧管网九十公里", "改造老旧管网三十公里") == [("改造老旧管网", "九", "三")]
