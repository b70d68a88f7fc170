from __future__ import annotations

import pandas as pd

from ..applicability import applicable
from ..basis import ARITHMETIC
from ..choice import either
from ..conversion import bounded, operator_misread
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=4,
    title=("百分比超过100%", "A share above 100%"),
    requirement="部分占整体的比率最多为100%。",
    why="增长率、任务完成率、执行率、控制率可以超过100%。",
    zh="“{level3}”的{which_zh}“{text}”超过100%，这类比率最多为100%",
    en="The {which_en} {text} of “{level3}” is above 100%, which such a rate cannot exceed",
    fix_zh="核对数值和分母，改为不超过100%的数值，例如“≥95%”",
    fix_en="Check the number and its denominator, and write 100% at most, such as ≥95%",
    found="{text}",
    expected="≤100%",
)
def percentage_out_of_range(indicators: Frame) -> Frame:
    """A share of a whole is at most 100%.

    Growth, completion against plan, execution and control rates may well be more.

    | level2             | level3         | target | found |
    | ------------------ | -------------- | ------ | ----- |
    | 服务对象满意度指标 | 游客满意度     | ≥950%  | yes   |
    | 质量指标           | 苗木成活率     | ≥105%  | yes   |
    | 质量指标           | 苗木成活率     | ≥95%   |       |
    | 质量指标           | 任务完成率     | ≥105%  |       |
    | 经济效益指标       | 旅游收入增长率 | ≥120%  |       |
    | 服务对象满意度指标 | 满意度得分     | ≥110分 |       |

    Case: results

    | level2             | level3     | target | actual | found |
    | ------------------ | ---------- | ------ | ------ | ----- |
    | 服务对象满意度指标 | 游客满意度 | ≥95%   | 986%   | yes   |
    | 服务对象满意度指标 | 游客满意度 | ≥95%   | 98.6%  |       |
    """
    share = bounded(indicators) & applicable(indicators)
    target = _beyond(indicators.target_number, indicators.target_normal)
    actual = _beyond(indicators.actual_number, indicators.actual_normal)
    target &= ~operator_misread(indicators)
    asked = share & (indicators.target_normal.eq("%") | indicators.actual_normal.eq("%")).fillna(False)
    return indicators.assign(
        offends=(target | actual).astype("boolean").where(asked),
        which_zh=either(target, "指标值", "完成值"),
        which_en=either(target, "target", "result"),
        text=either(target, indicators.target_text, indicators.actual_text),
    )


def _beyond(numbers: pd.Series, units: pd.Series) -> pd.Series:
    return numbers.gt(100).fillna(False) & units.eq("%").fillna(False)
