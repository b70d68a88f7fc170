from __future__ import annotations

from ..applicability import of_satisfaction
from ..basis import GUIDANCE_101
from ..choice import either
from ..rule import Frame, rule
from ..wording import spoken

_SCALE = "(?:非常|比较|基本|很|较)?满意"


@rule(
    severity="error",
    basis=GUIDANCE_101,
    opinion=4,
    title=("满意度指标值没有数值", "Satisfaction without a figure"),
    requirement="满意度指标值应当是百分比、分数或等级。",
    why=("满意度按区间打分。“满意”“基本满意”是调查本身的档次，可以统计，只作提示；放在效益指标下的满意度按一般指标值判断。"),
    zh="满意度指标“{level3}”的指标值“{target_text}”不是百分比、分数或等级，调查结果无法与它对照",
    en="The satisfaction target “{target_text}” of “{level3}” is no percentage, score or grade: no survey can be held against it",
    fix_zh="写明满意度的下限，例如“≥90%”，并说明调查对象",
    fix_en="State the lowest acceptable satisfaction, such as ≥90%, and whom the survey asks",
    found="{target_text}",
    expected="≥90%",
    needs=("indicators.target_kind=text",),
)
def satisfaction_not_numeric(indicators: Frame) -> Frame:
    """A satisfaction target is a percentage, a score or a grade.

    Satisfaction is scored by intervals. A step of the survey itself (满意, 基本满意) can be counted, so it is asked rather than
    refused. Satisfaction that is named among the benefits is judged there like any value.

    | level2             | level3         | target         | found |
    | ------------------ | -------------- | -------------- | ----- |
    | 服务对象满意度指标 | 办事群众满意度 | 满意度评价     | yes   |
    | 服务对象满意度指标 | 办事群众满意度 | 不断提升       | yes   |
    | 服务对象满意度指标 | 办事群众满意度 | 基本满意       | yes   |
    | 服务对象满意度指标 | 办事群众满意度 | ≥90%           |       |
    | 服务对象满意度指标 | 办事群众满意度 | 95分以上       |       |
    | 服务对象满意度指标 | 办事群众满意度 | 百分之九十以上 |       |
    | 服务对象满意度指标 | 办事群众满意度 | 优秀           |       |
    | 服务对象满意度指标 | 窗口投诉       | 无投诉         |       |
    | 可持续影响指标     | 办事群众满意度 | 不断提升       |       |
    """
    return indicators.assign(
        offends=spoken(indicators, "satisfaction_not_numeric", of_satisfaction(indicators)),
        severity=either(indicators.target_plain.str.fullmatch(_SCALE), "warning", "error"),
    )
