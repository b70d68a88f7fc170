"""The ledger of an audit as a workbook: totals, departments, filings, findings and rules, each a sheet to sort and filter.

All text is written as text, in cells that stay text when somebody edits them: nothing in a filing becomes a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from ..validators.finding import FAMILIES, SEVERITIES, Finding, Text
from ..validators.rule import Rule
from .ledger import OUTCOMES
from .page_names import page_name
from .printable import clipped, visible
from .tally import FORMULA, Change, Count, Line, Tally
from .verdict import VERDICT
from .wording import FAMILY, FORM, OUTCOME, SEVERITY, sentence, where

_LONGEST = 32_000  # characters that a cell holds, with some to spare
_ROWS = 1_000_000  # rows of a sheet; what is more goes on another
_LINKS = 65_000  # that Excel follows in a sheet

_W = {
    "totals": Text("汇总", "Totals"),
    "departments": Text("部门", "Departments"),
    "filings": Text("材料", "Filings"),
    "findings": Text("问题", "Findings"),
    "rules": Text("规则", "Rules"),
    "file": Text("文件", "File"),
    "department": Text("部门（单位）", "Department"),
    "project": Text("项目", "Project"),
    "form": Text("表式", "Form"),
    "year": Text("年度", "Year"),
    "verdict": Text("结论", "Verdict"),
    "table": Text("表", "Form no."),
    "place": Text("位置", "Place"),
    "severity": Text("级别", "Severity"),
    "family": Text("类别", "Family"),
    "rule": Text("规则", "Rule"),
    "title": Text("规则名称", "Title"),
    "message": Text("问题", "Finding"),
    "filed": Text("填报内容", "As filed"),
    "expected": Text("应为", "Expected"),
    "fix": Text("怎样改", "How to mend"),
    "basis": Text("依据", "Basis"),
    "follows": Text("由此引起", "Follows from"),
    "score": Text("得分", "Score"),
    "filed_count": Text("已报份数", "Filed"),
    "missing": Text("未报份数", "Not filed"),
    "accepted": Text("接受率", "Accepted"),
    "tables": Text("表数", "Forms"),
    "found": Text("问题数", "Findings"),
    "in_filings": Text("涉及材料", "In filings"),
    "in_departments": Text("涉及部门", "In departments"),
    "item": Text("项目", "Item"),
    "number": Text("数量", "Number"),
    "formula": Text("得分算法", "How the score is made"),
    "mended": Text("已改正", "Mended"),
    "new": Text("新出现", "New"),
    "remaining": Text("仍存在", "Remaining"),
    "changes": Text("与上次相比", "Since the last audit"),
    "state": Text("变化", "Change"),
    "tool": Text("校验工具", "Tool"),
    "unnamed": Text("（未写明）", "(not stated)"),
}


def write(
    path: Path,
    lines: Callable[[], Iterable[Line]],
    tally: Tally,
    rules: Mapping[str, Rule],
    changed: Sequence[Change],
    version: str,
    language: str,
    last: Sequence[Line] = (),
) -> None:
    """Write the workbook to `path`; `lines` yields the filings of the audit anew at every call.

    The findings of `last` stand after theirs. `changed` is what has become of findings since an earlier audit, where there
    is one to compare with. Raises OSError where the workbook cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    # NOTE: a fixed date, for the same audit has the same bytes.
    book.set_properties({"title": "jixiao", "created": datetime(2000, 1, 1)})
    sheets = _Sheets(book, language)
    sheets.totals(tally, version)
    sheets.departments(tally)
    sheets.filings(lines())
    sheets.findings(chain(lines(), last), rules)
    sheets.rules(tally, rules)
    if tally.whole.change is not None:
        sheets.changes(changed, rules)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


