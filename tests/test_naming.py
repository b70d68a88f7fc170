"""What names announce, and which of them lost their end."""

from __future__ import annotations

import pandas as pd

from jixiao.validators.naming import goes_on_elsewhere


def elsewhere(*names: tuple[str, str]) -> list[bool]:
    return goes_on_elsewhere(pd.DataFrame(list(names), columns=["filing", "plain"])).tolist()


def test_eight_characters_that_begin_a_longer_name_are_its_beginning() -> None:
    assert elsewhere(("甲", "农村公路养护质量合格率"), ("甲", "农村公路养护质量")) == [False, True]
    assert elsewhere(("甲", "农村公路养护质合格率"), ("甲", "农村公路养护质")) == [False, False]


def test_only_names_of_the_same_filing_are_compared() -> None:
    assert elsewhere(("a", "农村公路养护质量"), ("b", "农村公路养护质量合格率")) == [False, False]
