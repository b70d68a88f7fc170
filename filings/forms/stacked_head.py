"""The head of a stacked form: fields, funds by measure, goals; or, where labels are lost, what they must be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ...schemas.vocabulary import half_width, squeezed
from ..model import Goal, Line, Period, Repair
from . import labels
from .draft import Draft, money
from .gridded_columns import is_block_label
from .pieces import Piece, label_at, pieces_of

_DASH = re.compile(r"[-—－/]+")
_CATEGORY = re.compile(r"^(特定目标类?|运转类?|人员类?|其他运转类?|基本支出|项目支出)[-—]")
_UNIT_NAME = re.compile(r"(局|委|办|院|厅|中心|政府|部|会|处|所|站|队|校|公司|社|团|馆|学校|医院)(\([^()]*\))?$")
_ITEM = re.compile(r"^(目标\d|\d+[、.．]|[一二三四五六七八九十]+[、是])")


def read_head(lines: list[Line], draft: Draft) -> None:
    """Everything above the indicators: fields, funds by measure, goals; or, where labels are lost, what they must be."""
    while lines and (not lines[-1].text.strip() or is_block_label(lines[-1].text)):
        lines = lines[:-1]
    lines = [part for line in lines for part in _goals_apart(line)]
    bare: list[Line] = []
    head, goal_lines = _head_and_goals(lines)
    rest = _read_funds_under(_read_funds(head, draft), draft)
    filled = _read_funds_below(_read_labelled_funds([line for line in rest if line.text.strip()], draft), draft)
    taken = False
    for line, below in zip(filled, [*filled[1:], None], strict=False):
        draft.state_unit(line.text)
        if taken:
            taken = False
            continue
        if below and _is_name_of(line.text, below.text):
            draft.add_field(labels.field_of(line.text) or "", line.text, below.text, below.place)
            taken = True
            continue
        if draft.read_head_line(line) or draft.read_inline_funds(line.text, line.place):
            continue
        if labels.field_of(line.text) and below and not labels.field_of(below.text) and ":" not in half_width(below.text):
            draft.add_field(labels.field_of(line.text) or "", line.text, below.text, below.place)
            taken = True
        elif not _read_labelled(line, draft):
            bare.append(line)
    if goal_lines:
        _read_goals(goal_lines, draft)
    elif not draft.project and not any(field.id == "department" for field in draft.fields):
        _read_unlabelled(bare, draft)


_FEWEST_MEASURES = 3


def _measures(pieces: Sequence[Piece]) -> bool:
    """Whether headings of a funds block begin here, below the goals: 年初预算数, 全年预算数, 全年执行数."""
    at = found = 0
    while at < len(pieces):
        measure, length = label_at(pieces, at, labels.measure_of)
        if not measure:
            break
        at, found = at + length, found + 1
    return found >= _FEWEST_MEASURES


def _head_and_goals(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of particulars and funds, and those of goals: from a goal's label to the next label of another kind."""
    head: list[Line] = []
    goals: list[Line] = []
    in_goals = False
    for at, line in enumerate(lines):
        if _goal_labels(lines, at)[0]:
            in_goals = True
        elif in_goals and _is_other_label(line, lines[at + 1 : at + 2]):
            in_goals = False
        elif in_goals and _measures(pieces_of(lines[at : at + _FEWEST_MEASURES])):
            above = len(goals)
            while above and (labels.fund_of(goals[above - 1].text) or labels.points_of(goals[above - 1].text)):
                above -= 1  # what stands over the headings of the funds
            head += goals[above:]
            del goals[above:]
            in_goals = False
        (goals if in_goals else head).append(line)
    return head, goals


def _is_other_label(line: Line, below: list[Line]) -> bool:
    """Whether a line below a goal begins something else: a particular's label, or a money item with its amount."""
    words = line.text.split()
    if not words or any(labels.field_of(text) for text in (line.text, words[0])):
        return bool(words)
    amounts = [*words[1:], *(below[0].text.split()[:1] if below and len(words) == 1 else [])]
    return bool(labels.fund_of(words[0]) and amounts and money(amounts[0])[0] is not None)


def _is_name_of(label: str, below: str) -> bool:
    """Whether the line below a label that ends in a colon holds its content: 部门名称： / 某局."""
    identity = labels.field_of(label)
    named = identity in ("project", "department", "competent_department", "implementing_unit")
    text = half_width(below).strip()
    other = (
        labels.field_of(text) or labels.fund_of(text) or labels.goal_of(text) or labels.column_of(text) or labels.title_of(text)
    )
    return named and label.strip().endswith((":", "：")) and not other and ":" not in text and not re.match(r"\(|20\d\d", text)


