"""A form as filled in, before it is drawn: what an invented department files about one of the subjects, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Form = Literal["project-target", "project-approval", "project-self-evaluation", "department-target", "department-self-evaluation"]
PLACES = ("云栖县", "澜溪市", "望河区", "青禾县", "竹溪镇", "沂川区", "白鹭县", "松岭市")
PEOPLE = ("周砚秋", "莫听澜", "柏见山", "白川柏", "骆清和", "祁望舒")
CENT = Decimal("0.01")
# Points of the level-1 names in a self-evaluation, and of execution.
POINTS = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
EXECUTION = 10
YEARS = 3
MOST_OUTPUTS, MOST_BENEFITS = 6, 3


@dataclass(frozen=True)
class Row:
    """A third-level indicator. `medium` is the number of the medium-term half; `actual` has its unit."""

    level2: str
    name: str
    operator: str
    number: str
    unit: str
    note: str = ""
    medium: str = ""
    medium_operator: str = ""
    medium_unit: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    reason: str = ""

    @property
    def target(self) -> str:
        """The target as one text."""
        return f"{self.operator}{self.number}{self.unit}"

    @property
    def medium_target(self) -> str:
        """The medium-term target as one text."""
        return f"{self.medium_operator}{self.medium}{self.medium_unit}"

    @property
    def level1(self) -> str:
        """The level-1 name where cost is an output."""
        if self.level2 in ("数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标"):
            return "产出指标"
        return "满意度指标" if self.level2 == "服务对象满意度指标" else "效益指标"


@dataclass(frozen=True)
class Sheet:
    """One form instance. `funds` holds amounts by (item, column); columns are '' in target forms (and 'medium')."""

    form: Form
    year: int
    place: str
    office: str
    project: str
    unit: str
    goal: str
    longer: str
    result: str
    rows: tuple[Row, ...]
    funds: Mapping[tuple[str, str], str]
    fields: Mapping[str, str] = field(default_factory=dict)
    total_weight: str = ""
    total_score: str = ""
    level_points: Mapping[str, str] = field(default_factory=dict)
    years: tuple[int, int] = (0, 0)

    @property
    def department(self) -> str:
        """Who files."""
        return self.place + self.office

    @property
    def scored(self) -> bool:
        """Whether the form states results."""
        return self.form.endswith("self-evaluation")

    @property
    def whole(self) -> bool:
        """Whether the form is a department's."""
        return self.form.startswith("department")


@cache
def subjects() -> tuple[dict[str, Any], ...]:
    """The subjects."""
    return tuple(yaml.safe_load(Path(__file__).with_name("subjects.yaml").read_text("utf-8")))


def sheet(
    form: Form, seed: int, *, year: int = 0, two_periods: bool = False, unit: str = "万元", one_level: bool = False
) -> Sheet:
    """The form number `seed` of its kind. `one_level`: costs stand under a level-1 of their own (经济成本指标)."""
    chance = random.Random(f"{form}:{seed}:{two_periods}:{unit}")
    subject = subjects()[seed % len(subjects())]
    year = year or chance.choice((2021, 2022, 2023, 2024, 2025))
    long = two_periods and chance.random() < 0.7
    filled = _Filled(chance, subject, year, long, unit)
    place = chance.choice(PLACES)
    funds = _funds(form, chance, filled.budget, two_periods, YEARS if long else 1)
    whole = form.startswith("department")
    costs = _whole_costs(funds, form) if whole else filled.costs(form.endswith("self-evaluation"), funds)
    rows = [*filled.rows, *_cost_rows(costs, unit, "经济成本指标" if one_level else "成本指标", YEARS if long else 1)]
    extra: dict[str, Any] = {}
    if form.endswith("self-evaluation"):
        rows, extra = _scored(chance, rows, funds)
    if not two_periods:
        rows = [Row(**{**row.__dict__, "medium": "", "medium_operator": "", "medium_unit": ""}) for row in rows]
    return Sheet(
        form=form,
        year=year,
        place=place,
        office=subject["office"],
        project=subject["project"],
        unit=unit,
        goal=subject["goal"].format(**filled.annual),
        longer=subject["longer" if long else "goal"].format(**filled.medium),
        result=subject["result"].format(**{key: filled.actual_of(key, rows) for key in filled.annual}),
        rows=tuple(rows),
        funds=_printed(funds, unit),
        fields={
            "负责人": chance.choice(PEOPLE),
            "填报人": chance.choice(PEOPLE),
            "电话": f"0000-{chance.randrange(10**6, 10**7)}",
        },
        years=(year, year + YEARS - 1) if long else (year, year),
        **extra,
    )


