"""Which right name is nearest to a wrong one."""

from __future__ import annotations

import pytest

from jixiao.validators.nearest import nearest


@pytest.mark.parametrize(
    ("name", "names", "meant"),
    [
        ("unit-mising", ("unit_missing", "goal_missing"), "unit_missing"),
        ("unit_mising", ("unit-missing", "goal-missing"), "unit-missing"),
        ("JSON", ("html", "json"), "json"),
        ("dup", ("truncation", "duplicates"), "duplicates"),
        ("execution_rate_wrong_somewhere", ("units", "rate"), "rate"),
        ("ra", ("execution_rate_is_wrong",), None),
        ("a-b-c-d", ("a_b_c_d",), "a_b_c_d"),
        ("zzz", ("units", "rate"), None),
    ],
)
def test_the_name_most_alike_then_one_that_holds_the_other(name: str, names: tuple[str, ...], meant: str | None) -> None:
    assert nearest(name, names) == meant
