"""The pages of an audit: the index of all filings, and one page for each department, to be sent out.

Like the report on one filing they load nothing, and their Content-Security-Policy admits only the style and the script that
they carry. The list of filings is data in the page; the script shows the part of it that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from ..validators.finding import FAMILIES, SEVERITIES, Family, Finding, Text
from ..validators.rule import Rule
from . import wording
from .as_html import TEMPLATES, content_policy, environment
from .page_names import department_page, page_name
from .printable import clipped, visible
from .tally import FORMULA, Count, Line, Tally
from .verdict import VERDICT, Code

_WIDTH = 600  # of a chart, in its own units
_TOP = 12  # bars in a chart
_QUOTED = 160

_W = {
    "title": Text("绩效材料审核汇总", "Audit of performance filings"),
    "of_department": Text("绩效材料审核结果", "Audit of a department's performance filings"),
    "filings": Text("材料", "Filings"),
    "filed": Text("已报", "Filed"),
    "missing": Text("未报", "Not filed"),
    "departments": Text("部门", "Departments"),
    "department": Text("部门（单位）", "Department"),
    "rules": Text("规则", "Rules"),
    "rule": Text("规则", "Rule"),
    "verdicts": Text("结论", "Verdicts"),
    "verdict": Text("结论", "Verdict"),
    "families": Text("问题分布", "Findings by family"),
    "findings": Text("问题", "Findings"),
    "score": Text("得分", "Score"),
    "accepted": Text("接受率", "Accepted"),
    "formula": Text("得分算法", "How the score is made"),
    "file": Text("文件", "File"),
    "project": Text("项目", "Project"),
    "search": Text("查找文件、项目、部门", "Find files, projects, departments"),
    "all": Text("全部", "All"),
    "previous": Text("上一页", "Previous"),
    "next": Text("下一页", "Next"),
    "sort": Text("点列名排序", "A click on a heading sorts"),
    "without_script": Text("材料清单见同一文件夹的 ledger.xlsx。", "The list of filings stands in ledger.xlsx beside this page."),
    "ledger": Text("台账（Excel）", "Ledger (Excel)"),
    "document": Text("机器可读的结果（JSON）", "For programs (JSON)"),
    "in_filings": Text("涉及材料", "In filings"),
    "in_departments": Text("涉及部门", "In departments"),
    "unnamed": Text("（未写明）", "(not stated)"),
    "mended": Text("已改正", "Mended"),
    "new": Text("新出现", "New"),
    "remaining": Text("仍存在", "Remaining"),
    "change": Text("与上次相比", "Since the last audit"),
    "fix": Text("怎样改", "How to mend"),
    "report": Text("完整报告", "Full report"),
    "alone": Text(
        "本页可以单独发送，问题和改法都在下面；“完整报告”要与 filings 文件夹一起发送才能打开。",
        "This page can be sent alone: it says what is wrong and how to mend it. The full reports open only where the folder "
        "filings is sent with it.",
    ),
    "to_index": Text("返回汇总", "Back to the list"),
    "no_findings": Text("没有发现问题。", "Nothing was found."),
    "not_filed": Text("名册上有这个单位，但没有收到材料。", "The roster names this department; nothing was filed."),
    "notes": Text("另有提示", "Further notes"),
    "family": Text("类别", "Family"),
    "shown": Text("显示", "Shown"),
    "none_found": Text("没有符合条件的材料", "No filing matches"),
    "count": Text("问题数", "Findings"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it stands for, its number, its class, and where it begins and how long it is."""

    name: Text
    number: int
    kind: str
    start: float
    length: float


def index(lines: Iterable[Line], tally: Tally, rules: Mapping[str, Rule], version: str, language: str) -> str:
    """The page that lists all filings, departments and rules. `lines` are walked once."""
    departments = {count.name: number for number, count in enumerate(tally.ranked())}
    listed = [_row(line, departments) for line in lines]
    data = {"departments": [visible(name) or _W["unnamed"].in_language(language) for name in departments], "filings": listed}
    return _rendered(
        "county.html.j2",
        language,
        version,
        tally=tally,
        departments=tally.ranked(),
        rules=[(count, rules[count.rule]) for count in _by_findings(tally) if count.rule in rules],
        verdict_bars=_stacked(tally.whole),
        family_bars=_bars(tally.whole),
        data=_embedded(data),
    )


