"""The columns of a drawn indicator table: bound by their headings, and by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...schemas.vocabulary import squeezed, vocabulary, without_points
from ..model import Cell, Place
from ..value import exact, parse
from . import labels
from .alignment import LONGEST_OWN_NAME, Column

Row = list[Cell]
LIST_ROLES = ("project", "department", "fund", "goal")
_VALUES = {"target", "medium_target"}
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Bound:
    """The columns of an indicator table, and the number of the first row below its headings."""

    columns: list[Column]
    body: int


def is_block_label(text: str) -> bool:
    """Whether a cell left of the level names labels the whole block: 年度绩效指标, 绩效目标, 绩."""
    return bool(_BLOCK.fullmatch(re.sub(r"\([^()]*\)", "", squeezed(text))))


_BLOCK = re.compile(
    r"绩|绩效|(项目|部门|单位|整体|支出|年度|长期|中期|中长期|总体|总目标|本年度|当年|实施期|实施周期)*(绩效)?(项目)?指标(完成情况|体系|表)?"
    r"|绩效目标"
)


def filled(row: Sequence[Cell]) -> Row:
    return [cell for cell in row if cell.text.strip()]


def is_drawn(place: Place) -> bool:
    """Whether a cell comes from a drawn table, whose positions can be trusted; a text's tabs cannot."""
    return any(part is not None for part in (place.grid, place.sheet, place.page))


def heading_at(rows: Sequence[Row]) -> int | None:
    """The row with the headings of the indicator table: level names and a target, or the score of a scoring table."""
    for number, row in enumerate(rows):
        if len(row) < 2 or not any(_LEVEL_HEADING.search(cell.text) for cell in row):
            continue
        roles = {labels.column_of(cell.text) for cell in filled(row)}
        if not ("level3" in roles or {"level1", "level2"} <= roles):
            continue
        scores = "score" in roles and len({"level1", "level2", "level3"} & roles) > 1
        if scores or asks_targets(rows, number) or ("level1" in roles and len(roles - {None}) > 1 and _graded(rows, number)):
            return number
    return None


def asks_targets(rows: Sequence[Row], at: int) -> bool:
    """Whether the headings in row `at`, or those below that divide them, name a target; a scoring table has none."""
    return any(labels.column_of(cell.text) in _VALUES for row in rows[at : at + 2] for cell in filled(row))


def upright(rows: Sequence[Row]) -> list[Row]:
    """The rows, with an indicator table that lies on its side (a column for each indicator) set upright."""
    heads = [cells[0] if (cells := filled(row)) else None for row in rows]
    roles = [labels.column_of(head.text) if head else None for head in heads]
    start = next((n for n, role in enumerate(roles) if role in ("level1", "level2", "level3")), len(rows))
    end = next((n for n in range(start, len(rows)) if roles[n] is None), len(rows))
    lying = {"level3", "target"} <= set(roles[start:end]) and len({head.column for head in heads[start:end] if head}) == 1
    if not lying or any(len(filled(row)) < _FEWEST_LYING for row in rows[start:end]):
        return list(rows)
    turned: dict[int, Row] = {}
    for number, row in enumerate(rows[start:end]):
        for cell in row:
            turned.setdefault(cell.column, []).append(
                replace(cell, origin=cell.place, row=start + cell.column, column=number, rows=cell.columns, columns=cell.rows)
            )
    return [*rows[:start], *(turned[column] for column in sorted(turned)), *rows[end:]]


_FEWEST_LYING = 3


def has_levels(rows: Sequence[Row], at: int) -> bool:
    """Whether the headings in row `at` name levels, or level names stand below: what other tables of indicators lack."""
    if {"level1", "level2"} & {labels.column_of(cell.text) for cell in rows[at]}:
        return True
    known = vocabulary()
    names = {name for row in rows[at:] for cell in row if (name := known.level(cell.text, 1) or known.level(cell.text, 2))}
    return len(names) > 1


_LEVEL_HEADING = re.compile(r"[一二三]\s*级|指\s*标|分\s*类")


def _graded(rows: Sequence[Row], at: int) -> bool:
    """Whether the row below the headings divides one of them into grades, the first of which is the target."""
    return at + 1 < len(rows) and [squeezed(cell.text) for cell in filled(rows[at + 1])][:2] == ["优", "良"]


def bound(rows: Sequence[Row], at: int, *, drawn: bool) -> Bound:
    """The columns below the headings in row `at`, which may take two rows. Positions in a `drawn` table can be trusted."""
    heads = filled(rows[at])
    below = filled(rows[at + 1]) if at + 1 < len(rows) else []
    two_rows = _divides(heads, below)
    found: list[tuple[int, str, str]] = []
    lists = any(list_role(cell.text) == "project" for cell in heads)
    for cell in heads:
        parts = [part for part in below if _under(part, cell, heads)] if two_rows else []
        for named in parts or [cell]:
            role = _role(named.text, cell.text if parts else "") or ("remark" if lists and list_role(named.text) else None)
            if role:
                found.append((named.column, role, named.text))
    found = _without_block_labels(found)
    columns = _in_halves(_without_history(found))
    body = at + (2 if two_rows else 1)
    return Bound(_by_content(columns, rows[body:], drawn), body)


