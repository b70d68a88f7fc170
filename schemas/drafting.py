"""A form schema drafted from an example filing, with comments on what may be changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from ..filings.model import Fund, Table
from .form import forms
from .vocabulary import squeezed, vocabulary

_PLAIN = re.compile(r"[^\W\d]\w*(?:[（）()]\w*)*")
_MOST_TERMS = 8


def drafted(table: Table, example: str) -> str:
    """The schema of the form that `table` shows, as YAML. `example` names the file that it was read from."""
    lines = [
        f"# 由“{_line(example)}”起草的表式。改好后校验：jixiao schema check 本文件；使用：jixiao check 材料 --schema 本文件",
        f"# A form schema drafted from {_line(example)}. Check: jixiao schema check FILE; use: jixiao check … --schema FILE",
        "# 编辑器补全 / completion in editors: jixiao schema json form > form.schema.json",
        "# yaml-language-server: $schema=form.schema.json",
        "",
        f"form: {_quoted(_name(table))}  # 自定的名称 / a name of your own",
        f"extends: {table.form}  # 属于哪一种表 / the kind of form that it is",
        f"title: {{zh: {_quoted(_title(table))}, en: {forms()[table.form].title.en}}}",
        "",
        "# 怎样认出这种表：标题中含有下列文字 / the form is known by these words in its title",
        "recognise:",
        f"  titles: [{_quoted(_title(table))}]",
        *_headings(table),
        *_fields(table),
        *_funds(table),
        *_equations(table),
        *_levels(table),
        *_parameters(table),
        "",
        "# 规则在本表的级别：error、warning、info 或 off；规则名见 jixiao rules / severity of rules on this form, or off",
        "#rules:",
        "#  operator_missing: info",
    ]
    return "\n".join(lines) + "\n"


def _title(table: Table) -> str:
    """The title without the year, which is another one every year."""
    return _line(re.sub(r"[(（]?20\d{2}\s*年?度?[)）]?", "", table.title)) or forms()[table.form].title.zh


def _name(table: Table) -> str:
    name = re.sub(r"[^\w（）()·-]", "", squeezed(_title(table)))[:60]
    return name if name and name not in forms() else f"{table.form}-own"


def _headings(table: Table) -> list[str]:
    bound = dict.fromkeys(_line(heading) for heading, _ in table.bound if heading not in ("layout", "heading"))
    return [f"  # 表上的栏目 / headings that it prints: {'、'.join(bound)}"] if bound else []


def _fields(table: Table) -> list[str]:
    known = vocabulary().fields
    labels = {_line(field.label): field.id for field in table.fields if field.label and field.id in known}
    if not labels:
        return []
    return [
        "",
        "# 表头表尾的栏目：标准名，是否必填，内容的格式（正则表达式） / labels: standard name, required or not, pattern",
        "fields:",
        *(f"  {_quoted(label)}: {{id: {identity}, required: false}}" for label, identity in labels.items()),
        '  # 项目编码: {required: true, pattern: "[0-9]{20}"}  # 词表里没有的栏目不写 id / a field of its own has no id',
    ]


def _funds(table: Table) -> list[str]:
    roles = {_line(fund.item): fund.role for fund in table.funds if _line(fund.item)}
    if not roles:
        return []
    return [
        "",
        "# 资金项目及其角色 / money items and their roles: " + " ".join(vocabulary().funds),
        "funds:",
        *(f"  {_quoted(label)}: {role}" for label, role in roles.items()),
    ]


def _equations(table: Table) -> list[str]:
    found = dict(reversed(list(_holding(table.funds))))
    if not found:
        return []
    return [
        "",
        "# 在样表中成立的勾稽关系；确属本表要求的，去掉“#” / these hold in the example; take off the # where demanded",
        "#equations:",
        *(f"#  - {equation}  # {shown}" for equation, shown in found.items()),
    ]


def _holding(funds: Sequence[Fund]) -> Iterator[tuple[str, str]]:
    """Equations between neighbouring money items that hold in every column that fills them, with their figures."""
    columns: dict[tuple[str | None, str, str | None], dict[str, Decimal]] = {}
    for fund in funds:
        if fund.amount is not None and fund.measure in ("budget", "opening", "adjusted", "executed"):
            columns.setdefault((fund.column, fund.measure, fund.period), {}).setdefault(_line(fund.item), fund.amount)
    for amounts in columns.values():
        items = [item for item in amounts if item.isidentifier()]
        for at, whole in enumerate(items):
            for last in range(at + 2, min(len(items), at + _MOST_TERMS)):
                parts = items[at + 1 : last + 1]
                if amounts[whole] > 0 and _fits(columns.values(), whole, parts):
                    figures = " + ".join(f"{amounts[part]:f}" for part in parts)
                    yield f"{whole} = {' + '.join(parts)}", f"{amounts[whole]:f} = {figures}"
                    break


def _fits(columns: Collection[Mapping[str, Decimal]], whole: str, parts: Sequence[str]) -> bool:
    """Whether `whole` is the sum of `parts` in every column that has them, and more than one of them is no zero in some."""
    told = False
    for amounts in columns:
        if whole in amounts and all(part in amounts for part in parts):
            if amounts[whole] != sum(amounts[part] for part in parts):
                return False
            told = told or sum(amounts[part] != 0 for part in parts) > 1
    return told


def _levels(table: Table) -> list[str]:
    printed: dict[str, dict[str, None]] = {}
    for level in table.levels:
        if level.level == 1:
            printed.setdefault(level.name, {})
        elif level.parent:
            printed.setdefault(level.parent, {})[level.name] = None
    base = forms()[table.form].levels
    lines: list[str] = []
    for level1 in (name for name in printed if name in vocabulary().level1):
        said = base.get(level1, {})
        wanted = {"any": said.get("any", "info")} | {name: said[name] for name in printed[level1] if name in said}
        others = [name for name in printed[level1] if name in vocabulary().level2 and name not in said]
        more = f"  # 还印有 / it prints too: {'、'.join(others)}" if others else ""
        lines.append(f"  {level1}: {{{', '.join(f'{name}: {severity}' for name, severity in wanted.items())}}}{more}")
    if not lines:
        return []
    return [
        "",
        "# 各级指标缺少时的级别：any 指至少一条；error、warning、info 或 off / how badly a level is missed; any: at least one",
        "levels:",
        *lines,
    ]


def _parameters(table: Table) -> list[str]:
    points: dict[str, Decimal] = {}
    halves = {row.period for row in table.indicators}
    half = "annual" if "annual" in halves else next(iter(halves), None)
    for row in table.indicators:
        if row.weight is not None and row.level1 in vocabulary().level1 and row.period == half:
            points[str(row.level1)] = points.get(str(row.level1), Decimal(0)) + row.weight
    execution = next(
        (fund.amount for fund in table.funds if fund.role == "total" and fund.measure == "points" and fund.amount), None
    )
    said = [f"#  execution_points: {execution:f}  # 样表所印 / as the example prints it"] if execution else []
    if points:
        shares = ", ".join(f"{name}: {number:f}" for name, number in points.items())
        said.append(f"#  weights: {{{shares}}}  # 样表各一级指标的分值 / points of each level 1 in the example")
    return [
        "",
        "# 参数：与表式自带的不同时才写，全部参数见 docs/schemas.md / parameters that differ; all: docs/schemas.md",
        "#parameters:",
        *(said or ["#  overshoot: 1.3"]),
    ]


def _line(text: str) -> str:
    """`text` on one line, without what would end a comment or hide in one."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _quoted(text: str) -> str:
    """`text` as a YAML scalar."""
    if _PLAIN.fullmatch(text) and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
