"""Layouts that are no tables: what is left of a form when it is copied out of a PDF, or exported as strings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.filings.model import Place

from .layouts import Key, level1, ordered
from .sheet import Form, Row, Sheet

_LONGEST = 11


@dataclass(frozen=True)
class Text:
    """A way to write a form as lines."""

    name: str
    form: Form
    write: Callable[[_Page, Sequence[Sheet]], None]
    unit: str = "万元"
    two_periods: bool = False
    one_level: bool = False
    tables: int = 1
    labelled: bool = True

    def written(self, sheets: Sequence[Sheet]) -> tuple[bytes, Mapping[Key, Place]]:
        """The file and where its cells stand."""
        page = _Page()
        self.write(page, sheets)
        return "\n".join(page.lines).encode(), page.places


class _Page:
    """Lines, and the stretch of lines on which each cell stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[Key, Place] = {}

    def line(self, text: str = "", *keys: Key) -> None:
        self.lines.append(text)
        for key in keys:
            self.places[key] = Place(line=len(self.lines), end_line=len(self.lines))

    def wrapped(self, text: str, width: int, *keys: Key) -> None:
        first = len(self.lines) + 1
        for at in range(0, len(text), width):
            self.line(text[at : at + width])
        for key in keys:
            self.places[key] = Place(line=first, end_line=len(self.lines))


def _stacked(page: _Page, sheets: Sequence[Sheet]) -> None:
    """Cells one below the other, names wrapped, the labels of the head lost."""
    for table, sheet in enumerate(sheets, 1):
        page.line(f"{sheet.place}{sheet.year}年项目支出绩效目标批复表")
        page.line(f"单位：{sheet.unit}")
        page.line()
        page.line(f"特定目标-单位发展专项 {sheet.project}", (table, "field", "project"))
        page.line()
        page.line(f"{sheet.department} {sheet.department}")
        for item in ("年度资金总额", "财政拨款", "其他资金"):
            page.line()
            page.line(sheet.funds[(item, "")], (table, "fund", f"{item}/"))
        page.line()
        page.wrapped(sheet.goal, 40, (table, "goal", "annual"))
        last1 = last2 = ""
        for number, row in ordered(sheet):
            if level1(row) != last1:
                last1 = level1(row)
                page.line()
                page.line(last1, (table, "level1", last1))
            if row.level2 != last2:
                last2 = row.level2
                page.line()
                page.wrapped(last2, 5, (table, "level2", str(number)))
            page.line()
            page.wrapped(row.name, 7, (table, "name", str(number)))
            page.line()
            page.line(row.target, (table, "target", str(number)))
        page.line()
        page.line()


