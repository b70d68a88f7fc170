from __future__ import annotations

from ..applicability import applicable, numeric
from ..basis import DEFINITIONS
from ..naming import goes_on_elsewhere, mentions, takes_percent
from ..rule import Frame, Mask, rule
from ..wording import spoken, states_percentage

_ACCEPTED = ("完成率", "覆盖率", "到位率", "完成比例")


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=7,
    title=("数量指标用比率", "A rate under quantity"),
    requirement="数量指标计数，比率说明做得好不好。",
    why="完成率、覆盖率在通用指标库中列为数量指标，不提示。口号配百分比、名称已含计数单位的另有规则。",
    zh="数量指标“{level3}”的指标值“{target_text}”是比率，看不出做了多少",
    en="The quantity “{level3}” has a rate, {target_text}, as target: it does not say how much is done",
    fix_zh="数量指标改写数量，例如“≥50件”；比率移到质量或时效指标",
    fix_en="State a quantity, such as ≥50件, and move the rate to quality or timeliness",
    found="{target_text}",
)
def rate_in_quantity(indicators: Frame) -> Mask:
    """A quantity is counted, a rate says how well.

    Completion and coverage rates are listed as quantities in common indicator libraries. A percentage on a slogan is spoken
    of as such, and one on a name that announces a count contradicts that name.

    | level2   | level3           | target           | found |
    | -------- | ---------------- | ---------------- | ----- |
    | 数量指标 | 矛盾化解率       | ≥70%             | yes   |
    | 数量指标 | 做好调解工作     | 矛盾化解率70%    | yes   |
    | 数量指标 | 培训完成率       | ＝100%           |       |
    | 数量指标 | 矛盾化解件数     | ≥70件            |       |
    | 数量指标 | 做好调解工作     | 100%             |       |
    | 数量指标 | 参训人数         | ≥90%             |       |
    | 质量指标 | 矛盾化解率       | ≥70%             |       |
    """
    quantity = indicators.level2.eq("数量指标") & applicable(indicators)
    announced = indicators.name_unit.notna() & indicators.name_unit.ne("%")
    named = takes_percent(indicators) & ~announced & ~mentions(indicators.plain, _ACCEPTED) & ~goes_on_elsewhere(indicators)
    number = numeric(indicators) & indicators.target_dimension.eq("ratio").fillna(False) & named
    words = spoken(indicators, "name_inside_value").fillna(False).astype(bool) & states_percentage(indicators)
    return (number | words).astype("boolean").where(quantity)
