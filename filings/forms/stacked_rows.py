"""The indicators of a stacked form: level names, names, values and points, piece by piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...schemas.units import understood
from ...schemas.vocabulary import half_width, squeezed, vocabulary
from ..model import Indicator, Line, Place, Repair, Value
from ..value import exact, operator_of, parse
from . import labels
from .alignment import DECLARED
from .draft import TOTALS, Draft
from .pieces import Piece, is_two_levels, label_at, level1_of, level2_of

_TOTAL = re.compile(r"(总分|合计|总计|总得分)")
_FOOT = re.compile(r"^(注[:：\d]|备注[:：]|说明[:：]|填表说明|自评结论|绩效结论)")
_POINTS = re.compile(r"\(?\d+(?:\.\d+)?分?\)")
_DOTS = re.compile(r"[…．.·]{2,}")
_REASON = re.compile(r"^(因|由于|受|原因|主要原因)|未完成|未达")
_VALUE_START = re.compile(r"[≥≤≧≦><=±]*\d")
_VALUE_GOES_ON = re.compile(r"[\d.,]|[\d年月日前底末]+$")
_DATE_GOES_ON = re.compile(r"\d*[年月日前底末][\d年月日前底末]*")
_COMPARED = re.compile(r"[≥≤≧≦><=±]\d")
_BARE = re.compile(r"\d+(?:\.\d+)?分?")
_EFFECTS = re.compile(f"(?:{'|'.join((*vocabulary().words.vague, *vocabulary().words.effect_words))})+")


class Reader:
    """Walks the pieces below the headings and keeps the levels."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.level1: str | None = None
        self.level2: str | None = None
        self.buffer: list[Piece] = []
        self.repeated: Counter[Place] = Counter()

    def repeats(self, line: Line) -> bool:
        """Whether a line holds nothing but level names that a page break made the form print again."""
        return 0 < len(line.text.split()) == self.repeated[line.place]

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
                self.read_foot(pieces[at:])
                return
            at += self._take(pieces, at)
        self.flush()

    def _level(self, pieces: Sequence[Piece], at: int) -> int:
        """Take a level name that begins here; the number of pieces taken."""
        one, length1 = label_at(pieces, at, level1_of)
        two, length2 = label_at(pieces, at, level2_of)
        if one and is_two_levels(pieces, at, length2):
            two, length2 = None, 0
        if two and two == self.level2 and self._is_name(pieces, at, length2):
            return 0
        both = one and two and length1 == length2
        if both and one == self.level1 and self.level2 is None:
            one = None  # the level 1 was just opened: this is the level 2 of the same name
        elif both:  # 成本指标, 满意度指标: level 1 if a level-2 name of it follows
            follower, _ = label_at(pieces, at + length1 + self._points(pieces, at + length1), level2_of)
            two = None if follower and follower != "数量指标" and self._is_child(str(follower), str(one)) else two
            one = None if two and not self._opens(str(one)) else one
        if one and (not two or length1 >= length2):
            points = self._points(pieces, at + length1)
            text = "".join(piece.text for piece in pieces[at : at + length1 + points])
            if one == self.level1:
                self.draft.repairs.append(Repair("continued", text, str(one), pieces[at].place))
                self.repeated.update(piece.place for piece in pieces[at : at + length1 + points])
            else:
                self.draft.add_level(1, str(one), text, None, None, pieces[at].place)
                self.level1, self.level2 = str(one), None
            return length1 + points
        if two:
            text = "".join(piece.text for piece in pieces[at : at + length2])
            if two != self.level2:
                self.draft.add_level(2, str(two), text, self.level1, None, pieces[at].place)
            else:
                self.repeated.update(piece.place for piece in pieces[at : at + length2])
            self.level2 = str(two)
            return length2
        return 0

    def _is_name(self, pieces: Sequence[Piece], at: int, length: int) -> bool:
        """Whether what spells the open level 2 is an indicator's name: 服务对象满意度, and then a value."""
        text = "".join(piece.text for piece in pieces[at : at + length])
        return labels.is_measure(text) and at + length < len(pieces) and is_value(pieces[at + length].text)

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

    def read_foot(self, pieces: Sequence[Piece]) -> None:
        self.flush()
        lines: dict[Place, list[str]] = {}
        for piece in pieces[self._total(pieces) :]:
            lines.setdefault(piece.place, []).append(piece.text)
        conclusion = "".join(piece.text for piece in pieces[:3])
        for place, words in lines.items():
            if _FOOT.match(words[0]) and words[0].startswith(("注", "备注", "说明", "填表说明")):
                break
            self.draft.read_head_line(Line(" ".join(words), place))
        self._conclusion(pieces, conclusion)

    def _total(self, pieces: Sequence[Piece]) -> int:
        """Take the total of points and scores that opens the foot; the number of pieces taken."""
        length = next((n for n in (1, 2) if _TOTAL.fullmatch("".join(half_width(piece.text) for piece in pieces[:n]))), 0)
        if not length:
            return 0
        for identity, piece in zip(("total_weight", "total_score"), pieces[length : length + 2], strict=False):
            if not _BARE.fullmatch(half_width(piece.text)):
                break
            self.draft.add_field(identity, TOTALS[identity], piece.text, piece.place)
            length += 1
        return length

    def _conclusion(self, pieces: Sequence[Piece], _: str) -> None:
        for at in range(len(pieces)):
            identity, length = label_at(pieces, at, lambda text: labels.field_of(text) == "conclusion")
            if identity and at + length < len(pieces):
                self.draft.add_field("conclusion", "自评结论", pieces[at + length].text, pieces[at + length].place)
                return

    def _take(self, pieces: Sequence[Piece], at: int) -> int:
        raise NotImplementedError

    def flush(self) -> None:
        """Close what is still open at the end."""

    def _add(
        self, name: Sequence[Piece], target: Value, actual: Value | None, numbers: Sequence[Piece], reason: str | None
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
                weight=exact(numbers[0].text) if numbers else None,
                score=exact(numbers[1].text) if len(numbers) > 1 else None,
                weight_place=numbers[0].place if numbers else None,
                score_place=numbers[1].place if len(numbers) > 1 else None,
                reason=reason,
            )
        )


