"""Forms whose table was lost: cells one below the other, wrapped at any character, blank lines inside cells.

The text is read as a stream of pieces. Labels are recognised wherever a cell can begin, also where they are broken over
pieces; a name is what stands between a label or a value and the next value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...schemas.units import understood
from ...schemas.vocabulary import half_width, squeezed, vocabulary
from ..model import Goal, Indicator, Line, Period, Place, Repair, Table, Value
from ..value import exact, operator_of, parse
from . import labels
from .alignment import DECLARED
from .draft import Draft, money
from .segments import Segment

_LONGEST_LABEL = 7
_TOTAL = re.compile(r"(总分|合计|总计|总得分)")
_FOOT = re.compile(r"^(注[:：\d]|备注[:：]|说明[:：]|填表说明|自评结论|绩效结论)")
_POINTS = re.compile(r"\(?\d+(?:\.\d+)?分?\)")
_DOTS = re.compile(r"[…．.·]{2,}")
_DASH = re.compile(r"[-—－/]+")
_REASON = re.compile(r"^(因|由于|受|原因|主要原因)|未完成|未达")
_CATEGORY = re.compile(r"^(特定目标类?|运转类?|人员类?|其他运转类?|基本支出|项目支出)[-—]")
_UNIT_NAME = re.compile(r"(局|委|办|院|厅|中心|政府|部|会|处|所|站|队|校|公司|社|团|馆|学校|医院)(\([^()]*\))?$")
_VALUE_START = re.compile(r"[≥≤≧≦><=±]*\d")
_VALUE_GOES_ON = re.compile(r"[\d.,]|[\d年月日前底末]+$")
_DATE_GOES_ON = re.compile(r"\d*[年月日前底末][\d年月日前底末]*")
_BARE = re.compile(r"\d+(?:\.\d+)?分?")
_ITEM = re.compile(r"^(目标\d|\d+[、.．]|[一二三四五六七八九十]+[、是])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without white space. `group` counts the blank lines above it."""

    text: str
    place: Place
    group: int


def applies(segment: Segment) -> bool:
    """Whether the segment's running text holds level-1 and level-2 names, each where a cell can begin."""
    pieces = _pieces(segment.lines)
    ones = twos = 0
    at = 0
    while at < len(pieces):
        one, length = _label(pieces, at, lambda text: labels.level_of(text, 1))
        two, length2 = _label(pieces, at, lambda text: labels.level_of(text, 2))
        ones += bool(one)
        twos += bool(two)
        at += max(length, length2, 1)
    return ones >= 2 and twos >= 3


def tables(segment: Segment) -> list[Table]:
    """The form of the segment."""
    draft = Draft(segment.form or "project-target", segment.title, segment.place)
    draft.texts = [segment.title, *(line.text for line in segment.lines)]
    draft.state_year(segment.title, segment.place)
    pieces = _pieces(segment.lines)
    columns, start, head_end = _columns(pieces)
    draft.bound = [("layout", "stacked"), *((text, role) for text, role in columns)]
    draft.has_reasons = any(role == "reason" for _, role in columns)
    roles = [role for _, role in columns]
    first = pieces[head_end].place.line or 0 if head_end < len(pieces) else 10**9
    _read_head([line for line in segment.lines if (line.place.line or 0) < first], draft)
    reader = _Scored(draft, roles) if "weight" in roles and "actual" in roles else _Unscored(draft)
    reader.read(pieces[start:])
    draft.texts = [segment.title, *(line.text for line in segment.lines if not reader.repeats(line))]
    return [draft.finished()]


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    group = 0
    for line in lines:
        words = half_width(line.text).split()
        raw = line.text.split()
        if not words:
            group += 1
        pieces += [Piece(text, line.place, group) for text in raw]
    return pieces


def _label(pieces: Sequence[Piece], at: int, meaning: Callable[[str], object]) -> tuple[object, int]:
    """(meaning, number of pieces) of the longest label that begins at `at`, which may be broken over pieces; (None, 0)."""
    for length in range(min(_LONGEST_LABEL, len(pieces) - at), 0, -1):
        text = "".join(piece.text for piece in pieces[at : at + length])
        if len(text) <= 24 and (found := meaning(text)):
            return found, length
    return None, 0


