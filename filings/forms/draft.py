"""A form instance while it is being read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from ...schemas.vocabulary import half_width, squeezed
from ..model import Field, FormName, Fund, Goal, Indicator, Level, Line, Period, Place, Repair, Table
from ..value import SYMBOL_CODE
from . import labels

_YEAR_NAMED = re.compile(r"(?<!\d)(20\d{2})\s*年")
_YEAR = re.compile(r"(20\d{2})\s*年?度?")
_UNIT = re.compile(
    r"(?:单位|金额单位)\s*:\s*(?:人民币)?(百万元|千万元|亿元|万元|千元|百元|元)|\((?:单位:)?(百万元|亿元|万元|千元|元)\)"
)
_SPAN = re.compile(
    r"(?<!\d)(20\d{2})"
    r"(?:[年./-]\d{1,2}(?:[月./-]\d{1,2})?[月日号./]?|(?:0\d|1[0-2])(?:[0-3]\d)?|\D{0,8}?(?:年|[./]\d+)?\D{0,6}?)"
    r"(?:—+|-+|~|至|到)\D{0,3}(20\d{2})"
)
TOTALS = {"total_weight": "总分（分值）", "total_score": "总分（得分）"}
_LONGEST_HEAD = 40
_AMOUNT = r"[\d.,]+\s*[百千]?[万亿]?元?"
_INLINE_FUND = re.compile(rf"(?:其中)?[:\s]*([^\s:\d]{{2,14}}(?:\([^()]*\))?)(?:\s*:\s*({_AMOUNT}|)|({_AMOUNT}))(?=\s|$)")
_PROSE_FUND = re.compile(r"(?<![\w])(?:其中)?:?([^\W\d]{2,12}?)(?:为|共计|共|合计)?:?\s*(\d[\d,]*(?:\.\d+)?\s*[百千]?[万亿]?元)")
_LENGTH = re.compile(r"^(\d{1,2})年$")
_DATE_LINE = re.compile(r"((?:20\d{2})[年./-]\d{1,2}[月./-]\d{1,2}日?)[.。]?")
_NAMED_DATE = re.compile(r"[一-鿿·]{2,4}\s*(?:20\d{2})[年./-]\d{1,2}[月./-]\d{1,2}日?[.。]?")


@dataclass
class Draft:
    """Collects what is read of one form and becomes a Table."""

    form: str
    title: str
    place: Place
    year: int | None = None
    unit: str | None = None
    department: str | None = None
    project: str | None = None
    two_periods: bool = False
    place_of_year: Place | None = None
    place_of_period: Place | None = None
    period: tuple[int, int] | None = None
    period_years: int | None = None
    fields: list[Field] = field(default_factory=list)
    funds: list[Fund] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    bound: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def read_head_line(self, line: Line, *, running: bool = True) -> bool:
        """Take year, unit, date and 'label：content' fields from a line of the form's head or foot; whether any was there.

        A date on its own counts in `running` text only: in a cell it belongs to the label beside it.
        """
        text = half_width(line.text).strip()
        taken = False
        if _UNIT.search(text):
            self.state_unit(text)
            taken = True
        if re.fullmatch(r"\(?\s*20\d{2}\s*年?度?\s*\)?", re.sub(_UNIT, "", text).strip(" ,;、")):
            self.state_year(text, line.place)
            return True
        if running and re.search(r"(?<!\d)20\d{2}\s*年度", text) and len(text) <= _LONGEST_HEAD:
            self.state_year(text, line.place)
        for identity, label, content in labels.inline_fields(re.sub(_UNIT, " ", text)):
            self.add_field(identity, label, content, line.place)
            taken = True
        if not taken and (clipped := labels.clipped_field(text)):
            self.add_field(labels.field_of(clipped) or "reporting_unit", clipped, "", line.place)
            self.repairs.append(Repair("clipped-label", line.text.strip(), clipped, line.place))
            return True
        if running and not taken and _NAMED_DATE.fullmatch(text):
            self.fields.append(Field("stray", "", text, line.place))
            return True
        if running and not taken and (match := _DATE_LINE.fullmatch(text)):
            self.fields.append(Field("date", "", match[1], line.place))
            return True
        return taken

    def state_year(self, text: str, place: Place) -> None:
        """Take the budget year from a title or a year line, the first that states one."""
        plain = half_width(text)
        match = _YEAR_NAMED.search(plain) or _YEAR.search(plain)
        if match and self.year is None:
            self.year, self.place_of_year = int(match[1]), place

    def state_year_of_goal(self, label: str, place: Place) -> None:
        """Take the budget year from the label of the year's goal: 预算年度（2024年）绩效目标."""
        annual = (labels.goal_of(label) or ("", ""))[0] == "annual"
        if annual and len(re.findall(r"20\d\d", label)) == 1:
            self.state_year(label, place)

    def state_unit(self, text: str) -> None:
        """Take the money unit from a label such as 项目资金（万元）."""
        match = _UNIT.search(half_width(text))
        if match and self.unit is None:
            self.unit = match[1] or match[2]

    def state_period(self, text: str, place: Place) -> None:
        """Take the project period from '2022年—2024年' or '3年'."""
        plain = squeezed(text)
        if match := _SPAN.search(plain):
            self.period, self.place_of_period = (int(match[1]), int(match[2])), place
        elif match := re.fullmatch(r"(20\d{2})年", plain):
            self.period, self.place_of_period = (int(match[1]), int(match[1])), place
        elif (match := _LENGTH.match(plain)) and self.period_years is None:
            self.period_years = int(match[1])

    def add_field(self, identity: str, label: str, content: str, place: Place) -> None:
        """Record a particular, and take project, department and period from it."""
        content = content.strip()
        self.fields.append(Field(identity, label.strip("：: "), content, place))
        if identity == "project" and content and not self.project:
            self.project = content
        if identity == "period":
            self.state_period(content, place)
        if identity in ("period_start", "period_end"):
            self._state_bound(identity, content, place)
        if identity in ("department", "implementing_unit", "competent_department", "reporting_unit") and content:
            better = {"department": 0, "competent_department": 1, "implementing_unit": 2, "reporting_unit": 3}
            if self.department is None or better[identity] < self._department_rank:
                self.department, self._department_rank = content, better[identity]

    _department_rank: int = 9

    def _state_bound(self, identity: str, content: str, place: Place) -> None:
        """Take the first or last year of the period from a date."""
        match = re.search(r"20\d{2}", half_width(content))
        if match:
            year = int(match[0])
            start, end = self.period or (year, year)
            self.period, self.place_of_period = ((year, end) if identity == "period_start" else (start, year)), place

    def add_fund(
        self, item: str, column: str | None, measure: str, period: Period | None, text: str, place: Place, role: str | None = None
    ) -> None:
        """Record a money cell. A unit in the cell wins over the form's, a `role` over what the item's name says."""
        amount, unit = money(text)
        role = role or labels.fund_of(item) or labels.fund_of(column or "") or "other"
        unit = {"rate": "%", "points": "分", "score": "分"}.get(measure, unit or self.unit)
        self.funds.append(Fund(labels.fund_item(item), role, column, measure, period, amount, unit, text.strip(), place))

    def read_inline_funds(self, text: str, place: Place) -> bool:
        """Take 'item：amount' from a cell or line that holds both ('其中：财政拨款：120万元'); whether any was there."""
        parts = _INLINE_FUND.findall(half_width(text))
        named = [(item, amount or glued) for item, amount, glued in parts if labels.fund_of(item)]
        for item, amount in named:
            self.add_fund(item, None, "budget", "annual", amount, place)
        return bool(named)

    def read_prose_funds(self, text: str, place: Place) -> bool:
        """Take the amounts that a sentence states: '预算资金120万元，其中财政拨款100万元，自筹20万元'; whether it did."""
        plain = half_width(text)
        named = [match for match in _PROSE_FUND.finditer(plain) if labels.fund_of(match[1])]
        if len(named) < 2:
            return False
        for match in named:
            whole = match is named[0] and re.match(r"[\s,;(]*其中", plain[match.end() :])
            self.add_fund(match[1], None, "budget", "annual", match[2], place, "total" if whole else None)
        return True

    def add_level(
        self, level: int, name: str, text: str, parent: str | None, period: Period | None, place: Place, code: str | None = None
    ) -> None:
        """Record a printed level name; a clipped one is a repair."""
        points = labels.points_of(text)
        self.levels.append(
            Level(1 if level == 1 else 2, name, text, parent, period, place, code, Decimal(points) if points else None)
        )
        if labels.is_clipped(text):
            self.repairs.append(Repair("clipped-label", text, name, place))

    def _read_symbols(self) -> Iterator[Repair]:
        """The operators that stand as codes of a symbol font."""
        for indicator in self.indicators:
            for value in (indicator.target, indicator.actual):
                if value and value.operator and value.glyph and SYMBOL_CODE.fullmatch(value.glyph):
                    yield Repair("symbol", value.text, value.text.replace(value.glyph, value.operator), value.place)

    def finished(self) -> Table:
        """The table as read."""
        start, end = self.period or (None, None)
        return Table(
            form=cast(FormName, self.form),
            title=self.title,
            place=self.place,
            year=self.year,
            unit=self.unit,
            department=self.department,
            project=self.project if not self.form.startswith("department") else None,
            period_start=start,
            period_end=end,
            period_years=self.period_years,
            two_periods=self.two_periods,
            place_of_year=self.place_of_year,
            place_of_period=self.place_of_period,
            fields=tuple(self.fields),
            funds=tuple(self.funds),
            goals=tuple(self.goals),
            levels=tuple(self.levels),
            indicators=tuple(self.indicators),
            repairs=(*self.repairs, *self._read_symbols()),
            doubts=tuple(self.doubts),
            bound=tuple(self.bound),
            text="\n".join(self.texts),
        )


_MONEY = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(百万元|千万元|亿元|万元|千元|元|%|分|万|亿)?(?:\([^()\d][^()]*\))?")


def money(text: str) -> tuple[Decimal | None, str | None]:
    """(number, its own unit) of a money cell: '620.82万元' → (620.82, 万元); (None, None) for a blank or words."""
    match = _MONEY.fullmatch(squeezed(text).lstrip("¥￥"))
    if not match:
        return None, None
    unit = match[2]
    return Decimal(match[1].replace(",", "")), f"{unit}元" if unit in ("万", "亿") else unit
