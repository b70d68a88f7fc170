from __future__ import annotations

from ..applicability import numeric
from ..basis import METHOD
from ..naming import pure_rate
from ..rule import Frame, rule
from ..wording import spoken


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("比率指标没有数值", "A rate without a number"),
    requirement="比率指标应当写百分比，而不是文字。",
    why="程度类（影响程度）可以分级，按文字内容判断；满意度另有规则；另一期写成数值的，由两期不一致的规则提示。",
    zh="“{level3}”是比率，能够算出来，指标值却是“{said}”，没有写出百分比",
    en="“{level3}” is a rate and can be calculated, but its target is “{said}” and no percentage",
    fix_zh="改为定量指标，写明百分比，例如“≥95%”；与平均值或上年比较的，写出平均值或上年的数值",
    fix_en="Make it quantitative, such as ≥95%; if it is compared with an average or last year, state that figure",
    found="{target_text}",
    expected="≥95%",
)
def rate_declared_qualitative(indicators: Frame) -> Frame:
    """A rate has a percentage, not words.

    Degrees (影响程度) may be graded and are judged by their words. Satisfaction has its own rule, and where the other half
    of the form gives the same rate a number, the difference is reported.

    | level2       | level3             | target         | declared | found |
    | ------------ | ------------------ | -------------- | -------- | ----- |
    | 质量指标     | 纠纷调解成功率     | 高于全省平均   | 定性     | yes   |
    | 社会效益指标 | 带动就业率         | 显著           |          | yes   |
    | 质量指标     | 采购合规率         | 合规           |          | yes   |
    | 质量指标     | 纠纷调解成功率     | 90%            | 定性     | yes   |
    | 质量指标     | 纠纷调解成功率     | ≥90%           |          |       |
    | 质量指标     | 纠纷调解成功率     | 高于全省80%    | 定性     |       |
    | 社会效益指标 | 居民出行便利程度   | 较好           | 定性     |       |
    | 质量指标     | 窗口办事效率       | 较好           |          |       |
    | 质量指标     | 工作开展力度       | 较好           |          |       |
    | 质量指标     | 低保对象覆盖率     | 全覆盖         |          |       |

    Case: the other half of the form has the number

    | level2   | level3     | target | period      | found |
    | -------- | ---------- | ------ | ----------- | ----- |
    | 质量指标 | 采购合规率 | 合规   | medium-term |       |
    | 质量指标 | 采购合规率 | ≥98%   | annual      |       |
    """
    counted = numeric(indicators) & pure_rate(indicators)
    declared = indicators.declared.str.contains("定性").fillna(False).astype(bool)
    in_words = spoken(indicators, "rate_declared_qualitative", pure_rate(indicators))
    return indicators.assign(
        offends=in_words.where(~counted, declared),
        said=(indicators.declared + " ").fillna("") + indicators.target_text,
    )