def _columns(pieces: Sequence[Piece]) -> tuple[list[tuple[str, str]], int, int]:
    """The headings of the indicator table with their roles, the first piece below them, and the piece where they begin.

    Where there are no headings, the indicators begin at the first level-1 name that a level-2 name follows.
    """
    for at, piece in enumerate(pieces):
        if labels.column_of(piece.text) != "level1":
            continue
        columns: list[tuple[str, str]] = []
        here = at
        while here < len(pieces):
            role, length = _label(pieces, here, labels.known_column)
            if not isinstance(role, str):
                role, length = labels.column_of(pieces[here].text), 1
            if role is None:
                break
            columns.append(("".join(p.text for p in pieces[here : here + length]), role))
            here += length
        if len(columns) >= 3:
            return columns, here, at
    for at in range(len(pieces)):
        one, length = _label(pieces, at, _level1)
        two, _ = _label(pieces, at + length, _level2) if one and length else (None, 0)
        if one and two:
            return [], at, at
    return [], len(pieces), len(pieces)


def _level1(text: str) -> str | None:
    return labels.level_of(text, 1)


def _level2(text: str) -> str | None:
    return labels.level_of(text, 2)


def _read_head(lines: list[Line], draft: Draft) -> None:
    """Everything above the indicators: fields, funds by measure, goals; or, where labels are lost, what they must be."""
    bare: list[Line] = []
    goals_at = next((n for n, line in enumerate(lines) if _goal_labels(lines, n)[0]), len(lines))
    head, goal_lines = lines[:goals_at], lines[goals_at:]
    rest = _read_funds(head, draft)
    filled = _read_labelled_funds([line for line in rest if line.text.strip()], draft)
    taken: set[int | None] = set()
    for line, below in zip(filled, [*filled[1:], None], strict=False):
        draft.state_unit(line.text)
        if line.place.line in taken or draft.read_head_line(line) or draft.read_inline_funds(line.text, line.place):
            continue
        if labels.field_of(line.text) and below and not labels.field_of(below.text) and ":" not in half_width(below.text):
            draft.add_field(labels.field_of(line.text) or "", line.text, below.text, below.place)
            taken.add(below.place.line)
        elif not _read_labelled(line, draft):
            bare.append(line)
    if goal_lines:
        _read_goals(goal_lines, draft)
    elif not draft.project and not any(field.id == "department" for field in draft.fields):
        _read_unlabelled(bare, draft)


def _read_labelled(line: Line, draft: Draft) -> bool:
    """Particulars whose labels and contents are told apart by white space only: '主管部门 某局 实施单位 某所'."""
    words = line.text.split()
    if not words or labels.field_of(words[0]) is None:
        return False
    at = [number for number, word in enumerate(words) if labels.field_of(word)]
    for start, end in zip(at, [*at[1:], len(words)], strict=True):
        draft.add_field(labels.field_of(words[start]) or "", words[start], "".join(words[start + 1 : end]), line.place)
    return True


def _read_labelled_funds(lines: list[Line], draft: Draft) -> list[Line]:
    """Take the lines that hold nothing but money items with their amounts; the others."""
    rest: list[Line] = []
    halves: list[Period] = []
    for line in lines:
        draft.state_unit(line.text)
        pieces = _pieces([line])
        items: list[tuple[str, Piece]] = []
        at = 0
        while at < len(pieces):
            role, length = _label(pieces, at, labels.fund_of)
            if not role or at + length >= len(pieces) or money(pieces[at + length].text)[0] is None:
                break
            items.append(("".join(piece.text for piece in pieces[at : at + length]), pieces[at + length]))
            at += length + 1
        if not items or at < len(pieces):
            rest.append(line)
            continue
        if any(re.search("中期|实施期|周期|总体", item) for item, _ in items):
            halves = ["medium-term", "annual"]
        for number, (item, amount) in enumerate(items):
            period: Period = halves[number] if number < len(halves) else "annual"
            draft.add_fund(item, None, "budget", period, amount.text, amount.place)
    return rest


