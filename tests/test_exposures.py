"""How much of a number is shown once it is masked."""

from __future__ import annotations

import pytest

from jixiao.validators.personal import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话：6221234", "电话：*****34"),
        ("电话：62212345", "电话：******45"),
        ("0731-62212345", "0731-******45"),
        ("（010）62212345", "（010）******45"),
        ("13812345678", "138****5678"),
        ("+86 13812345678", "+86 138****5678"),
    ],
)
def test_the_subscribers_own_digits_are_hidden_but_the_last(text: str, shown: str) -> None:
    assert masked(text, "body") == shown
