"""Indicators as one coded string for each project of a list.

    n、1-产出指标,13-时效指标,NAME；实施周期指标值:V,年度指标值:V;

A project opens with a line of its name and its amounts; its goal text stands between that line and the first code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ...schemas.vocabulary import half_width, squeezed
from ..model import Field, Goal, Indicator, Line, Period, Place, Table
from ..value import parse
from . import labels
from .draft import Draft, money
from .segments import Segment

_CODE = re.compile(r"(\d{1,6})、(\d{1,3})-([^,，;；]{2,12})[,，](\d{2,6})-([^,，;；]{2,16})[,，]")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_VALUE = re.compile(r"([^\s:：,;；]{0,6}(?:指标值|目标值))[:：]")


def applies(segment: Segment) -> bool:
    """Whether the segment's text holds coded indicators."""
    return bool(_CODE.search(_flow(segment.lines).text))


def tables(segment: Segment) -> list[Table]:
    """One table for each project of the list."""
    head = Draft(segment.form or "project-target", segment.title, segment.place)
    head.state_year(segment.title, segment.place)
    lines, headings = _without_furniture(segment.lines, head)
    projects = _projects(lines)
    listed = [project for project in projects if project.codes]
    totals = [project for project in projects if not project.codes and project.amounts]
    result: list[Table] = []
    for project in listed:
        draft = Draft(head.form, head.title, project.place, head.year, head.unit, head.department)
        draft.two_periods = True
        draft.project = project.name
        draft.bound = [("layout", "coded"), *(("heading", text) for text in headings)]
        draft.texts = [line.text for line in project.lines]
        if project is listed[0]:
            draft.fields += [*head.fields, *_grand_total(totals)]
        draft.place_of_year = head.place_of_year
        _read_project(draft, project, headings)
        result.append(draft.finished())
    return result


@dataclass
class _Project:
    name: str
    amounts: list[tuple[str, Place]]
    lines: list[Line]
    place: Place
    codes: bool = False