def _read_funds(lines: list[Line], draft: Draft) -> list[Line]:
    """Take the funds block (headings that name measures, then items with their amounts); the lines that are not of it."""
    pieces = _pieces(lines)
    begin = next((n for n in range(len(pieces)) if _label(pieces, n, labels.measure_of)[0]), None)
    if begin is None:
        return lines
    measures: list[tuple[str, str]] = []
    at = begin
    while at < len(pieces):
        measure, length = _label(pieces, at, labels.measure_of)
        if not isinstance(measure, str):
            break
        measures.append((measure, "".join(piece.text for piece in pieces[at : at + length])))
        at += length
    if len(measures) < 2:
        return lines
    end = at
    while end < len(pieces):
        role, length = _label(pieces, end, labels.fund_of)
        if not role:
            break
        item = "".join(piece.text for piece in pieces[end : end + length])
        values_at = end + length
        values: list[Piece] = []
        while values_at < len(pieces) and (
            money(pieces[values_at].text)[0] is not None or _DASH.fullmatch(pieces[values_at].text)
        ):
            values.append(pieces[values_at])
            values_at += 1
        for (measure, heading), value in zip(measures, _spread(values, len(measures)), strict=True):
            draft.state_unit("".join(piece.text for piece in pieces[:begin]))
            draft.add_fund(
                item, heading, measure, "annual", value.text if value else "", value.place if value else pieces[end].place
            )
        end = values_at
    used = {piece.place.line for piece in pieces[begin:end]}
    return [line for line in lines if line.place.line not in used]


def _spread(values: list[Piece], width: int) -> list[Piece | None]:
    """Values over columns where blank cells are lost: numbers from the left, dashes (not applicable) from the right."""
    if len(values) >= width:
        return list(values[:width])
    dashes = [value for value in values if _DASH.fullmatch(value.text)]
    numbers = [value for value in values if value not in dashes]
    return [*numbers, *[None] * (width - len(values)), *dashes]


def _goal_labels(lines: list[Line], at: int) -> tuple[list[str], int]:
    """The goal labels on a line (or broken over it and the next two), and the number of lines that they take."""
    for length in (1, 2, 3):
        words = " ".join(line.text.strip() for line in lines[at : at + length]).split()
        if words and all(labels.goal_of(word) for word in words):
            return words, length
        joined = "".join(words)
        if length > 1 and len(joined) <= 10 and labels.goal_of(joined):
            return [joined], length
    return [], 0


def _read_goals(lines: list[Line], draft: Draft) -> None:
    names: list[str] = []
    at = 0
    while at < len(lines):
        found, length = _goal_labels(lines, at)
        if found:
            names = found if len(found) > 1 or not names else [*names, *found]
            at += length
        elif not lines[at].text.strip():
            at += 1
        else:
            break
    if len(names) > 1 and labels.goal_of(names[0]) == labels.goal_of(names[1]):
        names = names[1:]
    blocks = _blocks(lines[at:], len(names))
    for name, block in zip(names, blocks, strict=True):
        period, kind = labels.goal_of(name) or ("annual", "expected")
        text = _joined(block)
        place = block[0].place.to(block[-1].place) if block else lines[0].place
        draft.goals.append(Goal(period, kind, text, place))