def _under(part: Cell, head: Cell, heads: Sequence[Cell]) -> bool:
    """Whether `part` stands under `head`; where spans are lost, a heading reaches to the next one."""
    if head.columns > 1 or any(cell.columns > 1 for cell in heads):
        return head.column <= part.column < head.column + head.columns
    after = min((cell.column for cell in heads if cell.column > head.column), default=10**6)
    return head.column <= part.column < after


def _divides(heads: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the row below the headings divides some of them: 指标值 into 半年 and 全年, 评价标准 into 优, 良, 中, 差."""
    if not below:
        return False
    if all(labels.column_of(cell.text) for cell in below):
        return True
    if len(below) < 2 or any(labels.level_of(cell.text, 1) or labels.level_of(cell.text, 2) for cell in below):
        return False
    wide = [cell for cell in heads if cell.columns > 1]
    if wide:
        covered = [any(head.column <= cell.column < head.column + head.columns for head in wide) for cell in below]
        return all(covered) and all(head.rows > 1 for head in heads if head.columns == 1)
    return all(labels.column_of(cell.text) or _PART.search(squeezed(cell.text)) for cell in below)


_PART = re.compile(r"^[优良中差]$|^(20\d\d年|本年|上年|预期|预计|实际|半年|全年|[一二三四]季度|数据项).{0,8}$")


def _role(text: str, over: str) -> str | None:
    """What a heading states; one of a second row is understood together with the heading `over` it."""
    plain = squeezed(text)
    role = labels.column_of(text)
    if over and role is None:
        parent = labels.column_of(over)
        if plain in ("优", "良", "中", "差"):
            return "target" if plain == "优" else "remark"
        if parent in _VALUES:
            return "medium_target" if re.search("长期|中期|周期|实施期|总体|总目标", plain) else parent
    return role or ("remark" if not is_block_label(text) else None)


def _without_block_labels(found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Without the label of the whole block, which stands left of the level names; the columns of a list of projects stay."""
    level1 = min((position for position, role, _ in found if role == "level1"), default=-1)
    kept: list[tuple[int, str, str]] = []
    for position, named, text in found:
        listed = list_role(text) if position < level1 else None
        if position < level1 and listed is None and is_block_label(text):
            continue
        left = position < level1 and named == "level3"
        kept.append((position, listed or ("remark" if left else named), text))
    if any(role == "level3" and not is_block_label(text) for _, role, text in kept):
        kept = [head for head in kept if not (head[1] == "level3" and is_block_label(head[2]) and head[0] <= level1)]
    if any(squeezed(text).startswith("三级") for _, _, text in kept):
        kept = [head for head in kept if not (head[1] == "level3" and is_block_label(head[2]))]
    return kept


def _without_history(found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """With the values of years past made remarks: 上年实际值, or 2021年实际实现值 beside 预期2022年实现值."""
    years = [int(year[0]) for _, role, text in found if role in ("target", "actual") and (year := _YEAR.search(text))]
    kept: list[tuple[int, str, str]] = []
    for position, named, text in found:
        role, year = named, _YEAR.search(text)
        past = bool(year) and len(set(years)) > 1 and int(year[0]) < max(years) if year else False
        if role in ("target", "actual", "medium_target") and (past or _PAST.search(squeezed(text))):
            role = "remark"
        kept.append((position, role, text))
    return kept


_PAST = re.compile("上年|去年|前年|上一年|历史|近三年|往年")
_MILESTONE = re.compile(r"半年|季度|[1-9](-|—+|~|至)(?!12)\d{1,2}月|上半|\d月底|预计(全年)?(完成|执行|实现)|截[至止]")


def is_interim(heading: str) -> bool:
    """Whether a column states something of the year while it still runs: 1-7月执行情况, 全年预计完成情况."""
    return bool(_MILESTONE.search(squeezed(heading)))


def _in_halves(found: list[tuple[int, str, str]]) -> list[Column]:
    """The columns from left to right; where level 2 or the name comes again, a second half of the form begins."""
    columns: list[Column] = []
    half, seen = 0, set[str]()
    for position, named, text in sorted(found):
        role = named
        if role == "level3" and role in seen and not any(at > position and later in _VALUES for at, later, _ in found):
            role = "note"  # 指标内容 behind 三级指标 and its value explains them
        if role in seen and role in ("level2", "level3"):
            half, seen = half + 1, set()
        if is_interim(text) and (role == "actual" or (role == "target" and _other(found, role, text))):
            role = "remark"  # half a year's value is a milestone, half a year's result is none of the year
        if role == "target" and role in seen:
            role = "remark"
        seen.add(role)
        columns.append(Column(role, position, half, re.sub(r"\s*\n\s*", "", text).strip()))
    return _without_level_points(columns)


def _other(found: Sequence[tuple[int, str, str]], role: str, text: str) -> bool:
    """Whether another column states the same for the whole year."""
    return any(other == role and not is_interim(words) and words != text for _, other, words in found)


def _without_level_points(columns: list[Column]) -> list[Column]:
    """Points left of the name are those of its levels, where others stand right of it."""
    kept: list[Column] = []
    for column in columns:
        name = max((other.at for other in columns if other.role == "level3" and other.half == column.half), default=-1)
        last = (
            max(other.at for other in columns if other.role == "weight" and other.half == column.half)
            if (column.role == "weight")
            else -1
        )
        kept.append(replace(column, role="remark") if column.role == "weight" and column.at < name < last else column)
    return kept


def _by_content(columns: list[Column], body: Sequence[Row], drawn: bool) -> list[Column]:
    """The columns with what their cells show: levels one column further left, a place's own level names."""
    at = {column.role: column for column in columns if column.half == 0}
    if "level3" not in at and "level1" in at and "level2" in at:
        first, second = _texts(at["level1"], body), _texts(at["level2"], body)
        twos = sum(1 for text in first if vocabulary().level(text, 2) and text)
        ones = sum(1 for text in first if vocabulary().level(text, 1))
        names = sum(1 for text in second if not labels.level_of(text, 2))
        shifted: dict[Column, str] = {}
        if names * 2 > len(second):
            shifted = {at["level2"]: "level3"} if ones >= twos else {at["level1"]: "level2", at["level2"]: "level3"}
        if shifted and max(ones, twos):
            columns = [replace(column, role=shifted.get(column, column.role)) for column in columns]
    columns = _with_levels_by_content(columns, body)
    sure = drawn or any(column.role == "level1" and _has_own_names(column, body, drawn) for column in columns)
    return [replace(column, own=True) if _has_own_names(column, body, sure) else column for column in columns]


def _with_levels_by_content(columns: list[Column], body: Sequence[Row]) -> list[Column]:
    """The columns with the levels that stand under headings which do not say so: 指标类型, 评价内容."""
    roles = {column.role for column in columns}
    for role, level in (("level2", 2), ("level1", 1)):
        if role in roles:
            continue
        names = vocabulary().level2_names if level == 2 else vocabulary().level1_names
        name_at = next((column.at for column in columns if column.role == "level3"), -1)
        for column in columns:
            texts = {without_points(text) for text in _texts(column, body)}
            if column.at < name_at and column.role in _VAGUE and len(texts & names.keys()) * 2 >= max(len(texts), 4):
                columns = [replace(other, role=role) if other is column else other for other in columns]
                roles.add(role)
                break
    return columns


_VAGUE = ("remark", "operator", "note")


def _has_own_names(column: Column, body: Sequence[Row], sure: bool) -> bool:
    """Whether most names in a level column are the place's own: short words that no list of level names holds.

    Where rows may have lost cells and their positions are not `sure`, any known name says that the others have moved.
    """
    if column.role not in ("level1", "level2"):
        return False
    texts = set(_texts(column, body))
    known = {text for text in texts if labels.level_of(text, 1 if column.role == "level1" else 2)}
    if not sure and any(labels.level_of(text, 1) or labels.level_of(text, 2) for text in texts):
        return False
    own = {text for text in texts - known if len(text) <= LONGEST_OWN_NAME and parse(text).kind == "text"}
    return len(own) > len(known) and len(own) * 2 > len(texts)


def _texts(column: Column, body: Sequence[Row]) -> list[str]:
    return [cell.text.strip() for row in body for cell in row if cell.column == column.at and cell.text.strip()]


def list_role(text: str) -> str | None:
    """What a column left of the level names states in a list of projects."""
    plain = squeezed(text)
    if labels.field_of(text) == "project" or plain in ("项目", "项目名称") or plain.endswith(("、项目名称", "/项目名称")):
        return "project"
    if labels.field_of(text) in ("department", "implementing_unit", "competent_department") or plain in ("单位", "部门"):
        return "department"
    return "fund" if labels.fund_of(text) else "goal" if labels.goal_of(text) else None


def is_column_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, …"""
    first = exact(cells[0].text) if len(cells) >= _FEWEST_NUMBERED else None
    return first in (0, 1) and all(exact(cell.text) == at for at, cell in enumerate(cells, int(first)))


_FEWEST_NUMBERED = 4
