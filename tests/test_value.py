"""The grammar of values: what every spelling met in filings is understood as."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from jixiao.filings.model import Kind, Operator, Place, Value
from jixiao.filings.value import exact, operator_glyph, operator_of, parse

NUMBERS: list[tuple[str, Operator | None, str, str | None]] = [
    # glyphs, in every width and typing
    ("≥2500次", "≥", "2500", "次"),
    ("≧95%", "≥", "95", "%"),
    (">=95％", "≥", "95", "%"),
    ("＞＝ 9 5 %", "≥", "95", "%"),
    ("=>95%", "≥", "95", "%"),
    ("⩾95%", "≥", "95", "%"),
    ("》80%", "≥", "80", "%"),
    ("《12万元", "≤", "12", "万元"),
    ("≤20万元", "≤", "20", "万元"),
    ("≦20万元", "≤", "20", "万元"),
    ("<=20万元", "≤", "20", "万元"),
    ("<5%", "<", "5", "%"),
    ("＞5%", ">", "5", "%"),
    ("＝100％", "=", "100", "%"),
    ("==100%", "=", "100", "%"),
    ("±5%", "±", "5", "%"),
    # words before the number
    ("不低于98%", "≥", "98", "%"),
    ("不少于3次", "≥", "3", "次"),
    ("至少1次", "≥", "1", "次"),
    ("大于等于90%", "≥", "90", "%"),
    ("大于或等于90%", "≥", "90", "%"),
    ("达到90%", "≥", "90", "%"),
    ("不超过12万元", "≤", "12", "万元"),
    ("不高于12万元", "≤", "12", "万元"),
    ("控制在5%", "≤", "5", "%"),
    ("控制在5%以内", "≤", "5", "%"),
    ("最多3次", "≤", "3", "次"),
    ("小于或等于5天", "≤", "5", "天"),
    ("超过3次", ">", "3", "次"),
    ("大于3次", ">", "3", "次"),
    ("低于5%", "<", "5", "%"),
    # words behind it
    ("30人以上", "≥", "30", "人"),
    ("90%及以上", "≥", "90", "%"),
    ("90%(含)以上", "≥", "90", "%"),
    ("90%以上（不含）", ">", "90", "%"),
    ("90%以上（含）", "≥", "90", "%"),
    ("5%以下", "≤", "5", "%"),
    ("5%及以下", "≤", "5", "%"),
    ("5%（含）以下", "≤", "5", "%"),
    ("5%以内（不含）", "<", "5", "%"),
    ("5%以内", "≤", "5", "%"),
    ("10天之内", "≤", "10", "天"),
    ("5个工作日内", "≤", "5", "个工作日"),
    # none
    ("100%", None, "100", "%"),
    ("95", None, "95", None),
    ("0次", None, "0", "次"),
    ("约30人", None, "30", "人"),
    ("30人左右", None, "30", "人"),
    # numbers as people write them
    ("1,234.50元", None, "1234.50", "元"),
    ("1，234元", None, "1234", "元"),
    ("12'345元", None, "12345", "元"),
    ("１００％", None, "100", "%"),
    ("1.5亿元", None, "1.5", "亿元"),
    ("4千", None, "4000", None),
    ("≥4千", "≥", "4000", None),
    ("10万", None, "100000", None),
    ("三百五十人", None, "350", "人"),
    ("一百零五次", None, "105", "次"),
    ("两次", None, "2", "次"),
    ("十二个月", None, "12", "个月"),
    ("九成", None, "9", "成"),
    # units made of several
    ("≥300元/人/次", "≥", "300", "元/人/次"),
    ("≤500元/人·天", "≤", "500", "元/人·天"),
    ("10台(套)", None, "10", "台(套)"),
    ("≥95(%)", "≥", "95", "%"),
    ("≥97百分比", "≥", "97", "百分比"),
    ("每月2次", None, "2", "次/月"),
    ("每年两次", None, "2", "次/年"),
]

OTHERS: list[tuple[str, Kind, Operator | None]] = [
    ("2023年12月31日前", "date", "≤"),
    ("12月底前完成", "date", "≤"),
    ("2023年12月底", "date", None),
    ("2023.12.31", "date", None),
    ("2023年", "date", None),
    ("2023年1月-12月", "date", None),
    ("2023-2025年", "date", None),
    ("3-5次", "range", None),
    ("80%-90%", "range", None),
    ("1至3个", "range", None),
    ("", "blank", None),
    (" ", "blank", None),
    ("-", "blank", None),
    ("——", "blank", None),
    ("/", "blank", None),
    ("不断完善", "text", None),
    ("优", "text", None),
    ("无", "text", None),
    ("全年", "text", None),
    ("3:1", "text", None),
    ("1/3", "text", None),
    ("第四季度", "text", None),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), NUMBERS, ids=[text for text, *_ in NUMBERS])
def test_understands_a_number_with_its_operator_and_unit(
    text: str, operator: Operator | None, number: str, unit: str | None
) -> None:
    value = parse(text)
    assert (value.kind, value.operator, value.number, value.unit) == ("number", operator, Decimal(number), unit)


@pytest.mark.parametrize(("text", "kind", "operator"), OTHERS, ids=[text or "empty" for text, *_ in OTHERS])
def test_tells_dates_ranges_blanks_and_words_from_numbers(text: str, kind: Kind, operator: Operator | None) -> None:
    value = parse(text)
    assert (value.kind, value.operator) == (kind, operator)


@pytest.mark.parametrize("text", ["三保", "七个坚决防止", "一等奖", "一岗双责", "四个意识"])
def test_a_set_phrase_is_no_number(text: str) -> None:
    assert parse(text).number is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"), [("3-5次", 3, 5, "次"), ("80%~90%", 80, 90, "%"), ("1至3个", 1, 3, "个")]
)
def test_a_range_has_both_bounds(text: str, low: int, high: int, unit: str) -> None:
    value = parse(text)
    assert (value.number, value.upper, value.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "measure"), [("劝返率75%以上", "劝返率"), ("满意度≥90%", "满意度"), ("重复访逐年递减8%", "重复访逐年递减")]
)
def test_a_value_that_carries_its_measure_has_no_number(text: str, measure: str) -> None:
    value = parse(text)
    assert (value.kind, value.number, value.carried) == ("text", None, measure)


def test_a_magnitude_word_without_a_unit_is_kept_beside_the_number() -> None:
    assert parse("≥4千").magnitude == "千"
    assert parse("≥4千次").magnitude is None
    assert parse("≥4000").magnitude is None


def test_operator_and_unit_may_stand_in_cells_of_their_own() -> None:
    value = parse("95", operator="大于等于", unit="%")
    assert (value.text, value.operator, value.number, value.unit) == ("≥95%", "≥", 95, "%")


def test_a_bare_magnitude_in_the_unit_column_is_no_unit() -> None:
    value = parse("33.69", operator="≤", unit="万")
    assert (value.text, value.number, value.unit, value.magnitude) == ("≤33.69万", 336900, None, "万")
    assert parse("33.69", unit="万元").unit == "万元"


def test_a_unit_in_the_value_wins_over_that_of_the_column() -> None:
    assert parse("3场", operator="≥", unit="次").unit == "场"


def test_a_word_in_the_operator_column_is_no_operator() -> None:
    assert parse("高于市平均值", operator="定性").operator is None
    assert operator_of("正向指标") is None
    assert operator_of("＞ ＝") == "≥"
    assert (operator_glyph("大于等于"), operator_glyph("≧"), operator_glyph("定性")) == ("≥", "≧", "")
    assert (operator_glyph("等于"), operator_glyph("=")) == ("＝", "=")


def test_the_value_keeps_its_place_and_its_text_as_filed() -> None:
    value = parse(" ＞＝ 95 ％ ", Place(line=7, end_line=8))
    assert (value.text, value.place) == ("＞＝ 95 ％", Place(line=7, end_line=8))


@pytest.mark.parametrize(
    ("text", "amount"),
    [("812.44", "812.44"), ("1,234.50元", "1234.50"), ("620.82 万元", "620.82"), ("１２", "12"), ("0.1", "0.1")],
)
def test_an_amount_is_exact(text: str, amount: str) -> None:
    assert exact(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "无", "约", "-", "万元"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert exact(text) is None


WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
SIGNS = st.sampled_from(["", "≥", "≤", ">=", "<=", ">", "<", "=", "不低于", "不超过"])
UNITS = st.sampled_from(["", "%", "次", "人", "万元", "元", "个", "天", "元/人"])
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
FILED = st.builds(lambda sign, amount, unit: f"{sign}{amount}{unit}", SIGNS, AMOUNTS, UNITS)


def _understood(value: Value) -> tuple[object, ...]:
    return value.kind, value.operator, value.number, value.upper, value.unit


@given(st.text())
def test_any_text_is_understood_as_something(text: str) -> None:
    value = parse(text)
    assert value.text == text.strip()
    assert (value.kind in ("number", "range")) == (value.number is not None)
    assert (value.kind == "range") == (value.upper is not None)


@given(st.text(alphabet="≥≤><=±0123456789.,%‰年月日前内以上下万千百十亿一二三元次人/·-~至每率()（）％第 "))
def test_no_mixture_of_the_grammars_own_characters_is_too_much(text: str) -> None:
    value = parse(text)
    assert value.number is None or value.number.is_finite()


@given(st.text(), st.text(), st.text())
@example("0", "", "\r")
def test_no_operator_or_unit_cell_is_too_much(text: str, operator: str, unit: str) -> None:
    parse(text, operator=operator, unit=unit)


@given(SIGNS, AMOUNTS, UNITS)
def test_what_was_composed_is_taken_apart(sign: str, amount: Decimal, unit: str) -> None:
    assume(unit or not re.fullmatch(r"(?:19|20)\d\d\.(?:0[1-9]|1[0-2])", str(amount)))  # 2023.07 is July
    value = parse(f"{sign}{amount}{unit}")
    wanted = {"": None, ">=": "≥", "<=": "≤", "不低于": "≥", "不超过": "≤"}.get(sign, sign)
    assert _understood(value) == ("number", wanted, amount, None, unit or None)


@given(FILED)
def test_full_width_is_understood_as_half_width(text: str) -> None:
    assert _understood(parse(text.translate(WIDE))) == _understood(parse(text))


@given(FILED, st.data())
def test_white_space_does_not_matter(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    blank = data.draw(st.sampled_from([" ", "\u3000", "\n", "\t", "  "]))
    assert _understood(parse(text[:at] + blank + text[at:])) == _understood(parse(text))


@given(AMOUNTS)
def test_thousands_separators_do_not_matter(amount: Decimal) -> None:
    assert exact(f"{amount:,}") == amount
    assert parse(f"≥{amount:,}元").number == amount


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("2000", "册", "number"),
        ("2000", "", "number"),
        ("1900.00", "", "number"),
        ("2000-3000", "册", "range"),
        ("2000-3000", "", "range"),
        ("2022-2024", "", "date"),
        ("2023.07", "", "date"),
        ("2021底前", "", "date"),
        ("2023年", "", "date"),
    ],
)
def test_a_year_is_told_from_a_number(text: str, unit: str, kind: str) -> None:
    assert parse(text, unit=unit).kind == kind


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("百分之九十五", 95, "百分之"),
        ("不低于百分之90", 90, "百分之"),
        ("3万余人", 30000, "人"),
        ("20多场", 20, "场"),
        ("零", 0, None),
    ],
)
def test_numbers_in_words_are_understood(text: str, number: int, unit: str | None) -> None:
    value = parse(text)
    assert (value.kind, value.number, value.unit) == ("number", number, unit)