class _Filled:
    """A subject with its numbers drawn."""

    def __init__(self, chance: random.Random, subject: Mapping[str, Any], year: int, long: bool, unit: str) -> None:
        self.chance, self.unit = chance, unit
        self.annual: dict[str, str] = {}
        self.medium: dict[str, str] = {}
        self.keys: list[str] = []
        self.rows = [self._row(entry, year, YEARS if long else 1) for entry in subject["rows"]]
        self.budget = Decimal(chance.randrange(1_500, 24_000)) / 100
        self.shares: Mapping[str, int] = subject["costs"]

    def _row(self, entry: list[Any], year: int, years: int) -> Row:
        key, level2, name, operator, drawn, unit, note = entry
        self.keys.append(key)
        if "-" in drawn and not operator:
            month, day = map(int, drawn.split("-"))
            self.annual[key] = self.medium[key] = f"{month}月底" if day in (30, 31) else f"{month}月{day}日"
            number, medium = f"{year}年{month}月{day}日前", f"{year + years - 1}年{month}月{day}日前"
            return Row(level2, name, "", number, "", note, medium, "", "")
        flows = drawn.endswith("*")
        low, high, step = _range(drawn.rstrip("*"))
        number = self.chance.randrange(low, high + 1, step)
        self.annual[key], self.medium[key] = str(number), str(number * years if flows else number)
        return Row(level2, name, operator, str(number), unit, note, self.medium[key], operator, unit)

    def costs(self, scored: bool, funds: Mapping[tuple[str, str], Decimal]) -> list[tuple[str, Decimal, Decimal]]:
        """Cost items with target and actual: together the budget, and what was spent."""
        budget = funds[("年度资金总额", "调整" if scored else "")]
        spent = funds.get(("年度资金总额", "执行"), budget)
        targets, actuals = _shared(budget, self.shares), _shared(spent, self.shares)
        return [(name, targets[name], actuals[name]) for name in self.shares]

    def actual_of(self, key: str, rows: list[Row]) -> str:
        """The result of the row called `key`, without its unit, for the text of results."""
        if key not in self.keys:
            return ""
        row = rows[self.keys.index(key)]
        return row.actual.removesuffix(row.unit) if row.unit else self.annual[key]


def _range(drawn: str) -> tuple[int, int, int]:
    bounds, _, step = drawn.partition("/")
    low, _, high = bounds.partition("-")
    return int(low), int(high), int(step or 1)


def _shared(amount: Decimal, shares: Mapping[str, int]) -> dict[str, Decimal]:
    parts = {name: (amount * share / sum(shares.values())).quantize(CENT) for name, share in shares.items()}
    last = next(reversed(parts))
    parts[last] = amount - sum(value for name, value in parts.items() if name != last)
    return parts


def _funds(form: Form, chance: random.Random, budget: Decimal, two: bool, years: int) -> dict[tuple[str, str], Decimal]:
    """The funds block in 万元."""
    own = (budget * Decimal(chance.choice((0, 0, 10, 25))) / 100).quantize(CENT)
    if form.endswith("self-evaluation"):
        opening = (budget * Decimal(chance.choice((96, 100, 100, 104))) / 100).quantize(CENT)
        spent = (budget * Decimal(chance.randrange(935, 1000)) / 1000).quantize(CENT)
        columns = {"年初": opening, "调整": budget, "执行": spent}
        first, second = ("基本支出", "项目支出") if form.startswith("department") else ("财政拨款", "其他资金")
        funds: dict[tuple[str, str], Decimal] = {}
        for column, amount in columns.items():
            part = (amount * Decimal("0.62")).quantize(CENT) if form.startswith("department") else amount
            funds |= {("年度资金总额", column): amount, (first, column): part, (second, column): amount - part}
        rate = (spent / budget * 100).quantize(CENT, ROUND_HALF_UP)
        score = (rate * EXECUTION / 100).quantize(CENT, ROUND_HALF_UP)
        return funds | {
            ("年度资金总额", "率"): rate,
            ("年度资金总额", "分值"): Decimal(EXECUTION),
            ("年度资金总额", "得分"): score,
        }
    if form.startswith("department"):
        basic = (budget * Decimal("0.62")).quantize(CENT)
        return {
            ("年度资金总额", ""): budget, ("财政拨款", ""): budget - own, ("其他资金", ""): own,
            ("基本支出", ""): basic, ("项目支出", ""): budget - basic,
        }  # fmt: skip
    funds = {("年度资金总额", ""): budget, ("财政拨款", ""): budget - own, ("其他资金", ""): own}
    if two:
        funds |= {(item, "medium"): amount * years for (item, _), amount in list(funds.items())}
    return funds