def _coded(page: _Page, sheets: Sequence[Sheet]) -> None:
    """A list of projects, each with its indicators as one string of codes."""
    codes = {
        "数量指标": "1-产出指标,11-数量指标", "质量指标": "1-产出指标,12-质量指标", "时效指标": "1-产出指标,13-时效指标",
        "成本指标": "1-产出指标,14-成本指标", "经济效益指标": "2-效益指标,21-经济效益", "社会效益指标": "2-效益指标,22-社会效益",
        "生态效益指标": "2-效益指标,23-生态效益", "可持续影响指标": "2-效益指标,24-可持续影响",
        "服务对象满意度指标": "3-满意度指标,31-服务对象满意度",
    }  # fmt: skip
    head = sheets[0]
    page.line(f"{head.year}年项目支出绩效目标表（含转移支付项目）")
    page.line()
    page.line(f"部门名称：{head.department}(部门) 单位：{head.unit}")
    page.line()
    page.line("项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标")
    page.line()
    total, fiscal = (sum(Decimal(sheet.funds[(item, "")]) for sheet in sheets) for item in ("年度资金总额", "财政拨款"))
    own = sum(Decimal(sheet.funds[("其他资金", "")]) for sheet in sheets)
    rest = f" {own}" if own else ""
    page.line(f"合计 {total} {fiscal}{' 0.00' + rest if own else ''}")
    page.line()
    page.line(f"{head.department} {total} {fiscal}{' 0.00' + rest if own else ''}")
    for table, sheet in enumerate(sheets, 1):
        amounts = [sheet.funds[(item, "")] for item in ("年度资金总额", "财政拨款")]
        amounts += ["0.00", sheet.funds[("其他资金", "")]] if own else []
        page.line()
        keys = [(table, "fund", f"{item}/") for item in ("年度资金总额", "财政拨款", "其他资金")]
        page.line(f"    {sheet.project} {' '.join(amounts)}", (table, "field", "project"), *keys)
        page.line()
        page.wrapped(sheet.goal, 20, (table, "goal", "annual"))
        page.line()
        text, spans = "", []
        for at, (number, row) in enumerate(ordered(sheet), 1):
            begun = len(text)
            text += f"{at}、{codes[row.level2]},{row.name}；实施周期指标值:{row.target},年度指标值:{row.target};"
            spans.append((number, begun, len(text)))
            text += "," if at < len(sheet.rows) else ""
        first = len(page.lines) + 1
        page.wrapped(text, 38)
        for number, begun, end in spans:
            place = Place(line=first + begun // 38, end_line=first + (end - 1) // 38)
            for what in ("name", "target", "level2"):
                page.places[(table, what, str(number))] = place


def _spaced(page: _Page, sheets: Sequence[Sheet]) -> None:
    """A self-evaluation whose rows are lines, cells parted by a blank, long names wrapped above their values."""
    for table, sheet in enumerate(sheets, 1):
        _spaced_head(page, sheet, table)
        for text in (
            "绩",
            "效",
            "指",
            "标",
            "",
            "一级指标 二级指标 三级指标 年度指标值(A) 实际完成值(B) 分值 得分 未完成原因分析",
        ):
            page.line(text)
        last1 = last2 = ""
        for number, row in ordered(sheet):
            if level1(row) != last1:
                last1 = level1(row)
                page.line()
                page.line(last1 + f"（{sheet.level_points[last1]}分）", (table, "level1", last1))
            if row.level2 != last2:
                last2 = row.level2
                page.line()
                page.line(last2.removesuffix("指标"), (table, "level2", str(number)))
            _spaced_row(page, row, table, str(number))
        page.line()
        page.line(
            f"总         分 {sheet.total_weight} {sheet.total_score}", (table, "total", "weight"), (table, "total", "score")
        )
        page.line()
        page.line(f"联系人：{sheet.fields['填报人']} 联系电话：{sheet.fields['电话']}")


def _spaced_head(page: _Page, sheet: Sheet, table: int) -> None:
    whole = sheet.whole
    page.line("部门整体支出绩效目标自评表" if whole else "项目支出绩效自评表")
    page.line(f"（{sheet.year}年度）")
    page.line()
    page.line(f"单位（盖章）：{sheet.department} 填报日期：{sheet.year + 1}年2月20日")
    page.line()
    page.line(f"部门（单位）名称 {sheet.department}" if whole else f"项目名称 {sheet.project}", (table, "field", "project"))
    page.line()
    for text in ("部门（单位）总体", f"资金（{sheet.unit}）") if whole else (f"项目资金（{sheet.unit}）",):
        page.line(text)
    page.line()
    page.line("资 金 来 源 年初预算数 全年预算数（A） 全年执行数（B） 分值 执行率 得分")
    first, second = ("基本支出", "项目支出") if whole else ("财政拨款", "其他资金")
    for item in ("年度资金总额", first, second):
        columns = ("年初", "调整", "执行", "分值", "率", "得分")
        cells = [sheet.funds.get((item, column), "—") for column in columns]
        label = {"年度资金总额": "年度资金总额："}.get(item, f"   {item}")
        page.line()
        page.line(f"{label} {' '.join(cells)}", *((table, "fund", f"{item}/{column}") for column in columns))
    page.line()
    page.line("年度总")
    page.line("体目标")
    page.line()
    page.line("预期目标 实际完成情况")
    page.line()
    page.wrapped(sheet.goal, 32, (table, "goal", "annual"))
    page.line()
    page.wrapped(sheet.result, 34, (table, "goal", "actual"))
    page.line()


def _spaced_row(page: _Page, row: Row, table: int, number: str) -> None:
    kinds = ("target", "actual", "weight", "score", "reason")
    values = f"{row.target} {row.actual} {row.weight} {row.score} {row.reason}".rstrip()
    page.line()
    if len(row.name) <= _LONGEST:
        page.line(f"{row.name} {values}", *((table, kind, number) for kind in ("name", *kinds)))
        return
    page.wrapped(row.name, _LONGEST, (table, "name", number))
    page.line()
    page.line(values, *((table, kind, number) for kind in kinds))


TEXTS = (
    Text("stacked cells", "project-approval", _stacked, tables=2, labelled=False),
    Text("coded strings", "project-target", _coded, tables=3),
    Text("lines", "project-self-evaluation", _spaced),
    Text("lines", "department-self-evaluation", _spaced),
)
