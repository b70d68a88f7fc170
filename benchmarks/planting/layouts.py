"""The layouts in which filings are drawn as tables: which columns, in which order, under which headings, and which funds block.

Every cell carries a key, (table, what, which), so that a planted fault is known again in every format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sample_data.make_originals import Box
from sample_data.make_originals import Form as Drawn

from .sheet import Form, Row, Sheet

Key = tuple[int, str, str]
NONE: Key = (0, "", "")
WORDS = {"≥": "大于等于", "≤": "小于等于", "＝": "等于", ">": "大于", "<": "小于", "": "定性"}
SIDES = {"≥": "正向", "≤": "反向", "＝": "正向", "": "定性"}
TITLES: dict[Form, tuple[str, ...]] = {
    "project-target": ("项目支出绩效目标申报表", "项目支出绩效目标表", "{year}年项目支出绩效目标表"),
    "project-approval": ("{place}{year}年项目支出绩效目标批复表",),
    "project-self-evaluation": ("项目支出绩效自评表", "{year}年度项目支出绩效自评表"),
    "department-target": ("{year}年部门整体支出绩效目标表", "部门（单位）整体支出绩效目标申报表"),
    "department-self-evaluation": ("部门整体支出绩效自评表", "部门（单位）整体支出绩效自评表"),
}


@dataclass(frozen=True)
class Keyed(Box):
    """A box that is known again."""

    key: Key = NONE


Line = tuple[Box | str, ...]


@dataclass(frozen=True)
class Layout:
    """A way to draw a form. `columns` are (heading, what stands there)."""

    name: str
    form: Form
    columns: tuple[tuple[str, str], ...]
    funds: str = "plain"
    unit: str = "万元"
    two_periods: bool = False
    one_level: bool = False
    level_points: bool = False
    title: int = 0
    tables: int = 1


WHOLE_VALUE = (("三级指标", "name"), ("指标值", "target"))
RESULT = (
    ("三级指标", "name"), ("年度指标值（A）", "target"), ("实际完成值（B）", "actual"), ("分值", "weight"), ("得分", "score"),
    ("未完成原因分析", "reason"),
)  # fmt: skip
APART = (("三级指标", "name"), ("指标性质", "operator"), ("指标值", "number"), ("度量单位", "unit"))
LAYOUTS = (
    Layout("value whole", "project-target", WHOLE_VALUE),
    Layout(
        "operator, value, unit, note",
        "project-target",
        (("三级指标", "name"), ("指标值类型", "operator"), ("指标值", "number"), ("度量单位", "unit"),
         ("指标值说明（指标解释）", "note"), ("备注", "blank")),
        one_level=True,
        title=2,
    ),
    Layout(
        "value, unit, operator",
        "project-target",
        (("三级指标", "name"), ("指标值", "number"), ("度量单位", "unit"), ("指标值类型", "operator"), ("备注", "blank")),
        one_level=True,
        funds="amount",
        title=2,
    ),
    Layout(
        "operator in words, weights",
        "project-target",
        (("三级指标", "name"), ("指标性质", "side"), ("指标方向", "word"), ("目标值", "number"), ("计量单位", "unit"),
         ("分值", "weight")),
        level_points=True,
        title=1,
    ),
    Layout(
        "unit, operator, value",
        "project-target",
        (("三级指标", "name"), ("计量单位", "unit"), ("指标性质", "operator"), ("指标值", "number")),
        title=1,
    ),
    Layout(
        "amounts in 元",
        "project-target",
        (("三级指标", "name"), ("年度指标值", "target")),
        unit="元",
        one_level=True,
        title=1,
    ),
    Layout("two periods", "project-target", WHOLE_VALUE, funds="two", two_periods=True),
    Layout("list of projects", "project-target", APART, funds="list", tables=3, title=1),
    Layout("value whole", "project-approval", (("三级指标", "name"), ("绩效指标值", "target"))),
    Layout("operator, value, unit", "project-approval", APART, one_level=True),
    Layout("target, result, points", "project-self-evaluation", RESULT, funds="scored"),
    Layout(
        "all apart",
        "project-self-evaluation",
        (("三级指标", "name"), ("指标性质", "operator"), ("指标值", "number"), ("度量单位", "unit"), ("完成值", "done"),
         ("权重", "weight"), ("得分", "score"), ("未完成原因分析", "reason")),
        funds="scored flat",
        title=1,
    ),
    Layout(
        "result between value and unit",
        "project-self-evaluation",
        (("三级指标", "name"), ("指标方向", "word"), ("目标值", "number"), ("实际完成值", "done"), ("计量单位", "unit"),
         ("分值", "weight"), ("得分", "score"), ("偏差原因分析及改进措施", "reason")),
        funds="scored",
        level_points=True,
    ),
    Layout(
        "points first, amounts in 元",
        "project-self-evaluation",
        (("三级指标", "name"), ("分值", "weight"), ("年度指标值", "target"), ("全年完成值", "actual"), ("得分", "score"),
         ("偏差原因分析", "reason")),
        funds="scored",
        unit="元",
    ),
    Layout(
        "operator, value, unit, note",
        "department-target",
        (("三级指标", "name"), ("指标值类型", "operator"), ("指标值", "number"), ("度量单位", "unit"),
         ("指标值说明（指标解释）", "note"), ("备注", "blank")),
        funds="natures",
        one_level=True,
    ),
    Layout(
        "sign, target, unit",
        "department-target",
        (("三级指标", "name"), ("计算符号", "operator"), ("目标值", "number"), ("度量单位", "unit"), ("指标值说明", "note")),
        funds="natures",
        title=1,
    ),
    Layout("target, result, points", "department-self-evaluation", RESULT, funds="scored", level_points=True),
    Layout(
        "target, result, points in 元",
        "department-self-evaluation",
        (("三级指标", "name"), ("年初目标值", "target"), ("全年实际完成值", "actual"), ("权重", "weight"), ("自评得分", "score"),
         ("未完成原因分析", "reason")),
        funds="scored",
        unit="元",
        title=1,
    ),
)  # fmt: skip


def level1(row: Row) -> str:
    """The level-1 name under which a row is drawn."""
    return "成本指标" if row.level2 == "经济成本指标" else row.level1


ORDER = ("产出指标", "效益指标", "满意度指标", "成本指标")
SECOND = (
    "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标",
    "服务对象满意度指标", "经济成本指标",
)  # fmt: skip


def ordered(sheet: Sheet) -> list[tuple[int, Row]]:
    """The rows with their numbers, in the order in which forms print their levels."""
    return sorted(enumerate(sheet.rows), key=lambda item: (ORDER.index(level1(item[1])), SECOND.index(item[1].level2)))


def drawn(layout: Layout, sheets: Sequence[Sheet]) -> list[Drawn]:
    """The forms as tables. A list of projects is one table for all of them."""
    if layout.funds == "list":
        return [_list(layout, sheets)]
    return [_drawn(layout, sheet, number) for number, sheet in enumerate(sheets, 1)]


def _drawn(layout: Layout, sheet: Sheet, table: int) -> Drawn:
    width = (8 if layout.two_periods else 3 + len(layout.columns)) + (layout.funds == "natures")
    width = max(width, 8 if layout.funds.startswith(("scored", "two")) else 6)

    def across(*cells: Box | str) -> Line:
        """A row whose last cell takes what is left."""
        boxes = [cell if isinstance(cell, Box) else Box(cell) for cell in cells]
        left = width - sum(box.across for box in boxes[:-1])
        return (*boxes[:-1], replace(boxes[-1], across=left))

    title = TITLES[sheet.form][layout.title % len(TITLES[sheet.form])].format(year=sheet.year, place=sheet.place)
    head = [Keyed(sheet.department, key=(table, "field", "department"))]
    rows: list[Line] = []
    if sheet.whole:
        rows.append(across(Box("部门（单位）名称", 2), head[0]))
    else:
        rows.append(across(Box("项目名称", 2), Keyed(sheet.project, key=(table, "field", "project"))))
        rows.append(across(Box("主管部门", 2), Box(sheet.department, 2), "实施单位", sheet.department))
    if layout.two_periods:
        rows.append(across(Box("项目属性", 2), Box("延续项目", 2), "项目期",
                           Keyed(f"{sheet.years[1] - sheet.years[0] + 1}年", key=(table, "field", "period"))))  # fmt: skip
    rows += _FUNDS[layout.funds](sheet, table, across)
    rows += _goals(layout, sheet, table, across, width)
    rows += _indicators(layout, sheet, table, width)
    if sheet.scored:
        rows.append(_total(layout, sheet, table, width))
    year = f"（{sheet.year}年度）" if str(sheet.year) not in title else f"单位：{sheet.unit}"
    money = f"单位：{sheet.unit}" if year.startswith("（") and layout.funds in ("amount", "natures") else ""
    person = f"填报人：{sheet.fields['填报人']}        联系电话：{sheet.fields['电话']}"
    return Drawn(
        name=f"表{table}",
        title=title,
        head=tuple(text for text in (year, f"填报单位（盖章）：{sheet.department}", money) if text),
        widths=tuple(14 if at == 2 else 10 for at in range(width)),
        rows=tuple(rows),
        foot=(person,),
    )


Across = Callable[..., Line]


def _fund(sheet: Sheet, table: int, item: str, column: str, span: int = 1) -> Keyed:
    return Keyed(sheet.funds.get((item, column), ""), span, key=(table, "fund", f"{item}/{column}"))


def _plain(sheet: Sheet, table: int, across: Across) -> list[Line]:
    items = (("年度资金总额：", "年度资金总额"), ("其中：财政拨款", "财政拨款"), ("其他资金", "其他资金"))
    head = Box(f"项目资金（{sheet.unit}）", 2, 3)
    rows: list[Line] = []
    for number, (label, item) in enumerate(items):
        row = across(*([] if number else [head]), *([Box("", 2)] if number else []), label, _fund(sheet, table, item, ""))
        rows.append(row[1:] if number else row)
    return rows


def _amount(sheet: Sheet, table: int, across: Across) -> list[Line]:
    return [across(Box("项目金额", 2), _fund(sheet, table, "年度资金总额", ""), "项目类别", "特定目标类")]


def _two(sheet: Sheet, table: int, across: Across) -> list[Line]:
    items = (("资金总额：", "年度资金总额"), ("其中：财政拨款", "财政拨款"), ("其他资金", "其他资金"))
    rows: list[Line] = []
    for number, (label, item) in enumerate(items):
        medium, annual = ("中期" + label, "年度" + label) if not number else (label, label)
        head = Box(f"项目资金（{sheet.unit}）", 2, 3)
        cells = (Box(medium, 2), _fund(sheet, table, item, "medium"), Box(annual, 2), _fund(sheet, table, item, ""))
        rows.append((*([head] if not number else []), *cells))
    return rows


def _natures(sheet: Sheet, table: int, across: Across) -> list[Line]:
    amounts = [_fund(sheet, table, item, "") for item in ("财政拨款", "其他资金", "基本支出", "项目支出")]
    return [
        across(Box("预算情况", 1, 3), Box("资金总额", 2), Box("按收入性质分", 2), Box("按支出性质分", 2)),
        across(Box("", 1), _fund(sheet, table, "年度资金总额", "", 2), "一般公共预算", "其他资金", "基本支出", "项目支出")[1:],
        across(Box("", 1), Box("", 2), *amounts)[1:],
    ]


def _scored(sheet: Sheet, table: int, across: Across) -> list[Line]:
    first, second = ("基本支出", "项目支出") if sheet.whole else ("财政拨款", "其他资金")
    labels = {"年度资金总额": "年度资金总额：", "财政拨款": "其中：当年财政拨款"}
    head = f"部门（单位）总体资金（{sheet.unit}）" if sheet.whole else f"项目资金（{sheet.unit}）"
    headings = ("资金来源", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率", "得分")
    rows = [across(Box(head, 1, 4), *headings)]
    for item in ("年度资金总额", first, second):
        cells: list[Box | str] = [labels.get(item, item)]
        cells += [_fund(sheet, table, item, column) for column in ("年初", "调整", "执行")]
        ends = ("分值", "率", "得分")
        cells += [_fund(sheet, table, item, column) if item == "年度资金总额" else "—" for column in ends]
        rows.append(across("", *cells)[1:])
    return rows


def _scored_flat(sheet: Sheet, table: int, across: Across) -> list[Line]:
    headings = (f"预算执行情况（{sheet.unit}）", "年初预算", "调整后预算数", "预算执行数", "执行率", "权重", "得分")
    rows = [across(Box(headings[0], 2), *headings[1:])]
    for item in ("年度资金总额", "财政拨款", "其他资金"):
        cells: list[Box | str] = [Box({"年度资金总额": "总额"}.get(item, item), 2)]
        cells += [_fund(sheet, table, item, column) for column in ("年初", "调整", "执行")]
        cells += [_fund(sheet, table, item, column) if item == "年度资金总额" else "—" for column in ("率", "分值", "得分")]
        rows.append(across(*cells))
    return rows


_FUNDS: dict[str, Callable[[Sheet, int, Across], list[Line]]] = {
    "plain": _plain, "amount": _amount, "two": _two, "natures": _natures, "scored": _scored, "scored flat": _scored_flat,
}  # fmt: skip


def _goals(layout: Layout, sheet: Sheet, table: int, across: Across, width: int) -> list[Line]:
    goal = Keyed(sheet.goal, key=(table, "goal", "annual"))
    if layout.two_periods:
        first, last = sheet.years
        medium = Keyed(sheet.longer, 4, key=(table, "goal", "medium"))
        years = Keyed(f"中期目标（{first}年—{last}年）", 4, key=(table, "field", "years"))
        return [across(Box("总体目标", 1, 2), years, "年度目标"), across("", medium, goal)[1:]]
    if sheet.scored:
        half = (width - 1) // 2
        result = Keyed(sheet.result, key=(table, "goal", "actual"))
        return [
            across(Box("年度总体目标", 1, 2), Box("预期目标", half), "实际完成情况"),
            across("", replace(goal, across=half), result)[1:],
        ]
    return [across(Box("年度绩效目标", 2), goal)]


def _indicators(layout: Layout, sheet: Sheet, table: int, width: int) -> list[Line]:
    rows = ordered(sheet)
    first: list[Box | str] = [Box("绩效指标", 1, 1 + len(rows))]
    columns = [*layout.columns]
    if layout.two_periods:
        headings = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
        lines: list[Line] = [(*first, *headings)]
    else:
        lines = [(*first, *_wide(["一级指标", "二级指标", *(heading for heading, _ in columns)], width - 1))]
    for name, ones in groupby(rows, key=lambda item: level1(item[1])):
        members = list(ones)
        points = sheet.level_points.get(name, "") if layout.level_points else ""
        label = Keyed(f"{name}（{points}分）" if points else name, 1, len(members), (table, "level1", name))
        for level2, twos in groupby(members, key=lambda item: item[1].level2):
            group = list(twos)
            for at, (number, row) in enumerate(group):
                cells: list[Box | str] = []
                if row is members[0][1]:
                    cells.append(label)
                second = Keyed(level2, 1, len(group), (table, "level2", str(number)))
                if layout.two_periods:
                    cells += [second] if not at else []
                    cells += [cell(row, number, table, what) for what in ("medium name", "medium target")]
                    cells += [replace(second, key=NONE)] if not at else []
                    cells += [cell(row, number, table, what) for what in ("name", "target")]
                    lines.append(tuple(cells))
                else:
                    cells += [second] if not at else []
                    values = [cell(row, number, table, what) for _, what in columns]
                    lines.append((*cells, *_wide(values, width - 3)))
    return lines


def _wide(cells: Sequence[Box | str], width: int) -> list[Box | str]:
    """Cells of which the last takes what is left of `width`."""
    boxes = [cell if isinstance(cell, Box) else Box(cell) for cell in cells]
    return [*boxes[:-1], replace(boxes[-1], across=width - sum(box.across for box in boxes[:-1]))]


def cell(row: Row, number: int, table: int, what: str) -> Keyed:
    """The cell of an indicator for one column."""
    dated = not row.operator and row.number.endswith("前")
    text = {
        "name": row.name,
        "medium name": row.name,
        "target": row.target,
        "medium target": row.medium_target,
        "operator": row.operator or ("定性" if dated or not row.unit else ""),
        "word": WORDS.get(row.operator, row.operator) if row.operator or dated or not row.unit else "",
        "side": SIDES.get(row.operator, "正向"),
        "number": row.number,
        "unit": row.unit,
        "note": row.note,
        "actual": row.actual,
        "done": row.actual.removesuffix(row.unit) if row.unit else row.actual,
        "weight": row.weight,
        "score": row.score,
        "reason": row.reason,
        "blank": "",
    }[what]
    return Keyed(text, key=(table, what, str(number)))


def _total(layout: Layout, sheet: Sheet, table: int, width: int) -> Line:
    """The closing row: total points and score under their columns."""
    kinds = ["", "", "", *(what for _, what in layout.columns)]
    kinds += [""] * (width - len(kinds))
    first = min(kinds.index("weight"), kinds.index("score"))
    texts = {"weight": sheet.total_weight, "score": sheet.total_score}
    cells = [Keyed(texts.get(kind, ""), key=(table, "total", kind)) if kind in texts else Box("") for kind in kinds[first:]]
    return (Box("总分", first), *cells)


def _list(layout: Layout, sheets: Sequence[Sheet]) -> Drawn:
    """Several projects in one table, as budget systems export them."""
    headings = ("单位", "项目", "预算数", "年度目标", "一级指标", "二级指标", *(heading for heading, _ in layout.columns))
    rows: list[Line] = [headings]
    for table, sheet in enumerate(sheets, 1):
        for at, (number, row) in enumerate(ordered(sheet)):
            head = (
                (Box(sheets[0].department), Keyed(sheet.project, key=(table, "field", "project")),
                 _fund(sheet, table, "年度资金总额", ""), Keyed(sheet.goal, key=(table, "goal", "annual")))
                if not at
                else (Box(sheets[0].department), Box(sheet.project), Box(""), Box(""))
            )  # fmt: skip
            values = (cell(row, number, table, what) for _, what in layout.columns)
            rows.append((*head, Box(level1(row)), Keyed(row.level2, key=(table, "level2", str(number))), *values))
    title = TITLES[sheets[0].form][layout.title].format(year=sheets[0].year, place=sheets[0].place)
    return Drawn("清单", title, (f"（{sheets[0].year}年度）", f"单位：{sheets[0].unit}"), (10,) * len(headings), tuple(rows), ())
