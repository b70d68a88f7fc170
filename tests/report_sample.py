"""A small filing with a finding of every kind, made by hand: what the tests of the reports look at."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from jixiao.filings.model import Document, Field, Filing, Fund, Goal, Indicator, Level, Place, Repair, Table, Value
from jixiao.validators.basis import ARITHMETIC, METHOD, SYSTEM_CHECK, Basis
from jixiao.validators.finding import Check, Family, Finding, Outcome, Result, Severity, Text
from jixiao.validators.rule import Rule

VERSION = "1.2.3"
PATH = "市本级/园林处自评.txt"


def at(line: int, end: int | None = None) -> Place:
    return Place(line=line, end_line=end)


def indicator(
    line: int,
    level1: str,
    level2: str,
    name: str,
    target: str,
    *,
    actual: str | None = None,
    weight: str | None = None,
    score: str | None = None,
    period: str = "annual",
) -> Indicator:
    place = at(line)
    return Indicator(
        level1,
        level2,
        name,
        period,  # type: ignore[arg-type]
        Value(target, "text" if not any(c.isdigit() for c in target) else "number", place=place),
        place,
        place,
        actual=None if actual is None else Value(actual, "text", place=place),
        weight=None if weight is None else Decimal(weight),
        score=None if score is None else Decimal(score),
        reason=None if actual is None else "",
    )


def fund(line: int, item: str, column: str | None, amount: str, unit: str = "万元", period: str | None = None) -> Fund:
    value = Decimal(amount.rstrip("%")) if amount else None
    return Fund(item, "total", column, "budget", period, value, unit, amount, at(line))  # type: ignore[arg-type]


EVALUATION = Table(
    form="project-self-evaluation",
    title="项目支出绩效自评表",
    place=at(1),
    year=2024,
    unit="万元",
    department="园林处",
    project="街心公园养护",
    place_of_year=at(2),
    fields=(Field("leader", "项目负责人", "", at(3)), Field("project", "项目名称", "街心公园养护", at(4))),
    funds=(
        fund(6, "年度资金总额", "全年预算数（A）", "80.00"),
        fund(6, "年度资金总额", "全年执行数（B）", "60.00"),
        fund(6, "年度资金总额", "执行率", "80%", "%"),
        fund(7, "其他资金", "全年预算数（A）", ""),
    ),
    goals=(
        Goal("annual", "expected", "养护公园12座，绿地完好。", at(9, 11)),
        Goal("annual", "actual", "养护公园12座，绿地完好。", at(12, 14)),
    ),
    levels=(
        Level(1, "产出指标", "产出指标（50分）", None, "annual", at(16)),
        Level(2, "数量指标", "数量", "产出指标", "annual", at(16)),
        Level(2, "时效指标", "时效", "产出指标", "annual", at(19)),
        Level(1, "效益指标", "效益指标", None, "annual", at(20)),
        Level(2, "生态效益指标", "生态效益", "效益指标", "annual", at(20)),
    ),
    indicators=(
        indicator(17, "产出指标", "数量指标", "养护公园数量", "12座", actual="12座", weight="20", score="20"),
        indicator(18, "产出指标", "数量指标", "补植乔木数量", "300株", actual="280株", weight="30", score="25.5"),
        indicator(20, "效益指标", "生态效益指标", "空气质量", "有所改善", actual="有所改善", weight="50", score="50"),
    ),
    repairs=(Repair("clipped-label", "生态效", "生态效益指标", at(20)),),
    doubts=(("goals", "两段文字的先后无法确定", "the order of the two texts is uncertain"),),
    bound=(("layout", "grid"), ("三级指标", "level3"), ("年度指标值(A)", "target"), ("实际完成值(B)", "actual")),
)

TARGETS = Table(
    form="project-target",
    title="项目支出绩效目标申报表",
    place=at(30),
    year=2024,
    unit="万元",
    project="花箱更新",
    period_start=2024,
    period_end=2026,
    two_periods=True,
    place_of_period=at(31),
    funds=(
        fund(32, "中期资金总额", None, "90.00", period="medium-term"),
        fund(32, "年度资金总额", None, "30.00", period="annual"),
    ),
    goals=(
        Goal("medium-term", "expected", "三年更新花箱900个。", at(33)),
        Goal("annual", "expected", "", at(33)),
    ),
    indicators=(
        indicator(35, "产出指标", "数量指标", "更新花箱", "≥900个", period="medium-term"),
        indicator(35, "产出指标", "数量指标", "更新花箱", "≥300个"),
        indicator(36, "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", period="medium-term"),
    ),
)

FILING = Filing(PATH, "ab" * 32, "checked", (EVALUATION, TARGETS), document=Document(PATH, "text", (), ("GB18030",)))


def rule(name: str, family: Family, severity: Severity, basis: Basis, zh: str, en: str, requirement: str) -> Rule:
    none = Text("", "")
    return Rule(
        name, family, severity, Text(zh, en), Text(f"应当：{zh}", requirement), none, none, none, basis, None,
        lambda frame: pd.Series(), ("indicators",), None, None, None, (), (), (), False, "",
    )  # fmt: skip


RULES = (
    rule("goal_blank", "levels", "warning", SYSTEM_CHECK, "绩效目标未填", "Goal left blank", "A goal is stated."),
    rule("operator_missing", "thresholds", "warning", SYSTEM_CHECK, "指标值缺少比较符", "Target without a comparison",
         "A numeric target states its comparison."),
    rule("effect_vague", "thresholds", "warning", METHOD, "效果无法衡量", "Unmeasurable effect", "An effect can be measured."),
    rule("rate_wrong", "totals", "error", ARITHMETIC, "执行率算错", "Execution rate miscalculated", "The rate is B / A."),
    rule("leader_blank", "particulars", "info", SYSTEM_CHECK, "负责人未填", "Leader left blank", "The leader is named."),
)  # fmt: skip
BY_ID = {one.id: one for one in RULES}


def finding(
    name: str,
    table: int | None,
    place: Place,
    zh: str,
    en: str,
    *,
    number: int | None = None,
    found: str | None = None,
    expected: str | None = None,
    arithmetic: str | None = None,
    related: tuple[Place, ...] = (),
    path: str = PATH,
) -> Finding:
    made = BY_ID[name]
    message, fix, basis = Text(zh, en), Text("照表头改正", "Mend it as the heading says"), Text(made.basis.zh, made.basis.en)
    return Finding(
        name, made.family, made.severity, path, table, number, place, message, fix, basis, related, found, expected, arithmetic,
    )  # fmt: skip


FINDINGS = (
    finding("leader_blank", 1, at(3), "没有填项目负责人", "The leader is not named", found=""),
    finding(
        "rate_wrong",
        1,
        at(6),
        "执行率填80%，按表内数字应为75.00%",
        "The rate is given as 80%; by the form's own figures it is 75.00%",
        found="80%",
        expected="75.00%",
        arithmetic="60.00万元 ÷ 80.00万元 = 75.00%；80% − 75.00% = 5.00个百分点",
    ),
    *(
        finding(
            "operator_missing",
            1,
            at(line),
            f"“{name}”的指标值“{value}”没有写比较符",
            f"The target {value} of “{name}” has no comparison",
            number=number,
            found=value,
            expected=f"≥{value}",
        )
        for line, number, name, value in ((17, 1, "养护公园数量", "12座"), (18, 2, "补植乔木数量", "300株"))
    ),
    finding(
        "effect_vague",
        1,
        at(20),
        "“空气质量”的指标值“有所改善”无法衡量",
        "The target 有所改善 of “空气质量” cannot be measured",
        number=3,
        found="有所改善",
        related=(at(9, 11), at(36)),
    ),
    finding("goal_blank", 2, at(33), "年度目标没有填写", "The annual goal is blank", related=(at(35),)),
)


def checks(path: str = PATH) -> tuple[Check, ...]:
    failed = {(found.rule, found.table) for found in FINDINGS}
    no_rows = Text("本表没有该规则所检查的内容", "the table holds nothing that this rule examines")
    doubt = Text("两段文字的先后无法确定", "the order of the two texts is uncertain")
    listed: list[Check] = []
    for one in RULES:
        for table in (1, 2):
            outcome: Outcome = "failed" if (one.id, table) in failed else "passed"
            reason = None
            if one.id == "goal_blank" and table == 1:
                outcome, reason = "not-evaluable", doubt
            elif one.id == "rate_wrong" and table == 2:
                outcome, reason = "not-applicable", no_rows
            listed.append(Check(one.id, path, table, outcome, reason))
    return tuple(listed)


RESULT = Result(FINDINGS, checks(), ())

UNREADABLE = Filing("市本级/扫描件.txt", "cd" * 32, "unreadable", failure=("empty_file", ""))