class Unscored(Reader):
    """Name pieces, then one value, and points where the form gives them to targets already."""

    def __init__(self, draft: Draft, roles: Sequence[str] = ()) -> None:
        super().__init__(draft)
        self.weighed = "weight" in roles and "target" in roles[: roles.index("weight")]

    def _take(self, pieces: Sequence[Piece], at: int) -> int:
        piece = pieces[at]
        if not self.buffer and self.draft.indicators and _COMPARED.match(half_width(piece.text)):
            self._add((), parse(piece.text, piece.place), None, (), None)  # a value whose name is blank
            return 1
        apart = _apart(pieces, at) if self.buffer else None
        if apart:
            points = self._weight(pieces, at + apart[1])
            self._add(self.buffer, apart[0], None, points, None)
            self.buffer = []
            return apart[1] + len(points)
        if self.buffer and self._blank_before(pieces, at):
            self._add(self.buffer, parse("", self.buffer[-1].place), None, (), None)
            self.buffer = []
            return 0
        length = _value_length(pieces, at) if self.buffer else 0
        if length == 1 and at + 1 < len(pieces) and _is_bare(piece.text) and _COMPARED.match(half_width(pieces[at + 1].text)):
            length = 0  # a figure in the name: what is compared follows
        if not length:
            self.buffer.append(piece)
            return 1
        if (
            length > 1
            and self._weight(pieces, at + length - 1)
            and is_value("".join(p.text for p in pieces[at : at + length - 1]))
        ):
            length -= 1
        points = self._weight(pieces, at + length)
        self._add(self.buffer, _value(list(pieces[at : at + length]), self.buffer), None, points, None)
        self.buffer = []
        return length + len(points)

    def _weight(self, pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
        """The points that stand behind a value, at `at`; none where the form has none."""
        bare = self.weighed and at < len(pieces) and _BARE.fullmatch(half_width(pieces[at].text))
        return pieces[at : at + 1] if bare else ()

    def _blank_before(self, pieces: Sequence[Piece], at: int) -> bool:
        """Whether a level name of its own stands where a value should: the name before it has none."""
        piece, last = pieces[at], self.buffer[-1]
        alone = piece.group != last.group and (at + 1 == len(pieces) or pieces[at + 1].group != piece.group)
        return alone and piece.text.endswith("指标") and bool(level1_of(piece.text) or level2_of(piece.text))

    def flush(self) -> None:
        """A name without a value at the very end is kept: its value is missing."""
        if self.buffer and len(self.buffer) <= 12:
            self._add(self.buffer, parse("", self.buffer[-1].place), None, (), None)
        self.buffer = []


class Scored(Reader):
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
            self._row([*self.buffer, *pieces[at : run - self.numbers]], pieces[run - self.numbers : run])
            self.buffer = []
            return run - at + self._reason_behind(pieces, run)
        self.buffer.append(pieces[at])
        return 1

    def _row(self, pieces: list[Piece], numbers: Sequence[Piece]) -> None:
        earlier, pieces = self._reason(pieces)
        if earlier and self.draft.indicators:
            self.draft.indicators[-1] = replace(self.draft.indicators[-1], reason=earlier)
        cells = _cells_apart(pieces) if self.apart else None
        if cells:
            self._add(*cells, numbers, "" if self.reasons else None)
            return
        name, target, actual = _cut(_with_dates_joined(pieces))
        self._add(name, _value(target, name), _value(actual, name), numbers, "" if self.reasons else None)

    def _reason_behind(self, pieces: Sequence[Piece], at: int) -> int:
        """Take the reason that stands behind the score, on its line and the wrapped ones below; the number of pieces taken."""
        line = pieces[at - 1].place
        if not self.reasons or at >= len(pieces) or pieces[at].place != line:
            return 0
        group = [piece for piece in pieces[at:] if piece.group == pieces[at].group]
        words = group if not any(is_value(piece.text) for piece in group) else [p for p in group if p.place == line]
        if level1_of(words[0].text) or level2_of(words[0].text):
            return 0
        reason = "".join(piece.text for piece in words)
        self.draft.indicators[-1] = replace(self.draft.indicators[-1], reason=reason)
        return len(words)

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


def _is_bare(text: str) -> bool:
    """Whether a piece is a figure with its unit and no comparison."""
    value = parse(text)
    return value.kind == "number" and value.operator is None


def _value(pieces: list[Piece], name: list[Piece]) -> Value:
    place = pieces[0].place.to(pieces[-1].place) if pieces else name[-1].place
    place = pieces[0].place if len(pieces) == 1 else place
    return parse("".join(piece.text for piece in pieces), place)


def is_value(text: str) -> bool:
    """Whether a piece on its own is a value: a number with a unit or a comparison, a date, or a word that only values are."""
    value = parse(text)
    if value.kind in ("number", "range") or _COMPARED.match(half_width(text)):
        return True
    if value.kind == "date":
        return bool(re.search(r"[日底前末]|\d[./-]\d", half_width(text)))
    words = vocabulary().words
    plain = squeezed(text).strip("。;")
    return plain in words.grades or plain in words.circular or bool(_EFFECTS.fullmatch(plain))