def department(count: Count, lines: Iterable[Line], rules: Mapping[str, Rule], version: str, language: str) -> str:
    """The page of one department: its score, and what to mend in each of its filings."""
    entries = [(line, _weighty(line.findings), sum(f.severity == "info" for f in line.findings)) for line in lines]
    order: dict[str, int] = {"return": 0, "unfinished": 1, "amend": 2, "ready": 3}
    entries.sort(key=lambda entry: (order[entry[0].code], entry[0].path))
    return _rendered(
        "department.html.j2", language, version, count=count, entries=entries, rules=rules, family_bars=_bars(count),
        verdict_bars=_stacked(count),
    )  # fmt: skip


def _row(line: Line, departments: Mapping[str, int]) -> list[Any]:
    """A filing as the script of the page takes it: path, project, department, verdict, counts by severity, its page."""
    counts = [sum(finding.severity == severity for finding in line.findings) for severity in SEVERITIES]
    name = page_name(line.path)
    own = "" if name == f"filings/{line.path}.html" else quote(name)
    project = clipped(visible(line.project), 60)
    return [visible(line.path), project, departments.get(line.department, 0), list(VERDICT).index(line.code), *counts, own]


def _embedded(data: object) -> Markup:
    """`data` as JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(text.encode("utf-8", "backslashreplace").decode())  # noqa: S704 - nothing in it can end the element


def _by_findings(tally: Tally) -> list[Any]:
    return sorted((count for count in tally.rules.values() if count.findings), key=lambda c: (-c.findings, c.rule))


def _weighty(findings: Sequence[Finding]) -> list[Finding]:
    """Errors and warnings that do not follow from others, errors first."""
    own = [finding for finding in findings if finding.severity != "info" and finding.cause is None]
    return sorted(own, key=lambda finding: SEVERITIES.index(finding.severity))


def _stacked(count: Count) -> list[Bar]:
    """The verdicts as parts of one bar."""
    numbers: dict[Code | str, int] = {code: count.verdicts[code] for code in VERDICT} | {"missing": count.missing}
    whole = sum(numbers.values()) or 1
    bars: list[Bar] = []
    start = 0.0
    for code, number in numbers.items():
        length = round(_WIDTH * number / whole, 2)
        if number:
            bars.append(Bar(VERDICT.get(code, _W["missing"]), number, code, round(start, 2), length))  # type: ignore[call-overload]
        start += length
    return bars


def _bars(count: Count) -> list[Bar]:
    """The families of findings as bars, the longest first."""
    numbers: list[tuple[Family, int]] = [(family, count.families[family]) for family in FAMILIES if count.families[family]]
    longest = max((number for _, number in numbers), default=1)
    ordered = sorted(numbers, key=lambda pair: -pair[1])[:_TOP]
    return [Bar(wording.FAMILY[family], number, "family", 0, round(_WIDTH * number / longest, 2)) for family, number in ordered]


def _rendered(template: str, language: str, version: str, **context: Any) -> str:
    style = _asset("style.css") + "\n" + _asset("county.css")
    script = _asset("county.js")
    text = {name: text.in_language(language) for name, text in _W.items()}
    return (
        environment()
        .get_template(template)
        .render(
            language=language,
            version=version,
            w={
                "tool": wording.PAGE["tool"].in_language(language),
                "limits": wording.PAGE["limits"].in_language(language),
                **text,
            },
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=content_policy(style, script),
            verdicts=VERDICT,
            formula=FORMULA,
            quoted=_QUOTED,
            department_page=lambda name: quote(department_page(name)),
            page_name=lambda path: quote(page_name(path)),
            **context,
        )
    )


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").strip()
