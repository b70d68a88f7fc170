"""Two versions of a filing side by side: finding by finding and value by value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..filings.model import Fund, Indicator, Table
from ..reports.run import Run
from ..schemas.vocabulary import squeezed
from ..validators.finding import Finding, Text

_ALIKE = 60  # of 100: how much two names must share for one to be the other, changed

_PART: dict[str, Text] = {
    "field": Text("栏目", "field"),
    "fund": Text("资金", "funds"),
    "goal": Text("绩效目标", "goal"),
    "indicator": Text("指标", "indicator"),
    "name": Text("指标名称", "name"),
    "target": Text("指标值", "target"),
    "actual": Text("实际完成值", "actual"),
    "weight": Text("分值", "points"),
    "score": Text("得分", "score"),
    "reason": Text("原因分析", "reason"),
    "table": Text("表", "form"),
}
_PERIOD = {"annual": Text("年度", "annual"), "medium-term": Text("中期", "medium-term")}


Row = TypeVar("Row", Table, Fund, Indicator)


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs. `old` None: it was added; `new` None: it was removed."""

    table: str
    part: Text
    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the findings, and which values changed."""

    new: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    changes: tuple[Change, ...]


def compared(old: Run, new: Run) -> Comparison:
    """The filings of `new` against those of `old`, which are earlier versions of the same."""
    before, after = set(old.fingerprints.values()), set(new.fingerprints.values())
    return Comparison(
        tuple(finding for finding in new.result.findings if new.fingerprints[finding] not in before),
        tuple(finding for finding in old.result.findings if old.fingerprints[finding] not in after),
        tuple(finding for finding in new.result.findings if new.fingerprints[finding] in before),
        tuple(_changes(_tables(old), _tables(new))),
    )


def _tables(run: Run) -> list[Table]:
    return [table for filing in run.filings for table in filing.tables]


def _changes(old: Sequence[Table], new: Sequence[Table]) -> Iterator[Change]:
    for before, after in _paired(old, new, _table_key, _table_name):
        if before is not None and after is not None:
            yield from _of_table(_table_name(after), before, after)
        elif either := before or after:
            yield Change(_table_name(either), _PART["table"], "", _title(before), _title(after))


def _of_table(table: str, old: Table, new: Table) -> Iterator[Change]:
    before = {(field.id, field.label): field.text for field in old.fields}
    after = {(field.id, field.label): field.text for field in new.fields}
    for key in {**before, **after}:
        yield from _one(table, "field", key[1] or key[0], before.get(key), after.get(key))
    for was, becomes in _paired(old.funds, new.funds, _fund_key, _fund_name):
        if either := becomes or was:
            yield from _one(table, "fund", _fund_name(either), was and was.text, becomes and becomes.text)
    said, says = ({(goal.kind, goal.period): goal.text for goal in form.goals} for form in (old, new))
    for kind, period in {**said, **says}:
        name = _PERIOD[period].zh if period else ""
        yield from _one(table, "goal", name, said.get((kind, period)), says.get((kind, period)))
    for row, line in _paired(old.indicators, new.indicators, _row_key, _row_name):
        yield from _of_indicator(table, row, line)


def _of_indicator(table: str, old: Indicator | None, new: Indicator | None) -> Iterator[Change]:
    if old is None or new is None:
        if either := new or old:
            yield Change(table, _PART["indicator"], _row_name(either), old and old.target.text, new and new.target.text)
        return
    name = _row_name(new)
    yield from _one(table, "name", name, old.level3, new.level3)
    yield from _one(table, "target", name, old.target.text, new.target.text)
    yield from _one(table, "actual", name, old.actual and old.actual.text, new.actual and new.actual.text)
    for part in ("weight", "score"):
        was, becomes = getattr(old, part), getattr(new, part)
        yield from _one(table, part, name, None if was is None else f"{was:f}", None if becomes is None else f"{becomes:f}")
    yield from _one(table, "reason", name, old.reason, new.reason)


def _one(table: str, part: str, name: str, old: str | None, new: str | None) -> Iterator[Change]:
    """A change where the two differ in more than white space and the width of characters."""
    if squeezed(old or "") != squeezed(new or ""):
        yield Change(table, _PART[part], name, old or None, new or None)


def _paired(
    old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Hashable], name: Callable[[Row], str]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Each row of `new` with the one of `old` that it was, in the order of `new`; then those of `old` that are gone.

    The same key in the same order; of the rest, the most alike in name.
    """
    waiting: dict[Hashable, list[int]] = {}
    for number, row in enumerate(old):
        waiting.setdefault(key(row), []).append(number)
    match: dict[int, int] = {}
    for number, row in enumerate(new):
        if waiting.get(key(row)):
            match[number] = waiting[key(row)].pop(0)
    left = sorted(number for numbers in waiting.values() for number in numbers)
    for number, row in enumerate(new):
        if number not in match and left:
            closest = max(left, key=lambda other: (_likeness(name(old[other]), name(row)), -other))
            if _likeness(name(old[closest]), name(row)) >= _ALIKE:
                match[number] = closest
                left.remove(closest)
    for number, row in enumerate(new):
        yield (old[match[number]] if number in match else None), row
    for number in left:
        yield old[number], None


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(squeezed(one), squeezed(other))


def _table_key(table: Table) -> Hashable:
    return (table.form, table.year, squeezed(table.project or ""), squeezed(table.department or ""))


def _table_name(table: Table) -> str:
    return table.project or table.department or table.title


def _title(table: Table | None) -> str | None:
    return None if table is None else table.title


def _fund_key(fund: Fund) -> Hashable:
    return (squeezed(fund.item), squeezed(fund.column or ""), fund.measure, fund.period)


def _fund_name(fund: Fund) -> str:
    period = _PERIOD[fund.period].zh if fund.period == "medium-term" else ""
    return " ".join(part for part in (fund.item, fund.column, period) if part)


def _row_key(row: Indicator) -> Hashable:
    return (row.level1, row.level2, squeezed(row.level3), row.period)


def _row_name(row: Indicator) -> str:
    period = f"（{_PERIOD[row.period].zh}）" if row.period == "medium-term" else ""
    return " › ".join(part for part in (row.level2 or row.level1, row.level3) if part) + period