def _blocks(lines: list[Line], count: int) -> list[list[Line]]:
    """`lines` cut into the texts of `count` cells: at blank lines, where a new text begins like the first."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            if not re.fullmatch(r"[绩效指标]", line.text.strip()):
                groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if count <= 1 or len(groups) <= 1:
        return [[line for group in groups for line in group], *[[] for _ in range(count - 1)]]
    start = _ITEM.match(groups[0][0].text.strip())
    cut = next((n for n, group in enumerate(groups) if n and start and group[0].text.strip().startswith(start[0])), None)
    cut = cut or (len(groups) + 1) // count
    return [
        [line for group in groups[:cut] for line in group],
        [line for group in groups[cut:] for line in group],
        *[[] for _ in range(count - 2)],
    ]


def _joined(lines: Sequence[Line]) -> str:
    """Wrapped lines joined; a line that opens with white space after a full stop keeps its distance."""
    return "".join(line.text.strip() for line in lines)


def _read_unlabelled(lines: list[Line], draft: Draft) -> None:
    """A head whose labels are lost: names, then total, appropriation and other money, then the goal.

    Amounts are understood only if the first is the sum of the others.
    """
    amounts = [line for line in lines if re.fullmatch(r"\d[\d,]*\.\d+|\d+", line.text.strip())]
    first = lines.index(amounts[0]) if amounts else len(lines)
    last = lines.index(amounts[-1]) if amounts else -1
    for line in lines[:first]:
        words = line.text.split()
        if (len(words) > 1 and len(set(words)) == 1) or _UNIT_NAME.search(words[-1]):
            draft.department = draft.department or words[-1]
        elif _CATEGORY.match(words[0]) and len(words) > 1:
            draft.project = draft.project or "".join(words[1:])
        else:
            draft.project = draft.project or "".join(words)
    numbers = [money(line.text)[0] or Decimal(0) for line in amounts]
    if len(numbers) >= 2 and numbers[0] == sum(numbers[1:]):
        draft.repairs.append(
            Repair(
                "unlabelled",
                "、".join(line.text.strip() for line in amounts),
                "资金总额、财政拨款、其他资金",
                amounts[0].place.to(amounts[-1].place),
            )
        )
        for item, line in zip(("资金总额", "财政拨款", "其他资金"), amounts, strict=False):
            draft.add_fund(item, None, "budget", "annual", line.text, line.place)
    elif amounts:
        draft.doubts.append(
            (
                "funds",
                "金额的栏目名称在文本中丢失，且各数不满足“总额＝各项之和”，无法确定含义",
                "the labels of the amounts are lost and the first is not the sum of the others",
            )
        )
    goal = lines[last + 1 :] if amounts else []
    if goal:
        draft.goals.append(Goal("annual", "expected", _joined(goal), goal[0].place.to(goal[-1].place)))


class _Reader:
    """Walks the pieces below the headings and keeps the levels."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.level1: str | None = None
        self.level2: str | None = None
        self.buffer: list[Piece] = []
        self.repeated: Counter[int | None] = Counter()

    def repeats(self, line: Line) -> bool:
        """Whether a line holds nothing but level names that a page break made the form print again."""
        return 0 < len(line.text.split()) == self.repeated[line.place.line]

    def read(self, pieces: Sequence[Piece]) -> None:
        at = 0
        while at < len(pieces):
            if not self.buffer:
                taken = self._level(pieces, at)
                if taken:
                    at += taken
                    continue
                if _DOTS.fullmatch(pieces[at].text) or re.fullmatch(r"[绩效指标]", pieces[at].text):
                    at += 1
                    continue
            if self._ends(pieces, at):
                self._foot(pieces[at:])
                return
            at += self._take(pieces, at)
        self.flush()

    def _level(self, pieces: Sequence[Piece], at: int) -> int:
        """Take a level name that begins here; the number of pieces taken."""
        one, length1 = _label(pieces, at, _level1)
        two, length2 = _label(pieces, at, _level2)
        both = one and two and length1 == length2
        if both:  # 成本指标, 满意度指标: level 1 if a level-2 name of it follows
            follower, _ = _label(pieces, at + length1 + self._points(pieces, at + length1), _level2)
            two = None if follower and follower != "数量指标" and self._is_child(str(follower), str(one)) else two
            one = None if two and not self._opens(str(one)) else one
        if one and (not two or length1 >= length2):
            points = self._points(pieces, at + length1)
            text = "".join(piece.text for piece in pieces[at : at + length1 + points])
            if one == self.level1:
                self.draft.repairs.append(Repair("continued", text, str(one), pieces[at].place))
                self.repeated.update(piece.place.line for piece in pieces[at : at + length1 + points])
            else:
                self.draft.add_level(1, str(one), text, None, None, pieces[at].place)
                self.level1, self.level2 = str(one), None
            return length1 + points
        if two:
            text = "".join(piece.text for piece in pieces[at : at + length2])
            if two != self.level2:
                self.draft.add_level(2, str(two), text, self.level1, None, pieces[at].place)
            else:
                self.repeated.update(piece.place.line for piece in pieces[at : at + length2])
            self.level2 = str(two)
            return length2
        return 0

    def _points(self, pieces: Sequence[Piece], at: int) -> int:
        return int(at < len(pieces) and bool(_POINTS.fullmatch(half_width(pieces[at].text))))

    def _is_child(self, level2: str, level1: str) -> bool:
        entry = vocabulary().level2.get(level2)
        return bool(entry and level1 in entry.parents)

    def _opens(self, level1: str) -> bool:
        """Whether an ambiguous name opens a level 1: 满意度指标 always, 成本指标 unless 产出指标 is open."""
        return level1 != "成本指标" or self.level1 != "产出指标"

    def _ends(self, pieces: Sequence[Piece], at: int) -> bool:
        text = half_width(pieces[at].text)
        spaced = "".join(half_width(piece.text) for piece in pieces[at : at + 2])
        if _FOOT.match(text) or _TOTAL.fullmatch(text) or _TOTAL.fullmatch(spaced):
            return True
        joined = spaced if len(spaced) <= 6 else text
        return bool(_FOOT.match(joined)) or (not self.buffer and bool(labels.inline_fields(text)))

    def _foot(self, pieces: Sequence[Piece]) -> None:
        self.flush()
        lines: dict[int, list[str]] = {}
        for piece in pieces[self._total(pieces) :]:
            lines.setdefault(piece.place.line or 0, []).append(piece.text)
        conclusion = "".join(piece.text for piece in pieces[:3])
        for number, words in lines.items():
            if _FOOT.match(words[0]) and words[0].startswith(("注", "备注", "说明", "填表说明")):
                break
            self.draft.read_head_line(Line(" ".join(words), Place(line=number)))
        self._conclusion(pieces, conclusion)

    def _total(self, pieces: Sequence[Piece]) -> int:
        """Take the total of points and scores that opens the foot; the number of pieces taken."""
        length = next((n for n in (1, 2) if _TOTAL.fullmatch("".join(half_width(piece.text) for piece in pieces[:n]))), 0)
        if not length:
            return 0
        for identity, piece in zip(("total_weight", "total_score"), pieces[length : length + 2], strict=False):
            if not _BARE.fullmatch(half_width(piece.text)):
                break
            self.draft.add_field(identity, "总分", piece.text, piece.place)
            length += 1
        return length

    def _conclusion(self, pieces: Sequence[Piece], _: str) -> None:
        for at in range(len(pieces)):
            identity, length = _label(pieces, at, lambda text: labels.field_of(text) == "conclusion")
            if identity and at + length < len(pieces):
                self.draft.add_field("conclusion", "自评结论", pieces[at + length].text, pieces[at + length].place)
                return

    def _take(self, pieces: Sequence[Piece], at: int) -> int:
        raise NotImplementedError

    def flush(self) -> None:
        """Close what is still open at the end."""

    def _add(
        self, name: Sequence[Piece], target: Value, actual: Value | None, numbers: Sequence[Decimal | None], reason: str | None
    ) -> None:
        name_place = name[0].place.to(name[-1].place) if name else target.place
        self.draft.indicators.append(
            Indicator(
                level1=self.level1,
                level2=self.level2,
                level3="".join(piece.text for piece in name),
                period="annual",
                target=target,
                place=target.place,
                level3_place=name_place,
                actual=actual,
                weight=numbers[0] if numbers else None,
                score=numbers[1] if len(numbers) > 1 else None,
                reason=reason,
            )
        )