def _whole_costs(funds: Mapping[tuple[str, str], Decimal], form: Form) -> list[tuple[str, Decimal, Decimal]]:
    scored = form.endswith("self-evaluation")
    basic, project = (funds[(item, "调整" if scored else "")] for item in ("基本支出", "项目支出"))
    spent, done = (funds[(item, "执行")] for item in ("基本支出", "项目支出")) if scored else (basic, project)
    return [("基本支出成本", basic, spent), ("项目支出成本", project, done)]


def _cost_rows(costs: list[tuple[str, Decimal, Decimal]], unit: str, level2: str, years: int) -> Iterator[Row]:
    for name, target, actual in costs:
        number, medium, done = (in_unit(amount, unit) for amount in (target, target * years, actual))
        yield Row(level2, name, "≤", number, unit, "按财政批复的预算数控制", medium, "≤", unit, actual=f"{done}{unit}")


def in_unit(amount: Decimal, unit: str) -> str:
    """An amount of 万元 as printed in a unit."""
    return f"{amount.quantize(CENT)}" if unit == "万元" else f"{(amount * 10_000).quantize(Decimal(1))}"


def _printed(funds: Mapping[tuple[str, str], Decimal], unit: str) -> dict[tuple[str, str], str]:
    plain = {"率": "{}%", "分值": "{}", "得分": "{}"}
    return {key: plain[key[1]].format(amount) if key[1] in plain else in_unit(amount, unit) for key, amount in funds.items()}


def _scored(chance: random.Random, rows: list[Row], funds: Mapping[tuple[str, str], Decimal]) -> tuple[list[Row], dict[str, Any]]:
    """The rows with results, points and scores; one target may be missed, honestly: less points, and why."""
    weights = _weights(rows)
    missed = chance.choice([None, *(n for n, row in enumerate(rows) if row.level2 == "数量指标" and row.operator == "≥")])
    done: list[Row] = []
    total = funds[("年度资金总额", "得分")]
    for number, row in enumerate(rows):
        actual, score, reason = _result(chance, row), Decimal(weights[number]), ""
        if number == missed:
            short = int(row.number) - max(1, int(row.number) // 12)
            actual, reason = f"{short}{row.unit}", "部分任务因连续强降雨推迟，已列入下年第一季度继续完成"
            score = (score * short / int(row.number)).quantize(CENT, ROUND_HALF_UP)
        total += score
        points = str(weights[number])
        done.append(Row(**{**row.__dict__, "actual": actual, "weight": points, "score": str(score), "reason": reason}))
    return done, {
        "total_weight": "100",
        "total_score": f"{total}",
        "level_points": {name: str(points) for name, points in POINTS.items()},
    }


def _weights(rows: list[Row]) -> list[int]:
    weights = [0] * len(rows)
    for level1, points in POINTS.items():
        members = [n for n, row in enumerate(rows) if (row.level1 if row.level2 != "经济成本指标" else "产出指标") == level1]
        for at, number in enumerate(members):
            weights[number] = points // len(members) + (at < points % len(members))
    return weights


def _result(chance: random.Random, row: Row) -> str:
    """A result that meets the target: a little more where more is better, never beyond what a share can be."""
    if row.actual:
        return row.actual
    if not row.operator:
        return f"{row.number.removesuffix('日前').rpartition('月')[0]}月{chance.randrange(2, 10)}日"
    number = int(row.number)
    if row.operator == "＝":
        return f"{number}{row.unit}"
    if row.operator == "≤":
        return f"{max(1, number - chance.randrange(0, 2))}{row.unit}"
    most = min(100, number + 3) if row.unit == "%" else number + number // 20
    return f"{chance.randrange(number, most + 1)}{row.unit}"
