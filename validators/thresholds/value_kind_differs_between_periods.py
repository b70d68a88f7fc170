from __future__ import annotations

import pandas as pd

from ..basis import METHOD
from ..both_periods import both_periods
from ..choice import either
from ..rule import Frame, rule
from ..wording import kind_differs

_SIDES = {"": "_annual", "_annual": ""}
_COLUMNS = ["filing", "table", "number", "level3", "target_text", "place", "period"]


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("中期与年度指标值类型不一", "Words in one period, a number in the other"),
    requirement="同一指标的中期值和年度值应当用同一种方式衡量。",
    why=(
        "按名称配对。一期是文字、一期是数值，可能是年度目标进一步细化，所以只请说明，不作错误。“不发生”视为数值，日期不算文字。"
    ),
    zh="“{level3}”的{here_zh}指标值“{target_text}”是文字，{there_zh}指标值“{target_text_other}”是数值，两期无法对照",
    en="The {here_en} target “{target_text}” of “{level3}” is words, the {there_en} target {target_text_other} a number",
    fix_zh="两期用同一种指标值，例如中期“≥95%”、年度“≥95%”；文字内容写进指标解释",
    fix_en="Use the same kind of target in both periods, such as ≥95% in both, and move the words to the note",
    found="{target_text}",
    expected="{target_text_other}",
    needs=("indicators.period=medium-term",),
    follows=("money_in_timeliness", "quantity_not_numeric", "satisfaction_not_numeric"),
)
def value_kind_differs_between_periods(indicators: Frame) -> Frame:
    """Both periods measure an indicator in the same way.

    They are paired by name. A number in one period and words in the other may mean that the year refines the medium term,
    so it is asked rather than refused. A promise that nothing happens is a number, and a date is no words.

    | level2   | level3       | target         | period      | found |
    | -------- | ------------ | -------------- | ----------- | ----- |
    | 质量指标 | 采购合规率   | 合规           | medium-term | yes   |
    | 质量指标 | 采购合规率   | 100%           | annual      |       |
    | 数量指标 | 购置车辆     | ＝2辆          | medium-term |       |
    | 数量指标 | 购置车辆     | 按计划         | annual      | yes   |
    | 质量指标 | 安全责任事故 | 不发生         | medium-term |       |
    | 质量指标 | 安全责任事故 | ＝0起          | annual      |       |
    | 质量指标 | 设备验收     | 合格           | medium-term |       |
    | 质量指标 | 设备验收     | 合格           | annual      |       |
    | 时效指标 | 建成时间     | 2025年底前     | medium-term |       |
    | 时效指标 | 建成时间     | ≤12个月        | annual      |       |
    | 数量指标 | 巡查         | 全年           | medium-term |       |
    | 数量指标 | 巡查次数     | ≥12次          | annual      |       |
    """
    pairs = both_periods(indicators)
    sides = [_side(pairs, here, there) for here, there in _SIDES.items()]
    rows = pd.concat(sides, ignore_index=True)
    words = rows.target_kind.eq("text") & rows["index"].isin(indicators.index[kind_differs(indicators)].tolist())
    medium = rows.period.eq("medium-term")
    return rows.assign(
        offends=words,
        here_zh=either(medium, "中期", "年度"),
        there_zh=either(medium, "年度", "中期"),
        here_en=either(medium, "medium-term", "annual"),
        there_en=either(medium, "annual", "medium-term"),
        related=[(place,) for place in rows.place_other],
    )


def _side(pairs: Frame, here: str, there: str) -> Frame:
    shared = ("filing", "table")
    columns = {(name if name in shared else f"{name}{here}"): name for name in (*_COLUMNS, "index", "target_kind")}
    other = {f"target_text{there}": "target_text_other", f"place{there}": "place_other"}
    side: Frame = pairs.loc[:, [*columns, *other]]
    return side.rename(columns=columns | other)
