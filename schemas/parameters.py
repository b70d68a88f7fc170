"""The parameters of a form: what differs from place to place and from year to year.

Every description says the same in Chinese and English, parted by ' / '.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from .annotations import STRICT, After, Before, described

Override = Literal["error", "warning", "info", "off"]


def off(value: object) -> object:
    """YAML reads a bare `off` as false."""
    return "off" if value is False else value


def regular(value: str) -> str:
    """`value`, which is a regular expression. Raises ValueError."""
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value


Pattern = Annotated[str, After(regular)]


@dataclass(frozen=True)
class Parameters:
    """What differs from place to place and from year to year; a profile overrides single values."""

    __pydantic_config__ = STRICT

    era: Literal["2015", "2020", "2021"] | None = described(
        "指标框架：2015 成本在产出之下，2020 满意度在效益之下，2021 成本为一级指标 / "
        "indicator frame: 2015 cost under output, 2020 satisfaction under benefit, 2021 cost a level 1",
        default=None,
    )
    execution_points: float = described("预算执行的分值 / points for budget execution", default=10, gt=0)
    execution_mode: Literal["linear", "stepped"] | None = described(
        "预算执行按比例（linear）或分档（stepped）计分；不写则两种都认 / "
        "score in proportion or in steps; either is accepted if absent",
        default=None,
    )
    execution_steps: tuple[tuple[float, float], ...] = described(
        "分档：执行率达到百分之几，得几成分 / steps: from rate in %, share of the points",
        default=((100, 1.0), (80, 0.7), (60, 0.5), (0, 0.0)),
    )
    execution_over_budget: Annotated[Override, Before(off)] = described(
        "执行数超过预算数的严重程度 / how grave spending above the budget is", default="error"
    )
    total_points: float = described("全表总分 / points of the whole form", default=100, gt=0)
    indicator_points: tuple[float, ...] = described(
        "未印预算执行分值时，指标分值允许的合计 / totals allowed where no execution points are printed", default=()
    )
    weights: Mapping[str, float] = described("各一级指标通常的分值 / usual points of each level-1 name", default_factory=dict)
    weights_also: tuple[Mapping[str, float], ...] = described(
        "同样认可的其他分法 / other divisions that are just as good", default=()
    )
    weight_limit: float = described("单条指标超过几分算过大 / points above which one indicator weighs too much", default=20)
    weight_alone: float = described(
        "几分的一级指标不应只有一条指标 / points of a level 1 that should not rest on one indicator", default=30
    )
    reverse_formula: Literal["target/actual", "1-excess"] | None = described(
        "反向指标的计分公式：A/B（target/actual）或扣减超出部分（1-excess）；不写则两种都认 / "
        "score where less is better; either is accepted if absent",
        default=None,
    )
    qualitative_bands: tuple[float, float] | None = described(
        "“达成”和“部分达成”两档的下限（%）；不写则 80/60 和 80/50 都认 / "
        "lower bounds in % of 'met' and 'partly met'; 80/60 and 80/50 are accepted if absent",
        default=None,
    )
    grade_bands: Mapping[str, float] = described(
        "等级及其最低总分；不写则 90/80/60 和 80/70/60 都认 / "
        "grade and the lowest total it takes; 90/80/60 and 80/70/60 are accepted if absent",
        default_factory=dict,
    )
    amount_tolerance: float = described(
        "金额之和、金额之间在舍入误差以外还可以相差多少元 / by how many 元 amounts may differ beyond what rounding makes",
        default=0,
        ge=0,
    )
    rate_tolerance: float = described(
        "执行率在末位误差以外还可以相差几个百分点 / percentage points by which a rate may be off beyond its last digit",
        default=0,
        ge=0,
    )
    score_tolerance: float = described(
        "分值、得分之和可以相差几分 / by how much sums of points and scores may differ", default=0.01, ge=0
    )
    overshoot: float = described(
        "完成值达到目标的几倍须说明 / actual ÷ target from which an excess needs a reason", default=1.2, gt=1
    )
    adjustment: float = described("预算调整超过几成须说明 / change of the budget that needs an explanation", default=0.3, gt=0)
    adjusted_total: float | None = described(
        "预算调整幅度大而未说明原因的，总分最高几分 / highest total where the budget changed much without a reason", default=None
    )
    opening_difference: float = described(
        "年初数与全年数相差几成值得一提 / change of the total worth a remark", default=0.1, gt=0
    )
    unspent: float = described(
        "执行不足几成须说明结余 / execution below which unspent money needs an explanation", default=0.9, gt=0, le=1
    )
    unit_cost_gap: float = described(
        "单位成本乘数量与预算可以相差几成 / share of the budget that unit costs may leave open", default=0.05, ge=0
    )
    fixed_indicators: Mapping[str, str] = described(
        "固化指标及其指标值，如“项目或定额成本控制率: ＝100%” / indicators that every form must hold, with their targets",
        default_factory=dict,
    )
    fixed_for: tuple[str, ...] = described(
        "固化指标只针对这些项目类别 / categories of project to which fixed indicators apply; all if empty", default=()
    )
    patterns: Mapping[str, Pattern] = described(
        "栏目（词表中的标准名） → 内容的正则表达式 / field (standard name) → regular expression of its content",
        default_factory=dict,
    )
    name_length: int | None = described("三级指标名称最多几个字 / longest indicator name, characters", default=None, gt=0)
    duty_length: int | None = described("部门职责最多几个字 / longest statement of duties, characters", default=None, gt=0)
    result_length: int | None = described("实际完成值最多几个字 / longest result, characters", default=None, gt=0)