class _Sheets:
    def __init__(self, book: Any, language: str) -> None:
        self.book, self.language = book, language
        self.text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        self.plain = book.add_format({"num_format": "@", "valign": "top"})
        self.whole = book.add_format({"num_format": "0", "valign": "top"})
        self.tenth = book.add_format({"num_format": "0.0", "valign": "top"})
        self.share = book.add_format({"num_format": "0.0%", "valign": "top"})
        self.link = book.add_format({"num_format": "@", "valign": "top", "font_color": "#1f4e79", "underline": 1})
        self.head = book.add_format({"bold": True, "bg_color": "#f0ede4", "bottom": 1, "valign": "top", "text_wrap": True})
        self.strong = book.add_format({"num_format": "@", "bold": True, "valign": "top"})

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def totals(self, tally: Tally, version: str) -> None:
        sheet = self.book.add_worksheet(self.say(_W["totals"]))
        whole = tally.whole
        rows: list[tuple[str, float, Any]] = [
            (self.say(_W["filed_count"]), whole.filings, self.whole),
            (self.say(_W["missing"]), whole.missing, self.whole),
            (self.say(_W["departments"]), len(tally.departments), self.whole),
            (self.say(_W["tables"]), whole.tables, self.whole),
            *((self.say(name), whole.verdicts[code], self.whole) for code, name in VERDICT.items()),
            (self.say(_W["accepted"]), whole.accepted, self.share),
            (self.say(_W["score"]), whole.score, self.tenth),
            *((self.say(SEVERITY[severity]), whole.severities[severity], self.whole) for severity in SEVERITIES),
            *((self.say(FAMILY[family]), whole.families[family], self.whole) for family in FAMILIES if whole.families[family]),
        ]
        if whole.change:
            names = ("mended", "new", "remaining")
            rows += [(self.say(_W[name]), number, self.whole) for name, number in zip(names, whole.change, strict=True)]
        self._headed(sheet, [(self.say(_W["item"]), 34), (self.say(_W["number"]), 14)], filtered=False)
        for number, (name, value, form) in enumerate(rows, 1):
            sheet.write_string(number, 0, name, self.plain)
            sheet.write_number(number, 1, value, form)
        below = len(rows) + 2
        sheet.write_string(below, 0, self.say(_W["formula"]), self.strong)
        sheet.write_string(below + 1, 0, self.say(FORMULA), self.plain)
        sheet.write_string(below + 3, 0, f"{self.say(_W['tool'])} jixiao {version}", self.plain)

    def departments(self, tally: Tally) -> None:
        changed = tally.whole.change is not None
        columns = [
            (self.say(_W["department"]), 34),
            *((self.say(_W[name]), 10) for name in ("score", "accepted", "filed_count", "missing")),
            *((self.say(name), 12) for name in VERDICT.values()),
            *((self.say(SEVERITY[severity]), 8) for severity in SEVERITIES),
            *((self.say(FAMILY[family]), 10) for family in FAMILIES),
            *((self.say(_W[name]), 10) for name in ("mended", "new", "remaining") if changed),
        ]
        self._sheet("departments", columns, (self._department(count, changed) for count in tally.ranked()))

    def _department(self, count: Count, changed: bool) -> list[tuple[Any, Any]]:
        return [
            (count.name or self.say(_W["unnamed"]), self.plain),
            (count.score, self.tenth),
            (count.accepted, self.share),
            (count.filings, self.whole),
            (count.missing, self.whole),
            *((count.verdicts[code], self.whole) for code in VERDICT),
            *((count.severities[severity], self.whole) for severity in SEVERITIES),
            *((count.families[family], self.whole) for family in FAMILIES),
            *((number, self.whole) for number in (count.change or (0, 0, 0)) if changed),
        ]

    def filings(self, lines: Iterable[Line]) -> None:
        columns = [
            (self.say(_W["file"]), 48),
            (self.say(_W["department"]), 28),
            (self.say(_W["project"]), 34),
            (self.say(_W["form"]), 24),
            (self.say(_W["year"]), 8),
            (self.say(_W["verdict"]), 14),
            (self.say(_W["tables"]), 7),
            *((self.say(SEVERITY[severity]), 8) for severity in SEVERITIES),
        ]
        self._sheet("filings", columns, (self._filing(line) for line in lines), linked=True)

    def _filing(self, line: Line) -> list[tuple[Any, Any]]:
        counts = {severity: sum(finding.severity == severity for finding in line.findings) for severity in SEVERITIES}
        forms = dict.fromkeys(self.say(FORM[form]) for form in line.forms if form in FORM)
        return [
            (line.path, self.link),
            (line.department, self.plain),
            (line.project, self.plain),
            ("、".join(forms) if self.language == "zh" else ", ".join(forms), self.plain),
            ("、".join(map(str, line.years)) if self.language == "zh" else ", ".join(map(str, line.years)), self.plain),
            (self.say(VERDICT[line.code]), self.plain),
            (len(line.forms), self.whole),
            *((counts[severity], self.whole) for severity in SEVERITIES),
        ]

    def findings(self, lines: Iterable[Line], rules: Mapping[str, Rule]) -> None:
        columns = [
            (self.say(_W[name]), width)
            for name, width in (
                ("file", 40), ("department", 24), ("table", 6), ("place", 14), ("severity", 8), ("family", 12), ("rule", 28),
                ("title", 22), ("message", 60), ("filed", 30), ("expected", 24), ("fix", 50), ("basis", 36), ("follows", 20),
            )
        ]  # fmt: skip
        rows = (self._finding(line, finding, rules) for line in lines for finding in line.findings)
        self._sheet("findings", columns, rows)

    def _finding(self, line: Line, finding: Finding, rules: Mapping[str, Rule]) -> list[tuple[Any, Any]]:
        rule = rules.get(finding.rule)
        return [
            (line.path, self.plain),
            (line.department, self.plain),
            (finding.table, self.whole),
            (where(finding.place, self.language), self.plain),
            (self.say(SEVERITY[finding.severity]), self.plain),
            (self.say(FAMILY[finding.family]), self.plain),
            (finding.rule, self.plain),
            (self.say(rule.title) if rule else "", self.plain),
            (sentence(self.say(finding.message), self.language), self.text),
            (finding.found or "", self.text),
            (finding.expected or "", self.text),
            (self.say(finding.fix) if finding.fix else "", self.text),
            (self.say(finding.basis), self.text),
            (finding.cause.rule if finding.cause else "", self.plain),
        ]

    def rules(self, tally: Tally, rules: Mapping[str, Rule]) -> None:
        columns = [
            (self.say(_W["rule"]), 32),
            (self.say(_W["title"]), 28),
            (self.say(_W["family"]), 12),
            (self.say(_W["severity"]), 8),
            *((self.say(_W[name]), 10) for name in ("found", "in_filings", "in_departments")),
            *((self.say(OUTCOME[outcome]).capitalize(), 12) for outcome in OUTCOMES),
        ]
        counts = sorted(tally.rules.values(), key=lambda count: (-count.findings, count.rule))
        known = ((count, rules[count.rule]) for count in counts if count.rule in rules)
        rows = (
            [
                (count.rule, self.plain),
                (self.say(rule.title), self.plain),
                (self.say(FAMILY[rule.family]), self.plain),
                (self.say(SEVERITY[rule.severity]), self.plain),
                (count.findings, self.whole),
                (count.filings, self.whole),
                (len(count.departments), self.whole),
                *((count.outcomes[outcome], self.whole) for outcome in OUTCOMES),
            ]
            for count, rule in known
        )
        self._sheet("rules", columns, rows)

    def changes(self, changed: Sequence[Change], rules: Mapping[str, Rule]) -> None:
        widths = (("state", 10), ("file", 40), ("department", 28), ("severity", 8), ("rule", 28), ("title", 24), ("message", 70))
        rows = (
            [
                (self.say(_W[change.state]), self.plain),
                (change.path, self.plain),
                (change.department, self.plain),
                (self.say(SEVERITY[change.severity]), self.plain),
                (change.rule, self.plain),
                (self.say(rules[change.rule].title) if change.rule in rules else "", self.plain),
                (sentence(self.say(change.message), self.language), self.text),
            ]
            for change in changed
        )
        self._sheet("changes", [(self.say(_W[name]), width) for name, width in widths], rows)

    def _sheet(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterator[list[tuple[Any, Any]]], linked: bool = False
    ) -> None:
        """One sheet of a heading and `rows` of values with their formats; as many sheets as the rows ask for."""
        number, title = 0, self.say(_W[name])
        row = next(rows, None)
        while True:
            sheet = self.book.add_worksheet(title if not number else f"{title} ({number + 1})")
            last = 0
            self._headed(sheet, columns)
            while row is not None and last < _ROWS:
                last += 1
                self._row(sheet, last, row, linked)
                row = next(rows, None)
            sheet.autofilter(0, 0, last, len(columns) - 1)
            number += 1
            if row is None:
                return

    def _row(self, sheet: Any, number: int, row: Sequence[tuple[Any, Any]], linked: bool) -> None:
        for column, (value, form) in enumerate(row):
            if value is None or value == "":
                sheet.write_blank(number, column, None, form)
            elif isinstance(value, str):
                shown = clipped(visible(value), _LONGEST)
                if linked and column == 0 and number <= _LINKS and "#" not in value:
                    sheet.write_url(number, column, "external:" + page_name(value), form, shown)
                else:
                    sheet.write_string(number, column, shown, form)
            else:
                sheet.write_number(number, column, value, form)

    def _headed(self, sheet: Any, columns: Sequence[tuple[str, int]], filtered: bool = True) -> None:
        for column, (_, width) in enumerate(columns):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1 if filtered else 0)
        for column, (name, _) in enumerate(columns):
            sheet.write_string(0, column, name, self.head)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