def _goals_apart(line: Line) -> list[Line]:
    """A line that holds goal labels and their texts, as lines of their own: '总体目标 完成……', '年度目标：完成……'."""
    head, colon, rest = line.text.partition("：" if "：" in line.text else ":")
    if colon and rest.strip() and labels.goal_of(head):
        return [Line(head.strip(), line.place), *_goals_apart(Line(rest.strip(), line.place))]
    words = line.text.split()
    at = [number for number, word in enumerate(words) if labels.goal_of(word)]
    if not at or len(at) == len(words) or any(labels.field_of(word) for word in words):
        return [line]
    cuts = sorted({0, *at, *(number + 1 for number in at), len(words)})
    return [Line(" ".join(words[start:end]), line.place) for start, end in pairwise(cuts)]


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
        pieces = pieces_of([line])
        items: list[tuple[str, Piece]] = []
        at = int(
            len(pieces) > 1 and bool(_MONEY_BLOCK.fullmatch(squeezed(pieces[0].text))) and not labels.fund_of(pieces[0].text)
        )
        while at < len(pieces):
            role, length = label_at(pieces, at, labels.fund_of)
            if not role or at + length >= len(pieces) or money(pieces[at + length].text)[0] is None:
                break
            items.append(("".join(piece.text for piece in pieces[at : at + length]), pieces[at + length]))
            at += length + 1
        if not items or at < len(pieces):
            rest.append(line)
            continue
        named = [item for item, _ in items]
        if any(re.search("中期|实施期|周期|总体", item) for item in named) or _totals_of_both(named):
            halves = ["medium-term", "annual"]
        for number, (item, amount) in enumerate(items):
            ends = number >= len(halves) or _OF_THE_YEAR.search(item) or "上年" in item
            period: Period = "annual" if ends else halves[number]
            draft.add_fund(item, None, "budget", period, amount.text, amount.place)
    return rest


_MONEY_BLOCK = re.compile(r"(项目|年度)?(资金|预算|经费)(来源|构成|情况|安排|申请|投入)?(\((单位:)?[百千万亿]*元\))?")


def _totals_of_both(items: Sequence[str]) -> bool:
    """Whether a line states the total of the whole project, and behind it that of the year."""
    totals = [item for item in items if labels.fund_of(item) == "total"]
    return len(totals) > 1 and not _OF_THE_YEAR.search(totals[0]) and bool(_OF_THE_YEAR.search(totals[1]))


def _read_funds_below(lines: list[Line], draft: Draft) -> list[Line]:
    """Take the lines that hold a money item alone, with the amount on the line below; the others."""
    rest: list[Line] = []
    halves: list[Period] = []
    at = number = 0
    while at < len(lines):
        item = lines[at].text.strip()
        amount = lines[at + 1] if at + 1 < len(lines) else None
        draft.state_unit(item)
        if not labels.fund_of(item) or amount is None or money(amount.text)[0] is None:
            rest.append(lines[at])
            at += 1
            continue
        total = labels.fund_of(item) == "total"
        if total and (halves or re.search("中期|实施期|周期|总体", item) or _beside_annual(item, lines[at + 2 : at + 3])):
            number = 1 if halves else 0
            halves = ["medium-term", "annual"]
        period: Period = halves[number % 2] if halves else "annual"
        draft.add_fund(item, None, "budget", period, amount.text.strip(), amount.place)
        at, number = at + 2, number + 1
    return rest


def _beside_annual(item: str, following: list[Line]) -> bool:
    """Whether a total of the whole project is followed by that of the year."""
    return not _OF_THE_YEAR.search(item) and any(
        labels.fund_of(line.text) == "total" and _OF_THE_YEAR.search(line.text) for line in following
    )


_OF_THE_YEAR = re.compile("年度|当年|本年|全年")


def _read_funds_under(lines: list[Line], draft: Draft) -> list[Line]:
    """Take money items that stand side by side, with as many amounts under them; the lines that are not of them."""
    pieces = pieces_of(lines)
    used: set[int] = set()
    at = 0
    while at < len(pieces):
        items: list[Piece] = []
        here = at
        while here < len(pieces) and labels.fund_of(pieces[here].text):
            items.append(pieces[here])
            here += 1
        amounts = [piece for piece in pieces[here : here + len(items) + 1] if money(piece.text)[0] is not None]
        if len(items) > 1 and len(amounts) == len(items) and amounts == pieces[here : here + len(items)]:
            draft.state_unit("".join(piece.text for piece in pieces[max(0, at - 1) : here]))
            for item, amount in zip(items, amounts, strict=True):
                draft.add_fund(item.text, None, "budget", "annual", amount.text, amount.place)
            here += len(items)
            used |= {piece.line for piece in pieces[at:here]}
        at = max(here, at + 1)
    return [line for number, line in enumerate(lines) if number not in used]