@dataclass(frozen=True)
class _Flow:
    """Lines joined without breaks, with the line on which each character stands."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place(self, start: int, end: int) -> Place:
        first = self.places[bisect_right(self.starts, start) - 1]
        last = self.places[bisect_right(self.starts, max(start, end - 1)) - 1]
        return first if first == last else first.to(last)


def _flow(lines: list[Line]) -> _Flow:
    parts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length = 0
    for line in lines:
        text = line.text.strip()
        if text:
            starts.append(length)
            places.append(line.place)
            parts.append(text)
            length += len(text)
    return _Flow("".join(parts), tuple(starts) or (0,), tuple(places) or (Place(),))


def _without_furniture(lines: list[Line], head: Draft) -> tuple[list[Line], list[str]]:
    """The lines without page heads (department, unit, column headings), which are read into `head`."""
    kept: list[Line] = []
    headings: list[str] = []
    for line in lines:
        words = line.text.split()
        if sum(1 for word in words if labels.fund_of(word) or labels.goal_of(word) or word == "绩效指标") >= 3:
            headings = headings or words
        elif _CODE.search(line.text) or ":" not in half_width(line.text) or not head.read_head_line(line):
            kept.append(line)
    return kept, headings


def _projects(lines: list[Line]) -> list[_Project]:
    """Project rows with the lines below them. A name may be wrapped over the lines before its amounts."""
    projects: list[_Project] = []
    wrapped: list[Line] = []
    open_code = False
    for line in lines:
        text = line.text.rstrip()
        if not text.strip():
            continue
        label, numbers = _amounts_behind(text.strip())
        if not open_code and _is_amount_row(numbers):
            name_lines = _wrapped_name(wrapped, bool(label), line)
            name = "".join(part.text.strip() for part in name_lines) + label
            if projects and name_lines:
                projects[-1].lines = [kept for kept in projects[-1].lines if kept not in name_lines]
            place = (name_lines[0].place if name_lines else line.place).to(line.place)
            amounts = [(amount, line.place) for amount in numbers]
            projects.append(_Project(name, amounts, [*name_lines, line], place))
            wrapped = []
            continue
        wrapped.append(line)
        if projects:
            projects[-1].lines.append(line)
        open_code = (open_code or bool(_CODE.search(text))) and not text.endswith((";", "；"))
    for project in projects:
        project.codes = bool(_CODE.search(_flow(project.lines[1:]).text))
    return projects


def _amounts_behind(text: str) -> tuple[str, list[str]]:
    """The amounts at the end of a line, and what stands before them."""
    numbers: list[str] = []
    while text and _AMOUNT.fullmatch(last := text.rsplit(None, 1)[-1]):
        numbers.insert(0, last)
        text = text.removesuffix(last).rstrip()
    return text, numbers


def _is_amount_row(numbers: list[str]) -> bool:
    return len(numbers) >= 2 or (len(numbers) == 1 and "." in numbers[0])


def _wrapped_name(lines: list[Line], named: bool, row: Line) -> list[Line]:
    """The lines above an amount row that hold the beginning of its name: those since the last closed code string."""
    if named and row.text[:1].isspace():
        return []
    name: list[Line] = []
    for line in reversed(lines):
        if line.text.rstrip().endswith((";", "；", "。")):
            break
        name.insert(0, line)
        if line.text[:1].isspace():
            break
    return name if sum(len(line.text.strip()) for line in name) <= 60 else []


def _grand_total(totals: list[_Project]) -> list[Field]:
    return [
        Field("grand_total", total.name, total.amounts[0][0], total.place)
        for total in totals
        if squeezed(total.name) in ("合计", "总计")
    ][:1]


def _read_project(draft: Draft, project: _Project, headings: list[str]) -> None:
    columns = [word for word in headings if labels.fund_of(word)]
    for position, column in enumerate(columns):
        text, place = project.amounts[position] if position < len(project.amounts) else ("", project.place)
        draft.add_fund(column, None, "budget", "annual", text, place)
    _check_amounts(draft, columns, project)
    body = [line for line in project.lines if line.place != project.amounts[0][1]]
    body = [line for line in body if (line.place.line or 0) > (project.amounts[0][1].line or 0)]
    flow = _flow(body)
    matches = list(_CODE.finditer(flow.text))
    goal = flow.text[: matches[0].start()].strip() if matches else flow.text
    draft.goals.append(Goal(None, "expected", goal, flow.place(0, len(goal)) if goal else project.place))
    seen: set[tuple[str, str]] = set()
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        _read_indicator(draft, flow, match, following.start() if following else len(flow.text), seen)


def _check_amounts(draft: Draft, columns: list[str], project: _Project) -> None:
    """Blank cells of a text are lost, so amounts are bound left to right; where they then do not add up, say so."""
    filled = [money(text)[0] or 0 for text, _ in project.amounts]
    if len(filled) < len(columns) and len(filled) > 1 and filled[0] != sum(filled[1:]):
        draft.doubts.append(
            (
                "funds",
                "空白金额栏在文本中丢失，无法确定金额属于哪一栏",
                "blank money cells are lost in the text, so the columns are uncertain",
            )
        )


def _read_indicator(draft: Draft, flow: _Flow, match: re.Match[str], end: int, seen: set[tuple[str, str]]) -> None:
    level1 = labels.level_of(match[3], 1) or match[3]
    level2 = labels.level_of(match[5], 2) or match[5]
    place = flow.place(match.start(), end)
    for level, name, text, parent, code in ((1, level1, match[3], None, match[2]), (2, level2, match[5], level1, match[4])):
        if (parent or "", name) not in seen:
            seen.add((parent or "", name))
            draft.add_level(level, name, text, parent, None, flow.place(match.start(), match.end()), code)
    values = list(_VALUE.finditer(flow.text, match.end(), end))
    name_end = values[0].start() if values else end
    name = re.sub(r"[；;]\s*$|(?<![；;])[,，]\s*$", "", flow.text[match.end() : name_end].strip()).strip("；; ")
    name_place = flow.place(match.end(), match.end() + max(1, len(name)))
    for value, following in zip(values, [*values[1:], None], strict=False):
        start, stop = value.end(), following.start() if following else end
        raw = flow.text[start:stop]
        text = raw.strip().rstrip(",，;； " if not following else ",，")
        text = text.rstrip(";,；，").strip()
        begin = start + len(raw) - len(raw.lstrip())
        period: Period = "medium-term" if labels.column_of(value[1]) == "medium_target" else "annual"
        at = flow.place(begin, begin + max(1, len(text)))
        draft.indicators.append(
            Indicator(
                level1, level2, name, period, parse(text, at), at, name_place,
                sequence=int(match[1]), level1_code=match[2], level2_code=match[4],
            )
        )  # fmt: skip
    if not values:
        draft.indicators.append(
            Indicator(level1, level2, name, "annual", parse("", place), place, name_place, sequence=int(match[1]))
        )
