"""Single faults: each changes one thing in a clean filing, and says which rules should speak of it, and at which cells.

A fault that a form cannot have (a result in a target form) is not planted there: its function returns None.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from .layouts import Key
from .sheet import CENT, Row, Sheet


@dataclass(frozen=True)
class Planted:
    """A filing with one fault. `cells` are where it may be pointed at; none of them: anywhere in its table."""

    sheets: list[Sheet]
    cells: tuple[Key, ...]


@dataclass(frozen=True)
class Fault:
    """A kind of fault: any of `rules` finds it; what `follows` may be said as well, for it is as true."""

    name: str
    rules: frozenset[str]
    follows: frozenset[str]
    plant: Callable[[list[Sheet], random.Random], Planted | None]
    needs_labels: bool = False


FAULTS: list[Fault] = []
Plant = Callable[[list[Sheet], random.Random], Planted | None]
RowPlant = Callable[[Row, random.Random], Row | None]


def fault(name: str, rules: str, follows: str = "", *, needs_labels: bool = False) -> Callable[[Plant], Plant]:
    """Enter a kind of fault in the list. `needs_labels`: it cannot be seen in a head without labels."""

    def enter(plant: Plant) -> Plant:
        FAULTS.append(Fault(name, frozenset(rules.split()), frozenset(follows.split()), plant, needs_labels))
        return plant

    return enter


def in_row(
    name: str, rules: str, follows: str = "", *, at: str = "target", scored: bool | None = None
) -> Callable[[RowPlant], RowPlant]:
    """Enter a fault of one indicator: the function changes a row, or returns None for one that cannot have it."""

    def enter(change: RowPlant) -> RowPlant:
        def plant(sheets: list[Sheet], chance: random.Random) -> Planted | None:
            if scored is not None and sheets[0].scored is not scored:
                return None
            changed = [(n, new) for n, row in enumerate(sheets[0].rows) if (new := change(row, chance)) is not None]
            if not changed:
                return None
            number, row = chance.choice(changed)
            cells = cost_cells(sheets[0]) if at == "costs" else cells_of(number, at)
            return _with(sheets, with_row(sheets[0], number, row), cells)

        FAULTS.append(Fault(name, frozenset(rules.split()), frozenset(follows.split()), plant))
        return change

    return enter


_CELLS = {
    "name": ("name", "medium name"),
    "target": ("target", "medium target", "number", "operator", "word", "side", "unit"),
    "actual": ("actual", "done"),
    "weight": ("weight",),
    "score": ("score",),
    "reason": ("reason", "score"),
    "level2": ("level2", "name"),
    "row": ("name", "target", "number", "operator", "word", "unit", "medium name", "medium target", "level2"),
}


def cost_cells(sheet: Sheet) -> tuple[Key, ...]:
    """The cells of all cost targets: of a wrong sum nobody knows the wrong term."""
    return tuple(cell for n, row in enumerate(sheet.rows) if "成本" in row.level2 for cell in cells_of(n, "target"))


def cells_of(number: int, kinds: str) -> tuple[Key, ...]:
    """The cells of an indicator of the first table."""
    return tuple((1, what, str(number)) for kind in kinds.split() for what in _CELLS[kind])


def with_row(sheet: Sheet, number: int, row: Row) -> Sheet:
    """The form with one indicator changed."""
    return replace(sheet, rows=(*sheet.rows[:number], row, *sheet.rows[number + 1 :]))


def _with(sheets: list[Sheet], first: Sheet, cells: Iterable[Key] = ()) -> Planted:
    return Planted([first, *sheets[1:]], tuple(cells))


def _both(row: Row, **changes: str) -> Row:
    """Both halves changed alike, where there are two."""
    if row.medium:
        changes |= {
            {"number": "medium", "operator": "medium_operator", "unit": "medium_unit"}[key]: value
            for key, value in list(changes.items())
            if key in ("number", "operator", "unit")
        }
    return replace(row, **changes)


def _counted(row: Row) -> bool:
    return row.level2 == "数量指标" and row.operator == "≥"


# Text


@in_row(
    "name cut inside a word",
    "name_loses_last_character prefix_of_fuller_text name_breaks_inside_word breaks_inside_word",
    at="name",
)
def _(row: Row, chance: random.Random) -> Row | None:
    endings = ("时间", "年限", "面积", "里程", "长度", "金额", "比例")
    return replace(row, name=row.name[:-1]) if row.name.endswith(endings) and row.unit != "" else None


@in_row("name loses 数", "name_loses_last_character", at="name")
def _(row: Row, chance: random.Random) -> Row | None:
    # 人, 户 and 期 are nouns as well: 培训传承学员人 is odd, but a whole.
    counted = row.name.endswith("数") and row.name[-2:-1] == row.unit in tuple("天次个份盏株篇座台套页条")
    return replace(row, name=row.name[:-1]) if counted else None


@in_row("name ends in a comma", "ends_dangling", at="name")
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, name=row.name + "，")


@in_row("name ends in 和", "ends_dangling", at="name")
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, name=row.name + "和") if _counted(row) else None


@in_row("garbled character", "garbled_characters", at="name")
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, name=row.name[:2] + "\ufffd" + row.name[3:])


@in_row("bracket left open", "unbalanced_brackets", at="name")
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, name=row.name[:-2] + "（" + row.name[-2:]) if _counted(row) else None


# Targets


@in_row("unit dropped", "unit_missing")
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="") if row.operator and _counted(row) else None


@in_row("rate without its sign", "unit_missing")
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="") if row.unit == "%" and row.level2 == "质量指标" and row.operator == "≥" else None


@in_row("百分比 for %", "percent_spelled_out")
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="百分比") if row.unit == "%" and row.operator == "≥" else None


@in_row("operator removed", "operator_missing", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="") if row.operator and row.level2 != "经济成本指标" else None


@in_row("cost with ≥", "cost_rewards_overspending", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="≥") if "成本" in row.level2 else None


@in_row("satisfaction with ≤", "satisfaction_capped", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="≤") if row.level2 == "服务对象满意度指标" else None


@in_row("pass rate with ≤", "satisfaction_capped", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="≤") if row.name.endswith("合格率") else None


@in_row("accidents with ≥", "accidents_floored", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="≥") if "事故" in row.name else None


@in_row("hours of handling with ≥", "processing_time_floored", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="≥") if row.unit == "小时" else None


@in_row("ever better", "value_unmeasurable", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _worded(row, "不断提高") if row.level2 == "社会效益指标" and row.unit != "%" else None


@in_row("a quantity in words", "quantity_not_numeric", "value_says_nothing", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _worded(row, "按计划完成") if row.level2 == "数量指标" else None


@in_row("satisfaction in words", "satisfaction_not_numeric", "rate_declared_qualitative", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _worded(row, "群众普遍满意") if row.level2 == "服务对象满意度指标" else None


@in_row("a rate in words", "rate_declared_qualitative", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _worded(row, "明显提高") if row.level2 == "质量指标" and row.unit == "%" else None


@in_row("in good time", "deadline_vague", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _worded(row, "及时") if row.level2 == "时效指标" and not row.operator else None


def _worded(row: Row, text: str) -> Row:
    return _both(row, operator="", number=text, unit="")


@in_row("deadline out of the year", "deadline_outside_year")
def _(row: Row, chance: random.Random) -> Row | None:
    if row.operator or row.medium:
        return None
    return replace(row, number=f"{int(row.number[:4]) - 2}{row.number[4:]}")


@in_row("satisfaction above 100%", "percentage_out_of_range")
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, number="120") if row.level2 == "服务对象满意度指标" and not row.score else None


@in_row("satisfaction in persons", "satisfaction_unit_wrong", "unit_contradicts_name", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="人") if row.level2 == "服务对象满意度指标" else None


@in_row("two figures in one value", "several_figures_in_value", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    if not _counted(row) or row.medium:
        return None
    return replace(row, number=f"{row.number}{row.unit}，其中乡镇≥{int(row.number) // 2}{row.unit}", unit="")


@in_row("share as a decimal", "rate_as_decimal", "unit_missing", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    if row.unit != "%" or row.operator != "≥" or row.medium:
        return None
    return replace(row, number=f"0.{row.number}", unit="")


@in_row("rate fixed below 100%", "rate_fixed_below_hundred", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="＝") if row.level2 == "质量指标" and row.unit == "%" and row.operator == "≥" else None


@in_row("value missing", "value_missing", at="row", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, operator="", number="", unit="") if _counted(row) and not row.medium else None


@in_row("name missing", "name_missing", at="row", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, name="") if row.level2 == "质量指标" and not row.medium else None


@in_row("value inside the name", "value_inside_name", at="name target", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, name=f"{row.name}达{row.number}{row.unit}") if _counted(row) and not row.medium else None


@in_row("value repeats the name", "value_repeats_name", "value_unmeasurable value_says_nothing", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _worded(row, row.name) if row.level2 == "社会效益指标" and row.unit != "%" else None


# Units


@in_row("person-times in 次", "unit_contradicts_name", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="次") if row.name.endswith("人次") else None


@in_row("occurrences in 件", "unit_contradicts_name", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="件") if row.name.endswith("次数") else None


@in_row(
    "a quantity in money",
    "money_in_quantity",
    "unit_contradicts_name cost_exceeds_budget money_units_mixed annual_equals_medium_value",
    scored=False,
)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, number="12", unit="万元") if _counted(row) else None


@in_row("a deadline in money", "money_in_timeliness", "unit_contradicts_name money_units_mixed", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, operator="≤", number="3", unit="万元") if row.level2 == "时效指标" else None


@in_row("a quantity as a rate", "rate_in_quantity", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(_both(row, number="95", unit="%"), name="年度任务兑现率") if _counted(row) and not row.medium else None


@in_row("a quality in pieces", "count_in_quality", "unit_contradicts_name", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(_both(row, operator="≥", number="30", unit="份"), name="编写业务指南") if row.level2 == "质量指标" else None


@in_row("a slogan at 95%", "percentage_on_statement", "level2_misclassified", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    if row.level2 != "社会效益指标":
        return None
    return replace(_both(row, operator="≥", number="95", unit="%"), name="促进社会和谐稳定")


@in_row("万 without 元", "magnitude_word_for_unit", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="万") if "成本" in row.level2 and row.unit == "万元" else None


@in_row(
    "元 for 万元",
    "money_scale_slip cost_below_budget",
    "standard_without_denominator money_decimals money_units_mixed",
    at="costs",
    scored=False,
)
def _(row: Row, chance: random.Random) -> Row | None:
    return _both(row, unit="元") if "成本" in row.level2 and row.unit == "万元" else None


@in_row("unit differs between the periods", "unit_differs_between_periods", "unit_contradicts_name")
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, unit="人") if row.medium and row.unit == "人次" else None


# Levels and duplicates


@in_row("satisfaction under 可持续影响", "level2_misclassified", "benefit_repeats_output", at="row", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    if row.level2 != "可持续影响指标":
        return None
    return replace(_both(row, operator="≥", number="90", unit="%"), name="受益单位满意度")


@in_row("social order under 生态效益", "level2_misclassified", at="row", scored=False)
def _(row: Row, chance: random.Random) -> Row | None:
    if row.level2 != "可持续影响指标":
        return None
    return replace(_both(row, operator="≥", number="90", unit="%"), level2="生态效益指标", name="群众安全感")


def _without(level2: str) -> Plant:
    def plant(sheets: list[Sheet], chance: random.Random) -> Planted | None:
        sheet = sheets[0]
        rows = tuple(row for row in sheet.rows if level2 not in (row.level2, row.level1))
        return None if sheet.scored or len(rows) == len(sheet.rows) else _with(sheets, replace(sheet, rows=rows))

    return plant


for _level, _rule, _more in (
    ("数量指标", "quantity_missing", ""),
    ("质量指标", "quality_missing", ""),
    ("时效指标", "timeliness_missing", ""),
    ("效益指标", "benefit_missing", ""),
    ("服务对象满意度指标", "satisfaction_missing", ""),
):
    fault(f"no {_level}", _rule, _more)(_without(_level))


@fault("indicator twice", "indicator_repeated row_repeated")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = sheets[0]
    number = next((n for n, row in enumerate(sheet.rows) if _counted(row)), None)
    if number is None or sheet.scored:
        return None
    row = sheet.rows[number]
    again = replace(row, number=str(int(row.number) + 1))
    rows = (*sheet.rows[: number + 1], again, *sheet.rows[number + 1 :])
    return _with(sheets, replace(sheet, rows=rows), cells_of(number, "row") + cells_of(number + 1, "row"))


@fault("row twice", "row_repeated")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = sheets[0]
    number = next((n for n, row in enumerate(sheet.rows) if row.level2 == "质量指标"), None)
    if number is None or sheet.scored:
        return None
    rows = (*sheet.rows[: number + 1], sheet.rows[number], *sheet.rows[number + 1 :])
    return _with(sheets, replace(sheet, rows=rows), cells_of(number, "row") + cells_of(number + 1, "row"))


@fault("table twice", "table_repeated", "projects_do_not_add_up_to_grand_total")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    return Planted([*sheets, sheets[0]], ())


@fault(
    "name cut in a second copy",
    "prefix_of_fuller_text name_breaks_inside_word",
    "repeated_table_differs table_repeated projects_do_not_add_up_to_grand_total percentage_on_statement",
)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    first = sheets[0]
    numbers = [n for n, row in enumerate(first.rows) if row.name.endswith(("率", "度"))]
    number = chance.choice(numbers)
    copy = with_row(first, number, replace(first.rows[number], name=first.rows[number].name[:-2]))
    return Planted([*sheets, copy], tuple((len(sheets) + 1, what, str(number)) for what in ("name", "medium name")))


@fault("goal of another project", "goal_repeated_across_projects")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if len(sheets) < 2:
        return None
    return Planted(
        [sheets[0], replace(sheets[1], goal=sheets[0].goal), *sheets[2:]], ((1, "goal", "annual"), (2, "goal", "annual"))
    )


@fault("goal copied as result", "result_copies_goal")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = sheets[0]
    cells = ((1, "goal", "actual"), (1, "goal", "annual"))
    return _with(sheets, replace(sheet, result=sheet.goal), cells) if sheet.scored else None


@fault("goal same in both periods", "goal_repeated_in_both_periods")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = sheets[0]
    if sheet.years[1] <= sheet.years[0]:
        return None
    return _with(sheets, replace(sheet, longer=sheet.goal), ((1, "goal", "annual"), (1, "goal", "medium")))


@fault("goals numbered 1, 2, 4", "goal_numbers_gap")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    parts = sheets[0].goal.rstrip("。").split("，")
    text = "".join(f"目标{n}：{part}。" for n, part in zip((1, 2, 4, 5, 6, 7), parts, strict=False))
    return _with(sheets, replace(sheets[0], goal=text), ((1, "goal", "annual"),)) if len(parts) > 2 else None


@fault("goal missing", "goal_missing", needs_labels=True)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    return None if sheets[0].scored or sheets[0].years[1] > sheets[0].years[0] else _with(sheets, replace(sheets[0], goal=""))


@fault("goal already reached", "goal_in_past_tense")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    text = "完成了" + sheets[0].goal.rstrip("。") + "，实现了年度任务目标。"
    return None if sheets[0].scored else _with(sheets, replace(sheets[0], goal=text), ((1, "goal", "annual"),))


@fault("goal is a duty", "goal_is_duty", "goal_without_number goal_uncovered")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    text = "负责辖区内相关设施的日常管理，负责组织协调有关业务工作，承办上级交办的其他事项。"
    return None if sheets[0].scored else _with(sheets, replace(sheets[0], goal=text), ((1, "goal", "annual"),))


# Money


def _fund_changed(sheet: Sheet, item: str, column: str, change: Callable[[Decimal], Decimal]) -> Sheet | None:
    text = sheet.funds.get((item, column))
    if text is None:
        return None
    amount = Decimal(text.rstrip("%"))
    new = change(amount).quantize(CENT if "." in text else Decimal(1))
    if new == amount:
        return None
    return replace(sheet, funds={**sheet.funds, (item, column): f"{new}{'%' if text.endswith('%') else ''}"})


def _swapped(amount: Decimal) -> Decimal:
    """Two neighbouring digits of the whole part swapped, the first pair that differ."""
    digits = list(str(amount))
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        if one.isdigit() and other.isdigit() and one != other != "0":
            digits[at], digits[at + 1] = other, one
            return Decimal("".join(digits))
    return amount


def _source(sheet: Sheet) -> str:
    return "项目支出" if sheet.scored and sheet.whole else "财政拨款"


SUMS = "sources_do_not_add_up natures_do_not_add_up form_equation_unmet"
FUND_CELLS = ("年度资金总额", "财政拨款", "其他资金", "基本支出", "项目支出")


def _fund_cells(*columns: str) -> tuple[Key, ...]:
    return tuple((1, "fund", f"{item}/{column}") for item in FUND_CELLS for column in columns)


@fault(
    "digits of an appropriation swapped",
    SUMS,
    "money_unspent projects_exceed_department projects_do_not_add_up_to_grand_total budget_adjusted_much execution_over_budget",
    needs_labels=True,
)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    column = "调整" if sheets[0].scored else ""
    sheet = _fund_changed(sheets[0], _source(sheets[0]), column, _swapped)
    return _with(sheets, sheet, _fund_cells(column)) if sheet else None


@fault("a sum off by 1.00", SUMS, "projects_do_not_add_up_to_grand_total budget_adjusted_much", needs_labels=True)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    column = chance.choice(("年初", "调整")) if sheets[0].scored else ""
    sheet = _fund_changed(sheets[0], _source(sheets[0]), column, lambda amount: amount + 1)
    return _with(sheets, sheet, _fund_cells(column)) if sheet else None


@fault("medium-term sum off by 1.00", SUMS)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = _fund_changed(sheets[0], "财政拨款", "medium", lambda amount: amount + 1)
    return _with(sheets, sheet, _fund_cells("medium")) if sheet else None


@fault("basic and project expenditure off by 1.00", "natures_do_not_add_up form_equation_unmet", "cost_exceeds_budget")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if not sheets[0].whole or sheets[0].scored:
        return None
    sheet = _fund_changed(sheets[0], "基本支出", "", lambda amount: amount + 1)
    return _with(sheets, sheet, _fund_cells("")) if sheet else None


@fault(
    "annual funds above medium-term funds",
    "annual_exceeds_medium_funds form_equation_unmet",
    "cost_exceeds_budget cost_below_budget money_scale_slip",
)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = sheets[0]
    if ("年度资金总额", "medium") not in sheet.funds or sheet.years[1] == sheet.years[0]:
        return None
    factor = {
        (item, column): str(Decimal(text) / 6) if column == "medium" else text for (item, column), text in sheet.funds.items()
    }
    funds = {key: f"{Decimal(text).quantize(CENT)}" for key, text in factor.items()}
    source, other = Decimal(funds[("财政拨款", "medium")]), Decimal(funds[("其他资金", "medium")])
    funds[("年度资金总额", "medium")] = f"{source + other}"
    return _with(sheets, replace(sheet, funds=funds), _fund_cells("", "medium"))


@in_row(
    "digits of a cost swapped",
    "cost_exceeds_budget cost_below_budget",
    "annual_exceeds_medium_value annual_values_miss_medium_value annual_equals_medium_value unit_cost_times_quantity",
    at="costs",
    scored=False,
)
def _(row: Row, chance: random.Random) -> Row | None:
    if "成本" not in row.level2:
        return None
    number = _swapped(Decimal(row.number))
    # A list of costs below the budget may be incomplete, which is no fault.
    return replace(row, number=str(number)) if number > Decimal(row.number) else None


@in_row(
    "cost above the budget",
    "cost_exceeds_budget",
    "annual_exceeds_medium_value annual_values_miss_medium_value annual_equals_medium_value unit_cost_times_quantity",
    at="costs",
    scored=False,
)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, number=str(Decimal(row.number) * 3)) if "成本" in row.level2 else None


# Results


@in_row("result with an operator", "actual_repeats_operator", at="actual", scored=True)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, actual=row.target) if row.operator == "≥" and row.unit and not row.reason else None


@in_row("result is a word", "actual_is_word", "actual_incommensurable", at="actual", scored=True)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, actual="已完成") if _counted(row) and not row.reason else None


@in_row("result in another unit", "actual_incommensurable", at="actual target", scored=True)
def _(row: Row, chance: random.Random) -> Row | None:
    # Where one column holds the unit of both, there is no second unit to be wrong.
    return replace(row, actual=f"{row.number}%") if _counted(row) and not row.reason else None


@in_row(
    "result half of the target", "result_far_below", "full_points_though_missed score_formula_unmet", at="actual", scored=True
)
def _(row: Row, chance: random.Random) -> Row | None:
    return (
        replace(row, actual=f"{int(row.number) // 2}{row.unit}")
        if _counted(row) and not row.reason and int(row.number) > 9
        else None
    )


@in_row(
    "full points though missed",
    "full_points_though_missed",
    "score_formula_unmet result_far_below",
    at="score actual",
    scored=True,
)
def _(row: Row, chance: random.Random) -> Row | None:
    return (
        replace(row, actual=f"{int(row.number) * 9 // 10}{row.unit}")
        if _counted(row) and not row.reason and int(row.number) > 19
        else None
    )


@in_row("twice the target", "overshoot_unexplained", at="actual", scored=True)
def _(row: Row, chance: random.Random) -> Row | None:
    return replace(row, actual=f"{int(row.number) * 2}{row.unit}") if _counted(row) and not row.reason else None


@fault("reason left out", "points_deducted_without_reason")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    number = next((n for n, row in enumerate(sheets[0].rows) if row.reason), None)
    if number is None:
        return None
    return _with(sheets, with_row(sheets[0], number, replace(sheets[0].rows[number], reason="")), cells_of(number, "reason"))


def _score(sheet: Sheet, number: int, by: Decimal, weight: int = 0) -> Sheet:
    """The form with one score changed, and the total with it."""
    row = sheet.rows[number]
    changed = replace(row, score=str(Decimal(row.score) + by), weight=str(int(row.weight) + weight))
    return replace(with_row(sheet, number, changed), total_score=f"{Decimal(sheet.total_score) + by}")


@fault("met, yet marked down", "points_deducted_though_met points_deducted_without_reason", "score_formula_unmet")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if not sheets[0].scored:
        return None
    number = chance.choice([n for n, row in enumerate(sheets[0].rows) if _counted(row) and not row.reason] or [0])
    return _with(sheets, _score(sheets[0], number, Decimal(-2)), cells_of(number, "score reason"))


@fault("score above its points", "score_over_weight", "score_formula_unmet")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if not sheets[0].scored:
        return None
    number = chance.choice([n for n, row in enumerate(sheets[0].rows) if not row.reason])
    return _with(sheets, _score(sheets[0], number, Decimal(2)), cells_of(number, "score"))


@fault("total of scores off by 2", "scores_do_not_total", "grade_contradicts_total")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if not sheets[0].scored:
        return None
    return _with(sheets, replace(sheets[0], total_score=f"{Decimal(sheets[0].total_score) - 2}"), ((1, "total", "score"),))


@fault("points of 101", "weights_do_not_total_100", "level_weights_unusual children_weights_differ")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if not sheets[0].scored:
        return None
    number = chance.choice([n for n, row in enumerate(sheets[0].rows) if not row.reason])
    return _with(sheets, _score(sheets[0], number, Decimal(1), 1), ())


@fault("execution rate wrong", "execution_rate_wrong", "execution_score_wrong")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = _fund_changed(sheets[0], "年度资金总额", "率", lambda rate: rate - Decimal("3.17"))
    return _with(sheets, sheet, ((1, "fund", "年度资金总额/率"),)) if sheet else None


@fault("execution score wrong", "execution_score_wrong")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = _fund_changed(sheets[0], "年度资金总额", "得分", lambda score: score - Decimal("3.3"))
    if sheet is None:
        return None
    total = f"{Decimal(sheet.total_score) - Decimal('3.3')}"
    return _with(sheets, replace(sheet, total_score=total), ((1, "fund", "年度资金总额/得分"),))


@fault(
    "spent above the budget",
    "execution_over_budget",
    "execution_rate_wrong execution_score_wrong sources_do_not_add_up natures_do_not_add_up cost_details_do_not_match_execution",
)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = _fund_changed(sheets[0], "年度资金总额", "执行", lambda amount: (amount * Decimal("1.2")).quantize(CENT))
    return _with(sheets, sheet, _fund_cells("执行", "率")) if sheet else None


@in_row(
    "cost above its target",
    "cost_overrun",
    "cost_details_do_not_match_execution full_points_though_missed score_formula_unmet",
    at="actual",
    scored=True,
)
def _(row: Row, chance: random.Random) -> Row | None:
    if row.level2 != "成本指标":
        return None
    spent = (Decimal(row.number) * Decimal("1.3")).quantize(CENT if row.unit == "万元" else Decimal(1))
    return replace(row, actual=f"{spent}{row.unit}")


# The head


@fault("year outside the project's years", "year_outside_period", "deadline_outside_year")
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    sheet = sheets[0]
    if sheet.years == (sheet.year, sheet.year) or not sheet.rows[0].medium:
        return None
    years = (sheet.years[0] - 3, sheet.years[1] - 3)
    return _with(sheets, replace(sheet, years=years), ((1, "field", "years"), (1, "field", "period")))


@fault("form's title as project name", "title_as_project_name", "goal_uncovered", needs_labels=True)
def _(sheets: list[Sheet], chance: random.Random) -> Planted | None:
    if sheets[0].whole or len(sheets) > 2:
        return None
    return _with(sheets, replace(sheets[0], project="项目支出绩效目标表"), ((1, "field", "project"),))


@in_row("target differs in kind between the periods", "value_kind_differs_between_periods")
def _(row: Row, chance: random.Random) -> Row | None:
    return (
        replace(row, medium="达到标准要求", medium_operator="", medium_unit="")
        if row.medium and row.level2 == "质量指标"
        else None
    )


@in_row("annual target above the medium-term one", "annual_exceeds_medium_value")
def _(row: Row, chance: random.Random) -> Row | None:
    return (
        replace(row, number=str(int(row.medium) * 2))
        if row.medium and _counted(row) and row.unit in ("次", "场次", "期", "册", "人次")
        else None
    )