def _read_funds(lines: list[Line], draft: Draft) -> list[Line]:
    """Take the funds block (headings that name measures, then items with their amounts); the lines that are not of it."""
    pieces = pieces_of(lines)
    begin = next((n for n in range(len(pieces)) if label_at(pieces, n, labels.measure_of)[0]), None)
    if begin is None:
        return lines
    measures: list[tuple[str, str]] = []
    at = begin
    while at < len(pieces):
        measure, length = label_at(pieces, at, labels.measure_of)
        if not isinstance(measure, str):
            break
        measures.append((measure, "".join(piece.text for piece in pieces[at : at + length])))
        at += length
    if len(measures) < 2:
        return lines
    while at < len(pieces) and labels.column_of(pieces[at].text) in ("reason", "remark"):
        at += 1
    end = at
    while end < len(pieces):
        role, length = label_at(pieces, end, labels.fund_of)
        if not role and end > at and label_at(pieces, end + 1, labels.fund_of)[0] and not labels.goal_of(pieces[end].text):
            end += 1  # the reason at the end of a row
            continue
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
    used = {piece.line for piece in pieces[begin:end]}
    return [line for number, line in enumerate(lines) if number not in used]


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
    """Take the goals: labels, and behind each run of labels the texts of their cells."""
    names: list[str] = []
    texts: list[Line] = []
    at = 0
    while at < len(lines):
        found, length = _goal_labels(lines, at)
        if found and any(line.text.strip() for line in texts):
            _add_goals(names, texts, lines[0], draft)
            names, texts = [], []
        if found:
            names = found if len(found) > 1 or not names else [*names, *found]
        else:
            texts.append(lines[at])
        at += max(length, 1)
    _add_goals(names, texts, lines[0], draft)


def _add_goals(names: list[str], lines: list[Line], first: Line, draft: Draft) -> None:
    if len(names) > 2 or (len(names) > 1 and labels.goal_of(names[0]) == labels.goal_of(names[1])):
        names = names[1:]  # the label of the block
    while lines and not lines[0].text.strip():
        lines = lines[1:]
    blocks = _blocks(lines, len(names))
    if len(names) > 1 and len(blocks[0]) and not any(blocks[1:]):
        blocks = _blocks_by_count(blocks[0], len(names)) or blocks
        if len(blocks[0]) == 1 and not any(blocks[1:]) and _is_block(names):
            names, blocks = names[1:], blocks[:1]
        elif not any(blocks[1:]) and not _leaves_result_blank(names, draft):
            draft.doubts.append(("goals", *_RUN_TOGETHER))
    for name, block in zip(names, blocks, strict=True):
        period, kind = labels.goal_of(name) or ("annual", "expected")
        draft.state_year_of_goal(name, first.place)
        text = _joined(block)
        place = block[0].place.to(block[-1].place) if block else first.place
        draft.goals.append(Goal(period, kind, text, place))


def _is_block(names: Sequence[str]) -> bool:
    """Whether the first of two labels is that of the block, as the national form of earmarked funds prints it."""
    meanings = [labels.goal_of(name) for name in names]
    return squeezed(names[0]) == "总体目标" and meanings[1] == ("annual", "expected")


def _leaves_result_blank(names: Sequence[str], draft: Draft) -> bool:
    """Whether what is missing is the result, which a target form prints and cannot have."""
    return draft.form.endswith("-target") and all((labels.goal_of(name) or ("", ""))[1] == "actual" for name in names[1:])


_RUN_TOGETHER = (
    "并列的几栏目标文字连在一起，无法确定各栏从哪里开始",
    "the goals of several columns have run together, and where each begins cannot be told",
)


def _blocks_by_count(lines: list[Line], count: int) -> list[list[Line]] | None:
    """The texts of `count` cells that nothing parts: as many lines, or as many words on one; or where two each end a sentence."""
    if len(lines) == count:
        return [[line] for line in lines]
    words = lines[0].text.split() if len(lines) == 1 else []
    if len(words) == count:
        return [[Line(word, lines[0].place)] for word in words]
    ends = [number for number, line in enumerate(lines[:-1], 1) if line.text.rstrip().endswith(("。", "；", "."))]
    if count == 2 and len(ends) == 1 and lines[-1].text.rstrip().endswith(("。", "；", ".")):
        return [lines[: ends[0]], lines[ends[0] :]]
    return None


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