class _Unscored(_Reader):
    """Name pieces, then one value."""

    def _take(self, pieces: Sequence[Piece], at: int) -> int:
        piece = pieces[at]
        apart = _apart(pieces, at) if self.buffer else None
        if apart:
            self._add(self.buffer, apart[0], None, (), None)
            self.buffer = []
            return apart[1]
        length = _value_length(pieces, at) if self.buffer else 0
        if not length:
            self.buffer.append(piece)
            return 1
        self._add(self.buffer, _value(list(pieces[at : at + length]), self.buffer), None, (), None)
        self.buffer = []
        return length

    def flush(self) -> None:
        """A name without a value at the very end is kept: its value is missing."""
        if self.buffer and len(self.buffer) <= 12:
            self._add(self.buffer, parse("", self.buffer[-1].place), None, (), None)
        self.buffer = []


class _Scored(_Reader):
    """Name, target, actual, then points and score as bare numbers, which end the row."""

    def __init__(self, draft: Draft, roles: list[str]) -> None:
        super().__init__(draft)
        self.numbers = sum(1 for role in roles if role in ("weight", "score"))
        self.reasons = "reason" in roles
        self.apart = "operator" in roles

    def _take(self, pieces: Sequence[Piece], at: int) -> int:
        run = at
        while run < len(pieces) and _BARE.fullmatch(half_width(pieces[run].text)):
            run += 1
        if run - at >= self.numbers and self.buffer:
            numbers = [exact(piece.text) for piece in pieces[run - self.numbers : run]]
            self._row([*self.buffer, *pieces[at : run - self.numbers]], numbers)
            self.buffer = []
            return run - at
        self.buffer.append(pieces[at])
        return 1

    def _row(self, pieces: list[Piece], numbers: Sequence[Decimal | None]) -> None:
        earlier, pieces = self._reason(pieces)
        if earlier and self.draft.indicators:
            self.draft.indicators[-1] = replace(self.draft.indicators[-1], reason=earlier)
        cells = _cells_apart(pieces) if self.apart else None
        if cells:
            self._add(*cells, numbers, "" if self.reasons else None)
            return
        name, target, actual = _cut(_with_dates_joined(pieces))
        self._add(name, _value(target, name), _value(actual, name), numbers, "" if self.reasons else None)

    def _reason(self, pieces: list[Piece]) -> tuple[str, list[Piece]]:
        """The reason of the row before, where one stands above this row's name."""
        if not self.reasons or not self.draft.indicators or not _REASON.search(pieces[0].text):
            return "", pieces
        group = pieces[0].group
        return (
            "".join(piece.text for piece in pieces if piece.group == group),
            [piece for piece in pieces if piece.group != group] or pieces,
        )


def _cells_apart(pieces: Sequence[Piece]) -> tuple[list[Piece], Value, Value] | None:
    """(name, target, actual) of a row whose operator and unit stand in cells of their own: name, ≥, 95, %, 96."""
    at = next((n for n, piece in enumerate(pieces) if n and (operator_of(piece.text) or piece.text in DECLARED)), None)
    if at is None or at + 1 >= len(pieces):
        return None
    target, *rest = pieces[at + 1 :]
    unit = rest.pop(0).text if len(rest) > 1 and exact(rest[0].text) is None and understood(rest[0].text) else ""
    actual = parse("".join(piece.text for piece in rest), rest[0].place if rest else target.place, unit=unit)
    filed = replace(actual, text="".join(piece.text for piece in rest))
    return list(pieces[:at]), parse(target.text, target.place, operator=pieces[at].text, unit=unit), filed


def _apart(pieces: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    """A value whose operator, number and unit stand apart, in any order, and the number of pieces that it takes."""
    found: dict[str, Piece] = {}
    here = at
    while here < len(pieces) and here - at < 3:
        text = pieces[here].text
        kind = "operator" if operator_of(text) else "number" if exact(text) is not None else "unit" if understood(text) else ""
        if not kind or kind in found:
            break
        found[kind] = pieces[here]
        here += 1
    if "number" not in found or len(found) < 2:
        return None
    texts = {kind: piece.text for kind, piece in found.items()}
    value = parse(texts["number"], found["number"].place, operator=texts.get("operator", ""), unit=texts.get("unit", ""))
    return value, here - at


def _with_dates_joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces with dates that are broken over two of them made one: '2024年11月' / '22日'."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and re.match(r"20\d\d", last.text) and _DATE_GOES_ON.fullmatch(piece.text) and is_value(last.text + piece.text):
            joined[-1] = replace(last, text=last.text + piece.text, place=last.place.to(piece.place))
        else:
            joined.append(piece)
    return joined


def _cut(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """(name, target, actual): by values at the end, by equal texts, else by blank lines."""
    if len(pieces) >= 3 and ((is_value(pieces[-1].text) and is_value(pieces[-2].text)) or pieces[-1].text == pieces[-2].text):
        return pieces[:-2], pieces[-2:-1], pieces[-1:]
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].group == piece.group:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) >= 3:
        return [piece for group in groups[:-2] for piece in group], groups[-2], groups[-1]
    for at, piece in enumerate(pieces):
        if at and is_value(piece.text):
            return pieces[:at], [piece], pieces[at + 1 :]
    if len(groups) == 2:
        return groups[0], groups[1], []
    return pieces, [], []


def _value_length(pieces: Sequence[Piece], at: int) -> int:
    """The number of pieces over which the value that begins at `at` is broken; 0 where none begins.

    A word that could be a value is the end of a name if a value follows it: '服务能力' / '提升' / '≥90%'.
    """
    for length in range(min(4, len(pieces) - at), 1, -1):
        text = [half_width(piece.text) for piece in pieces[at : at + length]]
        goes_on = all(_VALUE_GOES_ON.match(part) or understood(part) for part in text[1:])
        if goes_on and _VALUE_START.match(text[0]) and is_value("".join(text)):
            return length
    if not is_value(pieces[at].text):
        return 0
    only_word = parse(pieces[at].text).kind == "text"
    return 0 if only_word and at + 1 < len(pieces) and is_value(pieces[at + 1].text) else 1


def _value(pieces: list[Piece], name: list[Piece]) -> Value:
    place = pieces[0].place.to(pieces[-1].place) if pieces else name[-1].place
    place = pieces[0].place if len(pieces) == 1 else place
    return parse("".join(piece.text for piece in pieces), place)


def is_value(text: str) -> bool:
    """Whether a piece on its own is a value: a number with a unit or a comparison, a date, or a word that only values are."""
    value = parse(text)
    if value.kind in ("number", "range"):
        return True
    if value.kind == "date":
        return bool(re.search(r"[日底前末]|\d[./-]\d", half_width(text)))
    words = vocabulary().words
    plain = squeezed(text).strip("。;")
    return plain in words.grades or plain in words.vague or plain in words.effect_words or plain in words.circular
